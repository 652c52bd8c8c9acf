/** How a walk goes on: a leg begins, its roles are offered, claimed and ended, the map is shown, the game ends. */
import type { Env, Ms, Outcome, Seat, Target, TurnEnd } from '../_kit/contract.ts';
import { claim, endTurn, offer, unclaimedMs } from '../_kit/floor.ts';
import { layMap } from './rules.map.ts';
import { knownRows, nextGuide, nextOnFloor, nextWalker, placeOf, variantOf } from './rules.roles.ts';
import {
  newScene,
  revealMs,
  withHidden,
  withShared,
  type Change,
  type Field,
  type Shared,
  type Walk,
} from './rules.state.ts';

/** Begins the next leg, in the next round where this one is through; shows the map and closes where none is left. */
export function nextLeg(change: Change, env: Env): Change {
  const { shared, hidden } = change.walk;
  if (shared.circle.length === 0) return withShared(change, { walker: null, guide: null });
  if (noLegIsLeft(change.walk)) {
    return hidden.rows.length === 0 ? finish(change, 'done', env.now) : show(change, false, 'done', env.now);
  }
  const ready = hidden.pending.length > 0 ? change : nextRound(change);
  const laid = withMap(ready, env);
  const walker = nextWalker(laid.walk);
  const left = laid.walk.hidden.pending.filter((seat) => seat !== walker);
  const begun = withShared(withHidden(laid, { pending: left, asked: [] }), {
    walker,
    guide: null,
    variant: variantOf(shared.circle),
    legs: shared.legs + 1,
  });
  return offerRole(begun, env.now);
}

function noLegIsLeft({ shared, hidden }: Walk): boolean {
  return hidden.pending.length === 0 && shared.round >= shared.rounds;
}

function nextRound(change: Change): Change {
  const { circle, round } = change.walk.shared;
  return withShared(withHidden(change, { pending: circle.map(({ seat }) => seat) }), { round: round + 1 });
}

/** A treasure that was not found yet stays where it is, and so does the figure: the next pair goes on from there. */
function withMap(change: Change, { rng }: Env): Change {
  if (change.walk.hidden.rows.length > 0) return change;
  const { size } = change.walk.shared;
  const { rows, start } = layMap(size, rng);
  const field: Field = { size, at: start, trail: [start], closed: [], met: null, step: 1 };
  return withShared(withHidden(change, { rows }), { field });
}

/** Offers the floor to a guide for the walker, or to the walker where nobody is to look, or everyone looks for it. */
function offerRole(change: Change, now: Ms): Change {
  const { walk } = change;
  const { variant, walker } = walk.shared;
  const guide = variant === 'hand_over' ? nextGuide(walk) : null;
  if (guide === null) return walker === null ? change : offerTo(change, walker, 'walker', now);
  const asked = withHidden(change, { asked: [...walk.hidden.asked, guide] });
  return offerTo(asked, guide, 'guide', now);
}

function offerTo(change: Change, seat: Seat, role: 'guide' | 'walker', now: Ms): Change {
  const { circle, turns } = change.walk.shared;
  const { floor, facts } = offer(
    {
      turn: turns + 1,
      speaker: seat,
      givenBy: 'rules',
      options: null,
      regime: 'forced',
      bounded: true,
      next: null,
      waitMs: placeOf(circle, seat)?.tablet === null ? null : unclaimedMs,
    },
    now,
  );
  return newScene(change, { floor, role, turns: turns + 1 }, facts);
}

/** The child has come for its role. Who guides is known from here on. */
export function openTurn(
  change: Change,
  how: { readonly via: 'tablet' | 'adult'; readonly alone: boolean },
  now: Ms,
): Change {
  const { floor, role, lookMs, walkMs, guide } = change.walk.shared;
  if (floor === null || typeof floor.speaker !== 'number') return change;
  const claimed = claim(floor, how, now, role === 'guide' ? lookMs : walkMs);
  const looking = role === 'guide' ? floor.speaker : guide;
  return newScene(change, { floor: claimed.floor, guide: looking }, claimed.facts);
}

/** The open turn is over and nobody has the floor. */
export function closeTurn(change: Change, why: TurnEnd): Change {
  const { shared } = change.walk;
  const { floor, role } = shared;
  if (floor === null) return change;
  const given = why === 'self' || why === 'timer' || (why === 'interrupted' && floor.state === 'claimed');
  // Who looked and did not want to go on does not guide this leg.
  const guide = role === 'guide' && !given ? null : shared.guide;
  const facts = endTurn(floor, why, given ? partnerOf(shared) : 'unknown');
  return newScene(change, { floor: null, role: null, guide }, facts);
}

/** Toward whom the floor's speaker acts: the guide toward the walker, the walker toward its guide or all who guide. */
export function partnerOf({ role, walker, guide }: Shared): Target {
  return (role === 'guide' ? walker : guide) ?? 'group';
}

/** What follows a turn of the guide, or of the walker that did not come to the treasure. */
export function goOnAfter(change: Change, role: Shared['role'], env: Env): Change {
  return role === 'guide' ? offerRole(change, env.now) : nextLeg(change, env);
}

/** The whole map for all to see, with the way walked; then the game goes on, or is over with `closing`. */
export function show(change: Change, found: boolean, closing: Outcome | null, now: Ms): Change {
  const reveal = { rows: change.walk.hidden.rows, found, since: now, until: now + revealMs };
  return newScene(change, { reveal, closing });
}

/** The map has been seen. A treasure that was found leads to a new map, if there is a leg to walk it. */
export function goOnAfterShow(change: Change, env: Env): Change {
  const { closing, circle } = change.walk.shared;
  if (closing !== null) return finish(change, closing, env.now);
  if (circle.length > 0 && noLegIsLeft(change.walk)) return finish(change, 'done', env.now);
  const cleared = newScene(withHidden(change, { rows: [] }), { reveal: null, field: null, walker: null });
  return nextLeg(cleared, env);
}

/** The group's time is up: the map is shown, whatever was going on. */
export function timeUp(change: Change, now: Ms): Change {
  const { reveal } = change.walk.shared;
  if (reveal !== null) return withShared(change, { closing: 'ended' });
  const closed = closeTurn(change, 'interrupted');
  return closed.walk.hidden.rows.length === 0
    ? finish(closed, 'ended', now)
    : show(closed, false, 'ended', now);
}

/** The game is over; its map stays open. */
export function finish(change: Change, outcome: Outcome, now: Ms): Change {
  const closed = closeTurn(change, 'interrupted');
  const { reveal } = closed.walk.shared;
  const { rows } = closed.walk.hidden;
  const open = reveal ?? (rows.length === 0 ? null : { rows, found: false, since: now });
  return newScene(closed, { reveal: open === null ? null : { ...open, until: null }, outcome });
}

/** Brings what follows from the rest up to date: who knows which rows, who is next, how many legs are ahead. */
export function settle({ walk, facts }: Change): Change {
  const seats = knownRows(walk);
  const { circle, round, rounds } = walk.shared;
  const floor = walk.shared.floor === null ? null : { ...walk.shared.floor, next: nextOnFloor(walk) };
  const guides = circle.map(({ seat }) => seat).filter((seat) => seats[String(seat)]?.rows.length);
  const ahead = walk.hidden.pending.length + (rounds - round) * circle.length;
  return { walk: { ...walk, seats, shared: { ...walk.shared, floor, guides, ahead } }, facts };
}
