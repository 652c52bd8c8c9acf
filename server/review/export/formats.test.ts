/** What other programs make of an export: graphs, workbooks, BORIS's tables. */
import { parse } from 'csv-parse/sync';
import { DirectedGraph } from 'graphology';
import gexfReader from 'graphology-gexf';
import graphmlReader from 'graphology-graphml';
import type { AbstractGraph } from 'graphology-types';
import readWorkbook from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { keepTold } from '../../../tests/support/toldLessons.ts';
import type { ToldTurn } from '../../../tests/support/toldLessons.ts';
import { temporaryStore } from '../../../tests/support/temporaryStore.ts';
import { contributionRow, observationRow, promptRow, requestRow } from '../../../tests/support/rows.ts';
import { exportFormats } from '../../../src/wire/vocabulary.ts';
import { aggregatedHeader, independentVariables, maxModifiers, tabularHeader } from './boris.ts';
import { exportedBy } from './exported.testing.ts';

/** k1 and k2 speak to each other, k3 to k1; k4 is silent, k5 absent. */
const turns: ToldTurn[] = [
  { child: 'k1', start: 1000, end: 3500, to: 'k2' },
  { child: 'k2', start: 4000, end: 6000, to: 'k1' },
  { child: 'k1', start: 7000, end: 8000, to: 'k2' },
  { child: 'k3', start: 9000, end: 9500, to: 'k1' },
  { child: 'k2', start: 10_000, end: 11_000, to: 'group' },
  { child: null, start: 12_000, end: 13_000, to: 'group' },
  { child: 'k3', start: 14_000, end: 14_100, why: 'passed' },
  { child: 'k3', start: 15_000, end: null, why: null, toward: null },
];

async function files(names = true): Promise<Record<string, Uint8Array>> {
  const { store } = await keepTold(await temporaryStore(), {
    children: ['k1', 'k2', 'k3', 'k4', 'k5'],
    roll: { k5: { status: 'absent', grp: null } },
    groups: { 1: { of: ['k1', 'k2', 'k3', 'k4'], turns } },
    more: [
      {
        table: 'contribution',
        insert: contributionRow({ child: 'k4', code: 'greet', turn: null, at: 2500 }),
      },
      { table: 'request', insert: requestRow({ child: 'k4', at: 2000 }) },
      { table: 'prompt', insert: promptRow({ child: 'k4', level: 2, at: 2100 }) },
      { table: 'observation', insert: observationRow({ child: 'k1', at: 1200 }) },
    ],
  });
  return exportedBy(store, { formats: exportFormats, names });
}

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');
const fileEnding = (all: Record<string, Uint8Array>, ending: string) =>
  Object.entries(all).find(([name]) => name.endsWith(ending))?.[1];

const ties = [
  ['k1', 'k2', 2],
  ['k2', 'k1', 1],
  ['k3', 'k1', 1],
];

it.each(['graphml', 'gexf'] as const)(
  '%s is read back with the same children, ties, weights and isolates',
  async (format) => {
    const all = await files();
    const read = (ending: string): AbstractGraph => {
      const written = text(fileEnding(all, `${ending}.${format}`));
      return format === 'gexf'
        ? gexfReader.parse(DirectedGraph, written)
        : graphmlReader.parse(DirectedGraph, written);
    };
    const game = read('run1-group1');
    expect(game.nodes().sort()).toEqual(['k1', 'k2', 'k3', 'k4']);
    expect(
      game.mapEdges((_edge, attributes, from, to) => [from, to, Number(attributes['weight'])]).sort(),
    ).toEqual(ties);
    expect(game.filterNodes((child) => game.degree(child) === 0)).toEqual(['k4']);
    expect(game.filterNodes((_child, attributes) => attributes['isolate'] === true)).toEqual(['k4']);
    expect(game.getNodeAttribute('k1', 'label')).toBe('甲k1');

    const pooled = read('free_floor');
    expect(pooled.nodes().sort()).toEqual(['k1', 'k2', 'k3', 'k4', 'k5']);
    expect(pooled.filterNodes((_child, attributes) => attributes['present'] === false)).toEqual(['k5']);
    expect(pooled.filterNodes((_child, attributes) => attributes['isolate'] === true)).toEqual(['k4']);
    expect(pooled.size).toBe(3);
  },
);

