/** A whole server with real connections: what reaches whom, byte by byte, and what a tablet may try in vain. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io as connect } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { permitted } from '../../server/access/permissions.ts';
import { resolveConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import type { Running } from '../../server/main.ts';
import type { AnswerOf, HelloAnswer } from '../../src/wire/answers.ts';
import { follow } from '../../src/wire/follow.ts';
import type { Followed } from '../../src/wire/follow.ts';
import type { ConsoleParts, Publish, ScreenParts, TabletParts } from '../../src/wire/publish.ts';
import { eventNames } from '../../src/wire/schemas.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';
import type { DoorPicture } from '../../src/wire/vocabulary.ts';

const pin = '2468';
const names = ['欧阳晨曦', '司马清风', '诸葛星河', '上官映雪'];
const note = '只给老师看的一句话';
type App = Payload<'hello'>['app'];

/** A page on a connection of its own, which keeps every byte it was sent. */
interface Page {
  readonly socket: Socket;
  readonly hello: HelloAnswer;
  token(): string;
  bytes(): string;
  parts<Parts>(): Partial<Parts>;
  ask(event: string, payload: unknown): Promise<{ readonly ok: boolean; readonly code?: string }>;
  must<E extends EventName>(event: E, payload: Payload<E>): Promise<Extract<AnswerOf<E>, { ok: true }>>;
}

let data: string;
let running: Running;
const sockets: Socket[] = [];

const start = () =>
  startServer(resolveConfig({ data, pin, host: '127.0.0.1', port: '0', sample: false }, {}));

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-audiences-'));
  running = await start();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await running.stop();
  await rm(data, { recursive: true });
});

async function open(app: App, token: string | null = null): Promise<Page> {
  const socket = connect(`http://127.0.0.1:${running.port}`, { transports: ['websocket'], forceNew: true });
  sockets.push(socket);
  let bytes = '';
  let known: Followed<unknown> | null = null;
  let own = token ?? '';
  const ask: Page['ask'] = async (event, payload) => {
    const answer: unknown = await socket.timeout(10_000).emitWithAck(event, payload);
    bytes += JSON.stringify(answer);
    return answer as Awaited<ReturnType<Page['ask']>>;
  };
  const must: Page['must'] = async (event, payload) => {
    const answer = await ask(event, payload);
    if (!answer.ok) throw new Error(`${event}: ${answer.code}`);
    return answer as never;
  };
  const greet = async (): Promise<HelloAnswer> => {
    const greeting = { app, token: own === '' ? null : own, build: 'dev', seen: null, seats: [] };
    const answer = await must('hello', { ...greeting, language: 'zh-CN' });
    own = answer.token ?? own;
    known = answer.snapshot && follow(null, answer.snapshot as Publish<unknown>);
    return answer;
  };
  socket.onAny((...message: unknown[]) => (bytes += JSON.stringify(message)));
  // One turn later: an answer of the same breath is told in a promise.
  socket.on('publish', (publish: Publish<unknown>) =>
    setImmediate(() => (known = follow(known, publish) ?? known)),
  );
  await new Promise<void>((resolve) => void socket.on('connect', () => resolve()));
  const hello = await greet();
  socket.on('revoked', () => void greet());
  return { socket, hello, token: () => own, bytes: () => bytes, ask, must, parts: () => known?.parts ?? {} }; // prettier-ignore
}

/** The adult's console, with a class whose children are all recorded but the last. */
async function adultWithLesson(): Promise<Page> {
  const page = await open('console');
  const { accounts } = await page.must('auth.status', {});
  await page.must('auth.signIn', { account: accounts[0]!.account, pin });
  const { classId } = await page.must('class.add', { name: '三年级', kind: 'class' });
  await page.must('roster.import', { classId, bytes: Buffer.from(names.join('\n')).toString('base64') });
  const form = { date: '2026-09-01', giver: 'guardian', way: 'signed_form' } as const;
  await page.must('consent.enterAll', { classId, purpose: 'record', ...form });
  const { children } = await page.must('people.class', { classId });
  await page.must('consent.set', {
    child: children[3]!.child,
    purpose: 'record',
    answer: 'no',
    assent: null,
    ...form,
  });
  await page.must('lesson.start', { classId, rehearsal: false, speed: 1, confirmDate: false });
  await page.must('groups.propose', { how: 'random', count: 1 });
  await expect.poll(() => page.parts<ConsoleParts>().roll?.length).toBe(names.length);
  return page;
}

async function tabletIn(door: readonly DoorPicture[]): Promise<Page> {
  const tablet = await open('tablet');
  expect(await tablet.ask('door.open', { pictures: door })).toEqual({ ok: true });
  await expect.poll(() => tablet.parts<TabletParts>().own?.admitted).toBe(true);
  expect(await tablet.ask('group.choose', { group: 1 })).toEqual({ ok: true });
  await expect.poll(() => tablet.parts<TabletParts>().own?.tiles.length).toBe(names.length);
  return tablet;
}

