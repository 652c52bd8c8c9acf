import { expect, it } from 'vitest';
import { topOf, trendOf } from './trend.ts';
import type { TrendPoint } from './trend.ts';

const point = (...values: number[]): TrendPoint => ({
  values,
  day: `day ${values.join()}`,
  told: values.join() || 'gap',
});

it('breaks the line where there is no value, and marks the place', () => {
  const { paths, dots, gaps } = trendOf([point(1), point(2), point(), point(3)], 1);
  expect(paths).toHaveLength(2);
  expect(paths[0]).toMatch(/^M[\d.,]+L[\d.,]+$/);
  expect(paths[1]).toMatch(/^M[\d.,]+$/);
  expect(dots.map(({ told }) => told)).toEqual(['1', '2', '3']);
  expect(gaps).toEqual([{ x: expect.any(Number) as number, told: 'gap' }]);
});

it('leads the line through the mean of a lesson with several games', () => {
  const { paths, dots, baseY, topY } = trendOf([point(0, 1), point(0.5)], 1);
  const middle = (baseY + topY) / 2;
  expect(paths).toEqual([`M12,${middle}L288,${middle}`]);
  expect(dots.map(({ y }) => y)).toEqual([baseY, topY, middle]);
});

it('has no line for nothing, and a point for one lesson', () => {
  expect(trendOf([], 1)).toMatchObject({ paths: [], dots: [], gaps: [] });
  const { dots, topY } = trendOf([point(1)], 1);
  expect(dots).toEqual([{ x: 150, y: topY, told: '1' }]);
});

it('names the first and the last day, and one alone once', () => {
  const of = (...points: TrendPoint[]) => trendOf(points, 1).days.map(({ anchor, day }) => [anchor, day]);
  expect(of(point(1), point(2), point(3))).toEqual([
    ['start', 'day 1'],
    ['end', 'day 3'],
  ]);
  expect(of(point(1))).toEqual([['start', 'day 1']]);
  expect(of()).toEqual([]);
});

it.each([
  [[0.2, 0.9], 1, 1],
  [[0], 1, 1],
  [[], 1, 1],
  [[3], 1, 5],
  [[11], 1, 20],
  [[50], 1, 50],
])('scales %j to a round number', (values, least, top) => {
  expect(topOf(values, least)).toBeCloseTo(top);
});
