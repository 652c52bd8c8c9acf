/** The activity's words for the console, and those of the arrows. */
import { m } from '../../../generated/paraglide/messages.js';
import type { ActivityViews } from '../../_kit/views.ts';
import type { Way } from '../rules.ts';

const settings: Readonly<Record<string, () => string>> = {
  map: m['guide-and-walker.setting.map'],
  rounds: m['guide-and-walker.setting.rounds'],
  lookSeconds: m['guide-and-walker.setting.lookSeconds'],
  walkSeconds: m['guide-and-walker.setting.walkSeconds'],
  minutes: m['guide-and-walker.setting.minutes'],
};
const sizes: Readonly<Record<string, () => string>> = {
  small: m['guide-and-walker.option.small'],
  medium: m['guide-and-walker.option.medium'],
};
const training: Readonly<Record<string, () => string>> = {
  speaking: m['guide-and-walker.trains.speaking'],
  listening: m['guide-and-walker.trains.listening'],
  perspective: m['guide-and-walker.trains.perspective'],
  waiting: m['guide-and-walker.trains.waiting'],
};

export const wayWords: Readonly<Record<Way, () => string>> = {
  up: m['guide-and-walker.way.up'],
  down: m['guide-and-walker.way.down'],
  left: m['guide-and-walker.way.left'],
  right: m['guide-and-walker.way.right'],
};

export const words: ActivityViews['words'] = {
  name: m['guide-and-walker.name'],
  sayAloud: m['guide-and-walker.sayAloud'],
  setting: (key) => settings[key]?.() ?? key,
  option: (_key, option) => sizes[option]?.() ?? option,
  trains: (code) => training[code]?.() ?? code,
};
