import { describe, expect, it } from 'vitest';
import { spotOf } from './ring.ts';

describe('the circle on the screen', () => {
  it('has room for every child: all spots lie in the picture and apart from each other', () => {
    for (let count = 1; count <= 16; count += 1) {
      const spots = Array.from({ length: count }, (_, index) => spotOf(index, count));
      for (const [index, { left, top }] of spots.entries()) {
        expect(left).toBeGreaterThanOrEqual(5);
        expect(left).toBeLessThanOrEqual(95);
        expect(top).toBeGreaterThanOrEqual(5);
        expect(top).toBeLessThanOrEqual(95);
        for (const other of spots.slice(index + 1)) {
          expect(Math.hypot(left - other.left, top - other.top)).toBeGreaterThan(15);
        }
      }
    }
  });
});
