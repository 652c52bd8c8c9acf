import { expect, it } from 'vitest';
import { ringOf } from './ring.ts';

it('keeps everybody in place, whatever the ties are, and marks who has none', () => {
  const one = ringOf(5, [[0, 1, 3]], 200, 10);
  const other = ringOf(5, [[3, 2, 1], [2, 3, 4]], 200, 10); // prettier-ignore
  const place = ({ x, y }: { x: number; y: number }) => [x, y];
  expect(one.dots.map(place)).toEqual(other.dots.map(place));
  expect(one.dots.map(({ alone }) => alone)).toEqual([false, false, true, true, true]);
  expect(one.dots[0]).toMatchObject({ x: 100, y: 12 });
});

it('draws ties thicker the more often they were chosen, and nothing that is not a number', () => {
  const { ties } = ringOf(4, [[0, 1, 1], [1, 0, 9], [0, 2, 4]], 160, 8); // prettier-ignore
  expect(ties).toHaveLength(3);
  expect(ties[1]?.width).toBeGreaterThan(ties[2]?.width ?? NaN);
  expect(ties[2]?.width).toBeGreaterThan(ties[0]?.width ?? NaN);
  expect(ties[0]?.path).not.toBe(ties[1]?.path);
  expect(JSON.stringify([ringOf(1, [[0, 0, 1]], 80, 5), ringOf(0, [], 80, 5), ties])).not.toMatch(/null|NaN/);
});
