import { m } from '../../../generated/paraglide/messages.js';
import type { ConsentAnswer, ConsentGiver, ConsentPurpose, ConsentWay } from '../../wire/vocabulary.ts';

export const purposeWords: Record<ConsentPurpose, () => string> = {
  record: m['console.consent.record'],
  observe: m['console.consent.observe'],
  interview: m['console.consent.interview'],
  research_export: m['console.consent.research_export'],
};
export const answerWords: Record<ConsentAnswer, () => string> = {
  yes: m['console.consent.yes'],
  no: m['console.consent.no'],
  not_asked: m['console.consent.not_asked'],
};
export const giverWords: Record<ConsentGiver, () => string> = {
  parent: m['console.consent.parent'],
  guardian: m['console.consent.guardian'],
  caregiver: m['console.consent.caregiver'],
  school: m['console.consent.school'],
};
/** How an answer of any kind came. */
export const wayWords: Record<ConsentWay, () => string> = {
  signed_form: m['console.consent.written'],
  spoken: m['console.consent.spoken'],
  message: m['console.consent.message'],
};

/** How this answer came: only who agrees has signed a form of consent. */
export function wayOf(answer: ConsentAnswer, way: ConsentWay): string {
  return answer === 'yes' && way === 'signed_form' ? m['console.consent.signed_form']() : wayWords[way]();
}
