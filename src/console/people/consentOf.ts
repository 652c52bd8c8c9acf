/** Reading a child's consent for one purpose. Absent means nobody asked, which permits nothing. */
import type { ChildRow } from '../../wire/answers.ts';
import type { ConsentAnswer, ConsentPurpose } from '../../wire/vocabulary.ts';

type Consent = ChildRow['consents'][number];

export function consentOf(row: Pick<ChildRow, 'consents'>, purpose: ConsentPurpose): Consent {
  const given = row.consents.find((one) => one.purpose === purpose);
  return given ?? { purpose, answer: 'not_asked', date: null, giver: null, way: null, assent: null };
}

/** How many children stand at each answer. */
export function consentCounts(
  rows: readonly Pick<ChildRow, 'consents'>[],
  purpose: ConsentPurpose,
): Record<ConsentAnswer, number> {
  const counts: Record<ConsentAnswer, number> = { yes: 0, no: 0, not_asked: 0 };
  for (const row of rows) counts[consentOf(row, purpose).answer] += 1;
  return counts;
}
