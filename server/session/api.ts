/** What the rest of the server asks of the live session, and what the session asks of the rest. */
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { Publish } from '../../src/wire/publish.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';
import type { Phase, Role } from '../../src/wire/vocabulary.ts';

/** Who sent an event, as the permission check found it. */
export interface Principal {
  readonly device: string;
  readonly role: Role;
  /** Account id of a signed-in adult. */
  readonly account: string | null;
  /** The lesson a tablet was let into; null for others. */
  readonly session: string | null;
  readonly loopback: boolean;
}

/** An event's work once permitted and parsed. It may reject only by a fault of ours. */
export type Handler<E extends EventName> = (by: Principal, payload: Payload<E>) => Promise<AnswerOf<E>>;
export type Handlers<E extends EventName = EventName> = { readonly [K in E]: Handler<K> };

/** The events that the live session answers. */
export type SessionEvent = Extract<
  EventName,
  | 'door.open' | 'group.choose' | 'seat.claim' | 'seat.leave' | 'hand' | 'act' | 'act.adult' | 'hint' | `lesson.${string}` | `roll.${string}`
  | `groups.${string}` | `device.${string}` | 'seat.move' | 'seat.release' | 'ask.answer' | 'activity.choose' | `run.${string}`
  | 'screen.door' | 'prompt.mark' | 'spot.answer' | 'note.add' | 'code.add'
>; // prettier-ignore

/** Who listens. A tablet hears its group's parts and its own; the lobby is tablets without a group. */
export type Audience =
  | { readonly kind: 'screen' }
  | { readonly kind: 'console' }
  | { readonly kind: 'tablet'; readonly device: string };

/** Told by the session, done by the transport. Never awaited; a slow device must not hold a lesson. */
export interface Publisher {
  /** Whether anybody of the audience is connected. */
  hears(audience: 'screen' | 'console'): boolean;
  /** Encoded once for everyone of the audience: all screens, all consoles, or the tablets named. */
  toScreens(publish: Publish<never>): void;
  toConsoles(publish: Publish<never>): void;
  toTablets(devices: readonly string[], publish: Publish<never>): void;
}

/** The one lesson that is running, or none. */
export interface Lessons {
  readonly handlers: Handlers<SessionEvent>;
  current(): { readonly session: string; readonly phase: Phase; readonly rehearsal: boolean } | null;
  /** Everything an audience may see now; null without a lesson. */
  snapshot(audience: Audience): { readonly session: string; readonly publish: Publish<never> } | null;
  /** A tablet is back with what it remembers; seats whose token stands are its own again. */
  returned(
    device: string,
    remembered: readonly {
      readonly seat: number;
      readonly epoch: number;
      readonly child: string;
      readonly token: string;
    }[],
  ): Promise<void>;
  /** Anything was heard from a device (a packet is enough), or its last socket closed. */
  heard(device: string): void;
  lost(device: string): void;
  /** Consent or names of children changed. */
  peopleChanged(children: readonly string[]): Promise<void>;
  /** Orderly stop: everything durable, timers off. */
  stop(): Promise<void>;
}

/** The clocks a session uses; the real ones live in main.ts. */
export interface Clocks {
  /** Monotonic ms; only differences mean anything. */
  mono(): number;
  /** Unix epoch ms, for the record and the reader; may jump. */
  wall(): number;
  /** Calls back once after real ms. */
  after(ms: number, call: () => void): () => void;
}
