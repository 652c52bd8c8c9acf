/** A Lorenz curve as a path: how much of all turns the least active part of the children had. */
import type { LorenzPoint } from '../../wire/review.ts';
import { linear } from './scale.ts';

export interface LorenzLayout {
  /** For `d` of a path. */
  readonly path: string;
  /** The diagonal: everybody had the same. */
  readonly equal: string;
  /** In px of the picture. */
  readonly points: readonly Point[];
}

type Point = readonly [x: number, y: number];

/** @param points from [0, 0] to [1, 1] @param size px of the square's side @param inset px left free on each side */
export function lorenzOf(points: readonly LorenzPoint[], size: number, inset: number): LorenzLayout {
  const x = linear([0, 1], [inset, size - inset]);
  const y = linear([0, 1], [size - inset, inset]);
  const at = points.map(([children, values]): Point => [x(children), y(values)]);
  return {
    path: pathOf(at),
    equal: pathOf([[x(0), y(0)], [x(1), y(1)]]),
    points: at,
  }; // prettier-ignore
}

function pathOf(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}`;
}

/** Hundredths of a px are enough for any eye. */
const round = (value: number): number => Math.round(value * 100) / 100;

/** Share of all that the less active half of the children had, 0 … 0.5: the curve in one number for a reader. */
export function lowerHalf(points: readonly LorenzPoint[]): number | null {
  for (let index = 1; index < points.length; index += 1) {
    const [fromX, fromY] = points[index - 1] ?? [0, 0];
    const [toX, toY] = points[index] ?? [0, 0];
    if (toX >= 0.5) return toX === fromX ? toY : fromY + ((toY - fromY) * (0.5 - fromX)) / (toX - fromX);
  }
  return null;
}
