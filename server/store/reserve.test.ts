import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../../tests/support/folder.ts';
import { entry } from '../../tests/support/rows.ts';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import { heldBack } from '../../tests/support/storeFaults.ts';
import type { Entry } from './port.ts';
import { createReserve, withReserve } from './reserve.ts';
import type { Reserve } from './reserve.ts';

const act = (seq: number): Entry => entry(seq, { kind: 'step' });
const runEnd = (seq: number): Entry => entry(seq, { kind: 'run', payload: { type: 'ended', why: 'ended' } });
const closing = (seq: number): Entry => entry(seq, { kind: 'session', payload: { type: 'closed' } });

/** A disk that is full until room is made; the reserve is the only room there is. */
async function fullDisk() {
  const gate = heldBack();
  const told: string[] = [];
  let stands = true;
  let room = false;
  const reserve: Reserve = {
    ensure: () => (stands ||= room),
    release: () => {
      told.push('released');
      stands = false;
      gate.heal();
    },
  };
  const store = withReserve(gate.wrap(await temporaryStore()), reserve);
  return {
    told,
    append: (entry: Entry) => store.append('s1', 1, entry.seq - 1, [entry], []),
    entries: () => store.entries('s1'),
    fill: () => gate.lose('disk_full'),
    makeRoom: () => {
      room = true;
      gate.heal();
    },
    fails: () => gate.lose('not_saved'),
  };
}

it('is written out for real, found again, and made anew when it has shrunk', async () => {
  const folder = await newFolder();
  const path = join(folder, 'reserve');
  expect(createReserve(folder, 100_000).ensure()).toBe(true);
  expect(statSync(path).size).toBe(100_000);
  expect(statSync(path).blocks * 512).toBeGreaterThanOrEqual(100_000);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(path);
  expect(createReserve(folder, 100_000).ensure()).toBe(true);
  expect(readFileSync(path)).toEqual(bytes);
  await writeFile(path, 'shrunk');
  const reserve = createReserve(folder, 100_000);
  expect(reserve.ensure()).toBe(true);
  expect(statSync(path).size).toBe(100_000);
  reserve.release();
  expect(existsSync(path)).toBe(false);
});

it('does not stand where the disk has no room for it, and leaves nothing of the attempt', async () => {
  const folder = await newFolder();
  expect(createReserve(folder, Number.MAX_SAFE_INTEGER).ensure()).toBe(false);
  expect(createReserve(join(folder, 'missing'), 1000).ensure()).toBe(false);
  expect(existsSync(join(folder, 'reserve.part'))).toBe(false);
});

it('stays for the end: a full disk refuses an act and does not touch it', async () => {
  const disk = await fullDisk();
  await disk.append(act(1));
  disk.fill();
  await expect(disk.append(act(2))).rejects.toMatchObject({ code: 'disk_full' });
  expect(disk.told).toEqual([]);
  expect(await disk.entries()).toHaveLength(1);
});

it.each([
  ['a run', runEnd],
  ['下课', closing],
])('gives its room to the end of %s, and to nothing new after that', async (_, end) => {
  const disk = await fullDisk();
  await disk.append(act(1));
  disk.fill();
  expect(await disk.append(end(2))).toBe('durable');
  expect(disk.told).toEqual(['released']);
  await expect(disk.append(act(3))).rejects.toMatchObject({ code: 'disk_full' });
  expect(await disk.append(closing(3))).toBe('durable');
  expect(await disk.entries()).toHaveLength(3);
});

it('lets everything go on, without a gap, as soon as there is room for it again', async () => {
  const disk = await fullDisk();
  await disk.append(act(1));
  disk.fill();
  await disk.append(runEnd(2));
  await expect(disk.append(act(3))).rejects.toMatchObject({ code: 'disk_full' });
  disk.makeRoom();
  expect(await disk.append(act(3))).toBe('durable');
  expect((await disk.entries()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

it('is not spent on a failure that room would not heal', async () => {
  const disk = await fullDisk();
  disk.fails();
  await expect(disk.append(closing(1))).rejects.toMatchObject({ code: 'not_saved' });
  expect(disk.told).toEqual([]);
});
