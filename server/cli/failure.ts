/** Why a command could not do its work, in one sentence. */
import { m } from '../../generated/paraglide/messages.js';
import type { Language } from '../../src/wire/vocabulary.ts';
import { Refused } from '../../robots/device.ts';
import { NoServer } from '../../robots/simulate.ts';
import { BadSetting } from '../config.ts';
import type { Config } from '../config.ts';
import { PinTooShort } from '../access/pin.ts';
import { StoreError } from '../store/port.ts';
import { BackupFailed } from '../store/sqlite/backup.ts';
import { BadBackup, newestGood } from '../store/sqlite/restore.ts';
import { FolderNotEmpty } from './export.ts';
import { ImportRefused, NoSuchFile } from './importRefused.ts';
import { NothingToRestore } from './restore.ts';
import { NoSuchLesson } from '../review/export/wish.ts';
import {
  DamagedRecord,
  DataFolderBusy,
  DataFolderNotWritable,
  DiskFull,
  NoRecord,
  NotDurable,
  SchemaTooNew,
  SchemaTooOld,
  SqliteTooOld,
} from '../store/sqlite/errors.ts';

/** `config` is what was asked for; the parts of it that the sentence may name. */
export function failureInWords(
  error: unknown,
  config: Pick<Config, 'host' | 'port'>,
  locale: Language,
): string {
  const words = { locale };
  if (error instanceof BadSetting) return m['server.failure.badSetting']({ from: error.from }, words);
  if (error instanceof PinTooShort) return m['server.failure.pinTooShort']({}, words);
  if (error instanceof NoSuchLesson) return m['server.failure.noSuchLesson']({}, words);
  if (error instanceof FolderNotEmpty)
    return m['server.failure.folderNotEmpty']({ folder: error.folder }, words);
  if (error instanceof NoSuchFile) return m['server.failure.noSuchFile']({ file: error.file }, words);
  if (error instanceof ImportRefused) return m[`error.${error.code}`]({}, words);
  if (error instanceof NoServer) return m['server.failure.noServer']({ url: error.message }, words);
  if (error instanceof Refused) return m[`error.${error.code}`]({}, words);
  return (
    storeFailure(error, words) ??
    backupFailure(error, words) ??
    listenFailure(error, config, words) ??
    unexpected(error, words)
  );
}

interface Words {
  readonly locale: Language;
}

function storeFailure(error: unknown, words: Words): string | null {
  if (error instanceof DataFolderBusy) return m['server.failure.dataBusy']({ folder: error.folder }, words);
  if (error instanceof DataFolderNotWritable)
    return m['server.failure.dataNotWritable']({ folder: error.folder }, words);
  if (error instanceof NoRecord) return m['server.failure.noRecord']({ folder: error.folder }, words);
  if (error instanceof SchemaTooNew) return m['server.failure.dataTooNew']({ found: error.found }, words);
  if (error instanceof SchemaTooOld) return m['server.failure.dataTooOld']({ folder: error.folder }, words);
  if (error instanceof SqliteTooOld) {
    const { found, needed } = error;
    return m['server.failure.sqliteTooOld']({ found, needed }, words);
  }
  if (error instanceof DiskFull) return m['server.failure.diskFull']({ folder: error.folder }, words);
  if (error instanceof StoreError) return m[`error.${error.code}`]({}, words);
  if (error instanceof DamagedRecord) return damagedRecord(error.folder, words);
  return error instanceof NotDurable ? m['server.failure.notDurable']({}, words) : null;
}

/** With the command that goes on from the newest backup that is whole. */
function damagedRecord(folder: string, words: Words): string {
  const command = (what: string): string => `npm run circletime -- restore ${what} --data "${folder}"`;
  const file = newestGood(folder)?.path;
  return file === undefined
    ? m['server.failure.damagedNoBackup']({ folder, command: command('FILE') }, words)
    : m['server.failure.damaged']({ folder, file, command: command('--newest') }, words);
}

function backupFailure(error: unknown, words: Words): string | null {
  if (error instanceof BackupFailed) return m[`server.failure.backup.${error.why}`]({}, words);
  if (error instanceof BadBackup)
    return m[`server.failure.badBackup.${error.verdict}`]({ file: error.file }, words);
  if (!(error instanceof NothingToRestore)) return null;
  switch (error.why) {
    case 'which_backup':
      return m['server.failure.whichBackup']({}, words);
    case 'no_backup':
      return m['server.failure.noBackup']({ folder: error.where }, words);
    case 'no_such_file':
      return m['server.failure.noSuchFile']({ file: error.where }, words);
    case 'needs_yes':
      return m['server.failure.restoreNeedsYes']({}, words);
  }
}

function listenFailure(
  error: unknown,
  { host, port }: Pick<Config, 'host' | 'port'>,
  words: Words,
): string | null {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'EADDRINUSE') return m['server.failure.portInUse']({ port: String(port) }, words);
  if (code === 'EACCES') return m['server.failure.notAllowed']({ port: String(port) }, words);
  const nowhere = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code);
  return nowhere ? m['server.failure.hostUnknown']({ host }, words) : null;
}

const unexpected = (error: unknown, words: Words): string =>
  m['server.failure.unexpected']({ message: error instanceof Error ? error.message : String(error) }, words);
