/**
 * One device's line to the server: says hello on each connect, follows the publishes of its audience and
 * calls events. Nothing is emitted while offline; acts that must not be lost go through the outbox.
 */
import { io } from 'socket.io-client';
import type { AnswerOf, HelloAnswer } from '../wire/answers.ts';
import type { Failure } from '../wire/errors.ts';
import { follow } from '../wire/follow.ts';
import type { Followed } from '../wire/follow.ts';
import type { ConsoleParts, Publish, ScreenParts, TabletParts } from '../wire/publish.ts';
import type { EventName, Payload } from '../wire/schemas.ts';
import type { Role } from '../wire/vocabulary.ts';
import { DeviceRunClock } from './runClock.svelte.ts';
import { isString, keep, recall } from './storage.ts';

export interface PartsOf {
  screen: ScreenParts;
  tablet: TabletParts;
  console: ConsoleParts;
  review: Record<string, never>;
}
export type App = keyof PartsOf;

/** `online` means hello was answered, not merely that a socket stands. */
export type Line = 'connecting' | 'online' | 'offline';

/** A call that never reached the server, or whose answer never came (it may have happened). */
export interface NoAnswer {
  readonly ok: false;
  readonly code: 'offline' | 'no_answer';
  readonly retryMs?: never;
}
export type CallAnswer<E extends EventName> = AnswerOf<E> | NoAnswer;
export type AnyFailure = Failure | NoAnswer;

/** The little of a Socket.IO socket that is used, so that tests can stand in for the network. */
export interface Wire {
  on(event: string, listener: (...args: never[]) => void): unknown;
  connect(): unknown;
  disconnect(): unknown;
  /** Sends what needs no answer and may get lost. */
  send(event: string, payload: unknown): void;
  /** Sends and waits for the answer; rejects after `ms` without one. */
  ask(event: string, payload: unknown, ms: number): Promise<unknown>;
}

export interface ConnectionOptions {
  readonly language: () => Payload<'hello'>['language'];
  /** Seats this tablet remembers; none for other apps. */
  readonly seats?: () => Payload<'hello'>['seats'];
  /** The token is dead: whatever was remembered with it is to be forgotten. */
  readonly onRevoked?: () => void;
  readonly wire?: () => Wire;
  readonly reload?: () => void;
}

const answerWithinMs = 8000;
const helloAgainMs = 2000;
const named: unknown = import.meta.env.VITE_BUILD;
/** The page's build, as the build script named it. */
const build = isString(named) ? named : 'dev';

/** Console and review are one adult's; so the classroom screen on the same laptop can find its adult too. */
const tokenKey = (app: App) => `token.${app === 'console' || app === 'review' ? 'adult' : app}`;

/** Whether an adult has ever signed in with this browser; says nothing about whether it still holds. */
export const adultTokenKept = (): boolean => recall(tokenKey('console'), isString) !== null;

export class Connection<A extends App> {
  readonly app: A;
  readonly clock = new DeviceRunClock();
  line: Line = $state('connecting');
  role: Role = $state('visitor');
  device: string | null = $state(null);
  joinUrls: readonly string[] = $state.raw([]);
  loopback = $state(false);
  /** Why the last hello was refused; null when it was answered. */
  refused: AnyFailure | null = $state.raw(null);
  #known: Followed<PartsOf[A]> | null = $state.raw(null);
  readonly #options: ConnectionOptions;
  readonly #wire: Wire;
  /** Counts connects: an answer to the hello of an earlier connection is not for this one. */
  #connects = 0;
  #connected = false;
  /** The connect whose hello is under way; 0 for none. */
  #sayingFor = 0;
  #sayAgain = false;
  /** Published while a hello is under way: it may follow on that hello's snapshot, whose promise is told later. */
  #early: Publish<PartsOf[A]>[] = [];

