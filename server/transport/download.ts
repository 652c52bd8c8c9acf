/** POST /api/export: the record as a zip, for a signed-in adult. The token comes in a header, never in a URL. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { ErrorCode } from '../../src/wire/errors.ts';
import { languages } from '../../src/wire/vocabulary.ts';
import { NoSuchLesson } from '../review/export/files.ts';
import type { ExportWish } from '../review/export/files.ts';
import type { Devices } from '../access/devices.ts';
import { refuse } from './http.ts';

const longestBody = 4096;

const wish = v.strictObject({
  /** One lesson, or all. */
  session: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/))),
  rehearsals: v.boolean(),
  names: v.boolean(),
  language: v.picklist(languages),
});

/** `zip` makes the archive's bytes; `wall` dates its name. */
export function createDownload(
  devices: Pick<Devices, 'find'>,
  zip: (wish: ExportWish) => Promise<Uint8Array>,
  wall: () => number,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const read = await readWish(devices, request);
    if (!read.ok) {
      refuse(response, read.status, read.code);
      return;
    }
    // Nothing moves while it is made; an adult asked for it.
    response.setTimeout(0);
    const bytes = await zip(read.wish).catch(noSuchLesson);
    if (bytes === null) {
      refuse(response, 404, 'no_such_lesson');
      return;
    }
    const day = new Date(wall()).toISOString().slice(0, 10);
    response.writeHead(200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="circletime-${day}.zip"`,
      'Content-Length': bytes.byteLength,
      'Cache-Control': 'no-store',
    });
    response.end(bytes);
  };
}

function noSuchLesson(error: unknown): null {
  if (error instanceof NoSuchLesson) return null;
  throw error;
}

type Read =
  | { readonly ok: true; readonly wish: ExportWish }
  | { readonly ok: false; readonly status: number; readonly code: ErrorCode };

async function readWish(devices: Pick<Devices, 'find'>, request: IncomingMessage): Promise<Read> {
  const token = /^Bearer ([A-Za-z0-9_-]{16,64})$/.exec(request.headers.authorization ?? '')?.[1];
  const device = token === undefined ? null : await devices.find(token);
  if (device?.role !== 'facilitator' && device?.role !== 'admin')
    return { ok: false, status: 401, code: 'not_permitted' };
  const body = await readBody(request);
  if (body === null) return { ok: false, status: 413, code: 'too_large' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), wish), body);
  return parsed.success ? { ok: true, wish: parsed.output } : { ok: false, status: 400, code: 'bad_input' };
}

/** The body as text; null when it is longer than any honest one. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.byteLength;
    if (length > longestBody) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
