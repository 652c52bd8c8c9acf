/**
 * The server's log: whole lines of JSON in the data folder, short lines of warnings on the terminal. It is told
 * ids, codes and numbers; payloads are never logged, and what might carry a name or a secret is cut out besides.
 */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import type { Logger } from 'pino';
import * as v from 'valibot';
import type { LogLevel } from './config.ts';

const logFile = 'circletime.log';
/** The file is set aside when it is larger at a start; one older file is kept. */
const longestLog = 5_000_000;

const secrets = ['pin', 'token', 'name', 'names', 'text', 'payload', 'bytes', 'code'];

/** Makes the folder where it is missing; the store says in words when it cannot be written. */
export function createLog(folder: string, level: LogLevel): Logger {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, logFile);
  if (existsSync(path) && statSync(path).size > longestLog) renameSync(path, `${path}.1`);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: faultOf, error: faultOf },
      redact: { paths: secrets.flatMap((key) => [key, `*.${key}`]), remove: true },
    },
    pino.multistream([
      // Written at once: the last lines before a crash are those that matter.
      { level, stream: patient(pino.destination({ dest: path, sync: true })) },
      { level: 'warn', stream: shortLines() },
    ]),
  );
}

/** A full disk must not end a lesson by way of its log: lines that do not fit wait for the next that does. */
function patient(file: ReturnType<typeof pino.destination>): pino.DestinationStream {
  file.on('error', () => undefined);
  return {
    write: (line) => {
      try {
        file.write(line);
      } catch {
        // Nowhere to tell it but the log itself.
      }
    },
  };
}

/** Messages of these repeat what could not be read: a parser its text, a schema the value it refused. */
const quotes = (error: Error): boolean => error instanceof SyntaxError || v.isValiError(error);

/** An error without the values it may quote. */
function faultOf(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = (error as NodeJS.ErrnoException).code;
  const stack = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return {
    kind: error.name,
    ...(quotes(error) ? {} : { says: error.message.slice(0, 200) }),
    ...(code === undefined ? {} : { errno: code }),
    at: stack.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
}

/** `12:00:05 warn …` on stderr. */
function shortLines(): Writable {
  return new Writable({
    write(line: Buffer, _encoding, done) {
      const { time, level, msg } = JSON.parse(line.toString('utf8')) as Record<string, string | number>;
      const label = pino.levels.labels[Number(level)] ?? '';
      process.stderr.write(`${String(time).slice(11, 19)} ${label} ${String(msg ?? '')}\n`);
      done();
    },
  });
}