  constructor(app: A, options: ConnectionOptions) {
    this.app = app;
    this.#options = options;
    this.#wire = (options.wire ?? socketWire)();
    this.#wire.on('connect', () => {
      this.#connects += 1;
      this.#connected = true;
      this.hello();
    });
    this.#wire.on('disconnect', () => this.#offline());
    this.#wire.on('connect_error', () => this.#offline());
    this.#wire.on('publish', (publish: Publish<PartsOf[A]>) => {
      const isGreeting = this.#sayingFor === this.#connects;
      if (isGreeting) this.#early.push(publish);
      this.#apply(publish, isGreeting);
    });
    this.#wire.on('revoked', () => this.hello());
  }

  /** The parts of the lesson as this audience may see them; {} without a lesson. */
  get parts(): Partial<PartsOf[A]> {
    return this.#known?.parts ?? {};
  }

  /** The lesson this device follows; null for none. */
  get session(): string | null {
    return this.#known?.session ?? null;
  }

  get token(): string | null {
    return recall(tokenKey(this.app), isString);
  }

  start(): void {
    this.#wire.connect();
  }

  stop(): void {
    this.#wire.disconnect();
    this.clock.stop();
  }

  /** Asks the server for something; resolves always, never rejects. */
  async call<E extends EventName>(event: E, payload: Payload<E>): Promise<CallAnswer<E>> {
    if (this.line !== 'online') return { ok: false, code: 'offline' };
    return await this.#ask(event, payload);
  }

  /** Says what needs no answer and may get lost; nothing while offline. */
  hint(payload: Payload<'hint'>): void {
    if (this.line === 'online') this.#wire.send('hint', payload);
  }

  /** Says hello, again if need be: after signing in or out, and whenever a publish does not follow. */
  hello(): void {
    if (!this.#connected) return;
    if (this.#sayingFor === this.#connects) {
      this.#sayAgain = true;
      return;
    }
    this.#sayAgain = false;
    void this.#sayHello(this.#connects).then(() => {
      if (this.#sayAgain) this.hello();
    });
  }

  async #ask<E extends EventName>(event: E, payload: Payload<E>): Promise<CallAnswer<E>> {
    try {
      return (await this.#wire.ask(event, payload, answerWithinMs)) as AnswerOf<E>;
    } catch {
      return { ok: false, code: 'no_answer' };
    }
  }

  async #sayHello(connect: number): Promise<void> {
    this.#sayingFor = connect;
    this.#early = [];
    const sent = this.token;
    const known = this.#known;
    const answer = await this.#ask('hello', {
      app: this.app,
      token: sent,
      build,
      seen: known ? { session: known.session, seq: known.seq } : null,
      seats: [...(this.#options.seats?.() ?? [])],
      language: this.#options.language(),
    });
    if (connect !== this.#connects || !this.#connected) return;
    this.#sayingFor = 0;
    if (answer.ok) {
      this.#welcomed(answer, sent);
    } else {
      this.refused = answer;
      setTimeout(() => this.hello(), answer.retryMs ?? helloAgainMs);
    }
  }

  #welcomed(answer: HelloAnswer, sent: string | null): void {
    if (answer.status === 'reload' && this.#reloadOnce(answer.build)) return;
    if (answer.status === 'revoked') {
      keep(tokenKey(this.app), null);
      this.#options.onRevoked?.();
      this.#known = null;
    }
    if (answer.token !== null) keep(tokenKey(this.app), answer.token);
    this.refused = null;
    this.role = answer.role;
    this.device = answer.device;
    this.joinUrls = answer.joinUrls;
    this.loopback = answer.loopback;
    if (answer.status === 'revoked' && answer.token === null && sent !== null) {
      this.#sayAgain = true;
      return;
    }
    if (answer.status !== 'current') this.#known = null;
    if (answer.snapshot !== null) this.#apply(answer.snapshot);
    const seq = this.#known?.seq ?? 0;
    // What came before the snapshot is in it.
    for (const publish of this.#early) if (publish.to > seq || publish.from === seq) this.#apply(publish);
    this.line = 'online';
  }

  /** Loads the server's build of the page, once per tab and build: a stale cache must not make it reload for ever. */
  #reloadOnce(serverBuild: string): boolean {
    const key = `reloaded.${this.app}`;
    if (recall(key, isString, 'tab') === serverBuild) return false;
    keep(key, serverBuild, 'tab');
    (this.#options.reload ?? (() => location.reload()))();
    return true;
  }

  #apply(publish: Publish<PartsOf[A]>, isGreeting = false): void {
    const next = follow(this.#known, publish);
    if (next === null) {
      if (!isGreeting) this.hello();
      return;
    }
    if (next === this.#known) return;
    this.#known = next;
    this.clock.set(next.clock);
  }

  #offline(): void {
    this.#connected = false;
    this.line = 'offline';
    this.clock.stop();
  }
}

/** A Socket.IO connection to the server the page came from. It reconnects by itself, for as long as the page is open. */
function socketWire(): Wire {
  const socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    autoConnect: false,
    reconnectionDelay: 400,
    reconnectionDelayMax: 3000,
    timeout: 6000,
  });
  return {
    on: (event, listener) => socket.on(event, listener as (...args: unknown[]) => void),
    connect: () => socket.connect(),
    disconnect: () => socket.disconnect(),
    send: (event, payload) => void socket.volatile.emit(event, payload),
    ask: (event, payload, ms) => socket.timeout(ms).emitWithAck(event, payload) as Promise<unknown>,
  };
}
