import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { keepLesson } from '../../../tests/support/lesson.ts';
import { runExport } from '../../cli/export.ts';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import { everything } from './exported.testing.ts';

const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0);
if (office === undefined) {
  it.skip('LibreOffice is not installed: that it opens an export is not checked here', () => undefined);
}

/**
 * The import as a hurried user has it, and the most dangerous: comma, quotes, UTF-8, from line 1; numbers
 * detected and formulas evaluated (the last two switches), so that a cell that could run would run.
 */
const csvIn = '--infilter=CSV:44,34,76,1,,0,false,true,true,false,false,0,true,true';

it.runIf(office)(
  'opens in LibreOffice with Chinese intact and no formula run',
  async () => {
    const folder = await newFolder();
    const store = await openSqliteStore({ folder: join(folder, 'data') });
    await keepLesson(store);
    const out = join(folder, 'csv');
    await runExport({ ...everything, data: join(folder, 'data'), out, names: true });
    await store.close();

    const opened = join(folder, 'opened');
    const run = spawnSync(
    office!,
    ['--headless', `-env:UserInstallation=file://${folder}/profile`, csvIn, '--convert-to', 'fods', '--outdir', opened,
      ...['children.csv', 'notes.csv', 'turns.csv', 'codebook.csv'].map((name) => join(out, name))],
    { encoding: 'utf8', timeout: 120_000 },
  ); // prettier-ignore
    expect(run.status, run.stderr).toBe(0);

    const sheet = async (name: string) => readFile(join(opened, `${name}.fods`), 'utf8');
    const names = await sheet('children');
    expect(names).toContain('<text:p>小明</text:p>');
    expect(names).toContain('=小芳');
    const notes = await sheet('notes');
    expect(notes).toContain('主动');
    const turns = await sheet('turns');
    const lines: string[][] = parse(await readFile(join(out, 'turns.csv')), { bom: true });
    expect(turns).toContain(`office:value="${lines[1]![lines[0]!.indexOf('offered_wall_ms')]!}"`);
    expect(await sheet('codebook')).toContain('孩子的编号');
    for (const name of ['children', 'notes', 'turns', 'codebook']) {
      expect(await sheet(name)).not.toContain('table:formula');
    }
  },
  150_000,
);

/** Every sheet as a CSV file of its own: comma, quotes, UTF-8, cells as they are and not as they are shown. */
const csvOut = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';

it.runIf(office)(
  'opens a workbook in LibreOffice with the cells of the tables',
  async () => {
    const folder = await newFolder();
    const data = join(folder, 'data');
    const store = await openSqliteStore({ folder: data });
    await keepLesson(store);
    await store.close();
    const out = join(folder, 'out');
    await runExport({ ...everything, formats: ['csv', 'xlsx'], data, out, names: true });

    const opened = join(folder, 'opened');
    const run = spawnSync(
      office!,
      [
        ...['--headless', `-env:UserInstallation=file://${folder}/profile`],
        ...['--convert-to', csvOut, '--outdir', opened, join(out, 'xlsx', 's1.xlsx')],
      ],
      { encoding: 'utf8', timeout: 120_000 },
    );
    expect(run.status, run.stderr).toBe(0);
    const sheets = (await readdir(opened)).map((name) => name.slice('s1-'.length));
    const tables = (await readdir(out)).filter((name) => name.endsWith('.csv'));
    expect(sheets.sort()).toEqual(tables.sort());
    const plainCell = (cell: string) =>
      /^-?\d+(\.\d+)?$/.test(cell) ? String(Number(cell)) : cell.replaceAll('\r\n', '\n');
    const rowsOf = async (path: string): Promise<string[][]> => {
      const rows: string[][] = parse(await readFile(path), { bom: true, relax_column_count: true });
      return rows.map((row) => row.map(plainCell));
    };
    for (const name of tables)
      expect(await rowsOf(join(opened, `s1-${name}`)), name).toEqual(await rowsOf(join(out, name)));
  },
  150_000,
);
