import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../tests/support/folder.ts';
import { nine } from '../../tests/support/rows.ts';
import { createDevices } from '../access/devices.ts';
import type { Devices } from '../access/devices.ts';
import { hashToken } from '../access/tokens.ts';
import { largestFile } from '../review/exchange/table.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import type { Store } from '../store/port.ts';
import { createUpload } from './upload.ts';

let store: Store;
let devices: Devices;
let url: string;

beforeEach(async () => {
  store = await openSqliteStore({ folder: await newFolder() });
  await store.addClass({ classId: 'c1', name: '三年级', kind: 'class', sample: false, createdWall: nine });
  await store.addChildren('c1', [{ child: 'k1', name: '小明', animal: 'fox', colour: 0 }]);
  devices = createDevices(store, () => nine);
  const upload = createUpload(devices, store, () => nine);
  const server: Server = createServer((request, response) => void upload(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/import`;
  onTestFinished(async () => {
    server.close();
    await store.close();
  });
});

async function tokenOf(role: 'facilitator' | 'admin' | 'screen' | 'tablet' | 'visitor'): Promise<string> {
  const token = `token-of-a-${role}-0123456789`;
  const tokenHash = hashToken(token);
  const device = {
    device: role,
    tokenHash,
    role,
    session: null,
    account: null,
    language: 'zh-CN',
    seenWall: nine,
  };
  await store.putDevice(device);
  return token;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const wish = {
  ...{
    classId: 'c1',
    day: '2026-03-01',
    time: null,
    regime: 'free_floor',
    absent: [],
    again: false,
    keep: true,
  },
  bytes: base64('start,speaker\n1,小明\n'),
};

async function post(token: string | null, body: unknown): Promise<{ status: number; answer: unknown }> {
  const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const reply = await fetch(url, { method: 'POST', headers, body: text });
  return { status: reply.status, answer: await reply.json() };
}
const sessions = async () => (await store.rows('session', null)).length;

it('is for signed-in adults alone', async () => {
  const refused = { status: 401, answer: { ok: false, code: 'not_permitted' } };
  expect(await post(null, wish)).toEqual(refused);
  expect(await post('no-such-token-0123456789', wish)).toEqual(refused);
  for (const role of ['screen', 'tablet', 'visitor'] as const)
    expect(await post(await tokenOf(role), wish), role).toEqual(refused);
  expect(await sessions()).toBe(0);
  for (const role of ['facilitator', 'admin'] as const)
    expect(await post(await tokenOf(role), { ...wish, again: true }), role).toMatchObject({ status: 200 });
  expect(await sessions()).toBe(2);
});

it('keeps nothing where it is only to look, and tells the id of what it kept', async () => {
  const token = await tokenOf('facilitator');
  expect((await post(token, { ...wish, keep: false })).answer).toMatchObject({ session: null, faults: [] });
  expect(await sessions()).toBe(0);
  const { answer } = await post(token, wish);
  const [session] = await store.rows('session', null);
  expect(answer).toMatchObject({ ok: true, session: session?.session, preview: { leftOut: 1, turns: 0 } });
  expect(await post(token, wish)).toEqual({ status: 409, answer: { ok: false, code: 'already_imported' } });
});

it('tells faults, the first two hundred of them', async () => {
  const token = await tokenOf('facilitator');
  const torn = `start,speaker\n${'x,小明\n'.repeat(250)}`;
  const { status, answer } = await post(token, { ...wish, bytes: base64(torn) });
  expect(status).toBe(200);
  const { faults, more } = answer as { faults: unknown[]; more: number };
  expect([faults.length, more, faults[0]]).toEqual([200, 50, { row: 2, column: 'start', code: 'bad_time' }]);
  expect(await sessions()).toBe(0);
});

it('refuses what does not fit its schema, keys that it does not know, and more than a file may have', async () => {
  const token = await tokenOf('facilitator');
  const bad = [
    'no json',
    { ...wish, extra: 1 },
    { ...wish, day: '2.3.2026' },
    { ...wish, time: '25:00' },
    { ...wish, regime: 'any' },
    { ...wish, bytes: '***' },
    { ...wish, classId: '../c1' },
  ];
  for (const body of bad) expect((await post(token, body)).answer, JSON.stringify(body)).toEqual({ ok: false, code: 'bad_input' }); // prettier-ignore
  expect((await post(token, { ...wish, classId: 'c9' })).answer).toEqual({
    ok: false,
    code: 'no_such_class',
  });
  const sized = (bytes: number) => ({ ...wish, bytes: Buffer.alloc(bytes, 'a').toString('base64') });
  expect((await post(token, sized(largestFile + 1))).answer).toMatchObject({
    faults: [{ code: 'too_large' }],
  });
  expect((await post(token, sized(largestFile + 3))).status).toBe(400);
  const beyond = await post(token, 'x'.repeat(largestFile * 2)).catch(() => null);
  expect(beyond === null || beyond.status === 413).toBe(true);
  expect(await sessions()).toBe(0);
});
