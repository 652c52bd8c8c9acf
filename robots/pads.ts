/** A robot tablet's pads: which are down, what keeps the server hearing of them, and which it was shown to have lifted. */
import type { Ms, Seat } from '../activities/_kit/contract.ts';
import type { Followed } from '../src/wire/follow.ts';
import type { TabletParts } from '../src/wire/publish.ts';
import { looksKey, type SeenLift, type SeenLifts } from './contributions.ts';

/** Real ms between two signs of life while a pad is down, at the plain clock and at least. */
const beatMs = 500;
const leastBeatMs = 80;
/** The silence after which pads are let go, at the plain clock and at least (real ms). */
const silentMs = 2000;
const leastSilentMs = 250;

/** A silence that is surely long enough for the server to let go. */
export const tooSilentMs = (speed: number): number => 1.5 * Math.max(leastSilentMs, silentMs / speed);

export class Pads {
  readonly #speed: number;
  /** Seat → the `asOf` it was pressed in: afterwards its pad is up again. */
  readonly #down = new Map<Seat, number>();
  #saidAt = -Infinity;

  constructor(speed: number) {
    this.#speed = speed;
  }

  get anyDown(): boolean {
    return this.#down.size > 0;
  }

  /** Takes in an act of a seat that is on its way to the server. */
  note(seat: Seat, type: string, asOf: number): void {
    if (type === 'press') this.#down.set(seat, asOf);
    if (type === 'release' || type === 'pass') this.#down.delete(seat);
  }

  /** The pads to say are down, where it is time to say so; else []. */
  due(asOf: number, now: number): Seat[] {
    for (const [seat, pressedIn] of this.#down) if (pressedIn !== asOf) this.#down.delete(seat);
    if (!this.anyDown || now - this.#saidAt < Math.max(leastBeatMs, beatMs / this.#speed)) return [];
    this.#saidAt = now;
    return [...this.#down.keys()];
  }
}

/** Watches what a tablet is shown of its own seats; call `note` after each publish. */
export function watchLifts(): SeenLifts & { note(known: Followed<TabletParts>): void } {
  const lifts: SeenLift[] = [];
  const looks = new Map<string, Ms[]>();
  /** Seats whose present pad has been seen as done. */
  const done = new Set<string>();
  return {
    lifts,
    looks,
    note({ parts: { run, group, own }, clock: { now } }) {
      if (!run || !group || !own) return;
      for (const { seat, child } of own.seats) {
        const view = own.views[String(seat)] as
          { readonly pad?: { readonly state: string } | null } | undefined;
        if (view?.pad === undefined) continue;
        const key = looksKey(run.run, child);
        looks.set(key, [...(looks.get(key) ?? []), now]);
        if (view.pad?.state !== 'done') done.delete(key);
        else if (!done.has(key)) {
          done.add(key);
          lifts.push({ run: run.run, group: group.group, child, by: now });
        }
      }
    },
  };
}
