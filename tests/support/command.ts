/** The program `circletime` run to its end, for tests of its commands. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program to its end; it must come to one by itself. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const options = { cwd: root, env: { ...process.env, ...env }, timeout: 20_000 };
  try {
    const { stdout, stderr } = await execute(process.execPath, ['server/cli.ts', ...args], options);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** One sentence on stderr, and a code that says failure. */
export function expectOneSentence({ code, err }: Ended, words: RegExp): void {
  expect(code).toBe(1);
  expect(err.trim().split('\n')).toHaveLength(1);
  expect(err).toMatch(words);
}
