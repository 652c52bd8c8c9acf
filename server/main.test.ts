import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { io as connect } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerOf } from '../src/wire/answers.ts';
import type { ConsoleParts, Publish, ScreenParts } from '../src/wire/publish.ts';
import type { EventName, Payload } from '../src/wire/schemas.ts';
import { exportFormats } from '../src/wire/vocabulary.ts';
import { findCanaries } from '../tests/support/canaries.ts';
import { resolveConfig } from './config.ts';
import { startServer } from './main.ts';
import type { Running } from './main.ts';

const pin = '2468';
const names = ['王芳', '李娜', '张伟', '刘洋', '陈静', '杨敏'];

/** A page: one connection with its token. */
interface Page {
  readonly token: string;
  call<E extends EventName>(event: E, payload: Payload<E>): Promise<Extract<AnswerOf<E>, { ok: true }>>;
  refused<E extends EventName>(event: E, payload: Payload<E>): Promise<string>;
}

describe('the server', () => {
  let data: string;
  let running: Running;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'circletime-main-'));
    running = await start();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await running.stop();
    await rm(data, { recursive: true });
  });

  const start = () =>
    startServer(resolveConfig({ data, pin, host: '127.0.0.1', port: '0', sample: false }, {}));
  const url = () => `http://127.0.0.1:${running.port}`;

  async function open(app: Payload<'hello'>['app'], token: string | null = null): Promise<Page> {
    const socket = connect(url(), { transports: ['websocket'], forceNew: true });
    sockets.push(socket);
    const ask = async <E extends EventName>(event: E, payload: Payload<E>): Promise<AnswerOf<E>> =>
      (await socket.timeout(10_000).emitWithAck(event, payload)) as AnswerOf<E>;
    async function must<E extends EventName>(event: E, payload: Payload<E>) {
      const answer: AnswerOf<E> = await ask(event, payload);
      if (!answer.ok) throw new Error(`${event}: ${answer.code}`);
      return answer;
    }
    await new Promise<void>((resolve) => void socket.on('connect', () => resolve()));
    const hello = { app, token, build: 'dev', seen: null, seats: [], language: 'zh-CN' } as const;
    const answer = await must('hello', { ...hello, seats: [] });
    return {
      token: answer.token ?? token ?? '',
      call: must,
      refused: async (event, payload) => {
        const refusal = await ask(event, payload);
        return refusal.ok ? 'ok' : refusal.code;
      },
    };
  }
  async function console_(): Promise<Page> {
    const page = await open('console');
    const { accounts } = await page.call('auth.status', {});
    await page.call('auth.signIn', { account: accounts[0]!.account, pin });
    return page;
  }
  async function makeClass(page: Page): Promise<string> {
    const { classId } = await page.call('class.add', { name: '三年级', kind: 'class' });
    await page.call('roster.import', { classId, bytes: Buffer.from(names.join('\n')).toString('base64') });
    const form = { date: '2026-09-01', giver: 'guardian', way: 'signed_form' } as const;
    await page.call('consent.enterAll', { classId, purpose: 'record', ...form });
    return classId;
  }
  async function shown<Parts>(app: 'console' | 'screen', token: string | null): Promise<Publish<Parts>> {
    const page = await open(app, token);
    const hello = { app, token: page.token, build: 'dev', seen: null, seats: [], language: 'zh-CN' } as const;
    const { snapshot } = await page.call('hello', { ...hello, seats: [] });
    return snapshot as unknown as Publish<Parts>;
  }
  const begin = (page: Page, classId: string) =>
    page.call('lesson.start', { classId, rehearsal: false, speed: 1, confirmDate: false });

  it('leads a lesson from roll call to 下课, and the review and the export know it', async () => {
    const adult = await console_();
    const { session } = await begin(adult, await makeClass(adult));
    expect((await adult.call('home', {})).running).toBe(session);
    await adult.call('groups.propose', { how: 'random', count: 1 });
    await adult.call('activity.choose', {
      activity: 'name-ball',
      config: { rounds: 1, turnSeconds: 30, minutes: 5 },
      scope: 'group',
    });
    await adult.call('run.start', {});
    await adult.call('note.add', { text: '大家都很投入', child: null });
    await adult.call('run.end', { group: null });
    expect(await adult.call('lesson.close', {})).toMatchObject({ children: names.length });
    expect((await adult.call('home', {})).proposal).toMatchObject({
      className: '三年级',
      activity: 'name-ball',
    });
    const { lessons } = await adult.call('review.lessons', { rehearsals: false });
    expect(lessons).toMatchObject([{ session, present: names.length, recorded: names.length }]);
    const page = await adult.call('review.lesson', { session });
    expect(page.children.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(await adult.refused('review.lesson', { session: 'nowhere' })).toBe('no_such_lesson');

    const response = await fetch(`${url()}/api/export`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adult.token}` },
      body: JSON.stringify({
        session,
        rehearsals: false,
        formats: exportFormats,
        names: false,
        recipient: null,
        language: 'zh-CN',
      }),
    });
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const text = Object.values(files)
      .map((bytes) => Buffer.from(bytes).toString('utf8'))
      .join('\n');
    expect(Object.keys(files)).toContain('codebook.csv');
    expect(text).toContain(session);
    for (const name of names) expect(text).not.toContain(name);
  });

  it('comes back after a restart with its adult signed in, its tablet let in, and the lesson paused', async () => {
    const adult = await console_();
    await begin(adult, await makeClass(adult));
    await adult.call('groups.propose', { how: 'random', count: 1 });
    const screen = await shown<ScreenParts>('screen', null);
    const [one, two, three] = screen.parts.stage!.join!.door;
    const tablet = await open('tablet');
    await tablet.call('door.open', { pictures: [one, two, three] });
    await adult.call('activity.choose', {
      activity: 'name-ball',
      config: { rounds: 1, turnSeconds: 30, minutes: 5 },
      scope: 'group',
    });
    await adult.call('run.start', {});
    await running.stop();
    running = await start();
    const again = await shown<ConsoleParts>('console', adult.token);
    expect(again.parts.lesson).toMatchObject({ phase: 'play', paused: 'restart' });
    expect(again.clock.running).toBe(false);
    const back = await open('tablet', tablet.token);
    await back.call('group.choose', { group: 1 });
  });

  it('keeps nobody’s token, PIN or name where it does not belong', async () => {
    const adult = await console_();
    await begin(adult, await makeClass(adult));
    const found = findCanaries(data, [adult.token, pin, ...names]);
    expect(new Set(found.map(({ table, column }) => `${table}.${column}`))).toEqual(new Set(['child.name']));
    const log = await readFile(join(data, 'circletime.log'), 'utf8');
    expect(log).toContain('started');
    for (const secret of [adult.token, pin, ...names]) expect(log).not.toContain(secret);
  });

  it('rehearses with robots in a class of their own, which play until 下课', async () => {
    const adult = await console_();
    expect(
      await adult.refused('rehearsal.start', { children: 6, tablets: 2, activity: 'nothing', speed: 50 }),
    ).toBe('no_such_activity');
    await adult.call('rehearsal.start', { children: 6, tablets: 2, activity: 'name-ball', speed: 50 });
    expect(
      await adult.refused('rehearsal.start', { children: 6, tablets: 2, activity: 'name-ball', speed: 50 }),
    ).toBe('not_permitted');
    const seen = () => shown<ConsoleParts>('console', adult.token);
    const seated = async () => (await seen()).parts.roll!.filter(({ device }) => device !== null).length;
    await expect.poll(seated, { timeout: 20_000, interval: 200 }).toBe(6);
    await adult.call('run.start', {});
    const goal = async () => (await seen()).parts.run!.goal.done;
    await expect.poll(goal, { timeout: 20_000, interval: 200 }).toBeGreaterThan(0);
    await adult.call('lesson.close', {});
    expect((await adult.call('review.lessons', { rehearsals: false })).lessons).toEqual([]);
    expect((await adult.call('review.lessons', { rehearsals: true })).lessons).toMatchObject([
      { rehearsal: true },
    ]);
    expect((await adult.call('people.classes', {})).classes).toMatchObject([{ sample: true, children: 6 }]);
  });
});
