/** Who walks, who guides, and which rows of the map each guide knows. */
import type { Seat } from '../_kit/contract.ts';
import { stripOf } from './rules.map.ts';
import { maxAsked, type Own, type Place, type Variant, type Walk } from './rules.state.ts';

/** From so many tablets on, every guide knows a strip of the map on the own tablet. */
const stripsFrom = 3;

export function variantOf(circle: readonly Place[]): Variant {
  const tablets = new Set(circle.map(({ tablet }) => tablet).filter((tablet) => typeof tablet === 'number'));
  return tablets.size >= stripsFrom ? 'strips' : 'hand_over';
}

/** Who walks next of those whose turn is still to come: in order, but a child whose tablet is silent waits. */
export function nextWalker({ shared, hidden }: Walk): Seat | null {
  const here = hidden.pending.find((seat) => !placeOf(shared.circle, seat)?.away);
  return here ?? hidden.pending[0] ?? null;
}

/** Who has the floor after the open turn, so that it is warned: the guide's walker, or the next to walk. */
export function nextOnFloor(walk: Walk): Seat | null {
  const { role, walker, variant, round, rounds, circle } = walk.shared;
  if (role === 'guide') return walker;
  // Where the tablet is handed over, the walker itself looks for the next.
  if (variant === 'hand_over') return null;
  return nextWalker(walk) ?? (round < rounds ? (circle[0]?.seat ?? null) : null);
}

/**
 * Who looks at the map for the walker: the child that walked before, then the one before that. So whoever guides
 * has walked already, and nobody walks a map that it was just shown. Null where somebody
 * has looked, and where nobody with a tablet is left to ask.
 */
export function nextGuide({ shared, hidden }: Walk): Seat | null {
  if (shared.walker === null || shared.guide !== null || hidden.asked.length >= maxAsked) return null;
  const candidates = startingAfter(shared.circle, shared.walker)
    .reverse()
    .filter(({ seat, tablet }) => tablet !== null && !hidden.asked.includes(seat));
  return (candidates.find(({ away }) => !away) ?? candidates[0])?.seat ?? null;
}

/** What each seat knows of the map now. Follows from the rest of the state, so that it always fits who is here. */
export function knownRows(walk: Walk): Record<string, Own> {
  const { shared, hidden } = walk;
  const knows = rowsByGuide(walk, hidden.rows);
  return Object.fromEntries(
    shared.circle.map(({ seat }): [string, Own] => [String(seat), { rows: knows.get(seat) ?? [] }]),
  );
}

function rowsByGuide({ shared }: Walk, rows: readonly string[]): ReadonlyMap<Seat, readonly string[]> {
  const { floor, role, walker, variant, circle } = shared;
  if (floor === null || walker === null || typeof floor.speaker !== 'number') return new Map();
  if (role === 'guide') return new Map(floor.state === 'claimed' ? [[floor.speaker, rows]] : []);
  return variant === 'strips' ? dealStrips(circle, walker, rows) : new Map();
}

/**
 * Strips for the children at other tablets than the walker's, who together know the whole map. Whether a late child
 * sits apart is known from its first tap on; until then it is dealt a copy, and nobody depends on it.
 */
function dealStrips(
  circle: readonly Place[],
  walker: Seat,
  rows: readonly string[],
): ReadonlyMap<Seat, readonly string[]> {
  const shown = placeOf(circle, walker)?.tablet;
  const apart = startingAfter(circle, walker).filter(
    ({ tablet, away }) => tablet !== null && tablet !== shown && !away,
  );
  const sure = apart.filter(({ tablet }) => tablet !== 'unknown');
  const dealt = sure.length > 0 ? sure : apart;
  const copies = apart.filter((place) => !dealt.includes(place));
  const parts = Math.max(1, Math.min(rows.length, dealt.length));
  const strip = ({ seat }: Place, index: number): [Seat, readonly string[]] => [
    seat,
    stripOf(rows, parts, index % parts),
  ];
  return new Map([...dealt.map(strip), ...copies.map(strip)]);
}

/** Everyone but `seat`, in order, beginning with the one after it. */
function startingAfter(circle: readonly Place[], seat: Seat): Place[] {
  const at = circle.findIndex((place) => place.seat === seat);
  return [...circle.slice(at + 1), ...circle.slice(0, Math.max(0, at))];
}

export function placeOf(circle: readonly Place[], seat: Seat): Place | undefined {
  return circle.find((place) => place.seat === seat);
}
