import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { aboutNow } from '../about.ts';
import { beginExport } from '../review/export/begin.ts';
import { exportFolder, exportZip } from '../review/export/pack.ts';
import type { WrittenFile } from '../review/export/pack.ts';
import type { ExportWish } from '../../src/wire/export.ts';
import { openExportBooks, openSqliteReader } from '../store/sqlite/open.ts';

export interface ExportOptions extends ExportWish {
  /** The data folder; a server may be running on it. */
  readonly data: string;
  /** Where the files go: an empty folder, made if missing, or a file that ends in `.zip`, written over if there. */
  readonly out: string;
}

/**
 * Writes the record of a data folder as files, and into the record that it was done.
 *
 * @returns the files with the number of their rows; none are told of an archive.
 * @throws FolderNotEmpty, NoRecord, SchemaTooNew, SchemaTooOld, NoSuchLesson, StoreError, or what the file system says of `out`.
 */
export async function runExport({ data, out, ...wish }: ExportOptions): Promise<WrittenFile[]> {
  if (!out.endsWith('.zip')) await refuseFilled(out);
  const reader = await openSqliteReader({ folder: data });
  try {
    const about = aboutNow(Date.now());
    const books = await openExportBooks({ folder: data });
    const plan = await beginExport(reader, books, wish, { account: null, wall: about.wall }).finally(() =>
      books.close(),
    );
    if (!out.endsWith('.zip')) return await exportFolder(reader, plan, about, out);
    await mkdir(dirname(out), { recursive: true });
    await pipeline(Readable.from(exportZip(reader, plan, about)), createWriteStream(out));
    return [];
  } finally {
    await reader.close();
  }
}

/** A file of an earlier export could have the names that this one hides; whatever else is there is not ours. */
async function refuseFilled(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw code === 'ENOTDIR' ? new FolderNotEmpty(folder) : error;
  });
  if (there.length > 0) throw new FolderNotEmpty(folder);
}

/** There is something where the files of an export were to go. */
export class FolderNotEmpty extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(folder);
    this.folder = folder;
  }
}
