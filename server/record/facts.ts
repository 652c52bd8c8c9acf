/**
 * The participation record: typed rows of facts, written in the same transaction as the log entry that
 * caused them, and never recomputed. Raw times are kept.
 *
 * Times: `…At` is integer ms on the run's clock (stands still while paused); `…Wall` is Unix epoch ms.
 * Undefined is null, never 0. Children are person ids. A child without consent to record is a guest: it
 * has no row here and in no other table but people, roster and roll; where a guest was among options or
 * gave a turn, the word `guest` stands; an act toward a guest has target `unknown`.
 * Every row of a rehearsal says so (`rehearsal: 1`). Booleans are 0 | 1, as both engines store them.
 */
import type { Attribution, Channel, Outcome, Regime, TurnEnd } from '../../activities/_kit/contract.ts';
import type { Phase, QuickCode, RollStatus } from '../../src/wire/vocabulary.ts';

export type Flag = 0 | 1;

interface OfSession {
  session: string;
  rehearsal: Flag;
}
interface OfRun extends OfSession {
  run: number;
  /** 0 for a whole-class instance. */
  grp: number;
}

export interface SessionRow extends OfSession {
  class: string;
  phase: Phase;
  startedWall: number;
  endedWall: number | null;
  /** Minutes east of UTC where the laptop stood. */
  utcOffset: number;
  /** Tablets let in by these three pictures, comma-separated. */
  door: string;
  /** Chosen activity with config and scope as JSON; null before the first choice. */
  activity: string | null;
  /** Clock factor; 1 but in rehearsals. */
  speed: number;
  /** `imported`: told afterwards by a file, not recorded by this program. */
  origin: 'live' | 'imported';
  /** SHA-256 (hex) of the imported file; null for a live session. */
  source: string | null;
}
/** By the adult's roll call: the denominator. The only session table that names guests, so it has no seat. */
export interface RollRow extends OfSession {
  child: string;
  status: RollStatus;
  grp: number | null;
  /** Consent to record stood at the last run's start (or stands now, before any). */
  recorded: Flag;
  changedWall: number;
}
/** A child here now. `child` null: a guest, known as such and no more. */
export interface SeatRow extends OfSession {
  seat: number;
  grp: number;
  child: string | null;
  epoch: number;
  device: string | null;
  tokenHash: string | null;
  active: Flag;
}
export interface DeviceRow extends OfSession {
  device: string;
  label: number;
  grp: number | null;
}
export interface RunRow extends OfSession {
  run: number;
  activity: string;
  version: number;
  /** JSON. */
  config: string;
  deck: string;
  seed: number;
  regime: Regime;
  scope: 'group' | 'class';
  prompting: Flag;
  startedWall: number;
  endedWall: number | null;
  /** Run clock when it ended. */
  endedAt: number | null;
  why: 'done' | 'ended' | 'superseded' | null;
}
export interface PauseRow extends OfSession {
  run: number;
  pause: number;
  at: number;
  fromWall: number;
  toWall: number | null;
  why: 'adult' | 'restart' | 'not_saved';
}
/** One group's instance. */
export interface GroupRow extends OfRun {
  seats: number;
  recorded: number;
  tablets: number;
  goalDone: number | null;
  goalOf: number | null;
  outcome: Outcome | 'superseded' | null;
  endedAt: number | null;
}
export interface TurnRow extends OfRun {
  turn: number;
  speaker: 'child' | 'adult';
  /** Null where the speaker is the adult. */
  child: string | null;
  givenBy: 'rules' | 'child' | 'adult' | 'guest';
  givenByChild: string | null;
  /** JSON array of child ids and `"guest"`; null where nobody chose. */
  options: string | null;
  regime: Regime;
  bounded: Flag;
  offeredAt: number;
  offeredWall: number;
  claimedAt: number | null;
  claimedWall: number | null;
  endedAt: number | null;
  endedWall: number | null;
  why: TurnEnd | null;
  toward: 'child' | 'group' | 'adult' | 'unknown' | null;
  towardChild: string | null;
  attribution: Attribution | null;
  channel: Channel | null;
  /** 0…3; null unless marking was on in this run. */
  prompt: number | null;
  /** Device ms from prompt to tap for the claim and for the end; null when not measured. */
  claimShownMs: number | null;
  endShownMs: number | null;
  /** 1: the tap waited in the outbox while offline; null where no tap was made. */
  claimQueued: Flag | null;
  endQueued: Flag | null;
}
interface Act {
  at: number;
  receivedWall: number;
  shownMs: number | null;
  queued: Flag;
}
export interface ContributionRow extends OfRun, Act {
  /** Seq of the log entry. */
  seq: number;
  /** 0, 1 … where one step made several. */
  part: number;
  child: string;
  code: string;
  toward: 'child' | 'group' | 'adult' | 'unknown';
  towardChild: string | null;
  /** The turn it was made in; null between turns. */
  turn: number | null;
}
export interface RequestRow extends OfRun, Act {
  request: number;
  child: string;
  closedAt: number | null;
  outcome: 'granted' | 'unserved' | 'withdrawn' | null;
  /** The turn that served it. */
  turn: number | null;
}
/** A recorded child's seat or tablet coming and going. */
export interface PresenceRow extends OfSession {
  seq: number;
  child: string;
  change: 'seated' | 'moved' | 'left' | 'away' | 'back';
  device: string | null;
  wall: number;
  run: number | null;
  at: number | null;
}
export interface PromptRow extends OfRun {
  seq: number;
  child: string;
  level: 1 | 2 | 3;
  turn: number | null;
  at: number;
  wall: number;
}
/** An adult's live coding (point events only, from the console). */
export interface ObservationRow extends OfSession {
  seq: number;
  run: number | null;
  at: number | null;
  wall: number;
  child: string;
  code: QuickCode;
  observer: string;
}
/** Free text lives here and nowhere else, so erasing it touches no log. */
export interface NoteRow extends OfSession {
  seq: number;
  run: number | null;
  at: number | null;
  wall: number;
  child: string | null;
  text: string;
  author: string;
}

