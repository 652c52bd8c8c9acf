import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { keepLesson } from '../../../tests/support/lesson.ts';
import { nine } from '../../../tests/support/rows.ts';
import { exportFormats } from '../../../src/wire/vocabulary.ts';
import { FolderNotEmpty, runExport } from '../../cli/export.ts';
import type { RecordTable } from '../../record/facts.ts';
import { NoRecord } from '../../store/sqlite/errors.ts';
import { openSqliteStore, recordFile } from '../../store/sqlite/open.ts';
import { everything, exportedFiles, exportedTables, exportedTexts } from './exported.testing.ts';
import type { Line, Tables } from './exported.testing.ts';
import { localTime } from './localTime.ts';
import type { ExportWish } from '../../../src/wire/export.ts';
import { NoSuchLesson } from './wish.ts';

async function keptFolder(): Promise<string> {
  const folder = await newFolder();
  const store = await openSqliteStore({ folder });
  await keepLesson(store);
  await store.close();
  return folder;
}

/** With names ids are those of the record, so that rows can be told apart. */
async function exported(wish: Partial<ExportWish> = {}): Promise<Tables> {
  return exportedTables(await keptFolder(), { names: true, ...wish });
}

const headerOf = (text: string): string[] => parse(text, { bom: true, to: 1 })[0] ?? [];

it('describes every column of every file in the codebook, and none that is not there', async () => {
  const texts = await exportedTexts(await keptFolder());
  const there = Object.entries(texts)
    .filter(([file]) => file !== 'README.txt')
    .flatMap(([file, text]) =>
      headerOf(text).map((column) => `${file.replace(/\/s1\//, '/<session>/')} ${column}`),
    );
  const codebook: Line[] = parse(texts['codebook.csv']!, { bom: true, columns: true });
  expect(codebook.map((line) => `${line['file']} ${line['column']}`).sort()).toEqual(there.sort());
  for (const line of codebook) {
    expect(line['meaning_zh_CN'], `${line['file']} ${line['column']}`).toMatch(/\p{Script=Han}/u);
    expect(line['meaning_en'], `${line['file']} ${line['column']}`).toMatch(/^[^\p{Script=Han}]+$/u);
  }
});

it('holds every cell to what the codebook says of its column', async () => {
  const tables = await exported({ names: true, rehearsals: true });
  const numbers = { integer: /^-?\d+$/, decimal: /^-?\d+(\.\d+)?(e-?\d+)?$/ };
  for (const line of tables['codebook']!) {
    const { file = '', column = '', type, missing } = line;
    const codes = line['codes']!.split(';');
    for (const row of tables[file.replace('.csv', '')] ?? []) {
      const cell = row[column]!;
      const where = `${file} ${column}: ${cell}`;
      if (cell === '') expect(missing, where).toBe('empty');
      else if (type === 'integer' || type === 'decimal') {
        expect(cell, where).toMatch(numbers[type]);
        const { least, greatest } = line;
        if (least) expect(Number(cell), where).toBeGreaterThanOrEqual(Number(least));
        if (greatest) expect(Number(cell), where).toBeLessThanOrEqual(Number(greatest));
      } else if (type === 'code' || type === 'flag') expect(codes, where).toContain(cell);
      else if (type === 'json') expect(() => JSON.parse(cell) as unknown, where).not.toThrow();
    }
  }
});

it('exports every column of the record but those named here', async () => {
  const left = new Set([
    ...['session.door', 'session.activity'], // how the room was opened and what was chosen; runs tell what was played
    'roll.recorded', // 1 in every row that is exported
    // told with the turn as it stood before and after
    ...['correction.child', 'correction.startAt', 'correction.endAt'],
  ]);
  const files: Partial<Record<RecordTable, string>> = {
    session: 'sessions', roll: 'roll', run: 'runs', pause: 'pauses', run_group: 'groups', turn: 'turns',
    contribution: 'contributions', request: 'requests', presence: 'presence', prompt: 'prompts',
    observation: 'observations', note: 'notes', correction: 'corrections', spot_check: 'spot_checks',
  }; // prettier-ignore
  const folder = await keptFolder();
  const texts = await exportedTexts(folder);
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
  const without = await exported({ names: false });
  const text = JSON.stringify(without);
  for (const word of ['小明', '小芳', '阿静', '三年级', 'fox', 'panda', '一切顺利'])
    expect(text).not.toContain(word);
  expect(without['notes']).toMatchObject([{ child: expect.stringMatching(/^P-/) as string, text: '' }]);
  expect(without['children']).toHaveLength(4);

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
  await expect(exportedTexts(folder, { session: 'nobody' })).rejects.toThrow(NoSuchLesson);
  const empty = await newFolder();
  await expect(runExport({ ...everything, data: empty, out: join(empty, 'out') })).rejects.toThrow(NoRecord);
});

