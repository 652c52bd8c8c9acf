/** The activity's words for the console's card. */
import type { ActivityViews } from '../../_kit/views.ts';
import { m } from '../../../generated/paraglide/messages.js';
import type { Config } from '../rules.state.ts';

type Words = Readonly<Record<string, (() => string) | undefined>>;

const settings: Readonly<Record<keyof Config, () => string>> = {
  regime: m['story-train.setting.regime'],
  rounds: m['story-train.setting.rounds'],
  turnSeconds: m['story-train.setting.turnSeconds'],
  thinkSeconds: m['story-train.setting.thinkSeconds'],
  minutes: m['story-train.setting.minutes'],
};

const regimes: Readonly<Record<Config['regime'], () => string>> = {
  forced: m['story-train.regime.forced'],
  queue: m['story-train.regime.queue'],
};

const trained = {
  speaking: m['story-train.trains.speaking'],
  listening: m['story-train.trains.listening'],
  imagining: m['story-train.trains.imagining'],
  waiting: m['story-train.trains.waiting'],
};

/** A code without words shows as itself: better odd than blank. */
const worded = (words: Words, code: string): string => words[code]?.() ?? code;

export const words: ActivityViews['words'] = {
  name: m['story-train.name'],
  sayAloud: m['story-train.sayAloud'],
  setting: (key) => worded(settings, key),
  option: (_key, option) => worded(regimes, option),
  trains: (code) => worded(trained, code),
};
