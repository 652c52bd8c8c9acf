import { overwriteGetLocale } from '../../generated/paraglide/runtime.js';
import { languages } from '../wire/vocabulary.ts';
import type { Language } from '../wire/vocabulary.ts';

let current: Language = $state('zh-CN');

/** The page's language. Reading it in markup redraws on a change, and so do all messages. */
export const language = (): Language => current;

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
}

/** Makes messages follow the language; called once, before the first message is drawn. */
export function startLanguage(first: Language): void {
  overwriteGetLocale(() => current);
  setLanguage(first);
}

export const isLanguage = (value: unknown): value is Language =>
  (languages as readonly unknown[]).includes(value);
