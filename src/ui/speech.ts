/**
 * Reading instructions aloud with a voice that the browser itself has. Only voices that need no network count, so a
 * classroom without internet never waits for one. A tablet speaks on a tap, slowly and quietly.
 */
import type { Language } from '../wire/vocabulary.ts';

/** A voice, as `speechSynthesis` lists it. */
export interface Voice {
  /** BCP 47, or with an underscore as on Android. */
  readonly lang: string;
  /** It speaks without a network. */
  readonly localService: boolean;
}

/** What reading aloud needs of a browser. */
export interface SpeechPort<V extends Voice = Voice> {
  voices(): readonly V[];
  /** Calls back whenever the voices changed, as many browsers list them late; returns how to stop. */
  onVoices(changed: () => void): () => void;
  /** `volume` 0 … 1; `rate` 1 is the voice's own pace. */
  say(text: string, voice: V, manner: { readonly volume: number; readonly rate: number }): void;
  hush(): void;
}

/** For children around one tablet, not for the room. */
export const manner = { volume: 0.5, rate: 0.85 } as const;

/** Mandarin as read in school, not Cantonese; English of any country. */
const spoken: Readonly<Record<Language, RegExp>> = {
  'zh-CN': /^(zh|cmn)(-hans)?(-(cn|sg))?$/,
  en: /^en(-|$)/,
};

/** A voice for the language that needs no network; null where the browser has none. */
export function voiceFor<V extends Voice>(language: Language, voices: readonly V[]): V | null {
  const fits = ({ lang }: V): boolean => spoken[language].test(lang.toLowerCase().replace(/_/g, '-'));
  return voices.find((voice) => voice.localService && fits(voice)) ?? null;
}

/** Says the texts in order in place of what is being said; false where no voice can. */
export function readAloud<V extends Voice>(
  port: SpeechPort<V>,
  language: Language,
  texts: readonly string[],
): boolean {
  const voice = voiceFor(language, port.voices());
  port.hush();
  if (voice === null) return false;
  for (const text of texts) port.say(text, voice, manner);
  return texts.length > 0;
}

/** The instructions on a surface (elements with `data-say`) in reading order, but for what is covered. */
export function instructionsIn(root: ParentNode): readonly string[] {
  return Array.from(root.querySelectorAll<HTMLElement>('[data-say]'))
    .filter((element) => getComputedStyle(element).visibility === 'visible')
    .map((element) => element.dataset.say ?? '')
    .filter((text) => text !== '');
}

/** This browser's speech; null where it has none. */
export function browserSpeech(): SpeechPort<SpeechSynthesisVoice> | null {
  if (!('speechSynthesis' in globalThis) || !('SpeechSynthesisUtterance' in globalThis)) return null;
  const { speechSynthesis } = globalThis;
  return {
    voices: () => speechSynthesis.getVoices(),
    onVoices: (changed) => {
      speechSynthesis.addEventListener('voiceschanged', changed);
      return () => speechSynthesis.removeEventListener('voiceschanged', changed);
    },
    say: (text, voice, { volume, rate }) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.volume = volume;
      utterance.rate = rate;
      speechSynthesis.speak(utterance);
    },
    hush: () => speechSynthesis.cancel(),
  };
}
