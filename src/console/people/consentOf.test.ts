import { expect, it } from 'vitest';
import type { ChildRow } from '../../wire/answers.ts';
import { consentCounts, consentOf } from './consentOf.ts';

const row = (...consents: ChildRow['consents'][number][]) => ({ consents });
const yes = {
  purpose: 'record',
  answer: 'yes',
  date: '2026-09-01',
  giver: 'parent',
  way: 'signed_form',
  assent: true,
} as const;

it('takes an absent consent for not asked', () => {
  expect(consentOf(row(), 'record').answer).toBe('not_asked');
  expect(consentOf(row(yes), 'research_export').answer).toBe('not_asked');
  expect(consentOf(row(yes), 'record')).toEqual(yes);
});

it('counts each purpose for itself', () => {
  const rows = [row(yes), row({ ...yes, answer: 'no' }), row()];
  expect(consentCounts(rows, 'record')).toEqual({ yes: 1, no: 1, not_asked: 1 });
  expect(consentCounts(rows, 'observe')).toEqual({ yes: 0, no: 0, not_asked: 3 });
});
