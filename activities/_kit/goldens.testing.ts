/**
 * Golden logs: games kept as files, which must replay to the state they ended in as long as the activity's version
 * stands. A file has one JSON value a line: the first entry, every accepted input, and the end with its hash.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { AnyActivity, Outcome } from './contract.ts';
import { hashOf } from './canonical.ts';
import { play, type Script } from './play.ts';
import { replay, type AnyState, type Entry, type FirstEntry } from './replay.ts';

interface End {
  readonly outcome: Outcome | null;
  /** Of the final state. */
  readonly hash: string;
  /** Of the facts of all steps. */
  readonly facts: string;
}

interface Golden {
  readonly first: FirstEntry;
  readonly entries: readonly Entry[];
  readonly end: End;
}

/** Set to `write`, it writes the logs that are missing or of an older version, and leaves the others alone. */
const writing = import.meta.env['CIRCLETIME_GOLDENS'] === 'write';

/**
 * Declares a test for each golden log. `scripts` says, by file name, how each game is played when it is written;
 * `testUrl` is the `import.meta.url` of the test, whose folder holds `golden/`.
 */
export function goldens(
  activity: AnyActivity,
  testUrl: string,
  scripts: Readonly<Record<string, Script>>,
): void {
  describe(`${activity.id} replays its golden logs`, () => {
    for (const [name, script] of Object.entries(scripts)) {
      const folder = fileURLToPath(new URL('golden/', testUrl));
      const path = `${folder}${name}.jsonl`;
      if (writing && outdated(activity, path)) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(path, write(record(activity, script)));
      }
      test(name, () => {
        expect(existsSync(path), `${path} is missing: ${howTo(activity)}`).toBe(true);
        const { first, entries, end } = read(readFileSync(path, 'utf8'));
        expect(first.version, `the version was raised: ${howTo(activity)}`).toBe(activity.version);
        const { state, facts } = replay(activity, first, entries);
        const now: End = endOf(activity, state, facts);
        expect(now, `the log ends otherwise: raise the version, then ${howTo(activity)}`).toEqual(end);
      });
    }
  });
}

function howTo({ id }: AnyActivity): string {
  return `CIRCLETIME_GOLDENS=write npx vitest run activities/${id}`;
}

function outdated({ version }: AnyActivity, path: string): boolean {
  return !existsSync(path) || read(readFileSync(path, 'utf8')).first.version < version;
}

function record(activity: AnyActivity, script: Script): Golden {
  const { first, start, moves } = play(activity, script);
  const state = moves[moves.length - 1]?.after ?? start.state;
  return {
    first,
    entries: moves.map(({ at, input }) => ({ at, input })),
    end: endOf(activity, state, [start.facts, ...moves.map(({ facts }) => facts)]),
  };
}

function endOf(activity: AnyActivity, state: AnyState, facts: unknown): End {
  return { outcome: activity.outcome(state), hash: hashOf(state), facts: hashOf(facts) };
}

function write({ first, entries, end }: Golden): string {
  return [first, ...entries, end].map((line) => `${JSON.stringify(line)}\n`).join('');
}

function read(text: string): Golden {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  return {
    first: lines[0] as FirstEntry,
    entries: lines.slice(1, -1) as Entry[],
    end: lines[lines.length - 1] as End,
  };
}
