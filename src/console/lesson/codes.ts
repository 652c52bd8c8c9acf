import { m } from '../../../generated/paraglide/messages.js';
import type { PromptLevel, QuickCode } from '../../wire/vocabulary.ts';

/** The four codes as the adult reads them. */
export const codeWords: Record<QuickCode, () => string> = {
  INIT: m['console.code.INIT'],
  RESP: m['console.code.RESP'],
  HELP: m['console.code.HELP'],
  WITH: m['console.code.WITH'],
};

export const promptWords: Record<PromptLevel, () => string> = {
  1: m['console.play.prompt1'],
  2: m['console.play.prompt2'],
  3: m['console.play.prompt3'],
};
