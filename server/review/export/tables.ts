/** The tables of an export: each one's name, columns, and lines of one lesson. */
import type { RecordTables, RollRow } from '../../record/facts.ts';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';
import { figureLines } from './figures.ts';
import { networksOf } from './network.ts';
import type { ExportPlan } from './plan.ts';
import { contributions, notes, observations, prompts, requests, turns } from './tables.acts.ts';
import type { TurnLine } from './tables.acts.ts';
import { groups, pauses, presence, roll, runs, sessions } from './tables.lesson.ts';
import type { GroupLine, RunLine, SessionLine } from './tables.lesson.ts';
import { corrections, figures, networks, spotChecks } from './tables.review.ts';
import type { ToldLesson } from './told.ts';

export interface Table {
  /** Of its file without `.csv`, and of its sheet. */
  readonly name: string;
  readonly columns: readonly Column<never>[];
  /** Its rows of one lesson. */
  readonly cells: (lesson: ToldLesson) => Promise<Cell[][]>;
}

function table<Row>(
  name: string,
  columns: readonly Column<Row>[],
  lines: (lesson: ToldLesson) => Promise<readonly Row[]>,
): Table {
  return { name, columns, cells: async (lesson) => cellsOf(columns, await lines(lesson)) };
}

/** Rows as cells, in the order of the columns. */
export function cellsOf<Row>(columns: readonly Column<Row>[], lines: readonly Row[]): Cell[][] {
  return lines.map((line) => columns.map((column) => column.cell(line)));
}

/** What each lesson has a part in; what is said once for all lessons is not among them. */
export function lessonTables({ classNames, wish }: Pick<ExportPlan, 'classNames' | 'wish'>): Table[] {
  const drawn = wish.formats.some((format) => format === 'graphml' || format === 'gexf');
  return [
    table('sessions', sessions, async (lesson) => [await sessionLine(lesson, classNames)]),
    table('runs', runs, async (lesson) => runLines(await lesson.rows('run'), await lesson.rows('pause'))),
    table('pauses', pauses, (lesson) => lesson.rows('pause')),
    table('groups', groups, groupLines),
    table('roll', roll, async (lesson) => (await lesson.roll()).filter((row) => row.recorded === 1)),
    table('turns', turns, turnLines),
    table('corrections', corrections, async (lesson) => withSession(lesson, await lesson.corrections())),
    table('contributions', contributions, async (lesson) => (await lesson.facts()).contributions),
    table('requests', requests, (lesson) => lesson.rows('request')),
    table('presence', presence, (lesson) => lesson.rows('presence')),
    table('prompts', prompts, (lesson) => lesson.rows('prompt')),
    table('observations', observations, (lesson) => lesson.rows('observation')),
    table('spot_checks', spotChecks, (lesson) => lesson.rows('spot_check')),
    table('notes', notes, (lesson) => lesson.rows('note')),
    table('figures', figures, async (lesson) =>
      withSession(lesson, (await lesson.games()).flatMap(figureLines)),
    ),
    ...(drawn ? [table('networks', networks, networkLines)] : []),
  ];
}

function withSession<Line>({ session }: ToldLesson, lines: readonly Line[]) {
  return lines.map((line) => ({ session: session.session, rehearsal: session.rehearsal, ...line }));
}

const isHere = ({ status }: RollRow) => status !== 'absent';

async function sessionLine(lesson: ToldLesson, classNames: ExportPlan['classNames']): Promise<SessionLine> {
  const here = (await lesson.roll()).filter(isHere);
  return {
    ...lesson.session,
    className: classNames.get(lesson.session.class) ?? null,
    present: here.length,
    recorded: await lesson.recordedHere(),
    exported: here.filter((row) => row.recorded === 1).length,
  };
}

function runLines(rows: readonly RecordTables['run'][], pauses: readonly RecordTables['pause'][]): RunLine[] {
  return rows.map((run) => {
    const own = pauses.filter((pause) => pause.run === run.run);
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

/** As recorded, with how many of its children are in the export. */
async function groupLines(lesson: ToldLesson): Promise<GroupLine[]> {
  const { games, groups } = await lesson.facts();
  return groups.map((group) => {
    const game = games.find(({ run, group: grp }) => run === group.run && grp === group.grp);
    return { ...group, exported: game?.roster.length ?? 0 };
  });
}

async function turnLines(lesson: ToldLesson): Promise<TurnLine[]> {
  const corrected = new Set(
    (await lesson.corrections()).map(({ run, group, turn }) => `${run}/${group}/${turn}`),
  );
  return (await lesson.facts()).turns.map((turn) => ({
    ...turn,
    corrected: corrected.has(`${turn.run}/${turn.grp}/${turn.turn}`) ? 1 : 0,
  }));
}

async function networkLines(lesson: ToldLesson) {
  const networks = networksOf(lesson.session.session, await lesson.games(), await lesson.roll());
  return withSession(
    lesson,
    networks.map(({ line }) => line),
  );
}
