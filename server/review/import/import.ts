/**
 * Brings a file of turns into the record: a session of its own, whole or not at all, in one append. Looked at first,
 * then kept; both by the same reading.
 */
import { createHash } from 'node:crypto';
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { ErrorCode } from '../../../src/wire/errors.ts';
import type { Fault, ImportedChild, ImportPreview } from '../../../src/wire/exchange.ts';
import type { SessionRow, TurnRow } from '../../record/facts.ts';
import type { LogStore, PeopleStore } from '../../store/port.ts';
import { overlapsIn } from '../exchange/order.ts';
import { readTurns } from '../exchange/read.ts';
import type { ExchangeFile } from '../exchange/read.ts';
import { recordOf } from '../exchange/record.ts';
import type { Known } from '../exchange/record.ts';
import { isRoll } from '../exchange/row.ts';
import type { ExchangeRow } from '../exchange/row.ts';
import { floorTaken, reviewFacts } from '../facts.ts';
import type { LessonRecord } from '../facts.ts';
import { writesOf } from './keep.ts';
import { leftOut, nameFaults, peopleOn } from './resolve.ts';

export interface ImportWish {
  readonly bytes: Uint8Array;
  readonly classId: string;
  /** When the lesson began, by the clock of this laptop: YYYY-MM-DD and hh:mm; without a time, noon. */
  readonly day: string;
  readonly time: string | null;
  /** Of runs of which the file does not say. */
  readonly regime: Regime;
  readonly activity: string;
  /** Children who were not there, beside those whom the file tells to be absent; one who acts in it was. */
  readonly absent: readonly string[];
  /** Also where the same file was imported for this class before. */
  readonly again: boolean;
}

export type ImportStore = Pick<LogStore, 'append' | 'rows'> &
  Pick<PeopleStore, 'classes' | 'members' | 'consents'>;

export type Prepared =
  | { readonly ok: false; readonly code: Extract<ErrorCode, 'no_such_class' | 'bad_input'> }
  | { readonly ok: true; readonly faults: readonly Fault[] }
  | {
      readonly ok: true;
      readonly faults: null;
      readonly preview: ImportPreview;
      readonly record: LessonRecord;
    };

/** What the file holds for this class, or what is wrong with it; keeps nothing. */
export async function prepareImport(
  store: ImportStore,
  wish: ImportWish,
  now: { readonly session: string; readonly wall: number },
): Promise<Prepared> {
  const people = await peopleOn(store, wish.classId, wish.day);
  if (people === null) return { ok: false, code: 'no_such_class' };
  const started = new Date(`${wish.day}T${wish.time ?? '12:00'}:00`);
  // A day that is none, as 30 February, would become another.
  const isDay = started.getDate() === Number(wish.day.slice(8));
  if (!isDay || started.getTime() > now.wall) return { ok: false, code: 'bad_input' };
  const read = readTurns(wish.bytes);
  if (!read.ok) return { ok: true, faults: read.faults };
  const faults = nameFaults(read.file.rows, people);
  if (faults.length > 0) return { ok: true, faults };

  const session = sessionOf(wish, now.session, started);
  const rows = [...read.file.rows, ...absentRows(read.file.rows, wish.absent, people)];
  const { regime, activity } = wish;
  const record = ended(recordOf(rows, { session, people, regime, activity }));
  const already = await wasImported(store, record);
  return { ok: true, faults: null, preview: previewOf(read.file, record, people, already), record };
}

/**
 * Keeps what was prepared. Resolves to null when it is durable, or to why it was refused.
 *
 * @throws StoreError
 */
export async function keepImport(
  store: ImportStore,
  { record, preview }: Extract<Prepared, { faults: null }>,
  again: boolean,
  wall: number,
): Promise<Extract<ErrorCode, 'already_imported' | 'not_saved'> | null> {
  if (preview.already && !again) return 'already_imported';
  const { entries, facts } = writesOf(record, wall);
  const appended = await store.append(record.session.session, 1, 0, entries, facts);
  return appended === 'durable' ? null : 'not_saved';
}

