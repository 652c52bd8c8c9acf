import { expect, it } from 'vitest';
import { consentAnswers, consentWays } from '../../wire/vocabulary.ts';
import { wayOf } from './consentWords.ts';

it('says that a form of consent was signed only of a yes', () => {
  const signed = wayOf('yes', 'signed_form');
  const others = consentAnswers
    .filter((answer) => answer !== 'yes')
    .map((answer) => wayOf(answer, 'signed_form'));
  expect(new Set(others).size).toBe(1);
  expect(others).not.toContain(signed);
});

it('names the other ways alike for every answer', () => {
  for (const way of consentWays.filter((one) => one !== 'signed_form'))
    expect(new Set(consentAnswers.map((answer) => wayOf(answer, way))).size).toBe(1);
});
