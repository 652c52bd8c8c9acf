/** A lift: who holds with whom, what pressing and letting go do, and when it is done. */
import type { Fact, Ms, Seat, Timer } from '../_kit/contract.ts';
import {
  gapMs, holdMs, isDown, mostTogether, ownOf, padsNow, tapMs, withOwn, withPad, withShared,
  type Change, type Lantern, type Pad,
} from './rules.state.ts'; // prettier-ignore

type Place = Pick<Pad, 'wave' | 'tablet' | 'order'>;

/** Gives each of `lifters` its pad: its part of the lift, and its turn where one finger must do. */
export function dealPads(game: Lantern, lifters: readonly Seat[]): Lantern {
  const tabletOf = (seat: Seat): number | null => game.hidden.tablets[String(seat)] ?? null;
  let dealt = game;
  let waves = 1;
  for (const tablet of new Set(lifters.map(tabletOf))) {
    const seats = lifters.filter((seat) => tabletOf(seat) === tablet);
    const fingers = tablet === null ? null : (game.hidden.fingers[String(tablet)] ?? null);
    for (const [index, seat] of seats.entries()) {
      const place = placeOf(index, seats.length, tablet, fingers);
      waves = Math.max(waves, place.wave + 1);
      dealt = withOwn(dealt, seat, { pad: { ...place, state: 'later', by: 'tablet', until: null } });
    }
  }
  return withShared(dealt, { waves });
}

/**
 * Where the `index`-th of `count` lifters of a tablet lifts: all at once, two at a time where more fingers would not
 * find room or not be felt, one after the other where only one is felt. Without a tablet nothing bounds them.
 */
function placeOf(index: number, count: number, tablet: number | null, fingers: number | null): Place {
  const felt = fingers ?? mostTogether;
  if (tablet === null || count <= Math.min(mostTogether, felt)) return { wave: 0, tablet, order: null };
  if (felt < 2) return { wave: 0, tablet, order: index };
  return { wave: Math.floor(index / 2), tablet, order: null };
}

/** Opens a part of the lift: its pads are ready. */
export function openWave(game: Lantern, wave: number, now: Ms): Lantern {
  const { asOf, liftMs } = game.shared;
  const opened = withShared(game, {
    asOf: asOf + 1,
    phase: 'lifting',
    since: now,
    deadline: now + liftMs,
    wave,
    together: null,
  });
  const ready = padsNow(opened).reduce((next, { seat }) => withPad(next, seat, { state: 'ready' }), opened);
  return counted(ready, now);
}

/** The next part with somebody in it; null when the lift is through. */
export function nextWave(game: Lantern): number | null {
  const { circle, wave, waves } = game.shared;
  for (let next = wave + 1; next < waves; next += 1) {
    if (circle.some(({ seat }) => ownOf(game, seat).pad?.wave === next)) return next;
  }
  return null;
}

/** Those who hold have lifted: each has helped. */
export function lift(game: Lantern): Change {
  const lifters = padsNow(game);
  return {
    game: lifters.reduce(
      (next, { seat }) => withPad(next, seat, { state: 'done', until: null }),
      withShared(game, { together: null }),
    ),
    facts: lifters.map(({ seat }): Fact => ({
      fact: 'contribution',
      seat,
      code: 'helped',
      toward: 'group',
      turn: null,
    })),
  };
}

/** A finger comes down. The pad must be `ready` or `slipped`. */
export function press(game: Lantern, seat: Seat, by: Pad['by'], now: Ms): Lantern {
  const { pad } = ownOf(game, seat);
  if (pad === null) return game;
  const down = withPad(game, seat, { state: 'held', by, until: null });
  if (pad.order === null) return counted(down, now);
  const renewed = tapsOf(down, pad.tablet)
    .filter((other) => isDown(other.pad))
    .reduce((next, other) => withPad(next, other.seat, { until: now + tapMs }), down);
  return counted(renewed, now);
}

/** A finger leaves a held pad: for a moment nobody knows whether it slipped. */
export function release(game: Lantern, seat: Seat, now: Ms): Lantern {
  return counted(withPad(game, seat, { state: 'slipped', until: now + gapMs }), now);
}

/** The pad is up, whatever it was. */
export function letGo(game: Lantern, seat: Seat, now: Ms): Lantern {
  return counted(withPad(game, seat, { state: 'ready', until: null }), now);
}

/** Lets go of whatever has been up, or held by a tap, for too long. */
export function lapse(game: Lantern, now: Ms): Lantern {
  const over = padsNow(game).filter(({ pad }) => pad.until !== null && pad.until <= now);
  return over.reduce((next, { seat }) => letGo(next, seat, now), game);
}

/** Whose tap is next, how many are needed and hold, and since when together. Called whenever a pad changed or went. */
export function counted(before: Lantern, now: Ms): Lantern {
  const game = inOrder(before);
  const pads = padsNow(game);
  const holding = pads.filter(({ pad }) => isDown(pad)).length;
  const all = pads.length > 0 && holding === pads.length;
  const { together } = game.shared;
  return withShared(game, { needed: pads.length, holding, together: all ? (together ?? now) : null });
}

/**
 * The taps of a tablet that feels one finger: the first that is missing is next, those after it wait. Where one in
 * between was let go the order is broken, and begins anew.
 */
function inOrder(game: Lantern): Lantern {
  const tablets = new Set(padsNow(game).flatMap(({ pad }) => (pad.order === null ? [] : [pad.tablet])));
  let next = game;
  for (const tablet of tablets) {
    const taps = tapsOf(game, tablet);
    const missing = taps.findIndex(({ pad }) => !isDown(pad));
    const broken = missing >= 0 && taps.slice(missing).some(({ pad }) => isDown(pad));
    const first = broken ? 0 : missing;
    for (const [index, { seat, pad }] of taps.entries()) {
      if (!broken && isDown(pad)) continue;
      next = withPad(next, seat, { state: index === first ? 'ready' : 'later', until: null });
    }
  }
  return next;
}

function tapsOf(game: Lantern, tablet: number | null): { readonly seat: Seat; readonly pad: Pad }[] {
  return padsNow(game)
    .filter(({ pad }) => pad.order !== null && pad.tablet === tablet)
    .sort((a, b) => (a.pad.order ?? 0) - (b.pad.order ?? 0));
}

/** Seats held down on tablets, for the engine to listen to. */
export function holdingSeats(game: Lantern): Seat[] {
  if (game.shared.outcome !== null) return [];
  return padsNow(game).flatMap(({ seat, pad }) => (isDown(pad) && pad.by === 'tablet' ? [seat] : []));
}

/** What a lift waits for: that all have held for long enough, or that a pad has been up for too long. */
export function liftTimers(game: Lantern): Timer[] {
  const { round, wave, together, deadline } = game.shared;
  const pads = padsNow(game);
  const lapses = pads.flatMap(({ seat, pad }): Timer[] =>
    pad.until === null ? [] : [{ name: `gap-${seat}`, fireAt: pad.until, steady: true }],
  );
  // Nobody is told that time is up while all are holding: either they lift now, or one lets go first.
  if (together === null) return [...lapses, { name: `time-${round}-${wave}`, fireAt: deadline }];
  const slipped = pads.some(({ pad }) => pad.state === 'slipped');
  if (slipped) return lapses;
  return [...lapses, { name: `lift-${round}-${wave}`, fireAt: together + holdMs, steady: true }];
}
