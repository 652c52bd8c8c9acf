import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { keepLesson } from '../../../tests/support/lesson.ts';
import { nine } from '../../../tests/support/rows.ts';
import { runExport } from '../../cli/export.ts';
import type { RecordTable } from '../../record/facts.ts';
import { NoRecord } from '../../store/sqlite/errors.ts';
import { openSqliteReader, openSqliteStore, recordFile } from '../../store/sqlite/open.ts';
import type { ExportWish } from './files.ts';
import { NoSuchLesson } from './files.ts';
import { exportZip } from './pack.ts';
import { localTime } from './tables.lesson.ts';

type Line = Record<string, string>;
type Tables = Record<string, Line[]>;

const all: ExportWish = { session: null, rehearsals: false, names: false, language: 'zh-CN' };

async function keptFolder(): Promise<string> {
  const folder = await newFolder();
  const store = await openSqliteStore({ folder });
  await keepLesson(store);
  await store.close();
  return folder;
}

async function zipped(folder: string, wish: Partial<ExportWish> = {}): Promise<Record<string, string>> {
  const reader = await openSqliteReader({ folder });
  const files = unzipSync(await exportZip(reader, { ...all, ...wish }));
  await reader.close();
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  );
}

async function exported(wish: Partial<ExportWish> = {}): Promise<Tables> {
  const texts = await zipped(await keptFolder(), wish);
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name.replace('.csv', ''),
      parse(text, { bom: true, columns: true }),
    ]),
  );
}

const headerOf = (text: string): string[] => parse(text, { bom: true, to: 1 })[0] ?? [];

it('describes every column of every file in the codebook, and none that is not there', async () => {
  const texts = await zipped(await keptFolder());
  const there = Object.entries(texts).flatMap(([file, text]) => {
    const header = headerOf(text);
    return header.map((column) => `${file} ${column}`);
  });
  const codebook: Line[] = parse(texts['codebook.csv']!, { bom: true, columns: true });
  expect(codebook.map((line) => `${line['file']} ${line['column']}`).sort()).toEqual(there.sort());
  for (const line of codebook) {
    expect(line['meaning_zh_CN'], `${line['file']} ${line['column']}`).toMatch(/\p{Script=Han}/u);
    expect(line['meaning_en'], `${line['file']} ${line['column']}`).toMatch(/^[^\p{Script=Han}]+$/u);
  }
});

it('holds every cell to what the codebook says of its column', async () => {
  const tables = await exported({ names: true, rehearsals: true });
  const integer = /^-?\d+$/;
  for (const line of tables['codebook']!) {
    const { file = '', column = '', type, missing } = line;
    const codes = line['codes']!.split(';');
    for (const row of tables[file.replace('.csv', '')]!) {
      const cell = row[column]!;
      const where = `${file} ${column}: ${cell}`;
      if (cell === '') expect(missing, where).toBe('empty');
      else if (type === 'integer') expect(cell, where).toMatch(integer);
      else if (type === 'code' || type === 'flag') expect(codes, where).toContain(cell);
      else if (type === 'json') expect(() => JSON.parse(cell) as unknown, where).not.toThrow();
    }
  }
});

it('exports every column of the record but those named here', async () => {
  const left = new Set([
    ...['session.door', 'session.activity'], // how the room was opened and what was chosen; runs tell what was played
    'roll.recorded', // 1 in every row that is exported
  ]);
  const files: Partial<Record<RecordTable, string>> = {
    session: 'sessions', roll: 'roll', run: 'runs', pause: 'pauses', run_group: 'groups', turn: 'turns',
    contribution: 'contributions', request: 'requests', presence: 'presence', prompt: 'prompts',
    observation: 'observations', note: 'notes',
  }; // prettier-ignore
  const folder = await keptFolder();
  const texts = await zipped(folder);
  const db = new SqliteDatabase(join(folder, recordFile), { readonly: true });
  for (const [table, file] of Object.entries(files)) {
    const header = headerOf(texts[`${file}.csv`]!);
    const columns = db.prepare<[], string>(`select name from pragma_table_info('${table}')`).pluck().all();
    for (const column of columns.filter((name) => !left.has(`${table}.${name}`))) {
      const snake = column === 'grp' ? 'group' : column.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
      expect(
        [snake, `${snake}_ms`].some((name) => header.includes(name)),
        `${table}.${column}`,
      ).toBe(true);
    }
  }
  db.close();
});

it('gives a turn as it was recorded, with its options, times and reasons', async () => {
  const { turns } = await exported();
  expect(
    turns!.map((turn) => [turn['run'], turn['group'], turn['turn'], turn['child'], turn['why']]),
  ).toEqual([
    ['1', '1', '1', 'k1', 'self'],
    ['1', '1', '2', 'k2', 'passed'],
    ['1', '1', '4', 'k1', 'unclaimed'],
    ['1', '1', '5', 'k1', ''],
    ['2', '0', '1', '', 'self'],
  ]);
  expect(turns![1]).toMatchObject({
    given_by: 'child',
    given_by_child: 'k1',
    offered_at_ms: '1000',
    claimed_at_ms: '5000',
    claimed_wall_ms: String(nine + 65_000),
    ended_at_ms: '7000',
    attribution: 'own_tap',
    prompt: '0',
  });
});

