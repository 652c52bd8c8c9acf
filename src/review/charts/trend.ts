/** A figure from lesson to lesson, as a picture: a line that breaks where there is no value. Pure. */
import { linear } from './scale.ts';

export interface TrendPoint {
  /** Several where a lesson has several games of the kind; empty: no value. */
  readonly values: readonly number[];
  /** The lesson's day, to stand under the base line. */
  readonly day: string;
  /** When, and what the values are or why there are none, in words. */
  readonly told: string;
}

export interface TrendPicture {
  readonly width: number;
  readonly height: number;
  /** Runs of neighbours that have values, each a path through their means. */
  readonly paths: readonly string[];
  readonly dots: readonly { readonly x: number; readonly y: number; readonly told: string }[];
  /** Lessons without a value, on the base line. */
  readonly gaps: readonly { readonly x: number; readonly told: string }[];
  /** The first and the last day, at the ends of the base line. */
  readonly days: readonly { readonly x: number; readonly anchor: 'start' | 'end'; readonly day: string }[];
  readonly baseY: number;
  readonly topY: number;
  /** The value at `topY`; the base is 0. */
  readonly top: number;
}

const width = 300;
const height = 110;
const [left, right] = [12, width - 12];
/** Above the top stands its value, clear of a dot that lies on it. */
const [topY, baseY] = [22, height - 20];

/** The upper end of the scale: at least `least`, else the next of 1, 2, 5 times a power of ten above the greatest value. */
export function topOf(values: readonly number[], least: number): number {
  const greatest = Math.max(least, ...values);
  const power = 10 ** Math.floor(Math.log10(greatest));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= greatest - 1e-9) ?? greatest;
}

/** @param least the scale reaches at least to here, > 0; 1 for shares, so that they can be told apart from small counts */
export function trendOf(points: readonly TrendPoint[], least: number): TrendPicture {
  const top = topOf(points.flatMap(({ values }) => values), least); // prettier-ignore
  const x = linear([0, points.length - 1], [left, right]);
  const y = linear([0, top], [baseY, topY]);
  const paths: string[] = [];
  let path = '';
  points.forEach(({ values }, index) => {
    if (values.length === 0) {
      if (path !== '') paths.push(path);
      path = '';
      return;
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    path += `${path === '' ? 'M' : 'L'}${round(x(index))},${round(y(mean))}`;
  });
  if (path !== '') paths.push(path);
  return {
    ...{ width, height, paths, days: daysOf(points), baseY, topY, top },
    dots: points.flatMap(({ values, told }, index) =>
      values.map((value) => ({ x: round(x(index)), y: round(y(value)), told })),
    ),
    gaps: points.flatMap(({ values, told }, index) =>
      values.length === 0 ? [{ x: round(x(index)), told }] : [],
    ),
  };
}

function daysOf(points: readonly TrendPoint[]): TrendPicture['days'] {
  const [first] = points;
  const last = points[points.length - 1];
  if (first === undefined || last === undefined) return [];
  const start = { x: 0, anchor: 'start', day: first.day } as const;
  return first === last ? [start] : [start, { x: width, anchor: 'end', day: last.day }];
}

const round = (value: number): number => Math.round(value * 10) / 10;
