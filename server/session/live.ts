/** One lesson in memory: the rows as they stand, pending writes included, and what no row may hold. */
import type { AnyActivity, Ms, Seat } from '../../activities/_kit/contract.ts';
import type { ActAnswer } from '../../src/wire/answers.ts';
import type { Ask, Moment } from '../../src/wire/publish.ts';
import type { Animal } from '../../src/wire/vocabulary.ts';
import type {
  DeviceRow,
  FactWrite,
  RecordTables,
  RollRow,
  RunRow,
  SeatRow,
  SessionRow,
} from '../record/facts.ts';
import type { Entry } from '../store/port.ts';
import type { RandomBytes } from './chance.ts';
import { read } from './clock.ts';
import type { RunClock } from './clock.ts';
import type { Instance } from './instance.ts';
import type { Spots } from './spots.ts';

export interface Person {
  readonly child: string;
  readonly name: string;
  readonly animal: Animal;
  readonly colour: number;
  /** Consent to record stands, and the child itself did not say no. */
  readonly consents: boolean;
}

/** A seat with whoever sits on it. The link of a guest stands here alone: no row and no log entry has it. */
export interface Place {
  row: SeatRow;
  /** Null: a guest seat that nobody has claimed since the server came back. */
  sitter: string | null;
  /** The number stands in the record as a child's who is a guest now; the next run gives the child another. */
  exposed: boolean;
}

export interface Run {
  row: RunRow;
  clock: RunClock;
  /** How many times it has been paused so far. */
  pauses: number;
  /** Why it stands still. A pause that the server itself made is written when it ends: `written` tells. */
  paused: {
    readonly why: 'adult' | 'restart' | 'not_saved';
    readonly fromWall: number;
    readonly written: boolean;
  } | null;
  readonly instances: ReadonlyMap<number, Instance>;
  /** Prompts are being marked now; `row.prompting` says whether they ever were. */
  prompting: boolean;
  readonly spots: Spots;
}

export interface Live {
  session: SessionRow;
  readonly className: string;
  /** The last seq handed out. */
  seq: number;
  /** Counts the commands that may have changed more than the games' states and the seats in hand. */
  frame: number;
  /** In roster order, as `roll` is. */
  readonly people: Map<string, Person>;
  readonly roll: Map<string, RollRow>;
  readonly seats: Map<Seat, Place>;
  readonly devices: Map<string, DeviceRow>;
  readonly asks: Map<string, Ask>;
  /** Children whom the adult seated on a device, until they say hello. */
  readonly greets: Map<string, Set<string>>;
  /** Device → the seat in hand. */
  readonly inHand: Map<string, Seat>;
  /** Newest first. */
  readonly moments: Moment[];
  /** Acts that were accepted, by the device's id of them. */
  readonly answers: Map<string, ActAnswer>;
  /** Runs so far; the current or last one is `run` while it is shown. */
  runs: number;
  run: Run | null;
  /** Whether the next run starts with prompt marking on. */
  promptingNext: boolean;
  saved: { readonly children: number; readonly acts: number } | null;
  /** The adult had the classroom screen show the door beside the game. */
  doorShown: boolean;
  /** Child → its group in the class's lesson before this one. */
  last: ReadonlyMap<string, number>;
}

/** Who has been heard. Outlives a reload of the lesson. */
export interface Hearing {
  /** Not heard for 20 s. */
  unheard(device: string): boolean;
  /** A socket of it is open now. */
  connected(device: string): boolean;
}

export interface Tools {
  readonly random: RandomBytes;
  readonly activities: Readonly<Record<string, AnyActivity>>;
  readonly hearing: Hearing;
  readonly log: SessionLog;
}

/** Codes and ids only; never a name. A pino logger fits. */
export interface SessionLog {
  warn(what: object, message: string): void;
  error(what: object, message: string): void;
}

/** One command under way: the lesson it changes, the moment it happens in, and what it will write. */
export interface Work {
  readonly live: Live;
  readonly tools: Tools;
  readonly wall: number;
  readonly mono: number;
  readonly entries: Entry[];
  readonly facts: FactWrite[];
}

/** The run that is being played; null before, between and after. */
export function playing(live: Live): Run | null {
  return live.run !== null && live.run.row.endedWall === null ? live.run : null;
}

/** Run time of this command; null outside a run. */
export function runNow(work: Work): Ms | null {
  const run = playing(work.live);
  return run && read(run.clock, work.mono);
}

/** Adds a log entry and gives its seq. The payload is ids of seats, integers and codes: never a child, never words. */
export function log(
  work: Work,
  kind: Entry['kind'],
  payload: object,
  of: { readonly grp?: number; readonly step?: number; readonly actionId?: string } = {},
): number {
  const { live, wall, entries } = work;
  live.seq += 1;
  entries.push({
    seq: live.seq,
    kind,
    run: playing(live)?.row.run ?? null,
    grp: of.grp ?? null,
    step: of.step ?? null,
    at: runNow(work),
    wall,
    actionId: of.actionId ?? null,
    payload,
  });
  return live.seq;
}

/** Rows are copied, since the lesson's own go on changing while the write is pending. */
export function insert<T extends keyof RecordTables>(work: Work, table: T, row: RecordTables[T]): void {
  work.facts.push({ table, insert: { ...row } } as FactWrite);
}

export function update<T extends keyof RecordTables>(
  work: Work,
  table: T,
  key: Partial<RecordTables[T]>,
  columns: Partial<RecordTables[T]>,
): void {
  work.facts.push({ table, key, update: { ...columns } } as FactWrite);
}

export function updateSession(work: Work, columns: Partial<SessionRow>): void {
  Object.assign(work.live.session, columns);
  update(work, 'session', { session: work.live.session.session }, columns);
}

export function updateRoll(work: Work, child: string, columns: Partial<RollRow>): void {
  const row = work.live.roll.get(child);
  if (row === undefined) return;
  Object.assign(row, columns, { changedWall: work.wall });
  update(work, 'roll', { session: row.session, child }, { ...columns, changedWall: work.wall });
}

/** A bundled activity by an id that came from outside. */
export function activityOf(activities: Tools['activities'], id: string): AnyActivity | null {
  return Object.hasOwn(activities, id) ? (activities[id] ?? null) : null;
}

/** What every row of the lesson begins with. */
export function ofSession(live: Live): Pick<SessionRow, 'session' | 'rehearsal'> {
  return { session: live.session.session, rehearsal: live.session.rehearsal };
}

export function present(live: Live): RollRow[] {
  return [...live.roll.values()].filter((row) => row.status !== 'absent');
}

/** Numbers of the lesson's groups: those with a child or a tablet, in order. */
export function groupNumbers(live: Live): number[] {
  const rows = [...live.roll.values(), ...live.devices.values()];
  const numbers = new Set(rows.flatMap((row) => (row.grp === null ? [] : [row.grp])));
  return [...numbers].sort((a, b) => a - b);
}
