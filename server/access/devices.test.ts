import { expect, it } from 'vitest';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import { StoreError } from '../store/port.ts';
import { createDevices } from './devices.ts';

/** A store that takes no device while the disk is full. */
async function storeOnDisk() {
  const store = await temporaryStore();
  const disk: { refuses: 'disk_full' | 'not_saved' | null } = { refuses: null };
  const putDevice: typeof store.putDevice = (device) =>
    disk.refuses === null
      ? store.putDevice(device)
      : Promise.reject(new StoreError(disk.refuses, new Error('planted')));
  return { disk, store: { ...store, putDevice } };
}

it('greets devices known and new while the disk is full, but gives nobody another role', async () => {
  const { disk, store } = await storeOnDisk();
  const devices = createDevices(store, () => 1000);
  const adult = await devices.identify(null, 'zh-CN');
  await devices.change(adult.known.device, { role: 'facilitator' });
  disk.refuses = 'disk_full';
  const again = await devices.identify(adult.token, 'en');
  expect(again).toMatchObject({ known: { device: adult.known.device, role: 'facilitator' }, dead: false });
  const visitor = await devices.identify(null, 'zh-CN');
  expect((await devices.identify(visitor.token, 'zh-CN')).known).toEqual(visitor.known);
  const { device } = visitor.known;
  await expect(devices.change(device, { role: 'facilitator' })).rejects.toMatchObject({ code: 'disk_full' });
  expect(devices.get(device)?.role).toBe('visitor');

  // After a restart whoever came meanwhile is a stranger, and nobody else is.
  disk.refuses = null;
  const later = createDevices(store, () => 1000);
  expect((await later.identify(visitor.token, 'zh-CN')).dead).toBe(true);
  expect(await later.identify(adult.token, 'zh-CN')).toMatchObject({
    known: { role: 'facilitator' },
    dead: false,
  });
});

it('greets nobody whom a broken store did not take', async () => {
  const { disk, store } = await storeOnDisk();
  disk.refuses = 'not_saved';
  await expect(createDevices(store, () => 1000).identify(null, 'zh-CN')).rejects.toMatchObject({
    code: 'not_saved',
  });
});
