import type { ExportFile, ExportWish } from '../review/export/files.ts';
import { exportFolder } from '../review/export/pack.ts';
import { openSqliteReader } from '../store/sqlite/open.ts';

export interface ExportOptions extends ExportWish {
  /** The data folder; a server may be running on it. */
  readonly data: string;
  /** Where the files go; made if missing. */
  readonly out: string;
}

/**
 * Writes the record of a data folder as CSV files.
 *
 * @returns the files with the number of their rows.
 * @throws NoRecord, SchemaTooNew, NoSuchLesson, or what the file system says of `out`.
 */
export async function runExport({ data, out, ...wish }: ExportOptions): Promise<Omit<ExportFile, 'text'>[]> {
  const reader = await openSqliteReader({ folder: data });
  try {
    return await exportFolder(reader, wish, out);
  } finally {
    await reader.close();
  }
}
