/** The activity's words for the console. */
import { m } from '../../../generated/paraglide/messages.js';
import type { ActivityViews } from '../../_kit/views.ts';

const settings: Readonly<Record<string, () => string>> = {
  turnSeconds: m['sample-game.setting.turnSeconds'],
};
const training: Readonly<Record<string, () => string>> = {
  listening: m['sample-game.trains.listening'],
};

export const words: ActivityViews['words'] = {
  name: m['sample-game.name'],
  sayAloud: m['sample-game.sayAloud'],
  setting: (key) => settings[key]?.() ?? key,
  // No setting of this activity is a choice.
  option: (_key, option) => option,
  trains: (code) => training[code]?.() ?? code,
};