function sessionOf({ classId, bytes }: ImportWish, session: string, started: Date): SessionRow {
  return {
    session,
    rehearsal: 0,
    class: classId,
    phase: 'closed',
    startedWall: started.getTime(),
    endedWall: started.getTime(),
    utcOffset: 0 - started.getTimezoneOffset(),
    door: '',
    activity: null,
    speed: 1,
    origin: 'imported',
    source: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** A session ends with its last run. */
function ended(record: LessonRecord): LessonRecord {
  const ends = record.runs.map(({ endedWall }) => endedWall ?? 0);
  const endedWall = Math.max(record.session.startedWall, ...ends);
  return { ...record, session: { ...record.session, endedWall } };
}

function absentRows(
  rows: readonly ExchangeRow[],
  absent: readonly string[],
  people: readonly Known[],
): ExchangeRow[] {
  const named = new Set(rows.map(({ speaker }) => JSON.stringify(speaker)));
  const [first] = rows;
  if (first === undefined) return [];
  return people
    .filter(({ child }) => absent.includes(child))
    .map(({ name }): ExchangeRow => ({ ...blankOf(first), kind: 'absent', speaker: { name } }))
    .filter(({ speaker }) => !named.has(JSON.stringify(speaker)));
}

/** A row that tells nothing, in the place of a row of the file. */
function blankOf(row: ExchangeRow): ExchangeRow {
  const nothing = Object.fromEntries(Object.keys(row).map((key) => [key, null])) as unknown as ExchangeRow;
  return { ...nothing, row: row.row, bounded: false };
}

/** The same bytes, or on the same day the same turns: a file saved in another encoding is no other lesson. */
async function wasImported(store: ImportStore, { session, turns }: LessonRecord): Promise<boolean> {
  const earlier = (await store.rows('session', null)).filter(
    (row) => row.class === session.class && row.origin === 'imported',
  );
  if (earlier.some(({ source }) => source === session.source)) return true;
  const told = actsIn(turns);
  for (const row of earlier) {
    if (dayOf(row) !== dayOf(session) || turns.length === 0) continue;
    if (actsIn(await store.rows('turn', row.session)) === told) return true;
  }
  return false;
}

const dayOf = ({ startedWall }: SessionRow): string => new Date(startedWall).toDateString();

/** Who held which turn from when to when toward whom, in one order. */
function actsIn(turns: readonly TurnRow[]): string {
  const acts = turns.map(({ run, grp, turn, child, claimedAt, endedAt, toward, towardChild, why }) =>
    JSON.stringify([run, grp, turn, child, claimedAt, endedAt, toward, towardChild, why]),
  );
  return acts.sort().join('\n');
}

/** Null of a turn that the file says is still open is no slip. */
function withoutEnd(rows: readonly ExchangeRow[]): number[] {
  const turns = rows.filter(({ kind }) => kind === 'turn');
  const open = turns.filter(({ end, why }) => end === null && why !== 'open');
  return open.length === turns.length ? [] : open.map(({ row }) => row);
}

function previewOf(
  { encoding, rows }: ExchangeFile,
  record: LessonRecord,
  people: readonly Known[],
  already: boolean,
): ImportPreview {
  const facts = reviewFacts(
    record,
    people.map(({ child }) => child),
  );
  const taken = facts.turns.filter(floorTaken);
  const nameOf = new Map(people.map(({ child, name }) => [child, name]));
  const children = facts.roll.map(({ child, status }): ImportedChild => {
    const turns = taken.filter((turn) => turn.child === child).length;
    return { child, name: nameOf.get(child) ?? '', status, turns };
  });
  return {
    encoding,
    rows: rows.length,
    leftOut: leftOut(rows, people),
    turns: taken.filter(({ speaker }) => speaker === 'child').length,
    runs: record.runs.length,
    lengthMs: record.runs.reduce((sum, { endedAt }) => sum + (endedAt ?? 0), 0),
    hasEnds: taken.some(({ endedAt }) => endedAt !== null),
    withoutEnd: withoutEnd(rows),
    overlaps: overlapsIn(rows),
    hasRoll: rows.some(isRoll),
    children,
    present: facts.present,
    recorded: facts.recorded,
    already,
  };
}
