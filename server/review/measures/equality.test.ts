import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as equality from './equality.ts';
import { gini, giniCorrected, lorenz, shares } from './equality.ts';

const seed = Date.now() % 2 ** 31;

const scores = [
  equality.gini,
  equality.giniCorrected,
  equality.shannon,
  equality.evennessRoster,
  equality.evennessObserved,
  equality.maxShare,
  equality.dominance,
  equality.inverseSimpson,
  equality.jain,
  equality.activeShare,
  equality.variation,
];

/** Turns or ms of up to 60 children, many of them silent. */
const values = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 30 }), fc.nat({ max: 3_600_000 })), {
  maxLength: 60,
});
const spoken = values.filter((all) => all.some((value) => value > 0));

/** 10 decimals: sums in another order differ in the last bits. */
function near(actual: number | string, expected: number | string): void {
  if (typeof actual === 'number' && typeof expected === 'number') expect(actual).toBeCloseTo(expected, 10);
  else expect(actual).toBe(expected);
}

it(`gives a finite number or a reason for any values (seed ${seed})`, () => {
  fc.assert(
    fc.property(values, (all) => {
      for (const score of scores) {
        const measured = score(all);
        expect(typeof measured === 'string' || Number.isFinite(measured)).toBe(true);
      }
    }),
    { seed },
  );
});

it(`keeps Gini in [0, 1) and corrected in [0, 1] (seed ${seed})`, () => {
  fc.assert(
    fc.property(spoken, (all) => {
      expect(gini(all)).toBeGreaterThanOrEqual(0);
      expect(gini(all)).toBeLessThan(1);
      if (all.length < 2) expect(giniCorrected(all)).toBe('too_few');
      else expect(giniCorrected(all)).toBeLessThanOrEqual(1);
    }),
    { seed },
  );
});

it(`does not depend on the unit, nor on who is who (seed ${seed})`, () => {
  fc.assert(
    fc.property(spoken, fc.integer({ min: 2, max: 1000 }), (all, factor) => {
      for (const score of scores) {
        near(score(all.map((value) => value * factor)), score(all));
        near(score([...all].reverse()), score(all));
      }
    }),
    { seed },
  );
});

it(`finds less inequality where the greatest gives something to the least (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.nat({ max: 50 }), { minLength: 2, maxLength: 12 })
        .filter((all) => Math.max(...all) - Math.min(...all) >= 2),
      (all) => {
        const evened = [...all].sort((a, b) => a - b);
        evened[0] = (evened[0] ?? 0) + 1;
        evened[evened.length - 1] = (evened[evened.length - 1] ?? 0) - 1;
        expect(gini(evened)).toBeLessThan(gini(all) as number);
      },
    ),
    { seed },
  );
});

it(`shares everything out, and draws a Lorenz curve that rises, is convex and holds Gini (seed ${seed})`, () => {
  fc.assert(
    fc.property(spoken, (all) => {
      expect(shares(all)?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
      const curve = lorenz(all) ?? [];
      expect([curve[0], curve[curve.length - 1]]).toEqual([
        [0, 0],
        [1, 1],
      ]);
      const rises = curve.slice(1).map(([, y], index) => y - (curve[index]?.[1] ?? 0));
      rises.forEach((rise, index) => {
        expect(rise).toBeGreaterThanOrEqual((rises[index - 1] ?? 0) - 1e-12);
      });
      const under = curve
        .slice(1)
        .reduce(
          (area, [x, y], index) =>
            area + ((x - (curve[index]?.[0] ?? 0)) * (y + (curve[index]?.[1] ?? 0))) / 2,
          0,
        );
      expect(1 - 2 * under).toBeCloseTo(gini(all) as number, 10);
    }),
    { seed },
  );
});
