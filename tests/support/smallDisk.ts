/** A disk of a few megabytes that a test can fill and free: a tmpfs. Only root may mount one. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newFolder } from './folder.ts';

/** Whether this machine lets us. */
export const canMount =
  process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0 && mounts();

function mounts(): boolean {
  const tried = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return tried.status === 0;
}

export interface SmallDisk {
  readonly folder: string;
  /** To the last byte. */
  fill(): void;
  free(): void;
}

/** An empty disk of so many MiB; unmounted after the test. */
export async function smallDisk(mebibytes: number): Promise<SmallDisk> {
  const folder = await newFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) throw new Error(`no tmpfs on ${folder}: ${String(mounted.stderr)}`);
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      const handle = openSync(ballast, 'a');
      try {
        for (let size = 65_536; size >= 1; size = size === 1 ? 0 : size / 16)
          writeAll(handle, Buffer.alloc(size));
      } finally {
        closeSync(handle);
      }
    },
    free: () => rmSync(ballast, { force: true }),
  };
}

/** Blocks of this size until no more goes in. */
function writeAll(handle: number, block: Buffer): void {
  for (;;) {
    try {
      if (writeSync(handle, block) < block.length) return;
    } catch {
      return;
    }
  }
}
