import { expect, it } from 'vitest';
import { configOf } from './config.ts';

const card = { defaults: { minutes: 5, mode: 'round', pairs: false } };

it('keeps what was chosen over the defaults', () => {
  expect(configOf(card, { minutes: 8, pairs: true })).toEqual({ minutes: 8, mode: 'round', pairs: true });
});

it('leaves out keys and kinds the activity no longer has', () => {
  expect(configOf(card, { minutes: '8', gone: 1 })).toEqual(card.defaults);
  expect(configOf(card, null)).toEqual(card.defaults);
});