it('shows guests and a child that withdrew as guest or unknown, and nowhere else', async () => {
  const tables = await exported({ names: true });
  expect(tables['turns']![1]).toMatchObject({
    options: 'k2;guest;guest',
    toward: 'unknown',
    toward_child: '',
  });
  expect(tables['turns']![3]).toMatchObject({ given_by: 'guest', given_by_child: '' });
  expect(tables['contributions']).toMatchObject([{ child: 'k1', toward: 'unknown', toward_child: '' }]);
  expect(tables['roll']!.map((row) => row['child'])).toEqual(['k1', 'k2', 'k3', 'k4']);
  expect(tables['sessions']).toMatchObject([{ present: '5', recorded: '3' }]);
  const text = JSON.stringify(tables);
  for (const canary of ['g1', 'w1', '客人甲', '退出乙', 'eagle', 'tiger']) expect(text).not.toContain(canary);
});

it('holds no name, no animal and no free text unless names are chosen', async () => {
  const without = await exported();
  const text = JSON.stringify(without);
  for (const word of ['小明', '小芳', '阿静', '三年级', 'fox', 'panda', '一切顺利'])
    expect(text).not.toContain(word);
  expect(without['notes']).toMatchObject([
    { child: 'k1', text: '' },
    { child: '', text: '' },
  ]);
  expect(without['children']!.map((row) => row['child'])).toEqual(['k1', 'k2', 'k3', 'k4']);

  const named = await exported({ names: true });
  expect(named['children']![0]).toEqual({ child: 'k1', name: '小明', animal: 'fox' });
  expect(named['sessions']![0]).toMatchObject({ class_name: '三年级一班' });
});

it('lets no name or note run as a formula', async () => {
  const { children, notes } = await exported({ names: true });
  expect(children![1]!['name']).toBe("'=小芳");
  expect(notes![0]!['text']).toBe(`'=HYPERLINK("http://x","小明,今天\n主动")`);
});

it('sums up the pauses of a run, and leaves the sum empty while one lasts', async () => {
  const { runs, pauses } = await exported();
  expect(runs).toMatchObject([
    { run: '1', pauses: '2', paused_wall_ms: '12500', ended_at_ms: '100000' },
    { run: '2', pauses: '1', paused_wall_ms: '', ended_at_ms: '' },
  ]);
  expect(pauses).toHaveLength(3);
});

it('leaves out rehearsals unless they are asked for, all of them or one by its id', async () => {
  const sessions = async (wish: Partial<ExportWish>) =>
    (await exported(wish))['sessions']!.map((row) => `${row['session']} ${row['rehearsal']}`);
  expect(await sessions({})).toEqual(['s1 0']);
  expect(await sessions({ rehearsals: true })).toEqual(['s1 0', 'r1 1']);
  expect(await sessions({ session: 'r1' })).toEqual(['r1 1']);
});

it('chooses lessons by their day where they were held', async () => {
  const count = async (from?: string, to?: string) =>
    (await exported({ ...(from && { from }), ...(to && { to }) }))['sessions']!.length;
  expect(await count('2026-03-02', '2026-03-02')).toBe(1);
  expect(await count('2026-03-03')).toBe(0);
  expect(await count(undefined, '2026-03-01')).toBe(0);
});

it('tells local time by the offset of the place', () => {
  expect(localTime(nine, 480)).toBe('2026-03-02T09:00:00+08:00');
  expect(localTime(nine, -210)).toBe('2026-03-01T21:30:00-03:30');
});

it('refuses a lesson that is not there, and a folder without a record', async () => {
  const folder = await keptFolder();
  await expect(zipped(folder, { session: 'nobody' })).rejects.toThrow(NoSuchLesson);
  const empty = await newFolder();
  await expect(runExport({ ...all, data: empty, out: join(empty, 'out') })).rejects.toThrow(NoRecord);
});

it('puts the reader’s language first in the codebook', async () => {
  const header = async (language: 'zh-CN' | 'en') =>
    Object.keys((await exported({ language }))['codebook']![0]!).slice(-2);
  expect(await header('zh-CN')).toEqual(['meaning_zh_CN', 'meaning_en']);
  expect(await header('en')).toEqual(['meaning_en', 'meaning_zh_CN']);
});

it('writes the same files to a folder, beside a writer at work', async () => {
  const data = await newFolder();
  const out = join(await newFolder(), 'new', 'export');
  const store = await openSqliteStore({ folder: data });
  await keepLesson(store);
  const written = await runExport({ ...all, data, out });
  await store.close();
  const texts = await zipped(data);
  expect(written.map(({ name }) => name)).toEqual(Object.keys(texts));
  expect(written.find(({ name }) => name === 'turns.csv')).toEqual({ name: 'turns.csv', rows: 5 });
  for (const [name, text] of Object.entries(texts)) {
    expect(await readFile(join(out, name), 'utf8')).toBe(text);
  }
});
