/**
 * The files of an export, one after the other and each piece by piece: nothing but the lesson under way is held. Who
 * is in them is settled by the plan, and by `toldLesson`, through which every lesson comes.
 */
import { createHash } from 'node:crypto';
import type { ExportFormat } from '../../../src/wire/vocabulary.ts';
import type { SessionRow } from '../../record/facts.ts';
import { exchangeRows } from '../exchange/rows.ts';
import type { ReviewFacts } from '../facts.ts';
import { writeTurns } from '../exchange/write.ts';
import { aggregatedHeader, aggregatedRows, independentVariables, maxModifiers, observationsOf, tabularHeader, tabularRows } from './boris.ts'; // prettier-ignore
import { csv, csvRows } from './cell.ts';
import type { Cell } from './cell.ts';
import { codebookColumns, exchangeLines } from './codebook.ts';
import type { CodebookLine } from './codebook.ts';
import type { Column } from './column.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import { networksOf } from './network.ts';
import type { ExportPlan } from './plan.ts';
import { readme } from './readme.ts';
import type { About, Written } from './readme.ts';
import { cellsOf, lessonTables } from './tables.ts';
import type { Table } from './tables.ts';
import { children } from './tables.lesson.ts';
import { measureLines } from './measures.ts';
import { formulaColumns, formulaLines, measureColumns } from './tables.review.ts';
import { toldLesson } from './told.ts';
import type { ExportSource, ToldLesson } from './told.ts';
import { workbook } from './workbook.ts';
import type { Sheet } from './workbook.ts';
import { statementsOf } from './xapi.ts';
import type { ExportFile, Piece } from './zip.ts';

/** The README comes last, for it has the hashes of all the others. */
export async function* exportFiles(
  source: ExportSource,
  plan: ExportPlan,
  about: About,
): AsyncGenerator<ExportFile> {
  const written: Written[] = [];
  const read = { source, plan, tables: lessonTables(plan) };
  for (const make of makers)
    if (make.formats === null || make.formats.some((format) => plan.wish.formats.includes(format)))
      for await (const file of make.files(read)) yield noted(file, written);
  yield whole('README.txt', () => readme(plan, about, written));
}

/** The same file; what it was made of is told when it has been read. */
function noted({ name, pieces }: ExportFile, written: Written[]): ExportFile {
  async function* passing(): AsyncGenerator<Piece> {
    const hash = createHash('sha256');
    let count = 0;
    for await (const piece of pieces) {
      hash.update(piece.bytes);
      count += piece.rows;
      yield piece;
    }
    written.push({ name, rows: count, sha256: hash.digest('hex') });
  }
  return { name, pieces: passing() };
}

type Files = Iterable<ExportFile> | AsyncIterable<ExportFile>;

/** In the order of the archive; null: in every export. */
const makers: readonly {
  readonly formats: readonly ExportFormat[] | null;
  readonly files: (read: Read) => Files;
}[] = [
  { formats: ['csv'], files: tidyFiles },
  { formats: ['csv'], files: exchangeFiles },
  { formats: ['xlsx'], files: workbookFiles },
  { formats: ['graphml', 'gexf'], files: networkFiles },
  { formats: ['boris'], files: borisFiles },
  { formats: ['xapi'], files: statementFiles },
  { formats: null, files: explainingFiles },
];

interface Read {
  readonly source: ExportSource;
  readonly plan: ExportPlan;
  readonly tables: readonly Table[];
}

const told = ({ source, plan }: Read, lesson: SessionRow): ToldLesson =>
  toldLesson(source, lesson, plan.telling);

const utf8 = new TextEncoder();
const pieceOf = (text: string, rows = 0): Piece => ({ bytes: utf8.encode(text), rows });

/** A file that is made when its turn comes. */
function whole(name: string, text: () => string, rows = 0): ExportFile {
  async function* pieces(): AsyncGenerator<Piece> {
    yield await Promise.resolve(pieceOf(text(), rows));
  }
  return { name, pieces: pieces() };
}

/** A table that is said once for all lessons. */
function wholeTable<Row>(name: string, columns: readonly Column<Row>[], lines: readonly Row[]): ExportFile {
  return whole(`${name}.csv`, () => csv(headerOf(columns), cellsOf(columns, lines)), lines.length);
}

/** A file that each lesson adds to; what comes before all of them has no rows. */
function growing(
  name: string,
  begin: string,
  read: Read,
  add: (lesson: ToldLesson) => Promise<readonly (readonly Cell[])[]>,
): ExportFile {
  async function* pieces(): AsyncGenerator<Piece> {
    yield pieceOf(begin);
    for (const lesson of read.plan.lessons) {
      const rows = await add(told(read, lesson));
      // One for each lesson, be it empty: whoever reads takes a breath there.
      yield pieceOf(csvRows(rows), rows.length);
    }
  }
  return { name, pieces: pieces() };
}

function tidyFiles(read: Read): ExportFile[] {
  return [
    ...read.tables.map(({ name, columns, cells }) =>
      growing(`${name}.csv`, csv(headerOf(columns), []), read, cells),
    ),
    wholeTable('children', children, read.plan.children),
  ];
}

