/**
 * The store port: what the rest of the server asks of a database. SQLite is the default engine; the
 * contract suite (contract.suite.ts) states what any engine must do. Nothing here names SQL.
 */
import type { ErrorCode } from '../../src/wire/errors.ts';
import type { ClassSummary, LessonPage, LessonRow } from '../../src/wire/answers.ts';
import type { RunReplay } from '../../src/wire/replay.ts';
import type { ChildPage, GroupPage } from '../../src/wire/review.ts';
import type {
  Animal,
  ConsentAnswer,
  ConsentGiver,
  ConsentPurpose,
  ConsentWay,
  ExportFormat,
  RollStatus,
} from '../../src/wire/vocabulary.ts';
import type {
  DeviceRow, FactWrite, GroupRow, PauseRow, RecordTable, RecordTables, RollRow, RunRow, SeatRow, SessionRow,
} from '../record/facts.ts'; // prettier-ignore
import type { LessonRecord } from '../review/facts.ts';

/** One line of a session's log. Payloads are JSON of ids, integers and codes: no name, no free text. */
export interface Entry {
  readonly seq: number;
  /** `setup` and `step` belong to an instance and are replayed; the others tell what else happened. */
  readonly kind: 'setup' | 'step' | 'session' | 'run' | 'seat' | 'pause' | 'roll' | 'note' | 'review';
  readonly run: number | null;
  readonly grp: number | null;
  /** 1, 2, 3 … within the instance for `setup` (0) and `step`; null otherwise. */
  readonly step: number | null;
  /** Run clock; null outside a run. */
  readonly at: number | null;
  readonly wall: number;
  /** The device's id of its act; unique within the session. */
  readonly actionId: string | null;
  readonly payload: unknown;
}

export type Appended = 'durable' | 'conflict' | 'fenced';

/** A session as it was left, complete to its last durable entry. */
export interface StoredSession {
  readonly session: SessionRow;
  readonly lastSeq: number;
  readonly roll: readonly RollRow[];
  readonly seats: readonly SeatRow[];
  readonly devices: readonly DeviceRow[];
  readonly runs: readonly RunRow[];
  readonly pauses: readonly PauseRow[];
  readonly groups: readonly GroupRow[];
  /** `setup` and `step` entries of runs that have not ended, in order. */
  readonly entries: readonly Entry[];
  /** actionId → answer of every act of the session, for repeats. */
  readonly answers: ReadonlyMap<string, { readonly seq: number; readonly at: number }>;
}

export interface LogStore {
  /**
   * Appends entries (seqs afterSeq+1, +2, …) and their facts in one transaction; resolves when they are on
   * disk. Calls made in the same turn of the event loop may share one commit. `conflict`: afterSeq is not
   * the last seq; `fenced`: a newer writer holds this session. Rejects (StoreError) when it cannot write;
   * then nothing of the call is kept.
   */
  append(
    session: string,
    epoch: number,
    afterSeq: number,
    entries: readonly Entry[],
    facts: readonly FactWrite[],
  ): Promise<Appended>;
  /** Sessions without an end, newest first. */
  openSessions(): Promise<readonly string[]>;
  load(session: string): Promise<StoredSession | null>;
  /** All entries of a session in order, for replay and checks. */
  entries(session: string): Promise<readonly Entry[]>;
  /** All rows of one table, of one session or of all; ordered by primary key. */
  rows<T extends RecordTable>(table: T, session: string | null): Promise<readonly RecordTables[T][]>;
}

