/** `circletime import-turns`: a file of turns into the record, where no server holds the data folder. */
import { readFile } from 'node:fs/promises';
import { m } from '../../generated/paraglide/messages.js';
import type { ImportPreview } from '../../src/wire/exchange.ts';
import type { Language } from '../../src/wire/vocabulary.ts';
import { newId } from '../ids.ts';
import { keepImport, prepareImport } from '../review/import/import.ts';
import type { ImportWish } from '../review/import/import.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { faultInWords } from './faults.ts';
import { ImportRefused, NoSuchFile } from './importRefused.ts';

export interface ImportOptions extends Omit<ImportWish, 'bytes' | 'classId' | 'absent'> {
  readonly data: string;
  readonly file: string;
  /** Name or id of the class. */
  readonly className: string;
  /** Look only. */
  readonly dryRun: boolean;
}

/**
 * Tells what the file holds, or every fault of it. Returns whether it had none.
 *
 * @throws ImportRefused, NoSuchFile, and what `openSqliteStore` throws
 */
export async function importTurns(options: ImportOptions, locale: Language): Promise<boolean> {
  const { data, file, className, dryRun, ...wish } = options;
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new NoSuchFile(file, error);
  });
  const store = await openSqliteStore({ folder: data });
  try {
    const classes = await store.classes();
    const known = classes.find((row) => row.classId === className || row.name === className);
    if (known === undefined) throw new ImportRefused('no_such_class');
    const asked = { ...wish, bytes, classId: known.classId, absent: [] };
    const prepared = await prepareImport(store, asked, { session: newId(), wall: Date.now() });
    if (!prepared.ok) throw new ImportRefused(prepared.code);
    if (prepared.faults !== null) {
      for (const fault of prepared.faults) console.error(faultInWords(fault, locale));
      return false;
    }
    tell(prepared.preview, locale);
    if (dryRun) {
      console.log(m['server.import.dryRun']({}, { locale }));
      return true;
    }
    const refused = await keepImport(store, prepared, wish.again, Date.now());
    if (refused !== null) throw new ImportRefused(refused);
    console.log(m['server.import.kept']({ session: prepared.record.session.session }, { locale }));
    return true;
  } finally {
    await store.close();
  }
}

/** Counts alone: a terminal is no place for the names of children. */
function tell(preview: ImportPreview, locale: Language): void {
  const { rows, turns, runs, present, recorded, leftOut, overlaps } = preview;
  const texts = { rows, turns, runs, present, recorded, seconds: Math.round(preview.lengthMs / 1000) };
  const told = Object.fromEntries(Object.entries(texts).map(([key, n]) => [key, String(n)]));
  console.log(m['server.import.holds'](told as Record<keyof typeof texts, string>, { locale }));
  if (!preview.hasEnds) console.log(m['server.import.noEnds']({}, { locale }));
  const { withoutEnd } = preview;
  if (withoutEnd.length > 0)
    console.log(m['server.import.withoutEnd']({ rows: withoutEnd.join(', ') }, { locale }));
  if (leftOut > 0) console.log(m['server.import.leftOut']({ count: String(leftOut) }, { locale }));
  if (overlaps > 0) console.log(m['server.import.overlaps']({ count: String(overlaps) }, { locale }));
}
