/** `circletime backup`: one backup now, beside a running server or without one. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { m } from '../../generated/paraglide/messages.js';
import type { Language } from '../../src/wire/vocabulary.ts';
import { backUp } from '../store/sqlite/backup.ts';
import { backupsIn, keptBackups } from '../store/sqlite/backupFiles.ts';
import { NoRecord } from '../store/sqlite/errors.ts';
import { recordFile } from '../store/sqlite/recordFile.ts';

/**
 * Tells where the backup is and what is in it. `to` is a folder of the adult's own, where nothing is ever removed;
 * null: the data folder's backups.
 *
 * @throws NoRecord, BackupFailed, or what the file system says of `to`
 */
export async function runBackup(data: string, to: string | null, locale: Language): Promise<void> {
  if (!existsSync(join(data, recordFile))) throw new NoRecord(data);
  const place = to === null ? { to: backupsIn(data), keep: keptBackups } : { to, keep: null };
  const file = await backUp({ data, ...place, wall: Date.now() });
  console.log(m['server.backup.made']({ file }, { locale }));
  console.log(m['server.backup.names']({}, { locale }));
}
