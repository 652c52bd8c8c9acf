/**
 * A lesson as the reader of an export may know it: the one door between the record and every file. Rows of children
 * who are not told are gone, as are guests'; where they stand in the rows of others, `guest` or `unknown` stands. All
 * ids of people, classes and tablets are what the export calls them. What is made further on never meets another.
 */
import type { GameMeasures, TurnCorrection, TurnStanding } from '../../../src/wire/review.ts';
import type { RecordTable, RecordTables, RollRow, SessionRow } from '../../record/facts.ts';
import type { LogStore, PeopleStore, ReviewStore } from '../../store/port.ts';
import { correctionLines } from '../corrections.ts';
import { reviewFacts } from '../facts.ts';
import type { LessonRecord, ReviewFacts } from '../facts.ts';
import { gamesOf } from '../games.ts';
import { optionsOf, recordedOf } from '../recorded.ts';
import type { Recorded } from '../recorded.ts';

/** What an export reads: best a reader, whose tables are of one moment. */
export type ExportSource = Pick<LogStore, 'rows'> &
  Pick<PeopleStore, 'children' | 'classes' | 'consents'> &
  Pick<ReviewStore, 'lessonRecord'>;

/** Who may be told of, and by what name. */
export interface Telling {
  /** Of the children whom a lesson recorded, those that may be in the export. */
  readonly may: (child: string) => boolean;
  /** What the export calls a child, class, tablet or account. */
  readonly call: (id: string) => string;
  /** Of a note's free text, what may be read: all of it or, as an empty text, nothing. */
  readonly read: (text: string) => string;
}

export type ToldTable = Exclude<
  RecordTable,
  'session' | 'roll' | 'seat' | 'device' | 'turn' | 'contribution' | 'correction'
>;

export interface ToldLesson {
  readonly session: SessionRow;
  /** The whole roll: who is not told stands in it with `recorded: 0` and no id of their own. */
  roll(): Promise<readonly RollRow[]>;
  /** How many were present and had agreed to be recorded, in the export or not. */
  recordedHere(): Promise<number>;
  /** Of tables that nobody corrects. */
  rows<T extends ToldTable>(table: T): Promise<readonly RecordTables[T][]>;
  /** With corrections: what everything that is measured reads. */
  facts(): Promise<ReviewFacts>;
  games(): Promise<readonly GameMeasures[]>;
  /** What was corrected, the old beside the new; authors are called as everybody is. */
  corrections(): Promise<readonly TurnCorrection[]>;
}

