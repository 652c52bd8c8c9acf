/** A zip archive made while it is read: of each file only the piece under way is held. */
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';

/** A piece of a file, and how many data rows are in it. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly rows: number;
}

export interface ExportFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Piece>;
}

/** The archive, piece by piece. Files are asked for in their order, one after the other. */
export async function* zipped(files: AsyncIterable<ExportFile>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    if (bytes.byteLength > 0) made.push(bytes);
  });
  for await (const { name, pieces } of files) {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    for await (const { bytes } of pieces) {
      entry.push(bytes);
      yield* made.splice(0);
      // A lesson may be under way: its acts come in between.
      await setImmediate();
    }
    entry.push(new Uint8Array(0), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made;
}
