/** A lesson's games by name: an activity played by one group, or by the whole class (group 0). */
import { m } from '../../generated/paraglide/messages.js';
import { activityName } from '../ui/adult/activityViews.svelte.ts';
import { groupShapes } from '../wire/vocabulary.ts';
import type { GroupShape } from '../wire/vocabulary.ts';

const shapes: Record<GroupShape, () => string> = {
  circle: m['common.shape.circle'],
  square: m['common.shape.square'],
  triangle: m['common.shape.triangle'],
  star: m['common.shape.star'],
  heart: m['common.shape.heart'],
  diamond: m['common.shape.diamond'],
  moon: m['common.shape.moon'],
  flower: m['common.shape.flower'],
};

/** A group as the class knows it: by its shape. */
export function groupName(group: number): string {
  const shape = groupShapes[group - 1];
  return shape === undefined ? m['lesson.game.whole']() : m['lesson.game.shape']({ shape: shapes[shape]() });
}

export function gameName(game: { readonly activity: string; readonly group: number }): string {
  return m['lesson.game.name']({ activity: activityName(game.activity), group: groupName(game.group) });
}