it('puts the reader’s language first in the codebook', async () => {
  const header = async (language: 'zh-CN' | 'en') =>
    Object.keys((await exported({ language }))['codebook']![0]!).slice(-2);
  expect(await header('zh-CN')).toEqual(['meaning_zh_CN', 'meaning_en']);
  expect(await header('en')).toEqual(['meaning_en', 'meaning_zh_CN']);
});

it('writes the same files to a folder, or as one archive, beside a writer at work', async () => {
  const data = await newFolder();
  const out = join(await newFolder(), 'new', 'export');
  const store = await openSqliteStore({ folder: data });
  await keepLesson(store);
  const wish = { ...everything, formats: exportFormats, data };
  const written = await runExport({ ...wish, out });
  expect(await runExport({ ...wish, out: `${out}.zip` })).toEqual([]);
  await store.close();
  const files = unzipSync(await readFile(`${out}.zip`));
  expect(written.map(({ name }) => name)).toEqual(Object.keys(files));
  expect(written.find(({ name }) => name === 'turns.csv')).toEqual({ name: 'turns.csv', rows: 5 });
  // A workbook and the README say when they were made.
  for (const [name, bytes] of Object.entries(files).filter(([file]) => !/xlsx$|README/.test(file)))
    expect(Buffer.compare(await readFile(join(out, name)), bytes), name).toBe(0);
});

it('refuses a folder that holds anything, changes nothing in it, and puts no export on the list', async () => {
  const data = await keptFolder();
  const out = join(await newFolder(), 'export');
  await runExport({ ...everything, names: true, formats: ['csv', 'gexf'], data, out });
  const listed = async () => {
    const store = await openSqliteStore({ folder: data });
    return store.exports().finally(() => store.close());
  };
  const before = await readdir(out, { recursive: true });
  const text = await readFile(join(out, 'README.txt'), 'utf8');
  await expect(runExport({ ...everything, data, out })).rejects.toThrow(FolderNotEmpty);
  expect(await readdir(out, { recursive: true })).toEqual(before);
  expect(await readFile(join(out, 'README.txt'), 'utf8')).toBe(text);
  expect(await listed()).toHaveLength(1);

  await expect(runExport({ ...everything, data, out: join(out, 'README.txt') })).rejects.toThrow(
    FolderNotEmpty,
  );
  const empty = await newFolder();
  expect(await runExport({ ...everything, data, out: empty })).not.toEqual([]);
});

it('has a README with the hash of every other file, and who made it when and for whom', async () => {
  const recipient = '某大学 Dr. Li';
  const files = await exportedFiles(await keptFolder(), {
    formats: exportFormats,
    recipient,
    language: 'en',
  });
  const { 'README.txt': own, ...others } = files;
  const lines = Buffer.from(own!).toString('utf8').split('\r\n');
  const listed = lines.flatMap(
    (line) => /^([0-9a-f]{64}) {2}(\S+) {2}\d+$/.exec(line)?.slice(1, 3).reverse() ?? [],
  );
  const hashes = Object.entries(others).flatMap(([name, bytes]) => [
    name,
    createHash('sha256').update(bytes).digest('hex'),
  ]);
  expect(listed).toEqual(hashes);
  const text = lines.join('\n');
  const rows = lines.filter((line) => /^[0-9a-f]{64} {2}/.test(line)).map((line) => `${line}\n`);
  expect(text).toContain(createHash('sha256').update(rows.join('')).digest('hex'));
  expect(lines[1]).toBe('Made 2026-11-23T15:00:00+08:00 by Circletime 9.9.9.');
  for (const word of [recipient, 'UTC+08:00', '2026-03-02', '围圈时光 9.9.9', 'k = '])
    expect(text).toContain(word);
});