const optionsOf = (bytes: string) => [...bytes.matchAll(/"options":\[\d/g)].length;

describe('during a game', () => {
  it('each page is sent what is for it and not a byte of what is not', async () => {
    const adult = await adultWithLesson();
    const screen = await open('screen');
    const door = screen.parts<ScreenParts>().stage!.join!.door;
    const stranger = await open('tablet');
    const visitor = await open('console');
    const [one, two] = [await tabletIn(door), await tabletIn(door)];
    const tiles = one.parts<TabletParts>().own!.tiles;
    for (const [index, { child }] of tiles.entries())
      await (index < 2 ? one : two).must('seat.claim', { child });
    const roll = adult.parts<ConsoleParts>().roll!;
    await adult.must('note.add', { text: note, child: roll[0]!.child });
    await adult.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
    await adult.must('run.start', {});

    // The ball's own child claims it; its three animals are for its own tablet alone.
    await expect.poll(() => one.parts<TabletParts>().group?.view).toBeTruthy();
    const view = one.parts<TabletParts>().group!.view as unknown as {
      asOf: number;
      floor: { speaker: number };
    };
    const holds = (page: Page) =>
      page.parts<TabletParts>().own!.seats.find(({ seat }) => seat === view.floor.speaker);
    const holder = holds(one) ? one : two;
    const other = holder === one ? two : one;
    const { seat, epoch } = holds(holder)!;
    await holder.must('hand', { seat });
    const deed = { actionId: 'claim-0001', run: 1, group: 1, asOf: view.asOf, shownMs: 900, queued: false };
    await holder.must('act', { ...deed, seat, epoch, action: { type: 'claim' } });
    await expect.poll(() => optionsOf(holder.bytes())).toBeGreaterThan(0);
    await other.must('auth.status', {});
    await screen.must('auth.status', {});

    for (const page of [other, screen, stranger, visitor]) expect(optionsOf(page.bytes())).toBe(0);
    const children = roll.map(({ child }) => child);
    const tokens = [adult, one, two].map((page) => page.token());
    for (const page of [stranger, visitor])
      for (const needle of [...names, ...children, ...tokens, '三年级', '"floor"', '"speaker"'])
        expect(page.bytes()).not.toContain(needle);
    for (const page of [one, two, screen, stranger, visitor])
      for (const needle of [note, '"recorded"', '"balance"', '"moments"', '"asks"', '"prompt', adult.token()])
        expect(page.bytes()).not.toContain(needle);
    for (const [page, foreign] of [[one, two], [two, one]] as const) expect(page.bytes()).not.toContain(foreign.token()); // prettier-ignore

    const log = await readFile(join(data, 'circletime.log'), 'utf8');
    for (const needle of [...names, ...children, ...tokens, note, '三年级', pin])
      expect(log).not.toContain(needle);
  });

  it('a tablet that tries every event there is gets a refusal from each that is not its own, and no lesson is harmed', async () => {
    const adult = await adultWithLesson();
    const screen = await open('screen');
    const { door } = screen.parts<ScreenParts>().stage!.join!;
    const junk = [null, { child: '../..', seat: -1 }, { text: 'x'.repeat(9000), child: null }];
    const lesson = () => JSON.stringify({ ...adult.parts<ConsoleParts>().lesson, groups: [] });
    const before = lesson();
    const events = eventNames.filter((event) => event !== 'hello' && event !== 'auth.status');
    // A tablet for every ten events: one alone would be refused for its haste.
    for (let first = 0; first < events.length; first += 10) {
      const tablet = await tabletIn(door);
      for (const event of events.slice(first, first + 10)) {
        const code = permitted('tablet', event, 'roll') ? 'bad_input' : 'not_permitted';
        for (const payload of junk)
          expect(await tablet.ask(event, payload), event).toMatchObject({ ok: false, code });
      }
    }
    expect(await adult.ask('home', {})).toMatchObject({ ok: true });
    expect(lesson()).toBe(before);
  });
});

describe('when a page is gone in the middle of a game', () => {
  it('the facilitator’s: the game goes on, and the laptop or the phone itself takes over where it stands', async () => {
    const phone = await adultWithLesson();
    await phone.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
    await phone.must('run.start', {});
    phone.socket.disconnect();
    const laptop = await open('console');
    const { accounts } = await laptop.must('auth.status', {});
    await laptop.must('auth.signIn', { account: accounts[0]!.account, pin });
    await expect
      .poll(() => laptop.parts<ConsoleParts>().lesson)
      .toMatchObject({ phase: 'play', paused: null });
    await laptop.must('run.pause', {});
    const again = await open('console', phone.token());
    expect(again.hello.role).toBe('admin');
    await expect.poll(() => again.parts<ConsoleParts>().lesson).toMatchObject({ paused: 'adult' });
    await again.must('run.resume', {});
  });

  it('the screen’s: loaded again it shows the same', async () => {
    const adult = await adultWithLesson();
    const screen = await open('screen');
    await adult.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
    await adult.must('run.start', {});
    await adult.must('run.pause', {});
    await expect.poll(() => screen.parts<ScreenParts>().run?.status).toBe('playing');
    const shown = screen.parts<ScreenParts>();
    screen.socket.disconnect();
    const again = await open('screen', screen.token());
    expect(again.parts<ScreenParts>()).toEqual(shown);
  });
});
