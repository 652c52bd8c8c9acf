/** The laws by their numbers in SPEC.md. */
import { actsAreRecorded, legalIsAccepted } from './actLaws.ts';
import { gapsAreBounded, passIsOpen } from './floorLaws.ts';
import type { Law } from './law.ts';
import { padsAreLetGo } from './padLaws.ts';
import { comeAndGo, neverStuck, silenceEnds } from './progressLaws.ts';
import { noAmbientWorld, nothingForeign, replayEqualsLive } from './replayLaws.ts';
import { secretsStay, viewsIgnoreOthers } from './secrecyLaws.ts';

export const laws = {
  C1: { title: 'Replay equals live', check: replayEqualsLive },
  C2: { title: 'Nothing foreign gets in', check: nothingForeign },
  C3: { title: 'Never stuck', check: neverStuck },
  C4: { title: 'What is legal is accepted', check: legalIsAccepted },
  C5: { title: 'Views ignore what is not theirs', check: viewsIgnoreOthers },
  C6: { title: 'No ambient world', check: noAmbientWorld },
  C7: { title: 'The record is explicit', check: actsAreRecorded },
  C8: { title: 'Silence ends', check: silenceEnds },
  C9: { title: 'Secrets stay', check: secretsStay },
  C10: { title: 'Anyone may pass, nobody is waited for', check: passIsOpen },
  C11: { title: 'Bounded means bounded', check: gapsAreBounded },
  C12: { title: 'Coming and going at any moment', check: comeAndGo },
  C13: { title: 'A held pad is let go', check: padsAreLetGo },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly check: Law }>>;

export type LawNumber = keyof typeof laws;
