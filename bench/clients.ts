/**
 * Clients for the load: one raw websocket each, speaking only what the contestant needs, so that the load costs little and
 * the same whoever is measured. A message's arrival is noted before anything else is done with it.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Room } from './contestant.ts';
import { markBytes } from './taps.ts';

export type Kind = 'circletime' | 'socket.io' | 'ws';

/** Where an act went in the log, or null where nobody says. */
export type Accepted = (act: number, seq: number | null) => void;

export interface Listener {
  /** Everything up to this seq, or this one act, has come to the client. */
  seen(client: Client, what: { readonly to: number } | { readonly act: number }, at: number): void;
  /** The server answered for this act. */
  readonly accepted: Accepted;
}

export interface Client {
  readonly room: number;
  /** 0 is the screen. */
  readonly place: number;
  /** Connects and is told what its room shows; the second time it comes back as who it was. */
  join(): Promise<void>;
  /** Where there is a lesson, a tablet is let in and its child takes its seat. */
  sitDown(): Promise<void>;
  tap(act: number): void;
  /** The counter as the client shows it now; null where there is none. */
  shown(): number | null;
  close(): Promise<void>;
}

/** The sixty bytes of an act; its number stands first. */
const markOf = (act: number): string => String(act).padEnd(markBytes);

export function createClient(
  kind: Kind,
  port: number,
  room: Room,
  at: { readonly room: number; readonly place: number },
  listener: Listener,
): Client {
  if (kind === 'ws') return wsClient(port, room, at, listener);
  return kind === 'circletime'
    ? lessonClient(port, room, at, listener)
    : bareClient(port, room, at, listener);
}

type Place = Pick<Client, 'room' | 'place'>;
type OnText = (text: string, at: number) => void;

async function open(url: string, onText: OnText): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true });
  socket.on('message', (data) => {
    const at = performance.now();
    onText((data as Buffer).toString('latin1'), at);
  });
  await once(socket, 'open');
  return socket;
}

async function closed(socket: WebSocket | null): Promise<void> {
  if (socket === null) return;
  const gone = once(socket, 'close');
  socket.terminate();
  await gone;
}

function wsClient(port: number, { name }: Room, at: Place, listener: Listener): Client {
  let socket: WebSocket | null = null;
  const client: Client = {
    ...at,
    join: async () => {
      socket = await open(`ws://127.0.0.1:${port}/${name}`, (text, now) =>
        listener.seen(client, { act: parseInt(text, 10) }, now),
      );
    },
    sitDown: () => Promise.resolve(),
    tap: (act) => {
      listener.accepted(act, null);
      socket?.send(markOf(act));
    },
    shown: () => null,
    close: () => closed(socket),
  };
  return client;
}

