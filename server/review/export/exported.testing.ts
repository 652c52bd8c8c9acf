/** Exports of a data folder as tests read them. */
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import type { ExportStore } from '../../store/port.ts';
import { openExportBooks, openSqliteReader } from '../../store/sqlite/open.ts';
import { beginExport } from './begin.ts';
import { exportZip } from './pack.ts';
import type { About } from './readme.ts';
import type { ExportSource } from './told.ts';
import type { ExportWish } from '../../../src/wire/export.ts';

export type Line = Record<string, string>;
export type Tables = Record<string, Line[]>;

export const everything: ExportWish = {
  session: null,
  rehearsals: false,
  formats: ['csv'],
  names: false,
  recipient: null,
  language: 'zh-CN',
};

/** 2026-11-23 in China, by a version of its own. */
export const about: About = { wall: Date.UTC(2026, 10, 23, 7), utcOffset: 480, version: '9.9.9' };

/** The files of an export of an open store, by name. */
export async function exportedBy(
  store: ExportSource & ExportStore,
  wish: Partial<ExportWish> = {},
): Promise<Record<string, Uint8Array>> {
  const by = { account: 'a1', wall: about.wall };
  const plan = await beginExport(store, store, { ...everything, ...wish }, by);
  const parts: Uint8Array[] = [];
  for await (const bytes of exportZip(store, plan, about)) parts.push(bytes);
  return unzipSync(Buffer.concat(parts));
}

/** The files of an export of a data folder, by name. */
export async function exportedFiles(
  folder: string,
  wish: Partial<ExportWish> = {},
): Promise<Record<string, Uint8Array>> {
  const reader = await openSqliteReader({ folder });
  const books = await openExportBooks({ folder });
  try {
    return await exportedBy({ ...reader, ...books }, wish);
  } finally {
    await books.close();
    await reader.close();
  }
}

export async function exportedTexts(
  folder: string,
  wish: Partial<ExportWish> = {},
): Promise<Record<string, string>> {
  const files = await exportedFiles(folder, wish);
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
  );
}

/** The CSV files at the top of the archive, without `.csv`, as rows by column. */
export async function exportedTables(folder: string, wish: Partial<ExportWish> = {}): Promise<Tables> {
  return tablesIn(await exportedTexts(folder, wish));
}

export function tablesIn(texts: Record<string, string>): Tables {
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([name]) => /^[a-z_]+\.csv$/.test(name))
      .map(([name, text]) => [name.replace('.csv', ''), parse(text, { bom: true, columns: true })]),
  );
}
