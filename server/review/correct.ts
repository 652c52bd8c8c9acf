/** Corrects a turn of a lesson that is over: a new fact and a log entry of its own; nothing that stands is changed. */
import type { ErrorCode } from '../../src/wire/errors.ts';
import type { TurnChange } from '../../src/wire/review.ts';
import type { CorrectionRow, RollRow, RunRow, TurnRow } from '../record/facts.ts';
import type { Entry, LogStore, StoredSession } from '../store/port.ts';
import type { TurnPlace } from './facts.ts';
import { recordedOf } from './recorded.ts';

/** Sessions that are over have no writer of their own; the store's one writing process keeps the epoch constant. */
const epoch = 1;

export interface CorrectionWish {
  readonly session: string;
  readonly place: TurnPlace;
  readonly change: TurnChange;
  /** Account id of the adult. */
  readonly author: string;
}

type Refused = Extract<
  ErrorCode,
  | 'no_such_lesson'
  | 'lesson_running'
  | 'no_such_turn'
  | 'child_not_recorded'
  | 'time_outside_run'
  | 'not_saved'
>;

/**
 * Resolves to null when the correction is durable, or to why it was refused.
 *
 * @throws StoreError
 */
export async function correctTurn(
  store: Pick<LogStore, 'load' | 'append' | 'rows' | 'entries'>,
  wish: CorrectionWish,
  wall: number,
): Promise<Refused | null> {
  const { session, change } = wish;
  const stored = await store.load(session);
  if (stored === null) return 'no_such_lesson';
  if (stored.session.endedWall === null) return 'lesson_running';
  const turn = await turnAt(store, wish);
  const run = stored.runs.find((row) => row.run === wish.place.run);
  if (turn === null || run === undefined) return 'no_such_turn';
  const lengthMs = run.endedAt ?? (await lastTimeOf(store, session, run));
  const refused = refusal(change, turn, stored.roll, lengthMs);
  return refused ?? append(store, wish, stored, wall);
}

/** The turn as recorded; null also for one that the lesson may not show. */
async function turnAt(
  store: Pick<LogStore, 'rows'>,
  { session, place }: CorrectionWish,
): Promise<TurnRow | null> {
  const turns = await store.rows('turn', session);
  return (
    turns.find((row) => row.run === place.run && row.grp === place.grp && row.turn === place.turn) ?? null
  );
}

/** Run clock of the last entry of a run without an end. */
async function lastTimeOf(store: Pick<LogStore, 'entries'>, session: string, run: RunRow): Promise<number> {
  const entries = await store.entries(session);
  return Math.max(0, ...entries.map((entry) => (entry.run === run.run ? (entry.at ?? 0) : 0)));
}

function refusal(
  change: TurnChange,
  turn: TurnRow,
  roll: readonly RollRow[],
  lengthMs: number,
): Refused | null {
  const recorded = recordedOf(roll);
  if (turn.child !== null && !recorded.has(turn.session, turn.child)) return 'no_such_turn';
  if (change.what === 'child') {
    const { child } = change;
    if (child === null) return null;
    const isHere = roll.some((row) => row.child === child && row.status !== 'absent' && row.recorded === 1);
    return isHere ? null : 'child_not_recorded';
  }
  if (change.what !== 'time') return null;
  const { startAt, endAt } = change;
  // An end may be unknown only where the record has none.
  if (endAt === null && turn.endedAt !== null) return 'time_outside_run';
  return startAt <= (endAt ?? startAt) && (endAt ?? startAt) <= lengthMs ? null : 'time_outside_run';
}

async function append(
  store: Pick<LogStore, 'append'>,
  { session, place, change, author }: CorrectionWish,
  { session: row, lastSeq }: StoredSession,
  wall: number,
): Promise<'not_saved' | null> {
  const seq = lastSeq + 1;
  const entry: Entry = {
    seq,
    kind: 'review',
    run: place.run,
    grp: place.grp,
    step: null,
    at: null,
    wall,
    actionId: null,
    // Whom it is about stands in the table alone, as everywhere.
    payload: { type: 'correction', turn: place.turn, what: change.what },
  };
  const correction: CorrectionRow = {
    session,
    rehearsal: row.rehearsal,
    seq,
    ...place,
    what: change.what,
    child: change.what === 'child' ? change.child : null,
    startAt: change.what === 'time' ? change.startAt : null,
    endAt: change.what === 'time' ? change.endAt : null,
    author,
    wall,
  };
  const appended = await store.append(session, epoch, lastSeq, [entry], [{ table: 'correction', insert: correction }]); // prettier-ignore
  return appended === 'durable' ? null : 'not_saved';
}
