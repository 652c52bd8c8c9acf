import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionRow } from '../../../tests/support/rows.ts';
import { reviewFacts } from '../facts.ts';
import type { ReviewFacts } from '../facts.ts';
import { faultsAmong } from './order.ts';
import { readTurns } from './read.ts';
import { recordOf } from './record.ts';
import type { Known } from './record.ts';
import { isFloor } from './row.ts';
import type { ExchangeRow, Kind, Person } from './row.ts';
import { exchangeRows } from './rows.ts';
import { writeTurns } from './write.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
const numRuns = long ? 2000 : 60;

/** Names as hard as names get: what spreadsheets run, what parts cells and lists, quotes, other scripts. */
const names = ['小明', '=SUM(A1)', `'=1`, '＋1', 'a;b', '甲、乙', '"引"', 'O’Neill, Mary', '[x]', '𠮷野'];
const people: readonly Known[] = names.map((name, index) => ({
  child: `k${index}`,
  name,
  recorded: index !== 3,
}));

const person: fc.Arbitrary<Person> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...names).map((name) => ({ name })) },
  fc.constantFrom<Person>('adult', 'guest'),
);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const ms = (max: number) => fc.integer({ min: 0, max });

/** What happens in a game, its time since what happened before. */
const step = fc.record({
  kind: fc.constantFrom<Kind>(
    'turn',
    'turn',
    'turn',
    'pass',
    'offer',
    'contribution',
    'request',
    'void',
    'prompt',
    'pause',
  ),
  wait: ms(20_000),
  lasts: orNull(ms(9000)),
  before: orNull(ms(500)),
  speaker: person,
  toward: fc.oneof(person, fc.constantFrom('group', 'unknown', null)),
  prompted: orNull(fc.constantFrom(0, 1, 2, 3)),
  regime: orNull(fc.constantFrom('forced', 'queue', 'chosen', 'called', 'free_floor', 'together')),
  bounded: fc.boolean(),
  options: orNull(fc.array(person, { minLength: 1, maxLength: 4 })),
  givenBy: orNull(fc.oneof(person, fc.constant('rules'))),
  why: orNull(fc.constantFrom('self', 'timer', 'skipped', 'absent', 'interrupted', 'open')),
  ended: orNull(fc.constantFrom('granted', 'unserved', 'withdrawn')),
  attribution: orNull(fc.constantFrom('own_tap', 'only_seat', 'assumed', 'adult')),
  channel: orNull(fc.constantFrom('tap', 'voice')),
  code: orNull(fc.constantFrom('cheer', 'idea-1')),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const isSamePerson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The rows of one game, as a file would have them. */
function rowsOfGame(run: number, group: number, steps: readonly Step[]): ExchangeRow[] {
  const last = new Map<string, number>();
  let now = 0;
  let number = 0;
  return steps
    .map((one): ExchangeRow => {
      const { kind } = one;
      const floor = isFloor({ kind });
      const holder = JSON.stringify(one.speaker);
      now = Math.max(now + one.wait, kind === 'turn' ? (last.get(holder) ?? 0) : 0);
      const end = one.lasts === null ? null : now + one.lasts;
      if (kind === 'turn') last.set(holder, end ?? now);
      if (floor || kind === 'void') number += 1 + (one.bounded ? 1 : 0);
      const hasSpeaker = kind !== 'pause' && kind !== 'void';
      const taken = kind === 'turn' || kind === 'pass';
      return {
        row: 0,
        kind,
        run,
        group: kind === 'pause' ? null : group,
        turn: floor || kind === 'void' ? number : kind === 'pause' ? null : one.prompted,
        speaker: hasSpeaker ? one.speaker : null,
        toward:
          !floor && kind !== 'contribution'
            ? null
            : isSamePerson(one.toward, one.speaker)
              ? 'group'
              : one.toward,
        start: now,
        end: floor || kind === 'request' ? end : null,
        offered: taken && one.before !== null ? Math.max(0, now - one.before) : null,
        prompted: floor ? one.prompted : kind === 'prompt' ? one.prompted || 1 : null,
        activity: 'story',
        regime: one.regime,
        bounded: floor && one.bounded,
        options: floor ? one.options : null,
        givenBy: floor ? one.givenBy : null,
        why: kind === 'request' ? one.ended : floor && kind !== 'pass' ? one.why : null,
        attribution: taken ? one.attribution : null,
        channel: floor ? one.channel : null,
        code: kind === 'contribution' ? one.code : null,
      };
    })
    .map((row) => (row.turn === 0 ? { ...row, turn: null } : row));
}

const game = fc.array(step, { maxLength: 14 });
const rollRow = fc.record({
  kind: fc.constantFrom<Kind>('present', 'late', 'absent'),
  speaker: fc.constantFrom<Person>('guest', ...names.map((name) => ({ name }))),
  run: orNull(fc.integer({ min: 0, max: 2 })),
  group: orNull(fc.constantFrom(0, 1, 2)),
});
const file: fc.Arbitrary<ExchangeRow[]> = fc
  .record({ whole: game, one: game, two: game, again: game, roll: fc.array(rollRow, { maxLength: 6 }) })
  .map(({ whole, one, two, again, roll }) => {
    const [row] = rowsOfGame(1, 0, [fc.sample(step, { numRuns: 1, seed: 1 })[0]!]);
    const blank = {
      ...row!,
      turn: null,
      toward: null,
      start: null,
      end: null,
      offered: null,
      prompted: null,
    };
    const none = {
      bounded: false,
      options: null,
      givenBy: null,
      why: null,
      attribution: null,
      channel: null,
      code: null,
    };
    const told = roll.map((line): ExchangeRow => ({
      ...blank,
      ...none,
      ...line,
      regime: null,
      activity: null,
    }));
    // An anonymous guest cannot be told to be late or absent.
    const listed = told.map((line) =>
      line.speaker === 'guest' ? { ...line, kind: 'present' as const } : line,
    );
    const games = [
      ...rowsOfGame(1, 0, whole),
      ...rowsOfGame(2, 1, one),
      ...rowsOfGame(2, 2, two),
      ...rowsOfGame(3, 0, again),
    ];
    return [...listed, ...games].map((line, index) => ({ ...line, row: index + 2 }));
  })
  // Nor is a child without consent told by name to be absent, since it is among the guests who are counted.
  .filter(
    (rows) =>
      !rows.some(({ kind, speaker }) => kind === 'absent' && isSamePerson(speaker, { name: names[3] })),
  )
  .filter((rows) => !rows.some(({ kind, speaker }) => kind === 'prompt' && speaker === 'adult'))
  // Two groups of a run may both have the same child as speaker at once: no file is like that.
  .filter((rows) => rows.length > 0 && faultsAmong(rows).length === 0);

const encode = (text: string) => new TextEncoder().encode(text);

function readBack(text: string): readonly ExchangeRow[] {
  const read = readTurns(encode(text));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.file.rows;
}

function factsOf(rows: readonly ExchangeRow[]): ReviewFacts {
  const session = sessionRow({ origin: 'imported' });
  const record = recordOf(rows, { session, people, regime: 'free_floor', activity: 'other' });
  return reviewFacts(record, people.map(({ child }) => child)); // prettier-ignore
}
const nameOf = (child: string) => people.find((one) => one.child === child)!.name;

describe('a file that is written', () => {
  it('has the rows that it was written from, as CSV and as JSON', () => {
    fc.assert(
      fc.property(file, (rows) => {
        expect(readBack(writeTurns(rows, 'csv'))).toEqual(rows);
        const renumbered = rows.map((row, index) => ({ ...row, row: index + 1 }));
        expect(readBack(writeTurns(rows, 'json'))).toEqual(renumbered);
      }),
      { numRuns },
    );
  });

  it('gives the facts again that were read from a file: turns, roll, groups, sequences, guests', () => {
    fc.assert(
      fc.property(file, (rows) => {
        const facts = factsOf(rows);
        // In a game that nobody played, the whole roll is taken to have been there.
        fc.pre(facts.groups.every(({ seats }) => seats > 0));
        const again = factsOf(readBack(writeTurns(exchangeRows(facts, nameOf), 'csv')));
        expect(again).toEqual(facts);
      }),
      { numRuns },
    );
  });
});
