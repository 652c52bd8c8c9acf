/** The activity's words for the console's card and the surfaces. */
import type { ActivityViews } from '../../_kit/views.ts';
import { m } from '../../../generated/paraglide/messages.js';
import type { Config } from '../rules.state.ts';

type Key = keyof Config;
type Words = Readonly<Record<string, (() => string) | undefined>>;

const settings: Readonly<Record<Key, () => string>> = {
  regime: m['talking-circle.setting.regime'],
  turnSeconds: m['talking-circle.setting.turnSeconds'],
  rounds: m['talking-circle.setting.rounds'],
  minutes: m['talking-circle.setting.minutes'],
  thinkSeconds: m['talking-circle.setting.thinkSeconds'],
  topic: m['talking-circle.setting.topic'],
};

const regimes: Readonly<Record<Config['regime'], () => string>> = {
  forced: m['talking-circle.regime.forced'],
  queue: m['talking-circle.regime.queue'],
  called: m['talking-circle.regime.called'],
  free_floor: m['talking-circle.regime.free_floor'],
};

const topicChoices: Readonly<Record<Config['topic'], () => string>> = {
  deck: m['talking-circle.topicChoice.deck'],
  none: m['talking-circle.topicChoice.none'],
};

const trained = {
  listening: m['talking-circle.trains.listening'],
  waiting: m['talking-circle.trains.waiting'],
  speaking: m['talking-circle.trains.speaking'],
  responding: m['talking-circle.trains.responding'],
};

/** What stands there while nobody has the floor. */
export const waiting: Readonly<Record<Config['regime'], () => string>> = {
  forced: m['talking-circle.wait.forced'],
  queue: m['talking-circle.wait.queue'],
  called: m['talking-circle.wait.called'],
  free_floor: m['talking-circle.wait.free_floor'],
};

/** What a tap on a child's name does, for the adult. */
export const hints: Readonly<Record<Config['regime'], () => string>> = {
  forced: m['talking-circle.adult.hint.forced'],
  queue: m['talking-circle.adult.hint.queue'],
  called: m['talking-circle.adult.hint.called'],
  free_floor: m['talking-circle.adult.hint.free_floor'],
};

/** A code without words shows as itself: better odd than blank. */
const worded = (words: Words, code: string): string => words[code]?.() ?? code;

export const words: ActivityViews['words'] = {
  name: m['talking-circle.name'],
  sayAloud: m['talking-circle.sayAloud'],
  setting: (key) => worded(settings, key),
  option: (key, option) => worded(key === 'regime' ? regimes : topicChoices, option),
  trains: (code) => worded(trained, code),
};
