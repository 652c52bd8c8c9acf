/**
 * Room on the disk that is set aside while there is plenty, so that a lesson can be ended in order when there is none:
 * its runs, 下课 and its backup. The rule: only what ends something may use it, and once it is used nothing new is
 * written until it stands again.
 */
import { randomFillSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './durableFiles.ts';
import type { Entry, LogStore } from './port.ts';
import { StoreError } from './port.ts';

export interface Reserve {
  /** Whether it stands, made again where it does not and there is room. */
  ensure(): boolean;
  /** Gives its room to whoever writes next. */
  release(): void;
}

/**
 * Bytes. Measured: ending a run of 60 children in eight groups with 下课 writes 37 kB; the backup after it is as large as
 * the record, some 1 MB for each long lesson in it, and is left out where it does not fit.
 */
const reserveSize = 8 * 1024 * 1024;

/** The reserve of a data folder. `size` in bytes. */
export function createReserve(folder: string, size = reserveSize): Reserve {
  const path = join(folder, 'reserve');
  let stands = isWhole(path, size);
  return {
    ensure: () => {
      stands ||= make(path, folder, size);
      return stands;
    },
    release: () => {
      rmSync(path, { force: true });
      stands = false;
    },
  };
}

function isWhole(path: string, size: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === size;
}

/** Written out in bytes that no file system can leave out or pack; false where there is no room. */
function make(path: string, folder: string, size: number): boolean {
  const part = `${path}.part`;
  try {
    // Asked at every act while the disk is full: looking is cheap, writing until it fails is not.
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < size) return false;
    const handle = openSync(part, 'w', 0o600);
    try {
      const block = randomFillSync(Buffer.alloc(Math.min(size, 1024 * 1024)));
      for (let left = size; left > 0; left -= block.length)
        writeSync(handle, block, 0, Math.min(left, block.length));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, path);
    syncFolder(folder);
    return true;
  } catch {
    // Whatever kept it from being made, there is no reserve; nothing may be left of the attempt.
    rmSync(part, { force: true });
    return false;
  }
}

/** A log whose last room is kept for endings. All else of the store is as it was. */
export function withReserve<S extends LogStore>(store: S, reserve: Reserve): S {
  async function ending(call: Parameters<LogStore['append']>): ReturnType<LogStore['append']> {
    try {
      return await store.append(...call);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'disk_full') throw error;
      reserve.release();
      return store.append(...call);
    }
  }
  return {
    ...store,
    append: (...call) => {
      if (call[3].some(ends)) return ending(call);
      if (reserve.ensure()) return store.append(...call);
      return Promise.reject(new StoreError('disk_full', new Error('the reserve is used up')));
    },
  };
}

/** A run that is over, or 下课. */
function ends({ kind, payload }: Entry): boolean {
  const { type } = payload as { readonly type?: string };
  return (kind === 'run' && type === 'ended') || (kind === 'session' && type === 'closed');
}
