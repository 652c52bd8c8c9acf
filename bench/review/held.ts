/** What an export holds at once, measured where its pieces leave. */
import { exportFiles } from '../../server/review/export/files.ts';
import { planExport } from '../../server/review/export/plan.ts';
import { newKey } from '../../server/review/export/pseudonym.ts';
import type { Store } from '../../server/store/port.ts';

export interface Held {
  /** The largest piece, kB; the README, which names every file, is left out. */
  readonly mostKb: number;
  readonly totalKb: number;
}

/** Tables of every lesson of a record. */
export async function heldByExport(store: Store): Promise<Held> {
  const wish = {
    ...{ session: null, rehearsals: false, names: false, recipient: null },
    ...({ formats: ['csv'], language: 'en' } as const),
  };
  const plan = await planExport(store, wish, newKey());
  const about = { wall: 0, utcOffset: 0, version: '' };
  let [most, total] = [0, 0];
  for await (const { name, pieces } of exportFiles(store, plan, about))
    for await (const { bytes } of pieces) {
      if (name !== 'README.txt') most = Math.max(most, bytes.byteLength);
      total += bytes.byteLength;
    }
  return { mostKb: most / 1000, totalKb: total / 1000 };
}
