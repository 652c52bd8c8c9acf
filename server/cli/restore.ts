/** `circletime restore`: a backup in the place of the record, once the adult has said yes. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { m } from '../../generated/paraglide/messages.js';
import type { Language } from '../../src/wire/vocabulary.ts';
import { newestGood, restoreBackup } from '../store/sqlite/restore.ts';

/** Why there is nothing to restore; `file` or `folder` is where it was looked for. */
export class NothingToRestore extends Error {
  readonly why: 'which_backup' | 'no_backup' | 'no_such_file' | 'needs_yes';
  readonly where: string;
  constructor(why: NothingToRestore['why'], where = '') {
    super(`nothing was restored: ${why}`);
    this.why = why;
    this.where = where;
  }
}

export interface RestoreWish {
  readonly data: string;
  /** The backup; null with `newest`. */
  readonly file: string | null;
  readonly newest: boolean;
  /** The adult said so on the command line. */
  readonly yes: boolean;
}

/** @throws NothingToRestore, BadBackup, DataFolderBusy, or what the file system says */
export async function runRestore(wish: RestoreWish, locale: Language): Promise<void> {
  const file = backupOf(wish);
  if (!wish.yes && !process.stdin.isTTY) throw new NothingToRestore('needs_yes');
  if (wish.yes || (await agrees(file, locale))) restoreAndTell(wish.data, file, locale);
  else console.log(m['server.restore.kept']({}, { locale }));
}

function backupOf({ data, file, newest }: RestoreWish): string {
  if ((file !== null) === newest) throw new NothingToRestore('which_backup');
  if (file !== null && !existsSync(file)) throw new NothingToRestore('no_such_file', file);
  const found = file ?? newestGood(data)?.path;
  if (found === undefined) throw new NothingToRestore('no_backup', data);
  return found;
}

/** Asks on the terminal; anything but a yes is a no. */
export async function agrees(file: string, locale: Language): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${m['server.restore.ask']({ file }, { locale })} `);
  terminal.close();
  return /^\s*(y|yes|是|好)\s*$/i.test(answer);
}

/** @throws as `restoreBackup` */
export function restoreAndTell(data: string, file: string, locale: Language): void {
  const folder = restoreBackup(data, file);
  console.log(m['server.restore.done']({ file }, { locale }));
  if (folder !== null) console.log(m['server.restore.aside']({ folder }, { locale }));
}
