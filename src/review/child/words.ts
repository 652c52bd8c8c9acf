import { m } from '../../../generated/paraglide/messages.js';
import { reasonWords } from '../charts/words.ts';
import type { Column, Missing } from './series.ts';

export const columnWords: Record<Column, () => string> = {
  firstAt: m['history.child.firstAt'],
  turns: m['history.child.turns'],
  floorMs: m['history.child.floorMs'],
  initiationRate: m['history.child.initiationRate'],
  prompts: m['history.child.prompts'],
  requests: m['history.child.requests'],
  passes: m['history.child.passes'],
};

export function missingText(missing: Missing): string {
  if (missing === 'not_recorded') return m['history.missing.not_recorded']();
  return missing === 'none' ? m['history.missing.none']() : reasonWords[missing]();
}
