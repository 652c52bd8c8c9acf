/**
 * The record as tidy tables: one file for each kind of fact, one row for each fact, and a codebook that
 * describes every column of every file. Children without consent to record are in no file; they are only
 * counted (sessions.csv, groups.csv).
 */
import type { Language } from '../../../src/wire/vocabulary.ts';
import type { PauseRow, RecordTable, RecordTables, RollRow, SessionRow } from '../../record/facts.ts';
import type { LogStore, PeopleStore } from '../../store/port.ts';
import { recordedOf } from '../recorded.ts';
import type { Recorded } from '../recorded.ts';
import { csv } from './cell.ts';
import type { CodebookLine } from './codebook.ts';
import { codebookColumns } from './codebook.ts';
import type { Column } from './column.ts';
import { contributions, notes, observations, prompts, requests, turns } from './tables.acts.ts';
import type { ChildLine, RunLine, SessionLine } from './tables.lesson.ts';
import { children, groups, localTime, pauses, presence, roll, runs, sessions } from './tables.lesson.ts';

export interface ExportWish {
  /** One lesson, a rehearsal too; null for all. */
  readonly session: string | null;
  /** First and last day (YYYY-MM-DD, where the lesson was held), both included. */
  readonly from?: string;
  readonly to?: string;
  /** Rehearsals among "all". */
  readonly rehearsals: boolean;
  /** Names of children and classes, animals, and the text of notes. */
  readonly names: boolean;
  /** Whose meanings come first in the codebook. */
  readonly language: Language;
}

/** What an export reads: a store, or better a reader, whose tables are of one moment. */
export type ExportSource = Pick<LogStore, 'rows'> & Pick<PeopleStore, 'children' | 'classes'>;

export interface ExportFile {
  readonly name: string;
  /** Data rows, without the header. */
  readonly rows: number;
  readonly text: string;
}

/** The lesson that was asked for is not in the record. */
export class NoSuchLesson extends Error {}

/**
 * The files of an export, one at a time.
 *
 * @throws NoSuchLesson
 */
export async function* exportFiles(source: ExportSource, wish: ExportWish): AsyncGenerator<ExportFile> {
  const lessons = await chosenLessons(source, wish);
  const chosen = new Set(lessons.map((lesson) => lesson.session));
  const rows = async <T extends RecordTable>(table: T): Promise<RecordTables[T][]> =>
    (await source.rows(table, wish.session)).filter((row) => chosen.has(row.session));

  const wholeRoll = await rows('roll');
  const recorded = recordedOf(wholeRoll);
  const codebook: CodebookLine[] = [];
  const file = <Row>(name: string, columns: readonly Column<Row>[], lines: readonly Row[]): ExportFile => {
    codebook.push(...columns.map((column) => ({ file: `${name}.csv`, column })));
    const header = columns.map((column) => column.name);
    const cells = lines.map((line) => columns.map((column) => column.cell(line)));
    return { name: `${name}.csv`, rows: lines.length, text: csv(header, cells) };
  };

  yield file('sessions', sessions, await sessionLines(source, lessons, wholeRoll, wish.names));
  const allPauses = await rows('pause');
  yield file('runs', runs, runLines(await rows('run'), allPauses));
  yield file('pauses', pauses, allPauses);
  yield file('groups', groups, await rows('run_group'));
  const shownRoll = wholeRoll.filter((row) => row.recorded === 1);
  yield file('roll', roll, shownRoll);
  yield file('turns', turns, recorded.turns(await rows('turn')));
  yield file('contributions', contributions, recorded.contributions(await rows('contribution')));
  yield file('requests', requests, recorded.rows(await rows('request')));
  yield file('presence', presence, recorded.rows(await rows('presence')));
  yield file('prompts', prompts, recorded.rows(await rows('prompt')));
  yield file('observations', observations, recorded.rows(await rows('observation')));
  yield file('notes', notes, noteLines(recorded, await rows('note'), wish.names));
  yield file('children', children, await childLines(source, shownRoll, wish.names));

  const columns = codebookColumns(wish.language);
  const own = columns.map((column) => ({ file: 'codebook.csv', column }));
  yield file('codebook', columns, [...codebook, ...own]);
}

async function chosenLessons(source: ExportSource, wish: ExportWish): Promise<readonly SessionRow[]> {
  const lessons = await source.rows('session', wish.session);
  if (wish.session !== null) {
    if (lessons.length === 0) throw new NoSuchLesson(wish.session);
    return lessons;
  }
  return lessons
    .filter((lesson) => {
      const day = localTime(lesson.startedWall, lesson.utcOffset).slice(0, 10);
      return (
        (wish.rehearsals || lesson.rehearsal === 0) &&
        (wish.from === undefined || day >= wish.from) &&
        (wish.to === undefined || day <= wish.to)
      );
    })
    .sort((a, b) => a.startedWall - b.startedWall);
}

async function sessionLines(
  source: ExportSource,
  lessons: readonly SessionRow[],
  wholeRoll: readonly RollRow[],
  names: boolean,
): Promise<SessionLine[]> {
  const classNames = new Map((await source.classes()).map((row) => [row.classId, row.name]));
  return lessons.map((lesson) => {
    const here = wholeRoll.filter((row) => row.session === lesson.session && row.status !== 'absent');
    return {
      ...lesson,
      className: names ? (classNames.get(lesson.class) ?? null) : null,
      present: here.length,
      recorded: here.filter((row) => row.recorded === 1).length,
    };
  });
}

function runLines(rows: readonly RecordTables['run'][], allPauses: readonly PauseRow[]): RunLine[] {
  return rows.map((run) => {
    const own = allPauses.filter((pause) => pause.session === run.session && pause.run === run.run);
    const lengths = own.map(({ fromWall, toWall }) => (toWall === null ? null : toWall - fromWall));
    return {
      ...run,
      pauses: own.length,
      pausedMs: lengths.reduce<number | null>(
        (sum, length) => (sum === null || length === null ? null : sum + length),
        0,
      ),
    };
  });
}

function noteLines(recorded: Recorded, rows: readonly RecordTables['note'][], names: boolean) {
  return recorded.notes(rows).map((note) => ({ ...note, text: names ? note.text : null }));
}

async function childLines(
  source: ExportSource,
  shownRoll: readonly RollRow[],
  names: boolean,
): Promise<ChildLine[]> {
  const ids = [...new Set(shownRoll.map((row) => row.child))].sort();
  const known = new Map((names ? await source.children(ids) : []).map((child) => [child.child, child]));
  return ids.map((child) => ({
    child,
    name: known.get(child)?.name ?? null,
    animal: known.get(child)?.animal ?? null,
  }));
}