/** One lesson; each part is read when it is first asked for. */
export function toldLesson(source: ExportSource, row: SessionRow, telling: Telling): ToldLesson {
  const { session } = row;
  const toldSession = { ...row, class: telling.call(row.class) };
  const wholeRoll = once(() => source.rows('roll', session));
  const roll = once(async () => {
    return (await wholeRoll()).map((line) =>
      telling.may(line.child) ? line : { ...line, recorded: 0 as const },
    );
  });
  const recorded = once(async () => recordedOf(await roll()));
  const tell = once(async () => tellWith(await recorded(), telling));
  const record = once(async () => {
    const found = await source.lessonRecord(session);
    if (found === null) throw new Error('a lesson of the export is gone');
    return found;
  });
  const toldRoll = once(async () => tellRoll(await roll(), telling));
  const facts = once(async () =>
    reviewFacts(
      { ...tellRecord(await record(), await tell()), session: toldSession, roll: await toldRoll() },
      [],
    ),
  );
  return {
    session: toldSession,
    roll: toldRoll,
    recordedHere: async () =>
      (await wholeRoll()).filter(({ status, recorded }) => status !== 'absent' && recorded === 1).length,
    rows: async <T extends ToldTable>(table: T) => {
      // Its rows are of this table; the compiler does not follow a table that is a variable.
      const told = (await tell())[table] as unknown as TellRows<T>;
      return told(await source.rows(table, session));
    },
    facts,
    games: once(async () => gamesOf(await facts())),
    corrections: async () => tellCorrections(await record(), await recorded(), telling),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

/** In the order of what they are called, which says nothing about the class's list. */
function tellRoll(roll: readonly RollRow[], { call }: Telling): RollRow[] {
  return roll
    .map((row, index) => ({ ...row, child: row.recorded === 1 ? call(row.child) : `guest ${index + 1}` }))
    .sort((a, b) => (a.child < b.child ? -1 : 1));
}

function tellCorrections(
  { corrections }: LessonRecord,
  recorded: Recorded,
  { call }: Telling,
): TurnCorrection[] {
  const authors = new Map(corrections.map(({ row: { author } }) => [author, call(author)]));
  const told = (side: TurnStanding | null) =>
    side === null || side.child === null ? side : { ...side, child: call(side.child) };
  return correctionLines(corrections, recorded, authors).map((line) => ({
    ...line,
    before: told(line.before),
    after: told(line.after),
  }));
}

type TellRows<T extends RecordTable> = (rows: readonly RecordTables[T][]) => RecordTables[T][];
type Tell = { readonly [T in ToldTable | 'turn' | 'contribution']: TellRows<T> } & {
  readonly player: (session: string, child: string | null) => string | null;
};

function tellRecord(record: LessonRecord, tell: Tell): LessonRecord {
  const { session } = record.session;
  return {
    ...record,
    corrections: [],
    turns: tell.turn(record.turns),
    contributions: tell.contribution(record.contributions),
    requests: tell.request(record.requests),
    prompts: tell.prompt(record.prompts),
    observations: tell.observation(record.observations),
    notes: tell.note(record.notes),
    players: record.players.map((row) => ({ ...row, child: tell.player(session, row.child) })),
  };
}

/** For each table: whose rows are told, and which columns are ids. */
function tellWith(recorded: Recorded, { call, read }: Telling): Tell {
  const callAny = (id: string | null) => (id === null ? null : call(id));
  const orGuest = (session: string, id: string) => (recorded.has(session, id) ? call(id) : 'guest');
  const orNull = (session: string, id: string | null) =>
    id !== null && recorded.has(session, id) ? call(id) : null;
  const ofChild = <R extends { readonly session: string; readonly child: string }>(rows: readonly R[]) =>
    recorded.rows(rows).map((row) => ({ ...row, child: call(row.child) }));
  return {
    player: orNull,
    run: (rows) => [...rows],
    pause: (rows) => [...rows],
    run_group: (rows) => [...rows],
    turn: (rows) =>
      recorded.turns(rows).map((row) => ({
        ...row,
        child: callAny(row.child),
        givenByChild: callAny(row.givenByChild),
        towardChild: callAny(row.towardChild),
        options:
          row.options && JSON.stringify(optionsOf(row.options).map((option) => orGuest(row.session, option))),
      })),
    contribution: (rows) =>
      recorded
        .contributions(rows)
        .map((row) => ({ ...row, child: call(row.child), towardChild: callAny(row.towardChild) })),
    request: ofChild,
    presence: (rows) => ofChild(rows).map((row) => ({ ...row, device: callAny(row.device) })),
    prompt: ofChild,
    observation: (rows) => ofChild(rows).map((row) => ({ ...row, observer: call(row.observer) })),
    note: (rows) =>
      rows
        .filter((row) => row.child === null || recorded.has(row.session, row.child))
        .map((row) => ({
          ...row,
          child: callAny(row.child),
          author: call(row.author),
          text: read(row.text),
        })),
    spot_check: (rows) =>
      rows
        .filter((row) => recorded.has(row.session, row.holder))
        .map((row) => ({
          ...row,
          holder: call(row.holder),
          answer: orNull(row.session, row.answer),
          observer: call(row.observer),
        })),
  };
}