/**
 * An adult's word, after the lesson, on a turn that was recorded wrongly. A fact of its own: the turn's row stays as it
 * was. Of several corrections of one turn the later stand over the earlier.
 */
export interface CorrectionRow extends OfRun {
  seq: number;
  turn: number;
  /**
   * `child`: somebody else spoke. `time`: the floor was held from `startAt` to `endAt`. `void`: it was no turn.
   * `original`: the turn stands again as it was first recorded.
   */
  what: 'child' | 'time' | 'void' | 'original';
  /** Of `child`: who spoke; null where it was the adult. Null in the others. */
  child: string | null;
  /** Of `time`, run clock; the end is null where the record has none. Null in the others. */
  startAt: number | null;
  endAt: number | null;
  /** Account of the adult. */
  author: string;
  wall: number;
}
/** The adult's answer to "who holds it?" during a recorded child's turn. */
export interface SpotCheckRow extends OfRun {
  seq: number;
  turn: number;
  at: number;
  wall: number;
  /** The child who held the turn as the program had it. */
  holder: string;
  /** The recorded child whom the adult named; null: somebody else (a guest, the adult, nobody). */
  answer: string | null;
  /** Account of the adult. */
  observer: string;
}

/** Every table of the record with its row. Names are the SQL tables'. */
export interface RecordTables {
  session: SessionRow;
  roll: RollRow;
  seat: SeatRow;
  device: DeviceRow;
  run: RunRow;
  pause: PauseRow;
  run_group: GroupRow;
  turn: TurnRow;
  contribution: ContributionRow;
  request: RequestRow;
  presence: PresenceRow;
  prompt: PromptRow;
  observation: ObservationRow;
  note: NoteRow;
  correction: CorrectionRow;
  spot_check: SpotCheckRow;
}
export type RecordTable = keyof RecordTables;

/** The primary keys, in order. */
export const recordKeys = {
  session: ['session'],
  roll: ['session', 'child'],
  seat: ['session', 'seat'],
  device: ['session', 'device'],
  run: ['session', 'run'],
  pause: ['session', 'run', 'pause'],
  run_group: ['session', 'run', 'grp'],
  turn: ['session', 'run', 'grp', 'turn'],
  contribution: ['session', 'seq', 'part'],
  request: ['session', 'run', 'grp', 'request'],
  presence: ['session', 'seq', 'child'],
  prompt: ['session', 'seq'],
  observation: ['session', 'seq'],
  note: ['session', 'seq'],
  correction: ['session', 'seq'],
  spot_check: ['session', 'seq'],
} as const satisfies Record<RecordTable, readonly string[]>;

/**
 * One write: `insert` a whole new row, or `update` some columns of the row with that key.
 * A fact once set is never set to another value; an open turn's claim and end are filled in later.
 */
export type FactWrite = {
  [T in RecordTable]:
    | { readonly table: T; readonly insert: RecordTables[T] }
    | {
        readonly table: T;
        readonly key: Partial<RecordTables[T]>;
        readonly update: Partial<RecordTables[T]>;
      };
}[RecordTable];
