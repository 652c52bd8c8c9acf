/** Every activity's rules, in the order in which teachers are offered them. One line each. */
import type { AnyActivity } from './_kit/contract.ts';
import { guideAndWalker } from './guide-and-walker/rules.ts';
import { liftLantern } from './lift-lantern/rules.ts';
import { nameBall } from './name-ball/rules.ts';
import { storyTrain } from './story-train/rules.ts';
import { talkingCircle } from './talking-circle/rules.ts';

/** Keys are the activities' ids. */
export const activities: Readonly<Record<string, AnyActivity>> = {
  'name-ball': nameBall,
  'talking-circle': talkingCircle,
  'story-train': storyTrain,
  'guide-and-walker': guideAndWalker,
  'lift-lantern': liftLantern,
};