const engine = (port: number): string => `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
const tapped = '42["tap","';

function bareClient(port: number, { name }: Room, at: Place, listener: Listener): Client {
  let socket: WebSocket | null = null;
  const client: Client = {
    ...at,
    join: () =>
      new Promise((resolve, reject) => {
        open(engine(port), (text, now) => {
          if (text.startsWith(tapped))
            listener.seen(client, { act: parseInt(text.slice(tapped.length), 10) }, now);
          else if (text === '2') socket?.send('3');
          else if (text.startsWith('0')) setImmediate(() => socket?.send('40'));
          else if (text.startsWith('40')) socket?.send(`421${JSON.stringify(['join', name])}`);
          else if (text.startsWith('431')) resolve();
        }).then((opened) => (socket = opened), reject);
      }),
    sitDown: () => Promise.resolve(),
    tap: (act) => {
      listener.accepted(act, null);
      socket?.send(`42["tap","${markOf(act)}"]`);
    },
    shown: () => null,
    close: () => closed(socket),
  };
  return client;
}

interface Seated {
  readonly seat: number;
  readonly epoch: number;
  readonly token: string;
}

function lessonClient(port: number, room: Room, at: Place, listener: Listener): Client {
  const space = `/${room.name},`;
  const publish = `42${space}["publish",`;
  const event = `42${space}[`;
  const ack = `43${space}`;
  const child = room.children[at.place - 1] ?? '';
  let socket: WebSocket | null = null;
  let token: string | null = null;
  let seated: Seated | null = null;
  let count: number | null = null;
  let packets = 0;
  /** Acts by the number of their packet. */
  const acts = new Map<number, number>();
  const asked = new Map<number, (answer: Answer) => void>();
  type Answer = { readonly ok: boolean; readonly [key: string]: unknown };

  /** The number that follows `key` in JSON; NaN where it does not stand. */
  const numberAfter = (text: string, key: string): number => {
    const from = text.indexOf(key);
    return from < 0 ? NaN : parseInt(text.slice(from + key.length, from + key.length + 16), 10);
  };
  function show(text: string): void {
    const now = numberAfter(text, '"taps":');
    if (!Number.isNaN(now)) count = now;
  }
  function take(text: string, now: number): void {
    if (text.startsWith(publish)) {
      listener.seen(client, { to: numberAfter(text, '"to":') }, now);
      show(text);
    } else if (text.startsWith(ack)) {
      const packet = parseInt(text.slice(ack.length), 10);
      const act = acts.get(packet);
      if (act !== undefined) {
        acts.delete(packet);
        if (!text.includes('"ok":true')) throw new Error(text);
        listener.accepted(act, numberAfter(text, '"seq":'));
        return;
      }
      show(text);
      const answer = (JSON.parse(text.slice(text.indexOf('[', ack.length))) as [Answer])[0];
      asked.get(packet)?.(answer);
      asked.delete(packet);
    } else if (text === '2') socket?.send('3');
    else if (text.startsWith('0')) setImmediate(() => socket?.send(`40${space}`));
    else if (text.startsWith(`40${space}`)) asked.get(0)?.({ ok: true });
    else if (text.startsWith(`${event}"revoked"`)) void hello();
  }
  async function ask(name: string, payload: object): Promise<Answer> {
    packets += 1;
    const packet = packets;
    socket?.send(`42${space}${packet}${JSON.stringify([name, payload])}`);
    const answer = await new Promise<Answer>((resolve) => void asked.set(packet, resolve));
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  }
  async function hello(): Promise<void> {
    const seats = seated === null ? [] : [{ ...seated, child }];
    const app = at.place === 0 ? 'screen' : 'tablet';
    const answer = await ask('hello', { app, token, build: 'dev', seen: null, seats, language: 'zh-CN' });
    if (answer['snapshot'] === null) throw new Error('no snapshot');
    token = (answer['token'] as string | null) ?? token;
  }
  async function sitDown(): Promise<void> {
    await ask('door.open', { pictures: room.door });
    await ask('group.choose', { group: 1 });
    const { seat, epoch, token: own } = await ask('seat.claim', { child });
    seated = { seat: seat as number, epoch: epoch as number, token: own as string };
  }

  const client: Client = {
    ...at,
    join: async () => {
      const welcome = new Promise((resolve) => void asked.set(0, resolve));
      socket = await open(engine(port), take);
      await welcome;
      await hello();
    },
    sitDown: async () => {
      if (at.place > 0) await sitDown();
    },
    tap: (act) => {
      if (seated === null) return;
      packets += 1;
      acts.set(packets, act);
      const { seat, epoch } = seated;
      const own = `"seat":${seat},"epoch":${epoch},"asOf":0,"action":{"type":"tap","mark":"${markOf(act)}"}`;
      socket?.send(
        `42${space}${packets}["act",{"actionId":"act-${String(act).padStart(8, '0')}","run":1,"group":0,${own},"shownMs":800,"queued":false}]`,
      );
    },
    shown: () => count,
    close: () => closed(socket),
  };
  return client;
}