it('a workbook has the cells of the tables, texts as texts and numbers as numbers', async () => {
  const all = await files();
  const book = await readWorkbook(Buffer.from(fileEnding(all, '.xlsx') ?? []));
  const tables = Object.keys(all).filter((name) => /^[a-z_]+\.csv$/.test(name));
  expect(book.map(({ sheet }) => `${sheet}.csv`).sort()).toEqual(tables.sort());
  for (const { sheet, data } of book) {
    expect(sheet.length).toBeLessThanOrEqual(31);
    const rows: string[][] = parse(text(all[`${sheet}.csv`]), { bom: true });
    const cells = data.map((row) => row.map((cell) => (cell === null ? '' : `${cell as string | number}`)));
    expect(cells, sheet).toEqual(rows.map((row) => row.map((cell) => cell.trim())));
  }
  const turnSheet = book.find(({ sheet }) => sheet === 'turns')?.data ?? [];
  const column = (turnSheet[0] ?? []).indexOf('offered_at_ms');
  expect(turnSheet[1]?.[column]).toBe(1000);
});

const borisRows = (all: Record<string, Uint8Array>, name: string): string[][] =>
  parse(text(all[`boris/${name}.csv`]));

it('BORIS’s tables have its headers, a row for each event and each bout, and times in seconds', async () => {
  const all = await files();
  const [tabular, ...events] = borisRows(all, 'tabular');
  expect(tabular).toEqual(tabularHeader(independentVariables, maxModifiers));
  const of = (row: string[], column: string) => row[(tabular ?? []).indexOf(column)];
  const told = events.map((row) =>
    ['Subject', 'Behavior', 'Modifier #1', 'Behavior type', 'Time']
      .map((column) => of(row, column))
      .join(' '),
  );
  expect(told).toEqual([
    'k1 turn k2 START 1',
    'k1 INIT  POINT 1.2',
    'k4 request  POINT 2',
    'k4 prompt 2 POINT 2.1',
    'k4 greet group POINT 2.5',
    'k1 turn k2 STOP 3.5',
    'k2 turn k1 START 4',
    'k2 turn k1 STOP 6',
    'k1 turn k2 START 7',
    'k1 turn k2 STOP 8',
    'k3 turn k1 START 9',
    'k3 turn k1 STOP 9.5',
    'k2 turn group START 10',
    'k2 turn group STOP 11',
    'adult turn group START 12',
    'adult turn group STOP 13',
    'k3 pass unknown POINT 14.1',
    'k3 turn_start  POINT 15',
  ]);
  expect(of(events[0]!, 'Observation type')).toBe('Live observation');
  expect(of(events[0]!, 'Observation date')).toBe('2026-03-02 09:01:00');
  expect(of(events[0]!, 'Session no')).toBe('1');

  const [aggregated, ...bouts] = borisRows(all, 'aggregated');
  expect(aggregated).toEqual(aggregatedHeader(independentVariables, maxModifiers));
  expect(bouts).toHaveLength(events.filter((row) => of(row, 'Behavior type') !== 'STOP').length);
  const first = Object.fromEntries((aggregated ?? []).map((column, index) => [column, bouts[0]?.[index]]));
  expect(first).toMatchObject({
    Subject: 'k1',
    Behavior: 'turn',
    'Behavior type': 'STATE',
    'Start (s)': '1',
    'Stop (s)': '3.5',
    'Duration (s)': '2.5',
    'Observation duration by subject by observation': '3.5',
    'Coding duration': '600',
    'Comment stop': 'self',
  });
  for (const row of [...events, ...bouts]) expect(row).toHaveLength(row.length === tabular?.length ? tabular.length : (aggregated?.length ?? 0)); // prettier-ignore
});
