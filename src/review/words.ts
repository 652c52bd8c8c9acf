import type { Regime, TurnEnd } from '../../activities/_kit/contract.ts';
import { m } from '../../generated/paraglide/messages.js';
import type { QuickCode, RollStatus } from '../wire/vocabulary.ts';

const regimes: Record<Regime, () => string> = {
  forced: m['review.runs.forced'],
  queue: m['review.runs.queue'],
  chosen: m['review.runs.chosen'],
  called: m['review.runs.called'],
  free_floor: m['review.runs.free_floor'],
  together: m['review.runs.together'],
};
const ends: Record<TurnEnd, () => string> = {
  self: m['review.why.self'],
  passed: m['review.why.passed'],
  unclaimed: m['review.why.unclaimed'],
  timer: m['review.why.timer'],
  skipped: m['review.why.skipped'],
  absent: m['review.why.absent'],
  interrupted: m['review.why.interrupted'],
};
const codes: Record<QuickCode, () => string> = {
  INIT: m['review.moments.INIT'],
  RESP: m['review.moments.RESP'],
  HELP: m['review.moments.HELP'],
  WITH: m['review.moments.WITH'],
};
export const rollWords: Record<RollStatus, () => string> = {
  present: m['review.lesson.present'],
  late: m['review.lesson.late'],
  absent: m['review.lesson.absent'],
};

/** What the record holds is a plain string; one this page does not know is shown as it stands. */
const wordIn = (words: Readonly<Record<string, () => string>>, key: string): string =>
  Object.prototype.hasOwnProperty.call(words, key) ? (words[key]?.() ?? key) : key;

export const regimeWord = (regime: string): string => wordIn(regimes, regime);
export const codeWord = (code: string): string => wordIn(codes, code);
/** Null: the turn never ended on the record. */
export const endWord = (why: string | null): string =>
  why === null ? m['review.time.open']() : wordIn(ends, why);
