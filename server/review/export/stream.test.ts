/** A year is given out lesson by lesson: what is held does not grow with it. */
import { expect, it } from 'vitest';
import { keepTold } from '../../../tests/support/toldLessons.ts';
import { temporaryStore } from '../../../tests/support/temporaryStore.ts';
import { exportFormats } from '../../../src/wire/vocabulary.ts';
import { about, everything } from './exported.testing.ts';
import { exportFiles } from './files.ts';
import { exportZip } from './pack.ts';
import { planExport } from './plan.ts';
import { newKey } from './pseudonym.ts';
import type { ExportSource } from './told.ts';

/** One real lesson as if it had been held so often; counts what is read of it. */
async function yearOf(lessons: number): Promise<{ source: ExportSource; rowsRead: () => number }> {
  const six = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
  const { store } = await keepTold(await temporaryStore(), {
    children: six,
    groups: {
      1: {
        of: six,
        turns: Array.from({ length: 12 }, (_, n) => ({
          child: six[n % 6]!,
          start: n * 5000,
          to: six[(n + 1) % 6]!,
        })),
      },
    },
  });
  let read = 0;
  const [first] = await store.rows('session', null);
  const days = Array.from({ length: lessons }, (_, day) => ({
    ...first!,
    session: `s${day + 1}`,
    startedWall: first!.startedWall + day * 86_400_000,
  }));
  const source: ExportSource = {
    children: store.children,
    classes: store.classes,
    consents: store.consents,
    rows: async (table, session) => {
      if (table === 'session') return days as never;
      // A table of all lessons at once is what must never be asked for.
      if (session === null) throw new Error(`${table} of the whole year`);
      const rows = await store.rows(table, 's1');
      read += rows.length;
      return rows.map((row) => ({ ...row, session }));
    },
    lessonRecord: async (session) => {
      const record = (await store.lessonRecord('s1'))!;
      read += record.turns.length;
      // Every row of it says whose it is.
      return JSON.parse(
        JSON.stringify({ ...record, lastAt: [] }).replaceAll('"session":"s1"', `"session":"${session}"`),
        (key, value: unknown) => (key === 'lastAt' ? record.lastAt : value),
      ) as typeof record;
    },
  };
  return { source, rowsRead: () => read };
}

/** A workbook is a file of one lesson in one piece; making many of them takes long and shows nothing more. */
const formats = exportFormats.filter((format) => format !== 'xlsx');

interface Held {
  /** Rows read from the record between two pieces, and bytes of one piece, at most. */
  readonly rows: number;
  readonly bytes: number;
  readonly total: number;
}

async function heldOf(lessons: number): Promise<{ zip: Held; files: Held }> {
  const { source, rowsRead } = await yearOf(lessons);
  const plan = await planExport(source, { ...everything, formats }, newKey());
  const watch = async (pieces: AsyncIterable<Uint8Array>): Promise<Held> => {
    const most = { rows: 0, bytes: 0, total: 0 };
    let before = rowsRead();
    for await (const { byteLength } of pieces) {
      most.rows = Math.max(most.rows, rowsRead() - before);
      before = rowsRead();
      most.bytes = Math.max(most.bytes, byteLength);
      most.total += byteLength;
    }
    return most;
  };
  async function* plain(): AsyncGenerator<Uint8Array> {
    for await (const { name, pieces } of exportFiles(source, plan, about))
      for await (const { bytes } of pieces) yield name === 'README.txt' ? new Uint8Array() : bytes;
  }
  return { files: await watch(plain()), zip: await watch(exportZip(source, plan, about)) };
}

it('holds of ten times the lessons no more than of few, in rows read ahead and in bytes', async () => {
  const few = await heldOf(2);
  const many = await heldOf(20);
  // Only the longer numbers of later lessons are longer.
  // Not ten times: what explains the tables is said once for all lessons.
  expect(many.files.total).toBeGreaterThan(6 * few.files.total);
  expect(many.files.bytes).toBeLessThan(1.05 * few.files.bytes);
  expect(many.files.rows).toBe(few.files.rows);
  // What the compressor gives out at once.
  expect(many.zip.bytes).toBeLessThan(100_000);
}, 60_000);

it('stops reading when nobody reads on', async () => {
  const { source, rowsRead } = await yearOf(20);
  const plan = await planExport(source, everything, newKey());
  const begun = rowsRead();
  for await (const bytes of exportZip(source, plan, about)) {
    expect(bytes.byteLength).toBeGreaterThan(0);
    break;
  }
  const read = rowsRead() - begun;
  for await (const _ of exportZip(source, plan, about)) continue;
  expect(rowsRead() - begun - read).toBeGreaterThan(10 * read);
});
