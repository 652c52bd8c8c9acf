/** The tables as Kysely sees them. Column names are those of the row types; ms are integers, JSON is text. */
import type {
  ConsentAnswer,
  ConsentGiver,
  ConsentPurpose,
  ConsentWay,
} from '../../../src/wire/vocabulary.ts';
import type { Flag, RecordTables } from '../../record/facts.ts';
import type { Account, Child, Entry, KnownDevice } from '../port.ts';

/** Where a session's log ends and which writer holds it: what an append is checked against. */
interface LogHeadRow {
  session: string;
  epoch: number;
  seq: number;
}

export interface LogRow {
  session: string;
  seq: number;
  kind: Entry['kind'];
  run: number | null;
  grp: number | null;
  step: number | null;
  at: number | null;
  wall: number;
  actionId: string | null;
  /** JSON. */
  payload: string;
}

interface ClassRow {
  class: string;
  name: string;
  kind: 'class' | 'small_group';
  sample: Flag;
  createdWall: number;
}

/** A child's place in a class or small group; places leave gaps when somebody goes. */
interface MemberRow {
  class: string;
  child: string;
  place: number;
}

/** Append-only: the highest `n` of a child and purpose stands. */
export interface ConsentRow {
  child: string;
  purpose: ConsentPurpose;
  n: number;
  answer: ConsentAnswer;
  date: string | null;
  giver: ConsentGiver | null;
  way: ConsentWay | null;
  assent: Flag | null;
  enteredWall: number;
}

interface SettingRow {
  key: string;
  value: string;
}

/** One export that was given out. No fact of any session, so no table of the record. */
interface ExportLogRow {
  id: string;
  wall: number;
  /** Null from the command line. */
  account: string | null;
  /** JSON: which sessions. */
  scope: string;
  /** JSON array. */
  formats: string;
  names: Flag;
  recipient: string | null;
  /** Smallest cell; null where nothing was counted. */
  k: number | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Database extends RecordTables {
  log: LogRow;
  log_head: LogHeadRow;
  class: ClassRow;
  child: Mutable<Child>;
  member: MemberRow;
  consent: ConsentRow;
  account: Mutable<Account>;
  known_device: Mutable<KnownDevice>;
  setting: SettingRow;
  export_log: ExportLogRow;
}