/** Of each lesson its turns and its roster, as import and analysis read them. */
function exchangeFiles(read: Read): ExportFile[] {
  const nameOf = uniqueNames(read.plan.children);
  return read.plan.lessons.flatMap((row) => {
    const file = (name: string, pieceFor: (facts: ReviewFacts) => Piece): ExportFile => {
      async function* pieces(): AsyncGenerator<Piece> {
        yield pieceFor(await told(read, row).facts());
      }
      return { name: `exchange/${row.session}/${name}.csv`, pieces: pieces() };
    };
    return [
      file('turns', (facts) => {
        const rows = exchangeRows(facts, nameOf);
        return pieceOf(writeTurns(rows, 'csv'), rows.length);
      }),
      file('roster', ({ roll }) => {
        const rows = roll
          .filter(({ status }) => status !== 'absent')
          .map(({ child }) => [nameOf(child), 'child']);
        return pieceOf(csv(['name', 'role'], rows), rows.length);
      }),
    ];
  });
}

/** Two children of one name are told apart by their ids. */
function uniqueNames(told: ExportPlan['children']): (child: string) => string {
  const names = new Map(told.map(({ child, name }) => [child, name ?? child]));
  const all = [...names.values()];
  const shared = new Set(all.filter((name, index) => all.indexOf(name) !== index));
  return (child) => {
    const name = names.get(child) ?? child;
    return shared.has(name) ? `${name} ${child}` : name;
  };
}

const headerOf = (columns: readonly Column<never>[]) => columns.map(({ name }) => name);

function codebookLines({ plan, tables }: Read): CodebookLine[] {
  const described: readonly { readonly name: string; readonly columns: readonly Column<never>[] }[] = [
    ...tables,
    { name: 'children', columns: children },
    { name: 'measures', columns: measureColumns },
    { name: 'formulas', columns: formulaColumns },
    { name: 'codebook', columns: codebookColumns(plan.wish.language) },
  ];
  return [
    ...described.flatMap(({ name, columns }) => columns.map((column) => ({ file: `${name}.csv`, column }))),
    ...(plan.wish.formats.includes('csv') ? exchangeLines : []),
  ];
}

function explainingFiles(read: Read): ExportFile[] {
  return [
    wholeTable('measures', measureColumns, measureLines),
    wholeTable('formulas', formulaColumns, formulaLines),
    wholeTable('codebook', codebookColumns(read.plan.wish.language), codebookLines(read)),
  ];
}

/** One workbook for each lesson, so that no sheet can grow too long. */
function workbookFiles(read: Read): ExportFile[] {
  return read.plan.lessons.map((row) => {
    async function* pieces(): AsyncGenerator<Piece> {
      const sheets = await sheetsOf(read, told(read, row));
      yield { bytes: await workbook(sheets), rows: sheets.reduce((sum, { rows }) => sum + rows.length, 0) };
    }
    return { name: `xlsx/${row.session}.xlsx`, pieces: pieces() };
  });
}

async function sheetsOf({ plan, tables, ...read }: Read, lesson: ToldLesson): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (const { name, columns, cells } of tables)
    sheets.push({ name, header: headerOf(columns), rows: await cells(lesson) });
  const here = new Set((await lesson.roll()).map(({ child }) => child));
  return [
    ...sheets,
    sheetOf('children', children, plan.children.filter(({ child }) => here.has(child))), // prettier-ignore
    sheetOf('measures', measureColumns, measureLines),
    sheetOf('formulas', formulaColumns, formulaLines),
    sheetOf('codebook', codebookColumns(plan.wish.language), codebookLines({ plan, tables, ...read })),
  ];
}

function sheetOf<Row>(name: string, columns: readonly Column<Row>[], lines: readonly Row[]): Sheet {
  return { name, header: headerOf(columns), rows: cellsOf(columns, lines) };
}

async function* networkFiles(read: Read): AsyncGenerator<ExportFile> {
  const { formats } = read.plan.wish;
  const label = uniqueNames(read.plan.children);
  for (const row of read.plan.lessons) {
    const lesson = told(read, row);
    for (const { graph } of networksOf(row.session, await lesson.games(), await lesson.roll())) {
      if (graph === null) continue;
      const path = `networks/${graph.name}`;
      if (formats.includes('graphml')) yield whole(`${path}.graphml`, () => graphml(graph, label));
      if (formats.includes('gexf')) yield whole(`${path}.gexf`, () => gexf(graph, label));
    }
  }
}

/** BORIS writes no byte-order mark, and so neither do these. */
function borisFiles(read: Read): ExportFile[] {
  const number = lessonNumbers(read.plan.lessons);
  const rowsOf = (rows: typeof tabularRows) => async (lesson: ToldLesson) => {
    const facts = await lesson.facts();
    return observationsOf(facts, number.get(facts.session.session) ?? 0).flatMap(rows);
  };
  const tabular = tabularHeader(independentVariables, maxModifiers);
  const aggregated = aggregatedHeader(independentVariables, maxModifiers);
  return [
    growing('boris/tabular.csv', csvRows([tabular]), read, rowsOf(tabularRows)),
    growing('boris/aggregated.csv', csvRows([aggregated]), read, rowsOf(aggregatedRows)),
  ];
}

/** Session → its number among those of its class, from 1. */
function lessonNumbers(lessons: readonly SessionRow[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  return new Map(
    lessons.map(({ session, class: of }) => {
      const number = (held.get(of) ?? 0) + 1;
      held.set(of, number);
      return [session, number];
    }),
  );
}

/** One array of statements for each lesson, as an LRS takes them. */
function statementFiles(read: Read): ExportFile[] {
  return read.plan.lessons.map((row) => {
    async function* pieces(): AsyncGenerator<Piece> {
      const statements = statementsOf(await told(read, row).facts());
      yield pieceOf(`${JSON.stringify(statements, null, 1)}\n`, statements.length);
    }
    return { name: `xapi/${row.session}.json`, pieces: pieces() };
  });
}
