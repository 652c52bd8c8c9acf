/** A network on a ring: everybody keeps its place from picture to picture, so that only the ties change. Pure. */
import type { ChosenEdge } from '../../wire/review.ts';

export interface RingDot {
  readonly x: number;
  readonly y: number;
  /** Has no tie, in either direction. */
  readonly alone: boolean;
}
export interface RingTie {
  /** From rim to rim, bent to the right, so that a tie and its answer do not lie on one another. */
  readonly path: string;
  readonly head: string;
  /** Stroke, px. */
  readonly width: number;
}
export interface RingPicture {
  readonly dots: readonly RingDot[];
  readonly ties: readonly RingTie[];
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** @param size side of the square, px  @param radius of a child's circle, px */
export function ringOf(
  children: number,
  edges: readonly ChosenEdge[],
  size: number,
  radius: number,
): RingPicture {
  const tied = new Set(edges.flatMap(([from, to]) => [from, to]));
  const reach = size / 2 - radius - 2;
  const dots = Array.from({ length: children }, (_, index): RingDot => {
    const angle = (index / children) * 2 * Math.PI - Math.PI / 2;
    return {
      x: round(size / 2 + reach * Math.cos(angle)),
      y: round(size / 2 + reach * Math.sin(angle)),
      alone: !tied.has(index),
    };
  });
  const most = Math.max(1, ...edges.map(([, , times]) => times));
  return {
    dots,
    ties: edges.flatMap(([from, to, times]) => {
      const [a, b] = [dots[from], dots[to]];
      return a && b && from !== to ? [tieOf(a, b, radius, 0.8 + 2.2 * Math.sqrt(times / most))] : [];
    }),
  };
}

function tieOf(a: RingDot, b: RingDot, radius: number, width: number): RingTie {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const mid = [(a.x + b.x) / 2 - dy / 8, (a.y + b.y) / 2 + dx / 8] as const;
  const rim = (dot: RingDot, gap: number): readonly [number, number] => {
    const [toX, toY] = [mid[0] - dot.x, mid[1] - dot.y];
    const long = Math.hypot(toX, toY) || 1;
    const away = Math.min(radius + gap, long);
    return [dot.x + (toX / long) * away, dot.y + (toY / long) * away];
  };
  const head = 3 + width * 1.4;
  const [start, end, tip] = [rim(a, 1), rim(b, 1 + head), rim(b, 1)];
  const [aside, ahead] = [(tip[1] - end[1]) * 0.5, (tip[0] - end[0]) * 0.5];
  const at = ([x, y]: readonly [number, number]): string => `${round(x)},${round(y)}`;
  return {
    path: `M${at(start)}Q${at(mid)} ${at(end)}`,
    head: [tip, [end[0] - aside, end[1] + ahead] as const, [end[0] + aside, end[1] - ahead] as const]
      .map(at)
      .join(' '),
    width: round(width),
  };
}
