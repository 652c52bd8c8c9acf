/**
 * Acts on their way: kept over reload and sleep, sent in order, one at a time, never while offline.
 * An act waits here until the server has answered it; the same id again gets the same answer, so that a
 * lost answer costs nothing.
 */
import { nanoid } from 'nanoid';
import type { Sending } from '../../activities/_kit/views.ts';
import type { Payload } from '../wire/schemas.ts';
import type { AnyFailure, CallAnswer, Connection } from './connection.svelte.ts';
import { keep, recall } from './storage.ts';

export type Act = Payload<'act'>;
/** What the surface knows of an act; the rest the outbox adds. */
export type NewAct = Omit<Act, 'actionId' | 'queued'>;

interface Entry {
  /** The lesson it was tapped in: seats and runs of another mean other children. */
  readonly session: string;
  readonly act: Act;
}

/** Where an act stands, for the child who tapped: for how long "saved" and "refused" are shown (ms). */
const savedShownMs = 1500;
const refusedShownMs = 4000;
const mostEntries = 50;
/** Wait before the next try when the server is too busy to say for how long (ms). */
const retryMs = 1000;
const storageKey = 'outbox';

/** The little of a connection that an outbox needs. */
export type ActLine = Pick<Connection<'tablet'>, 'line' | 'session'> & {
  call(event: 'act', payload: Act): Promise<CallAnswer<'act'>>;
};

export class Outbox {
  /** Why the last act did not count; null when it did, or after a while. */
  refused: AnyFailure | { readonly code: 'outbox_full' } | null = $state.raw(null);
  #entries: readonly Entry[] = $state.raw(recall(storageKey, isEntries) ?? []);
  #saved = $state(false);
  #sending = false;
  #fade: ReturnType<typeof setTimeout> | null = null;
  readonly #line: ActLine;
  readonly #onHold: () => boolean;

  /** `onHold`: the lesson is paused, which would refuse every act; they wait for it to go on. */
  constructor(line: ActLine, onHold: () => boolean = () => false) {
    this.#line = line;
    this.#onHold = onHold;
  }

  get waiting(): number {
    return this.#entries.length;
  }

  get sending(): Sending {
    if (this.#entries.length > 0) return 'sending';
    if (this.refused !== null) return 'refused';
    return this.#saved ? 'saved' : 'idle';
  }

  /** Takes an act, sends it as soon as there is a line. */
  put(act: NewAct): void {
    const { session } = this.#line;
    if (session === null) return;
    if (this.#entries.length >= mostEntries) {
      this.#tell({ code: 'outbox_full' });
      return;
    }
    this.#hush();
    const queued = this.#line.line !== 'online';
    this.#set([...this.#entries, { session, act: { ...act, actionId: nanoid(), queued } }]);
    void this.flush();
  }

  /** Sends what waits. Called whenever the line is there again, or a pause is over. */
  async flush(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let entry = this.#next(); entry !== null; entry = this.#next()) {
        if (!(await this.#send(entry))) break;
      }
    } finally {
      this.#sending = false;
    }
  }

  /** The oldest act of this lesson that can be sent now. */
  #next(): Entry | null {
    this.#dropForeign();
    return this.#line.line === 'online' && !this.#onHold() ? (this.#entries[0] ?? null) : null;
  }

  /** True when the server has answered, so that the next may go. */
  async #send(entry: Entry): Promise<boolean> {
    const answer = await this.#line.call('act', entry.act);
    if (answer.ok) {
      this.#remove(entry);
      this.#tell(null);
      return true;
    }
    if (answer.code === 'offline' || answer.code === 'no_answer') {
      this.#set(this.#entries.map((other) => (other === entry ? waited(other) : other)));
      // Where the line stands, only the answer was lost: the next try asks for it again.
      this.#later(retryMs);
      return false;
    }
    if (answer.code === 'too_fast') {
      this.#later(answer.retryMs ?? retryMs);
      return false;
    }
    this.#remove(entry);
    this.#tell(answer);
    return true;
  }

  #later(ms: number): void {
    setTimeout(() => void this.flush(), ms);
  }

  #dropForeign(): void {
    const { session } = this.#line;
    if (session === null || this.#entries.every((entry) => entry.session === session)) return;
    this.#set(this.#entries.filter((entry) => entry.session === session));
  }

  #remove(gone: Entry): void {
    this.#set(this.#entries.filter((entry) => entry.act.actionId !== gone.act.actionId));
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries;
    keep(storageKey, entries.length === 0 ? null : entries);
  }

  /** Shows for a while how the last act went. */
  #tell(refused: Outbox['refused']): void {
    this.#hush();
    this.refused = refused;
    this.#saved = refused === null;
    this.#fade = setTimeout(() => this.#hush(), refused === null ? savedShownMs : refusedShownMs);
  }

  #hush(): void {
    if (this.#fade !== null) clearTimeout(this.#fade);
    this.#fade = null;
    this.refused = null;
    this.#saved = false;
  }
}

const waited = (entry: Entry): Entry => ({ ...entry, act: { ...entry.act, queued: true } });

/** What a reload finds is our own, but the browser's storage is anybody's: wrong shapes are dropped. */
function isEntries(value: unknown): value is Entry[] {
  return Array.isArray(value) && value.length <= mostEntries && value.every(isEntry);
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { session, act } = value as Partial<Entry>;
  return typeof session === 'string' && typeof act === 'object' && typeof act.actionId === 'string';
}
