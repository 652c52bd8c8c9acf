/** The activity's words for the console. */
import { m } from '../../../generated/paraglide/messages.js';
import type { ActivityViews } from '../../_kit/views.ts';

const settings: Readonly<Record<string, () => string>> = {
  rounds: m['name-ball.setting.rounds'],
  turnSeconds: m['name-ball.setting.turnSeconds'],
  minutes: m['name-ball.setting.minutes'],
};
const training: Readonly<Record<string, () => string>> = {
  names: m['name-ball.trains.names'],
  initiating: m['name-ball.trains.initiating'],
  responding: m['name-ball.trains.responding'],
  listening: m['name-ball.trains.listening'],
};

export const words: ActivityViews['words'] = {
  name: m['name-ball.name'],
  sayAloud: m['name-ball.sayAloud'],
  setting: (key) => settings[key]?.() ?? key,
  // No setting of this activity is a choice.
  option: (_key, option) => option,
  trains: (code) => training[code]?.() ?? code,
};
