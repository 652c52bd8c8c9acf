/** A zip archive made while it is read: of each file little more than the piece under way is held. */
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A piece of a file, and how many data rows are in it. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

export interface ExportFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Piece>;
}

/** Compressing begins anew with each call, so that many small pieces would cost more than they hold. */
const enough = 128 * 1024;

/** The archive, piece by piece. Files are asked for in their order, one after the other. */
export async function* zipped(files: AsyncIterable<ExportFile>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    if (bytes.byteLength > 0) made.push(bytes);
  });
  for await (const { name, pieces } of files) {
    // A workbook is a zip itself.
    const entry = name.endsWith('.xlsx') ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    let waiting: Uint8Array[] = [];
    let size = 0;
    for await (const { bytes } of pieces) {
      waiting.push(bytes);
      size += bytes.byteLength;
      if (size >= enough) {
        entry.push(Buffer.concat(waiting));
        waiting = [];
        size = 0;
        yield* made.splice(0);
      }
      // A lesson may be under way: its acts come in between.
      await setImmediate();
    }
    entry.push(Buffer.concat(waiting), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made;
}
