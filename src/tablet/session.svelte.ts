/** A tablet's lesson: its line, its seats with their tokens, its outbox, and what stands on it now. */
import { untrack } from 'svelte';
import type { Seat, View } from '../../activities/_kit/contract.ts';
import type { FaceLike } from '../../activities/_kit/views.ts';
import { Connection } from '../client/connection.svelte.ts';
import type { AnyFailure } from '../client/connection.svelte.ts';
import { Outbox } from '../client/outbox.svelte.ts';
import { forgetOtherLessons, forgetSeats, rememberSeat, rememberedSeats } from '../client/seatMemory.ts';
import { language } from '../ui/language.svelte.ts';
import type { HeldSeat } from '../wire/publish.ts';
import type { DoorPicture } from '../wire/vocabulary.ts';
import { placeOf } from './place.ts';

/** How long a refusal stays in words (ms). */
const wordsMs = 4000;
/** How often a tablet with a pad down says so (real ms): a few times in the 2 s after which it would be let go. */
const beatMs = 500;
/** In a rehearsal these 2 s are shorter, but no shorter than a few of these. */
const leastBeatMs = 80;
const nobody: FaceLike = { name: '', animal: null, colour: 0 };

export class TabletSession {
  readonly connection = new Connection('tablet', {
    language,
    seats: () => [...rememberedSeats()],
    onRevoked: forgetSeats,
  });
  readonly outbox = new Outbox(this.connection, () => this.paused);
  /** A child asked for the tiles. */
  visiting = $state(false);
  /** The last refusal outside the outbox; gone after a while. */
  failure: AnyFailure | null = $state.raw(null);
  #hand: Seat | null = null;
  /** The server knows it. What was let go while offline is not to be sent on the next line. */
  #handKnown = true;
  #beat: ReturnType<typeof setInterval> | undefined;
  #fade: ReturnType<typeof setTimeout> | null = null;
  /** Since when (performance.now()) each seat's view stands as it is; keys are seats. */
  readonly #shown: Record<string, { readonly asOf: number; readonly at: number }> = {};
  /** Seats whose token was asked for, as `seat:epoch`. */
  readonly #fetched: string[] = [];

  get parts() {
    return this.connection.parts;
  }

  /** A run is on and stands still. */
  get paused(): boolean {
    return this.parts.run?.status === 'playing' && !this.connection.clock.running;
  }

  get place() {
    return placeOf(this.parts, this.visiting);
  }

  get seats(): readonly HeldSeat[] {
    return this.parts.own?.seats ?? [];
  }

  faceOf = (seat: Seat): FaceLike => this.parts.faces?.[String(seat)] ?? nobody;

  /** Follows what the server tells; to be called while a component is set up. */
  watch(): void {
    const { connection } = this;
    // What each effect reads by name is what it waits for; what it then does must not call it again.
    $effect(() => {
      const { line, session } = connection;
      if (line === 'online' && session !== null) forgetOtherLessons(session);
    });
    $effect(() => {
      if (connection.line === 'online' && !this.paused) untrack(() => void this.outbox.flush());
    });
    $effect(() => {
      if (connection.line === 'online' && (this.#hand !== null || !this.#handKnown)) {
        untrack(() => void this.#tellHand());
      }
    });
    $effect(() => this.#noteShown(this.parts.own?.views ?? {}));
    $effect(() => {
      const { seats } = this;
      if (connection.line === 'online') untrack(() => this.#fetchTokens(seats));
    });
  }

  async openDoor(pictures: readonly [DoorPicture, DoorPicture, DoorPicture]): Promise<boolean> {
    const answer = await this.connection.call('door.open', { pictures: [...pictures] });
    return this.#worded(answer);
  }

  async chooseGroup(group: number): Promise<void> {
    this.#worded(await this.connection.call('group.choose', { group }));
  }

  /** The child taps own tile: its hello. Free seats are granted at once; else the adult is asked. */
  async claim(child: string): Promise<void> {
    const { session } = this.connection;
    const answer = await this.connection.call('seat.claim', { child });
    if (!this.#worded(answer) || !answer.ok || session === null || answer.state !== 'seated') return;
    rememberSeat(session, { seat: answer.seat, epoch: answer.epoch, child, token: answer.token });
  }

  async leave(seat: Seat): Promise<boolean> {
    return this.#worded(await this.connection.call('seat.leave', { seat }));
  }

  hand = (seat: Seat | null): void => {
    if (this.#hand === seat) return;
    this.#hand = seat;
    void this.#tellHand();
  };

  async #tellHand(): Promise<void> {
    const seat = this.#hand;
    this.#handKnown = false;
    const answer = await this.connection.call('hand', { seat });
    if (this.#hand !== seat) return;
    this.#handKnown = answer.ok;
    // Told to be slower: what may not be seen any more is let go all the same, a little later.
    if (!answer.ok && answer.code === 'too_fast')
      setTimeout(() => void this.#tellHand(), answer.retryMs ?? 1000);
  }

  hold = (seats: readonly Seat[]): void => {
    clearInterval(this.#beat);
    if (seats.length === 0) return;
    const { connection } = this;
    const everyMs = Math.max(leastBeatMs, beatMs / connection.clock.speed);
    this.#beat = setInterval(() => connection.hint({ kind: 'held', seats: [...seats] }), everyMs);
  };

  act = (seat: Seat, action: { readonly type: string }): void => {
    const { run, group, own } = this.parts;
    const held = this.seats.find((one) => one.seat === seat);
    if (!run || !group || held === undefined) return;
    const { asOf } = own?.views[String(seat)] ?? group.view;
    const shown = this.#shown[String(seat)];
    this.outbox.put({
      run: run.run,
      group: group.group,
      seat,
      epoch: held.epoch,
      asOf,
      action,
      shownMs: shown?.asOf === asOf ? Math.round(performance.now() - shown.at) : null,
    });
  };

  /** The adult granted a seat that was asked for, or moved one here: its token comes with a claim of our own. */
  #fetchTokens(seats: readonly HeldSeat[]): void {
    const remembered = rememberedSeats();
    for (const { seat, epoch, child } of seats) {
      const key = `${seat}:${epoch}`;
      const known = remembered.some((one) => one.seat === seat && one.epoch === epoch);
      if (known || this.#fetched.includes(key)) continue;
      this.#fetched.push(key);
      void this.claim(child);
    }
  }

  #noteShown(views: Readonly<Record<string, View>>): void {
    for (const [seat, { asOf }] of Object.entries(views)) {
      if (this.#shown[seat]?.asOf !== asOf) this.#shown[seat] = { asOf, at: performance.now() };
    }
  }

  /** Whether it went well; if not, says why for a while. */
  #worded(answer: { readonly ok: true } | AnyFailure): boolean {
    if (this.#fade !== null) clearTimeout(this.#fade);
    this.failure = answer.ok ? null : answer;
    if (!answer.ok) this.#fade = setTimeout(() => (this.failure = null), wordsMs);
    return answer.ok;
  }
}
