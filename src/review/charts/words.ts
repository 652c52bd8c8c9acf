/** What the charts say of marks and figures, in the reader's language. Codes never stand alone. */
import { m } from '../../../generated/paraglide/messages.js';
import { lengthText } from '../../ui/adult/format.ts';
import { language } from '../../ui/language.svelte.ts';
import type { MissingReason } from '../../wire/review.ts';
import { codeWord, endWord } from '../words.ts';
import type { BarKind, Sign, TimelineMark } from './timeline.ts';

export const reasonWords: Record<MissingReason, () => string> = {
  absent: m['charts.reason.absent'],
  nothing: m['charts.reason.nothing'],
  too_few: m['charts.reason.too_few'],
  no_times: m['charts.reason.no_times'],
  not_marked: m['charts.reason.not_marked'],
  by_design: m['charts.reason.by_design'],
  consent: m['charts.reason.consent'],
  no_variation: m['charts.reason.no_variation'],
  small_counts: m['charts.reason.small_counts'],
  no_options: m['charts.reason.no_options'],
};

export const barWords: Record<BarKind, () => string> = {
  taken: m['charts.time.taken'],
  open: m['charts.time.openEnd'],
  passed: m['charts.time.passed'],
  not_taken: m['charts.time.not_taken'],
};

export type SignKind = Sign['what']['kind'];
export const signWords: Record<SignKind, () => string> = {
  note: m['charts.time.note'],
  code: m['charts.time.code'],
  prompt: m['charts.time.prompt'],
  pause: m['charts.time.pause'],
  spot: m['charts.time.spot'],
};

const pauses: Readonly<Record<string, () => string>> = {
  adult: m['charts.time.pauseAdult'],
  restart: m['charts.time.pauseRestart'],
  not_saved: m['charts.time.pauseUnsaved'],
};

function signText({ what }: Sign): string {
  switch (what.kind) {
    case 'note':
      return what.text;
    case 'code':
      return codeWord(what.text);
    case 'prompt':
      return m['charts.time.promptLevel']({ level: what.level ?? 0 });
    case 'spot':
      return what.agreed ? m['charts.time.spotAgreed']() : m['charts.time.spotDiffers']();
    case 'pause':
      return pauseText(what);
  }
}

export function pauseText({ wallMs, why }: { readonly wallMs: number | null; readonly why: string }): string {
  const word = pauses[why]?.() ?? why;
  return wallMs === null
    ? m['charts.time.pauseOpen']({ why: word })
    : m['charts.time.pauseFor']({ why: word, length: lengthText(wallMs) });
}

/** One mark in a sentence. @param name of its child, or of the adult; empty for a sign that is nobody's */
export function markText(mark: TimelineMark, name: string, corrected: boolean): string {
  if (mark.shape === 'sign') {
    const facts = { time: lengthText(mark.at), kind: signWords[mark.what.kind](), text: signText(mark) };
    return name === '' ? m['charts.time.sign'](facts) : m['charts.time.signOf']({ ...facts, name });
  }
  const facts = { name, start: lengthText(mark.at), why: endWord(mark.turn.why) };
  const text =
    mark.kind === 'open'
      ? m['charts.time.turnOpen']({ ...facts, why: m['charts.time.openEnd']() })
      : m['charts.time.turn']({ ...facts, length: lengthText(mark.to - mark.at) });
  if (mark.shape === 'former') return m['charts.pair']({ what: text, value: m['charts.time.former']() });
  return corrected ? m['charts.pair']({ what: text, value: m['charts.time.corrected']() }) : text;
}

/** A share 0 … 1 as whole percent. */
export function shareText(share: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** At most two decimals; whole numbers without any. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: 2 }).format(value);
}

/** A list in the reader's language; the word for none where it is empty. */
export function listText(items: readonly string[]): string {
  return items.length === 0 ? m['charts.none']() : items.join(language() === 'en' ? ', ' : '、');
}
