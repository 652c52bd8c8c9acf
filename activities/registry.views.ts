/** The browser side of every activity, loaded when a lesson first plays it. One line per activity. */
import type { ActivityViews } from './_kit/views.ts';

export const activityViews: Readonly<Record<string, () => Promise<{ readonly default: ActivityViews }>>> = {
  'name-ball': () => import('./name-ball/views.ts'),
  'talking-circle': () => import('./talking-circle/views.ts'),
  'story-train': () => import('./story-train/views.ts'),
  'guide-and-walker': () => import('./guide-and-walker/views.ts'),
  'lift-lantern': () => import('./lift-lantern/views.ts'),
};
