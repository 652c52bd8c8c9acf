import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { ExportFile, ExportSource, ExportWish } from './files.ts';
import { exportFiles } from './files.ts';

/**
 * The export as the bytes of a zip archive.
 *
 * @throws NoSuchLesson
 */
export async function exportZip(source: ExportSource, wish: ExportWish): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for await (const { name, text } of exportFiles(source, wish)) files[name] = strToU8(text);
  return zipSync(files);
}

/**
 * The export as files of a folder, made if missing; files of an earlier export are written over.
 *
 * @returns the files with the number of their rows, in the order they were written.
 * @throws NoSuchLesson, or what the file system says.
 */
export async function exportFolder(
  source: ExportSource,
  wish: ExportWish,
  folder: string,
): Promise<Omit<ExportFile, 'text'>[]> {
  await mkdir(folder, { recursive: true });
  const written: Omit<ExportFile, 'text'>[] = [];
  for await (const { name, rows, text } of exportFiles(source, wish)) {
    await writeFile(join(folder, name), text);
    written.push({ name, rows });
  }
  return written;
}
