/** Files that must be there after a power cut: their bytes and their names are both brought to the disk. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Brings a file's bytes to the disk. Never for a database that a connection has open: closing drops its locks. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Brings the names in a folder to the disk. Windows keeps them with the files and lets no folder be opened. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
