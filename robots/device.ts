/**
 * A robot's device: one real Socket.IO connection that says hello, follows publishes and calls events,
 * just as a page does. It can be cut off and come back with the token and seats it remembers.
 */
import { io, type Socket } from 'socket.io-client';
import type { AnswerOf, HelloAnswer } from '../src/wire/answers.ts';
import type { ErrorCode, Failure } from '../src/wire/errors.ts';
import { follow, type Followed } from '../src/wire/follow.ts';
import type { Publish } from '../src/wire/publish.ts';
import type { EventName, Payload } from '../src/wire/schemas.ts';

/** How often a robot without a line looks whether it is back (real ms). */
const lookForLineMs = 25;
/** How long an answer may take before the act counts as unanswered (real ms). */
const answerWithinMs = 10_000;

export interface Remembered {
  readonly seat: number;
  readonly epoch: number;
  readonly child: string;
  readonly token: string;
}

/** The server said no where the simulation needs a yes: a wrong PIN, a lesson that runs already. */
export class Refused extends Error {
  readonly code: ErrorCode;
  constructor(event: EventName, { code, where }: Failure) {
    super(`${event}: ${code} ${where ?? ''}`);
    this.code = code;
  }
}

/** No answer came: the connection or the server is gone. The act may or may not have happened. */
export class Unanswered extends Error {}

export class Device<Parts> {
  readonly app: Payload<'hello'>['app'];
  token: string | null = null;
  remembered: Remembered[] = [];
  known: Followed<Parts> | null = null;
  lastHello: HelloAnswer | null = null;
  /** The device is gone on purpose and must not come back by itself. */
  #away = false;
  #socket: Socket | null = null;
  #greeting: Promise<HelloAnswer | null> | null = null;
  #early: Publish<Parts>[] = [];
  /** A robot has no page of its own: it takes the server's word for the build. */
  #build = '';
  readonly #url: string;
  readonly #onChange: () => void;

  constructor(url: string, app: Payload<'hello'>['app'], onChange: () => void) {
    this.#url = url;
    this.app = app;
    this.#onChange = onChange;
  }

  get online(): boolean {
    return this.#socket?.connected === true && this.lastHello !== null;
  }

  /** Connects and says hello; resolves when the server has answered. Socket.IO itself reconnects later. */
  async connect(): Promise<HelloAnswer> {
    this.#away = false;
    const socket = io(this.#url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
    });
    this.#socket = socket;
    socket.on('publish', (publish: Publish<Parts>) => {
      this.#apply(publish);
    });
    socket.on('revoked', () => {
      void this.#hello();
    });
    return new Promise((resolve) => {
      socket.on('connect', () => {
        void this.#hello().then((answer) => {
          if (answer) resolve(answer);
        });
      });
      socket.on('disconnect', () => {
        this.lastHello = null;
      });
    });
  }

  /** Cuts the line without a goodbye, as a tablet that falls asleep. */
  drop(): void {
    this.#away = true;
    this.lastHello = null;
    this.#socket?.io.engine.close();
    this.#socket?.disconnect();
    this.#socket = null;
  }

  /** A page reload: what memory held is gone, what storage held (token, seats) is not. */
  async reload(): Promise<void> {
    this.drop();
    this.known = null;
    await this.connect();
  }

  /** Hello again: afterwards the device knows all that was answered before. */
  async refresh(): Promise<void> {
    do await this.line();
    while ((await this.#hello()) === null);
  }

  close(): void {
    this.drop();
  }

  /** Sends an event; resolves with the server's answer. Throws Unanswered when the line breaks first. */
  async call<E extends EventName>(event: E, payload: Payload<E>): Promise<AnswerOf<E>> {
    const socket = this.#socket;
    if (!socket?.connected) throw new Unanswered(event);
    try {
      return (await socket.timeout(answerWithinMs).emitWithAck(event, payload)) as AnswerOf<E>;
    } catch {
      throw new Unanswered(event);
    }
  }

  /**
   * As `call`, again and again until an answer comes: for what may be asked twice. It outlasts a lost line, a stalled
   * one and a server that is being started again.
   */
  async persist<E extends EventName>(event: E, payload: Payload<E>): Promise<AnswerOf<E>> {
    for (;;) {
      await this.line();
      try {
        return await this.call(event, payload);
      } catch (fault) {
        if (!(fault instanceof Unanswered)) throw fault;
      }
    }
  }

  /** Resolves when the device is connected and has said hello. */
  async line(): Promise<void> {
    while (!this.online) await new Promise((resolve) => setTimeout(resolve, lookForLineMs));
  }

  /** Says what needs no answer and may get lost. */
  hint(payload: Payload<'hint'>): void {
    this.#socket?.volatile.emit('hint', payload);
  }

  /** As `call`, where a refusal means that the simulation itself is wrong. */
  async must<E extends EventName>(
    event: E,
    payload: Payload<E>,
  ): Promise<Extract<AnswerOf<E>, { ok: true }>> {
    const answer: AnswerOf<E> = await this.call(event, payload);
    if (!answer.ok) throw new Refused(event, answer);
    return answer;
  }

  /** One hello at a time; what is published meanwhile follows on its snapshot and waits for it. */
  #hello(): Promise<HelloAnswer | null> {
    this.#greeting ??= this.#sayHello().finally(() => {
      this.#greeting = null;
      for (const publish of this.#early.splice(0)) this.#apply(publish);
    });
    return this.#greeting;
  }

  async #sayHello(): Promise<HelloAnswer | null> {
    const seen = null; // Robots ask for a snapshot each time: what they see must not depend on luck.
    let answer: AnswerOf<'hello'>;
    try {
      answer = await this.call('hello', {
        app: this.app,
        token: this.token,
        build: this.#build,
        seen,
        seats: this.remembered,
        language: 'zh-CN',
      });
    } catch (fault) {
      if (!(fault instanceof Unanswered)) throw fault;
      // The line stands, but nothing came through it: nobody else would say hello again.
      return this.#socket?.connected === true ? this.#sayHello() : null;
    }
    if (!answer.ok) {
      if (this.#away) return null;
      if (answer.retryMs !== undefined) {
        const { retryMs } = answer;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
        return this.#sayHello();
      }
      throw new Error(`hello: ${answer.code}`);
    }
    if (answer.status === 'revoked') this.token = null;
    if (answer.token !== null) this.token = answer.token;
    if (answer.status === 'reload' && answer.build !== this.#build) {
      this.#build = answer.build;
      return this.#sayHello();
    }
    this.lastHello = answer;
    if (answer.snapshot) this.#take(answer.snapshot);
    return answer;
  }

  #apply(publish: Publish<Parts>): void {
    if (this.#greeting) this.#early.push(publish);
    else this.#take(publish);
  }

  #take(publish: Publish<Parts>): void {
    const next = follow(this.known, publish);
    if (next === null) {
      void this.#hello();
      return;
    }
    this.known = next;
    this.#onChange();
  }
}
