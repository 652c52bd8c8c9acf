/** The adult's choice of language, kept over reloads and shared by console and review. */
import { keep, recall } from '../../client/storage.ts';
import type { Language } from '../../wire/vocabulary.ts';
import { isLanguage, setLanguage, startLanguage } from '../language.svelte.ts';

const key = 'language.adult';
const isKept = (value: unknown): value is Language => isLanguage(value);

/** Called once, before the first message is drawn. */
export function startAdultLanguage(): void {
  startLanguage(recall(key, isKept) ?? 'zh-CN');
}

export function chooseAdultLanguage(language: Language): void {
  setLanguage(language);
  keep(key, language);
}
