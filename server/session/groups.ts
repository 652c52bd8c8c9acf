/** Who plays with whom: as last time, by chance, or by the adult's hand. */
import { maxGroups } from '../../src/wire/vocabulary.ts';
import { letGo, regroup, seatLateChild, seatOf } from './seats.ts';
import { ok, refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { groupNumbers, log, playing, present, updateRoll } from './live.ts';
import type { Live, Work } from './live.ts';
import { shuffled } from './chance.ts';

/** Child → group; who is not in it has none. */
export type Grouping = ReadonlyMap<string, number>;

/** Children for each group where nothing better is known; a lesson has at most eight groups. */
const usualGroup = 6;

export function usualCount(children: number): number {
  return Math.min(maxGroups, Math.max(1, Math.round(children / usualGroup)));
}

/** Groups of nearly equal size, filled in the order given. */
export function dealt(children: readonly string[], count: number): Grouping {
  return new Map(children.map((child, index) => [child, (index % Math.max(1, count)) + 1]));
}

/** The groups of last time; who is new goes to the smallest. Null where last time tells nothing. */
export function asLastTime(children: readonly string[], last: Grouping): Grouping | null {
  const known = new Map(children.flatMap((child) => {
    const grp = last.get(child);
    return grp === undefined ? [] : [[child, grp] as const];
  })); // prettier-ignore
  if (known.size === 0) return null;
  for (const child of children) if (!known.has(child)) known.set(child, smallestOf([...known.values()]));
  return known;
}

export function smallestGroup(live: Live): number {
  const groups = present(live).flatMap(({ grp }) => (grp === null ? [] : [grp]));
  return groups.length === 0 ? 1 : smallestOf(groups);
}

function smallestOf(groups: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const grp of groups) sizes.set(grp, (sizes.get(grp) ?? 0) + 1);
  const [first] = [...sizes].sort(([a, sizeA], [b, sizeB]) => sizeA - sizeB || a - b);
  return first?.[0] ?? 1;
}

export const groups: Performs<'groups.propose' | 'groups.place'> = {
  'groups.propose': (work, _by, { how, count }) => {
    const { live, tools } = work;
    if (playing(live) !== null) return refuse('not_permitted');
    const here = present(live).map(({ child }) => child);
    const everyone = [...live.roll.keys()];
    const grouping =
      how === 'last' ? asLastTime(everyone, live.last) : dealt(shuffled(tools.random, here), count);
    if (grouping === null) return refuse('no_last_groups');
    for (const child of everyone) place(work, child, grouping.get(child) ?? null);
    return ok;
  },

  'groups.place': (work, _by, { child, group }) => {
    const { live } = work;
    const row = live.roll.get(child);
    if (row === undefined) return refuse('no_such_child');
    place(work, child, group);
    if (playing(live) !== null && row.status !== 'absent') seatLateChild(work, child);
    return ok;
  },
};

/** Moves a child to a group. Its tablet belongs to the old one, so the seat leaves it. */
function place(work: Work, child: string, grp: number | null): void {
  const { live } = work;
  if (live.roll.get(child)?.grp === grp) return;
  log(work, 'roll', { type: 'grouped', group: grp });
  updateRoll(work, child, { grp });
  const seat = seatOf(live, child);
  if (seat === null || grp === null) return;
  letGo(work, seat);
  regroup(work, seat, grp);
}

/** A group number that the adult may send a tablet to. */
export function isGroup(live: Live, grp: number): boolean {
  return groupNumbers(live).includes(grp);
}
