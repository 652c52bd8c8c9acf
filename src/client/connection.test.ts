import { beforeEach, describe, expect, it } from 'vitest';
import type { HelloAnswer } from '../wire/answers.ts';
import type { Publish, TabletParts } from '../wire/publish.ts';
import { Connection, type Wire } from './connection.svelte.ts';
import { keep } from './storage.ts';

type Parts = Partial<TabletParts>;
const lobby = (phase: 'tablets' | 'play'): Parts => ({ stage: { phase, activity: null, groups: [] } });

/** Stands in for the network: keeps what was asked, answers when told. */
class FakeWire implements Wire {
  readonly asked: { event: string; payload: Record<string, unknown>; answer: (value: unknown) => void }[] =
    [];
  readonly sent: unknown[] = [];
  readonly #listeners = new Map<string, (...args: never[]) => void>();
  on(event: string, listener: (...args: never[]) => void) {
    this.#listeners.set(event, listener);
  }
  connect() {
    this.tell('connect');
  }
  disconnect() {
    this.tell('disconnect');
  }
  send(event: string, payload: unknown) {
    this.sent.push([event, payload]);
  }
  ask(event: string, payload: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      this.asked.push({ event, payload: payload as Record<string, unknown>, answer: resolve });
    });
  }
  tell(event: string, ...args: unknown[]) {
    this.#listeners.get(event)?.(...(args as never[]));
  }
  async answer(index: number, value: unknown) {
    this.asked[index]!.answer(value);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }
}

const publish = (from: number | null, to: number, parts: Parts, session = 's1'): Publish<TabletParts> => ({
  session,
  from,
  to,
  clock: { now: 0, running: false, speed: 1 },
  parts,
});

const welcome = (over: Partial<HelloAnswer> = {}): { ok: true } & HelloAnswer => ({
  ok: true,
  role: 'tablet',
  token: 'token-token-token',
  device: 'd1',
  build: 'dev',
  status: 'snapshot',
  session: 's1',
  snapshot: publish(null, 5, lobby('tablets')) as unknown as Publish<never>,
  joinUrls: [],
  loopback: false,
  ...over,
});

function tablet(reload: () => void = () => undefined) {
  const wire = new FakeWire();
  const revoked: string[] = [];
  const connection = new Connection('tablet', {
    language: () => 'zh-CN',
    wire: () => wire,
    reload,
    onRevoked: () => revoked.push('revoked'),
  });
  return { wire, connection, revoked };
}

beforeEach(() => {
  keep('token.tablet', null);
  keep('reloaded.tablet', null, 'tab');
});

describe('the line to the server', () => {
  it('is online only when hello was answered, and keeps the token it was given', async () => {
    const { wire, connection } = tablet();
    connection.start();
    expect(connection.line).toBe('connecting');
    expect(wire.asked[0]?.payload).toMatchObject({ app: 'tablet', token: null, seen: null });
    await wire.answer(0, welcome());
    expect(connection.line).toBe('online');
    expect(connection.token).toBe('token-token-token');
    expect(connection.parts.stage?.phase).toBe('tablets');
  });

  it('emits nothing while offline', async () => {
    const { wire, connection } = tablet();
    connection.start();
    await wire.answer(0, welcome());
    wire.tell('disconnect');
    expect(await connection.call('group.choose', { group: 1 })).toEqual({ ok: false, code: 'offline' });
    expect(wire.asked).toHaveLength(1);
  });

  it('applies a publish that follows on what it has', async () => {
    const { wire, connection } = tablet();
    connection.start();
    await wire.answer(0, welcome());
    wire.tell('publish', publish(5, 7, lobby('play')));
    expect(connection.parts.stage?.phase).toBe('play');
    expect(wire.asked).toHaveLength(1);
  });

  it('does not lose a publish that arrives in one breath with the answer to its hello', async () => {
    const { wire, connection } = tablet();
    connection.start();
    const answered = wire.answer(0, welcome());
    wire.tell('publish', publish(4, 5, lobby('tablets')));
    wire.tell('publish', publish(5, 7, lobby('play')));
    await answered;
    expect(connection.parts.stage?.phase).toBe('play');
    expect(wire.asked).toHaveLength(1);
  });

  it('says hello again with what it last applied when a publish does not follow', async () => {
    const { wire, connection } = tablet();
    connection.start();
    await wire.answer(0, welcome());
    wire.tell('publish', publish(6, 7, lobby('play')));
    expect(connection.parts.stage?.phase).toBe('tablets');
    expect(wire.asked[1]?.payload).toMatchObject({ seen: { session: 's1', seq: 5 } });
  });

  it('takes no change of another lesson for one of its own', async () => {
    const { wire, connection } = tablet();
    connection.start();
    await wire.answer(0, welcome());
    wire.tell('publish', publish(5, 6, lobby('play'), 's2'));
    expect(connection.parts.stage?.phase).toBe('tablets');
    expect(wire.asked).toHaveLength(2);
  });

  it('gives no weight to the answer of an earlier connection', async () => {
    const { wire, connection } = tablet();
    connection.start();
    wire.tell('disconnect');
    wire.tell('connect');
    expect(wire.asked).toHaveLength(2);
    await wire.answer(0, welcome({ device: 'old' }));
    expect(connection.line).not.toBe('online');
    await wire.answer(1, welcome({ device: 'new' }));
    expect(connection.device).toBe('new');
  });

  it('forgets a dead token and says hello afresh', async () => {
    const { wire, connection, revoked } = tablet();
    connection.start();
    await wire.answer(0, welcome());
    wire.tell('revoked');
    await wire.answer(1, welcome({ status: 'revoked', token: null, session: null, snapshot: null }));
    expect(revoked).toEqual(['revoked']);
    expect(wire.asked[2]?.payload).toMatchObject({ token: null, seen: null });
    expect(connection.parts).toEqual({});
  });

  it('sends hints only while there is a line, and waits for nothing', async () => {
    const { wire, connection } = tablet();
    const hint = { kind: 'held' as const, seats: [3] };
    connection.hint(hint);
    connection.start();
    await wire.answer(0, welcome());
    connection.hint(hint);
    wire.tell('disconnect');
    connection.hint(hint);
    expect(wire.sent).toEqual([['hint', hint]]);
    expect(wire.asked).toHaveLength(1);
  });

  it('reloads once for a build, then goes on with what it is given', async () => {
    const reloads: string[] = [];
    const { wire, connection } = tablet(() => reloads.push('reload'));
    connection.start();
    await wire.answer(0, welcome({ status: 'reload', build: 'b2' }));
    expect(connection.line).not.toBe('online');
    wire.tell('disconnect');
    wire.tell('connect');
    await wire.answer(1, welcome({ status: 'reload', build: 'b2' }));
    expect(reloads).toEqual(['reload']);
    expect(connection.line).toBe('online');
  });
});
