/** The activity's words for the console. */
import { m } from '../../../generated/paraglide/messages.js';
import type { ActivityViews } from '../../_kit/views.ts';

const settings: Readonly<Record<string, () => string>> = {
  rounds: m['lift-lantern.setting.rounds'],
  joinSeconds: m['lift-lantern.setting.joinSeconds'],
  liftSeconds: m['lift-lantern.setting.liftSeconds'],
};
const training: Readonly<Record<string, () => string>> = {
  together: m['lift-lantern.trains.together'],
  waiting: m['lift-lantern.trains.waiting'],
  joining: m['lift-lantern.trains.joining'],
};

export const words: ActivityViews['words'] = {
  name: m['lift-lantern.name'],
  sayAloud: m['lift-lantern.sayAloud'],
  setting: (key) => settings[key]?.() ?? key,
  // No setting of this activity is a choice.
  option: (_key, option) => option,
  trains: (code) => training[code]?.() ?? code,
};
