/** Whether an activity can be played with today's groups and tablets, and if not, why: it is then offered greyed. */
import type { ActivityCard } from '../../wire/answers.ts';
import type { Lesson } from '../../wire/publish.ts';

export type Scope = 'group' | 'class';
type Room = Pick<Lesson, 'groups' | 'present'>;

/** `group` 0 is the whole class. */
export type Unfit =
  | { readonly why: 'nobody' }
  | {
      readonly why: 'few_tablets' | 'few_seats' | 'many_seats';
      readonly group: number;
      readonly have: number;
      readonly need: number;
    };

/** The scopes an activity offers, the usual one first. */
export function scopesOf(card: Pick<ActivityCard, 'scope'>): readonly Scope[] {
  if (card.scope === 'either') return ['group', 'class'];
  return [card.scope];
}

/** Null when it fits. Empty groups are left out of a run and so do not count. */
export function unfit(card: Pick<ActivityCard, 'seats' | 'tablets'>, scope: Scope, room: Room): Unfit | null {
  const tables = tablesOf(scope, room);
  if (tables.length === 0) return { why: 'nobody' };
  for (const { group, size, tablets } of tables) {
    if (size < card.seats.min) return { why: 'few_seats', group, have: size, need: card.seats.min };
    if (size > card.seats.max) return { why: 'many_seats', group, have: size, need: card.seats.max };
    if (tablets < card.tablets) return { why: 'few_tablets', group, have: tablets, need: card.tablets };
  }
  return null;
}

function tablesOf(scope: Scope, room: Room) {
  if (scope === 'group') return room.groups.filter((group) => group.size > 0);
  const tablets = room.groups.reduce((sum, group) => sum + group.tablets, 0);
  return room.present > 0 ? [{ group: 0, size: room.present, tablets }] : [];
}
