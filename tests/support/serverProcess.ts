/** A real server as its own process, for tests that kill it, count its system calls or read its output. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export const testPin = '2468';

export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Everything it wrote to stdout and stderr so far. */
  output(): string;
  /** SIGKILL, as a power cut; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, the orderly end. */
  stop(): Promise<void>;
}

/** A port that was free a moment ago; a restarted server must come back on the same one. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/**
 * Starts `circletime start` on 127.0.0.1 with its data in `data`; resolves at its `ready` line, rejects with
 * its output when it ends before. `prefix` is a program to run it under (strace and its flags);
 * `script` is another program of ours in place of `circletime start`, with the same flags.
 */
export async function startServer(options: {
  readonly data: string;
  readonly port: number;
  readonly flags?: readonly string[];
  readonly prefix?: readonly string[];
  readonly script?: readonly string[];
}): Promise<ServerProcess> {
  const { data, port, flags = ['--no-sample'], prefix = [] } = options;
  const { script = ['server/cli.ts', 'start'] } = options;
  const command = [
    ...prefix, process.execPath, ...script, '--host', '127.0.0.1', '--port', String(port), '--data', data,
    '--pin', testPin, ...flags,
  ]; // prettier-ignore
  const [executable = '', ...args] = command;
  const child = spawn(executable, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const gone = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /^ready (http:\S+)$/m.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => {
      reject(new Error(`the server ended with ${String(code)} before it was ready:\n${output}`));
    });
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return {
    url,
    port,
    process: child,
    output: () => output,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
