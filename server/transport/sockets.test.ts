import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeLessons } from '../../tests/support/fakeLessons.ts';
import type { FakeLessons } from '../../tests/support/fakeLessons.ts';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { Publish } from '../../src/wire/publish.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';
import { createDevices } from '../access/devices.ts';
import type { Devices } from '../access/devices.ts';
import type { Handlers } from '../session/api.ts';
import { createArrivals } from './arrivals.ts';
import { createPublisher } from './audience.ts';
import { openSockets } from './engine.ts';
import { createHostCheck } from './hosts.ts';
import { classroomLimits as limits } from './limits.ts';
import { serveConnections } from './sockets.ts';

const greeting: Payload<'hello'> = {
  app: 'tablet',
  token: null,
  build: 'dev',
  seen: null,
  seats: [],
  language: 'zh-CN',
};

const snapshot = (to: number): Publish<never> => ({
  session: 'lesson-1',
  from: null,
  to,
  clock: { now: 0, running: false, speed: 1 },
  parts: {} as Publish<never>['parts'],
});

describe('connections', () => {
  let lessons: FakeLessons;
  let devices: Devices;
  let url: string;
  let faults: unknown[];
  let publisher: ReturnType<typeof createPublisher>;
  let close: () => Promise<void>;
  const clients: Socket[] = [];

  beforeEach(async () => {
    const http = createServer();
    const mono = () => performance.now();
    const arrivals = createArrivals({ mono, after: () => () => undefined }, limits);
    const io = openSockets({ http, ours: createHostCheck('127.0.0.1'), arrivals, limits, mono });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    lessons = fakeLessons();
    devices = createDevices(await temporaryStore(), () => 1_800_000_000_000);
    faults = [];
    const handlers = {
      ...lessons.handlers,
      home: () => Promise.resolve({ ok: true }),
      'people.classes': () => {
        throw new Error('a fault of ours');
      },
    } as unknown as Handlers;
    serveConnections({
      room: io.sockets,
      arrivals,
      devices,
      lessons,
      handlers,
      build: 'build-2',
      joinUrls: () => ['http://192.168.1.5/join'],
      limits,
      mono,
      fault: (event) => void faults.push(event),
    });
    publisher = createPublisher(io.sockets);
    close = () => io.close();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await close();
  });

  async function open(headers: Record<string, string> = {}): Promise<Socket> {
    const client = connect(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: headers,
    });
    clients.push(client);
    await once(client as never, 'connect');
    return client;
  }
  const call = async <E extends EventName>(
    client: Socket,
    event: E,
    payload: unknown,
  ): Promise<AnswerOf<E>> => (await client.timeout(5000).emitWithAck(event, payload)) as AnswerOf<E>;
  async function hello(client: Socket, over: Partial<Payload<'hello'>> = {}) {
    const answer = await call(client, 'hello', { ...greeting, ...over });
    if (!answer.ok) throw new Error(answer.code);
    return answer;
  }
  const next = async (client: Socket, event: string): Promise<unknown> =>
    ((await once(client as never, event)) as unknown[])[0];

  it('give a new device a token, and know it again by that', async () => {
    const first = await hello(await open());
    expect(first).toMatchObject({ role: 'visitor', loopback: true, joinUrls: ['http://192.168.1.5/join'] });
    const again = await hello(await open(), { token: first.token });
    expect(again).toMatchObject({ device: first.device, token: null, status: 'snapshot' });
  });

  it('tell a dead token so and give another, and a page of another build to reload', async () => {
    const dead = await hello(await open(), { token: 'token-of-another-laptop' });
    expect(dead.status).toBe('revoked');
    expect(dead.token).not.toBeNull();
    expect((await hello(await open(), { build: 'build-1' })).status).toBe('reload');
    expect((await hello(await open(), { build: 'build-2' })).status).toBe('snapshot');
  });

  it('make the laptop’s own screen page a screen, with its snapshot', async () => {
    const publish = snapshot(4);
    lessons.publishes.set('screen', publish);
    const answer = await hello(await open(), { app: 'screen' });
    expect(answer).toMatchObject({ role: 'screen', session: 'lesson-1', snapshot: publish });
  });

  it('speak to each audience alone', async () => {
    const [screen, tablet, other, visitor] = [await open(), await open(), await open(), await open()];
    await hello(screen, { app: 'screen' });
    const { device } = await hello(tablet);
    await hello(other);
    await hello(visitor, { app: 'console' });
    const heard: string[] = [];
    for (const [name, client] of Object.entries({ screen, tablet, other, visitor }))
      client.on('publish', (publish: { to: number }) => heard.push(`${name} ${publish.to}`));
    publisher.toScreens(snapshot(1));
    publisher.toConsoles(snapshot(2));
    publisher.toTablets([device], snapshot(3));
    publisher.toTablets([], snapshot(4));
    // An answer after the publishes: what was sent to these sockets before has arrived.
    for (const client of [screen, tablet, other, visitor]) await call(client, 'auth.status', null);
    expect(heard.sort()).toEqual(['screen 1', 'tablet 3']);
  });

  it('stop telling a device what its role allowed, the moment the role is gone', async () => {
    const client = await open();
    const { device } = await hello(client, { app: 'console' });
    await devices.change(device, { role: 'facilitator', account: 'a' });
    await hello(client, { app: 'console', token: null }); // another device: the socket follows its newest hello
    const signedIn = await open();
    const known = await hello(signedIn, { app: 'console' });
    await devices.change(known.device, { role: 'facilitator', account: 'a' });
    expect(await hello(signedIn, { app: 'console', token: known.token })).toMatchObject({
      role: 'facilitator',
    });
    const heard: unknown[] = [];
    for (const socket of [client, signedIn]) socket.on('publish', (publish) => heard.push(publish));
    const revoked = next(signedIn, 'revoked');
    await devices.change(known.device, { role: 'visitor' });
    await revoked;
    publisher.toConsoles(snapshot(9));
    expect(await call(signedIn, 'home', {})).toEqual({ ok: false, code: 'not_permitted' });
    expect(heard).toEqual([]);
  });

  it('let a tablet into the lesson whose door it opened, and into no other', async () => {
    lessons.phase = 'tablets';
    lessons.answers['door.open'] = { ok: true };
    const tablet = await open();
    const { token } = await hello(tablet);
    expect(await call(tablet, 'group.choose', { group: 1 })).toMatchObject({ code: 'not_permitted' });
    await call(tablet, 'door.open', { pictures: ['apple', 'key', 'bell'] });
    lessons.answers['group.choose'] = { ok: true };
    expect(await call(tablet, 'group.choose', { group: 1 })).toEqual({ ok: true });
    const again = await open();
    expect(await hello(again, { token })).toMatchObject({ role: 'tablet' });
    expect(lessons.told.filter((line) => line.startsWith('returned'))).toHaveLength(1);
    lessons.phase = null;
    expect(await hello(again, { token })).toMatchObject({ role: 'visitor' });
  });

  it('do not let a tablet in through a wrong door', async () => {
    lessons.phase = 'tablets';
    lessons.answers['door.open'] = { ok: false, code: 'wrong_door' };
    const tablet = await open();
    await hello(tablet);
    expect(await call(tablet, 'door.open', { pictures: ['apple', 'key', 'bell'] })).toEqual({
      ok: false,
      code: 'wrong_door',
    });
    expect(await call(tablet, 'group.choose', { group: 1 })).toMatchObject({ code: 'not_permitted' });
  });

  it('tell the lesson that a tablet is gone when its last page is, not before', async () => {
    const one = await open();
    const { token, device } = await hello(one);
    const two = await open();
    await hello(two, { token });
    one.disconnect();
    await call(two, 'auth.status', null);
    expect(lessons.told).not.toContain(`lost ${device}`);
    two.disconnect();
    await expect.poll(() => lessons.told).toContain(`lost ${device}`);
    expect(lessons.told).toContain(`heard ${device}`);
  });

  it('outlive hostile messages: every one gets a refusal or nothing, and the server goes on', async () => {
    const client = await open();
    await hello(client);
    const deep = Array.from({ length: 500 }).reduce<unknown>((inner) => ({ inner }), 1);
    for (const payload of [
      null,
      undefined,
      [],
      [null],
      'x',
      -1,
      deep,
      Buffer.from('junk'),
      { toString: null },
    ])
      expect(await call(client, 'auth.status', payload)).toMatchObject({ ok: false, code: 'bad_input' });
    client.emit('auth.status');
    client.emit('auth.status', null);
    client.emit('auth.status', {}, {}, {});
    client.emit('hello', null, 'no function');
    expect(await client.timeout(5000).emitWithAck('no.such', {})).toEqual({
      ok: false,
      code: 'unknown_event',
    });
    expect(await client.timeout(5000).emitWithAck('__proto__', {})).toEqual({
      ok: false,
      code: 'unknown_event',
    });
    expect(await hello(await open())).toMatchObject({ ok: true });
    expect(faults).toEqual([]);
  });

  it('outlive a handler that throws', async () => {
    const client = await open();
    const { device, token } = await hello(client, { app: 'console' });
    await devices.change(device, { role: 'admin', account: 'a' });
    await hello(client, { app: 'console', token });
    expect(await call(client, 'people.classes', {})).toEqual({ ok: false, code: 'server_error' });
    expect(await call(client, 'home', {})).toEqual({ ok: true });
    expect(faults).toEqual(['people.classes']);
  });

  it('end a connection that sends more than a message may hold, and serve the next', async () => {
    const client = await open();
    client.emit('auth.status', 'x'.repeat(20_000));
    await once(client as never, 'disconnect');
    expect(await hello(await open())).toMatchObject({ ok: true });
  });

  it('refuse a page of another site, and a Host that is not ours', async () => {
    for (const headers of [{ origin: 'http://evil.example' }, { host: 'evil.example' }]) {
      const client = connect(url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: headers,
      });
      clients.push(client);
      await once(client as never, 'connect_error');
      expect(client.connected).toBe(false);
    }
    const own = await open({ origin: url });
    expect(own.connected).toBe(true);
  });

  it('let a full outbox of fifty through, and stop a flood with the time to wait', async () => {
    const client = await open();
    await hello(client);
    const outbox = await Promise.all(Array.from({ length: 50 }, () => call(client, 'auth.status', null)));
    expect(outbox.filter(({ ok, ...rest }) => !ok && 'code' in rest && rest.code === 'too_fast')).toEqual([]);
    const flood = await Promise.all(Array.from({ length: 200 }, () => call(client, 'auth.status', null)));
    const refused = flood.filter((answer) => !answer.ok && answer.code === 'too_fast');
    expect(refused.length).toBeGreaterThan(50);
    expect(refused[0]).toMatchObject({ retryMs: expect.any(Number) as number });
  });

  it('count all connections of one device together', async () => {
    const first = await open();
    const { token } = await hello(first);
    const second = await open();
    await hello(second, { token });
    for (let n = 0; n < 100; n += 1) await call(first, 'auth.status', {});
    const more = await Promise.all(Array.from({ length: 60 }, () => call(second, 'auth.status', {})));
    expect(more.some((answer) => !answer.ok && answer.code === 'too_fast')).toBe(true);
  });

  it('end one that goes on flooding, with or without waiting for answers, and serve the next', async () => {
    for (const flood of [
      (client: Socket) => client.emit('auth.status', {}, () => undefined),
      (client: Socket) => client.emit('auth.status', {}),
    ]) {
      const client = await open();
      await hello(client);
      const ended = once(client as never, 'disconnect');
      for (let n = 0; n < 3000; n += 1) flood(client);
      await ended;
    }
    expect(await hello(await open())).toMatchObject({ ok: true });
  });

  it('tell the lesson that a tablet is gone when its page has become another device', async () => {
    const client = await open();
    const { device } = await hello(client);
    await hello(client);
    expect(lessons.told).toContain(`lost ${device}`);
  });

  it('let one address say hello at a class’s pace, and tell it how long to wait', async () => {
    const client = await open();
    const answers: AnswerOf<'hello'>[] = [];
    for (let n = 0; n < limits.hellos.atOnce / 5 + 3; n += 1) {
      // On a connection of its own now and then: it is the address that is bound.
      answers.push(await call(n % 7 === 0 ? await open() : client, 'hello', greeting));
    }
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      code: 'too_fast',
      retryMs: expect.any(Number) as number,
    });
  });
});
