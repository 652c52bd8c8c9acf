import { describe, expect, it } from 'vitest';
import { conformance } from '../_kit/conformance.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import { play, type Script } from '../_kit/play.ts';
import { sampleGameRules as rules } from './rules.ts';

const lesson: Script = {
  seed: 1,
  config: rules.defaults,
  seats: [11, 12, 13, 14, 15].map((seat) => ({ seat, tablet: 1 })),
  manners: { silent: 10, seats: 0, skip: 0, extend: 0 },
  moves: 200,
};

describe('the floor', () => {
  it('goes once round the circle, in seating order', () => {
    const { start, moves } = play(rules, lesson);
    const offers = [start.facts, ...moves.map(({ facts }) => facts)]
      .flat()
      .filter((fact) => fact.fact === 'turn_offered');
    expect(offers.map(({ speaker }) => speaker)).toEqual([11, 12, 13, 14, 15]);
    expect(offers.every(({ givenBy }) => givenBy === 'rules')).toBe(true);
  });
});

goldens(rules, import.meta.url, { 'five-children-one-tablet': lesson });

conformance(rules);