export class StoreError extends Error {
  readonly code: Extract<ErrorCode, 'not_saved' | 'disk_full'>;
  constructor(code: 'not_saved' | 'disk_full', cause: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export interface Child {
  readonly child: string;
  readonly name: string;
  readonly animal: Animal;
  readonly colour: number;
}
export interface Consent {
  readonly child: string;
  readonly purpose: ConsentPurpose;
  readonly answer: ConsentAnswer;
  readonly date: string | null;
  readonly giver: ConsentGiver | null;
  readonly way: ConsentWay | null;
  readonly assent: boolean | null;
  readonly enteredWall: number;
}

/** People, classes and consent. Consent is append-only: the newest answer per child and purpose stands. */
export interface PeopleStore {
  classes(): Promise<readonly ClassSummary[]>;
  addClass(row: {
    readonly classId: string;
    readonly name: string;
    readonly kind: 'class' | 'small_group';
    readonly sample: boolean;
    readonly createdWall: number;
  }): Promise<void>;
  renameClass(classId: string, name: string): Promise<boolean>;
  /** Members in roster order. */
  members(classId: string): Promise<readonly Child[]>;
  children(ids: readonly string[]): Promise<readonly Child[]>;
  /** Class ids a child belongs to. */
  classesOf(child: string): Promise<readonly string[]>;
  /** New people with their place at the end of the roster, in one transaction. */
  addChildren(classId: string, children: readonly Child[]): Promise<void>;
  enrol(classId: string, child: string): Promise<void>;
  unenrol(classId: string, child: string): Promise<void>;
  editChild(child: Child): Promise<boolean>;
  addConsents(consents: readonly Consent[]): Promise<void>;
  /** The standing answer of each child that has one for any purpose. */
  consents(children: readonly string[]): Promise<readonly Consent[]>;
}

export interface Account {
  readonly account: string;
  readonly name: string;
  readonly role: 'facilitator' | 'admin';
  /** scrypt, with its salt and parameters. */
  readonly pinHash: string;
}
export interface KnownDevice {
  readonly device: string;
  readonly tokenHash: string;
  readonly role: 'visitor' | 'tablet' | 'screen' | 'facilitator' | 'admin';
  /** The session a tablet was let into; null for the others. */
  readonly session: string | null;
  readonly account: string | null;
  readonly language: string;
  readonly seenWall: number;
}
export interface AccessStore {
  accounts(): Promise<readonly Account[]>;
  putAccount(account: Account): Promise<void>;
  deviceByToken(tokenHash: string): Promise<KnownDevice | null>;
  putDevice(device: KnownDevice): Promise<void>;
  forgetDevice(device: string): Promise<void>;
  setting(key: string): Promise<string | null>;
  putSetting(key: string, value: string): Promise<void>;
}

/** Reads for the first review. `names` resolves people; facts stay as recorded. */
export interface ReviewStore {
  lessons(rehearsals: boolean): Promise<readonly LessonRow[]>;
  lesson(session: string): Promise<LessonPage | null>;
  /** A lesson's rows of everybody, corrections applied; null where there is no such session. */
  lessonRecord(session: string): Promise<LessonRecord | null>;
  /** A child over all its lessons; null for one whom no lesson recorded. */
  childPage(child: string): Promise<ChildPage | null>;
  /** A class or small group over all its lessons; null where there is none. */
  groupPage(classId: string): Promise<GroupPage | null>;
  /** Null where there is no such session, or no such run in it. */
  replay(session: string, run: number): Promise<RunReplay | null>;
  /** The newest live session of a class that has ended and is no rehearsal, with its groups, for "as last time". */
  lastOfClass(classId: string | null): Promise<{
    readonly session: string;
    readonly classId: string;
    readonly startedWall: number;
    readonly activity: string | null;
    readonly groups: readonly { readonly child: string; readonly grp: number; readonly status: RollStatus }[];
  } | null>;
}

/** One export that was given out: what, to whom, by whom. */
export interface ExportLine {
  readonly id: string;
  readonly wall: number;
  /** Null from the command line. */
  readonly account: string | null;
  readonly scope: {
    /** The one lesson that was asked for; null for several. */
    readonly session: string | null;
    /** First and last day that were asked for; null without a bound. */
    readonly from: string | null;
    readonly to: string | null;
    readonly rehearsals: boolean;
    /** How many lessons and children were in it. */
    readonly lessons: number;
    readonly children: number;
  };
  readonly formats: readonly ExportFormat[];
  readonly names: boolean;
  /** Null: for use at the school. */
  readonly recipient: string | null;
  /** Size of the smallest group of children who are alike in what the export tells; null without any child. */
  readonly k: number | null;
}

/** What was given out, and the keys of pseudonyms. No lesson reads these tables. */
export interface ExportStore {
  /** The key of a recipient (null: the school itself); `fresh` becomes it where there is none. */
  recipientKey(recipient: string | null, fresh: string): Promise<string>;
  logExport(line: ExportLine): Promise<void>;
  /** The newest first. */
  exports(): Promise<readonly ExportLine[]>;
}

export interface Store extends LogStore, PeopleStore, AccessStore, ReviewStore, ExportStore {
  /**
   * Engine and version; `synchronous` as read back from the live connection, for the running check; and the
   * commits of appends since the store was opened.
   */
  health(): Promise<{
    readonly engine: string;
    readonly version: string;
    readonly durability: string;
    readonly commits: number;
  }>;
  /** Answers every append made so far, then lets go of the data folder. */
  close(): Promise<void>;
}
