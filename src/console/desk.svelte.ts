/**
 * The adult's desk: the line to the server with what it tells the console, and the one way to ask it for
 * something. A refusal is shown in words and changes nothing; components only ask and draw.
 */
import type { RunClock } from '../../activities/_kit/views.ts';
import { m } from '../../generated/paraglide/messages.js';
import type { AnyFailure, CallAnswer, Connection } from '../client/connection.svelte.ts';
import { Cover } from '../ui/adult/cover.svelte.ts';
import { failureText } from '../ui/adult/failure.ts';
import type { Home } from '../wire/answers.ts';
import type { ConsoleParts, DeviceEntry, Face, GroupPart, Lesson, RollEntry } from '../wire/publish.ts';
import type { EventName, Payload } from '../wire/schemas.ts';
import { AddressPlace } from './place.svelte.ts';

type Granted<E extends EventName> = Extract<CallAnswer<E>, { readonly ok: true }>;

export interface Notice {
  readonly tone: 'trouble' | 'good';
  readonly text: string;
}

/** How long a confirmation stands, ms. */
const goodNewsMs = 3000;
const nobody: Face = { name: '', animal: null, colour: 0 };

export class Desk {
  readonly line: Connection<'console'>;
  readonly place = new AddressPlace();
  readonly cover: Cover;
  notice: Notice | null = $state.raw(null);
  home: Home | null = $state.raw(null);
  /** The closed lesson whose last page was left; a new one is shown whatever stands here. */
  #left: string | null = $state(null);
  /** A closed lesson is only shown to who saw it open. */
  #seenOpen: string | null = null;

  constructor(line: Connection<'console'>) {
    this.line = line;
    this.cover = new Cover(() => line.loopback);
  }

  get signedIn(): boolean {
    return this.line.role === 'facilitator' || this.line.role === 'admin';
  }

  get clock(): RunClock {
    return this.line.clock;
  }

  /** The lesson to show: the open one, or the one just closed until its page is left. */
  get lesson(): Lesson | null {
    const lesson = this.parts.lesson ?? null;
    if (lesson?.phase !== 'closed') return lesson;
    return lesson.session === this.#seenOpen && lesson.session !== this.#left ? lesson : null;
  }

  get parts(): Partial<ConsoleParts> {
    return this.line.parts;
  }

  get roll(): readonly RollEntry[] {
    return this.parts.roll ?? [];
  }

  get present(): readonly RollEntry[] {
    return this.roll.filter((entry) => entry.status !== 'absent');
  }

  get devices(): readonly DeviceEntry[] {
    return this.parts.devices ?? [];
  }

  group(group: number): GroupPart | null {
    return this.parts[`group:${group}`] ?? null;
  }

  readonly faceOf = (seat: number): Face => this.parts.faces?.[String(seat)] ?? nobody;

  /** Remembers that this lesson was open here; called whenever the parts change. */
  watch(): void {
    const lesson = this.parts.lesson;
    if (lesson && lesson.phase !== 'closed') this.#seenOpen = lesson.session;
  }

  leaveClosed(): void {
    this.#left = this.parts.lesson?.session ?? null;
    void this.loadHome();
  }

  async loadHome(): Promise<void> {
    const answer = await this.ask('home', {});
    if (answer) this.home = answer;
  }

  /** The answer, or null after showing why not. */
  async ask<E extends EventName>(event: E, payload: Payload<E>): Promise<Granted<E> | null> {
    const answer = await this.line.call(event, payload);
    if (answer.ok) {
      if (this.notice?.tone === 'trouble') this.notice = null;
      return answer;
    }
    this.refuse(answer);
    return null;
  }

  /** Stays until it is dismissed or something else succeeds. */
  refuse(failure: AnyFailure): void {
    this.notice = { tone: 'trouble', text: failureText(failure) };
  }

  /** Shown for a moment. */
  say(text: string): void {
    const notice: Notice = { tone: 'good', text };
    this.notice = notice;
    setTimeout(() => {
      if (this.notice === notice) this.notice = null;
    }, goodNewsMs);
  }

  tabletName(device: string | null): string {
    const entry = this.devices.find((one) => one.device === device);
    return entry ? m['console.tablets.label']({ n: entry.label }) : m['console.ask.someTablet']();
  }
}
