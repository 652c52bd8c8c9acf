/** An export as a whole: as the bytes of a zip archive, or as files of a folder. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportFiles } from './files.ts';
import type { ExportPlan } from './plan.ts';
import type { About } from './readme.ts';
import type { ExportSource } from './told.ts';
import { zipped } from './zip.ts';
import type { ExportFile } from './zip.ts';

/** A file that was written; rows without the header. */
export interface WrittenFile {
  readonly name: string;
  readonly rows: number;
}

/** The bytes of a zip archive, made while they are read. */
export function exportZip(source: ExportSource, plan: ExportPlan, about: About): AsyncGenerator<Uint8Array> {
  return zipped(exportFiles(source, plan, about));
}

/**
 * Writes the files of an export into a folder, made if missing, which must be empty: what is in it would stay.
 *
 * @returns the files in the order they were written.
 * @throws what the file system says
 */
export async function exportFolder(
  source: ExportSource,
  plan: ExportPlan,
  about: About,
  folder: string,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  for await (const file of exportFiles(source, plan, about))
    written.push({ name: file.name, rows: await writeTo(join(folder, file.name), file) });
  return written;
}

async function writeTo(path: string, { pieces }: ExportFile): Promise<number> {
  let rows = 0;
  async function* bytes() {
    for await (const piece of pieces) {
      rows += piece.rows;
      yield piece.bytes;
    }
  }
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(bytes()), createWriteStream(path));
  return rows;
}
