/** What a record must be after any fault: whole, in order, and no more than what its own log says happened. */
import { expect } from 'vitest';
import { hashOf } from '../../activities/_kit/canonical.ts';
import { replay } from '../../activities/_kit/replay.ts';
import type { Entry as Step, FirstEntry } from '../../activities/_kit/replay.ts';
import type { Fact } from '../../activities/_kit/contract.ts';
import { activities } from '../../activities/registry.rules.ts';
import type { Played } from '../../robots/lesson.ts';
import { recordKeys } from '../../server/record/facts.ts';
import type { RecordTables, SeatRow } from '../../server/record/facts.ts';
import { newLedger, record } from '../../server/record/recorder.ts';
import type { Entry } from '../../server/store/port.ts';
import { openSqliteReader } from '../../server/store/sqlite/open.ts';

/** Tables that are written from the steps of games, and from nothing else. */
const effects = ['turn', 'contribution', 'request'] as const;
type Effect = (typeof effects)[number];
type Row = Readonly<Record<string, unknown>>;

export interface LessonRecord {
  readonly entries: readonly Entry[];
  readonly seats: readonly SeatRow[];
  readonly runs: readonly RecordTables['run'][];
  readonly pauses: readonly RecordTables['pause'][];
  readonly effects: Readonly<Record<Effect, readonly Row[]>>;
}

/** Everything of one lesson, of one moment; a server may be running on the folder. */
export async function readRecord(data: string, session: string): Promise<LessonRecord> {
  const reader = await openSqliteReader({ folder: data });
  try {
    return {
      entries: await reader.entries(session),
      seats: await reader.rows('seat', session),
      runs: await reader.rows('run', session),
      pauses: await reader.rows('pause', session),
      effects: {
        turn: (await reader.rows('turn', session)) as unknown as Row[],
        contribution: (await reader.rows('contribution', session)) as unknown as Row[],
        request: (await reader.rows('request', session)) as unknown as Row[],
      },
    };
  } finally {
    await reader.close();
  }
}

/**
 * Nothing acknowledged is lost, nothing took effect twice, no seq is missing, and what the classroom screen was shown is
 * on the record.
 */
export function expectWhole(played: Played, kept: LessonRecord): void {
  const { entries } = kept;
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  const logged = entries.flatMap(({ actionId }) => (actionId === null ? [] : [actionId]));
  const once = new Set(logged);
  expect(logged).toHaveLength(once.size);
  expect(played.acknowledged.filter((actionId) => !once.has(actionId))).toEqual([]);
  expect(played.brokenRepeats).toEqual([]);
  expectOneEffectEach(kept);
  expectShownIsKept(played, kept);
}

/** The rows of games are what replaying the log gives: an act that took effect twice, or not at all, would differ. */
export function expectOneEffectEach(kept: LessonRecord): void {
  const replayed = effectsOf(kept);
  for (const table of effects) {
    const rows = kept.effects[table].map((row) => certain(row));
    expect({ table, rows }).toEqual({ table, rows: replayed[table].map((row) => certain(row)) });
  }
}

/** Durable before told: the screen never showed a turn that is not on the record as it was shown. */
function expectShownIsKept({ seen }: Played, { effects }: LessonRecord): void {
  const kept = new Map(
    effects.turn.map((row) => [[row['run'], row['grp'], row['turn']].map(String).join('/'), row]),
  );
  const wrong = [...seen.turns].filter(([key, { offeredAt, claimedAt }]) => {
    const row = kept.get(key);
    // A guest's turns have no row at all.
    if (row === undefined) return false;
    const offered = offeredAt === null || row['offeredAt'] === offeredAt;
    return !offered || (claimedAt !== null && row['claimedAt'] !== claimedAt);
  });
  expect(wrong).toEqual([]);
}

/** `run/group` → hash of the state that the log ends in, of the first `length` entries. */
export function statesOf(entries: readonly Entry[], length = entries.length): Map<string, string> {
  const games = gamesIn(entries.slice(0, length));
  return new Map(games.map(({ key, first, steps }) => [key, hashOf(played(first, steps).state)]));
}

interface Game {
  readonly key: string;
  readonly run: number;
  readonly grp: number;
  readonly first: FirstEntry;
  readonly setup: Entry;
  readonly steps: readonly Entry[];
}

function gamesIn(entries: readonly Entry[]): Game[] {
  return entries.flatMap((setup) => {
    const { kind, run, grp } = setup;
    if (kind !== 'setup' || run === null || grp === null) return [];
    const steps = entries.filter((entry) => entry.kind === 'step' && entry.run === run && entry.grp === grp);
    expect(steps.map(({ step }) => step)).toEqual(steps.map((_, index) => index + 1));
    return [{ key: `${run}/${grp}`, run, grp, first: setup.payload as FirstEntry, setup, steps }];
  });
}

function played(first: FirstEntry, steps: readonly Entry[]): ReturnType<typeof replay> {
  const activity = activities[first.activity];
  if (!activity) throw new Error(`no activity ${first.activity}`);
  const inputs = steps.map(({ at, payload }): Step => ({ at: at ?? 0, ...(payload as Pick<Step, 'input'>) }));
  return replay(activity, first, inputs);
}

/** The rows that the log's steps give, folded as the store folds them. */
function effectsOf({ entries, seats }: LessonRecord): Record<Effect, Row[]> {
  const tables = {
    turn: new Map<string, Row>(),
    contribution: new Map<string, Row>(),
    request: new Map<string, Row>(),
  };
  const childOf = new Map(seats.map(({ seat, child }) => [seat, child]));
  for (const { run, grp, first, setup, steps } of gamesIn(entries)) {
    const ledger = newLedger(first.setup.seats.map(({ seat }) => seat), first.at); // prettier-ignore
    const { facts } = played(first, steps);
    [setup, ...steps].forEach((entry, index) => {
      const now = { session: '', rehearsal: 1, run, grp, seq: entry.seq, at: entry.at ?? 0 } as const;
      const unknown = { wall: 0, prompting: false, tap: null };
      const childOn = (seat: number) => childOf.get(seat) ?? null;
      for (const write of record(ledger, facts[index] as readonly Fact[], { ...now, ...unknown, childOn })) {
        const table = tables[write.table as Effect];
        const changed: Row = 'insert' in write ? { ...write.insert } : { ...write.key, ...write.update };
        const key = keyOf(write.table as Effect, changed);
        table.set(key, { ...table.get(key), ...changed });
      }
    });
  }
  const sorted = (table: Effect) =>
    [...tables[table]].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return { turn: sorted('turn'), contribution: sorted('contribution'), request: sorted('request') };
}

const keyOf = (table: Effect, row: Row): string =>
  recordKeys[table].map((column) => String(row[column]).padStart(9, '0')).join('/');

/** What the log alone decides: no wall clock, nothing that a device or the adult told beside. */
const uncertain = /^(session|rehearsal|prompt|.*[wW]all|.*[sS]hownMs|.*[qQ]ueued)$/;
const certain = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !uncertain.test(column)));
