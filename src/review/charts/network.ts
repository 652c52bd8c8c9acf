/**
 * The network's picture. Stable: the children start on a ring in roster order and a fixed number of steps of the
 * same forces leads from there, so that one session always looks the same, in any language and on any screen.
 */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import type { SimulationNodeDatum } from 'd3-force';
import type { NetworkEdge, NetworkNode } from '../../wire/review.ts';
import type { Mark } from './marks.ts';
import { linear } from './scale.ts';
import type { Scale } from './scale.ts';

/** How the floor went along a tie: somebody chose it, the rule of the game made it, only one child was left, or some of it was chosen. */
export type TieKind = 'chosen' | 'ruled' | 'only' | 'both';

export interface NetworkDot extends Mark {
  readonly child: string;
  readonly isolate: boolean;
  readonly x: number;
  readonly y: number;
}

export interface NetworkTie {
  readonly from: string;
  readonly to: string;
  readonly turns: number;
  readonly kind: TieKind;
  /** From rim to rim, bent to the right so that a tie and its answer do not lie on one another. */
  readonly path: string;
  /** Stroke, px. */
  readonly width: number;
  /** The arrow's head, for `points` of a polygon. */
  readonly head: string;
  /** Where the number stands. */
  readonly label: readonly [x: number, y: number];
}

export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  /** Of a child's circle, px. */
  readonly radius: number;
  readonly dots: readonly NetworkDot[];
  readonly ties: readonly NetworkTie[];
}

/** Enough for the forces to come to rest; fixed, so that every browser stops at the same picture. */
const steps = 300;

/** px. Room for the name under a circle. */
const nameHeight = 22;
const nameWidth = 64;

export interface NetworkSize {
  readonly width: number;
  readonly height: number;
}

/** A picture as large as so many names need. */
export function networkSize(children: number): NetworkSize {
  const side = Math.max(360, Math.ceil(Math.sqrt(children) * 100));
  return { width: Math.round(side * 1.2), height: side };
}

/** @param prefix makes the ids unique on the page @param nodes in roster order, isolates too */
export function networkOf(
  prefix: string,
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  size: NetworkSize,
): NetworkLayout {
  const radius = nodes.length > 24 ? 11 : 15;
  const places = fit(settle(nodes, edges), size, radius);
  const dots = nodes.map(({ child, isolate }, index): NetworkDot => {
    const [x, y] = places[index] ?? [size.width / 2, size.height / 2];
    return { id: `${prefix}.${child}`, child, isolate, row: index, at: 0, x, y };
  });
  const most = Math.max(1, ...edges.map(({ turns }) => turns));
  // By its root, as a tie's area is what the eye weighs. Twice is not much yet: full width begins at five times.
  const stroke = linear([1, Math.sqrt(Math.max(most, 5))], [1.5, 6]);
  const dotOf = new Map(dots.map((dot) => [dot.child, dot]));
  const ties = edges
    .filter(({ turns }) => turns > 0)
    .flatMap((edge): NetworkTie[] => {
      const from = dotOf.get(edge.from);
      const to = dotOf.get(edge.to);
      return from === undefined || to === undefined
        ? []
        : [tieOf(edge, from, to, radius, stroke(Math.sqrt(edge.turns)))];
    });
  return { ...size, radius, dots, ties };
}

export function tieKind({ turns, ruled, only }: Pick<NetworkEdge, 'turns' | 'ruled' | 'only'>): TieKind {
  if (ruled === 0) return 'chosen';
  if (ruled < turns) return 'both';
  return only === ruled ? 'only' : 'ruled';
}

interface Body extends SimulationNodeDatum {
  readonly child: string;
}

/** Places in an endless plane, roughly round the origin. */
function settle(
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
): readonly (readonly [number, number])[] {
  const ring = 60 + nodes.length * 9;
  const bodies = nodes.map(({ child }, index): Body => {
    const angle = (index / Math.max(1, nodes.length)) * 2 * Math.PI - Math.PI / 2;
    return { child, x: Math.cos(angle) * ring, y: Math.sin(angle) * ring };
  });
  const known = new Set(nodes.map(({ child }) => child));
  const links = edges
    .filter(({ from, to, turns }) => turns > 0 && known.has(from) && known.has(to))
    .map(({ from, to, turns }) => ({ source: from, target: to, turns }));
  forceSimulation(bodies)
    .force(
      'tie',
      forceLink<Body, (typeof links)[number]>(links)
        .id(({ child }) => child)
        .distance(90)
        .strength(({ turns }) => Math.min(0.5, 0.1 + turns * 0.05)),
    )
    .force('room', forceManyBody<Body>().strength(-260).distanceMax(420))
    .force('names', forceCollide<Body>(46))
    .force('x', forceX<Body>(0).strength(0.05))
    .force('y', forceY<Body>(0).strength(0.07))
    .stop()
    .tick(steps);
  return bodies.map(({ x = 0, y = 0 }) => [x, y] as const);
}

/** Stretches the plane into the picture, each way by itself; a line or a point goes to the middle. */
function fit(
  places: readonly (readonly [number, number])[],
  { width, height }: NetworkSize,
  radius: number,
): readonly (readonly [number, number])[] {
  const along = (values: readonly number[], to: readonly [number, number]): Scale => {
    const least = Math.min(...values);
    const most = Math.max(...values);
    return linear([least, most - least < 1e-6 ? least : most], to);
  };
  if (places.length === 0) return [];
  const x = along(places.map(([at]) => at), [nameWidth / 2, width - nameWidth / 2]); // prettier-ignore
  const y = along(places.map(([, at]) => at), [radius + 6, height - radius - nameHeight]); // prettier-ignore
  return places.map(([atX, atY]) => [round(x(atX)), round(y(atY))] as const);
}

/** Tenths of a px: what engines compute apart beyond that nobody sees. */
const round = (value: number): number => Math.round(value * 10) / 10;

function tieOf(
  edge: NetworkEdge,
  from: NetworkDot,
  to: NetworkDot,
  radius: number,
  width: number,
): NetworkTie {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy) || 1;
  // The middle of the bend, a seventh of the way to the right.
  const mid = [(from.x + to.x) / 2 - dy / 7, (from.y + to.y) / 2 + dx / 7] as const;
  const rim = (dot: NetworkDot, gap: number): readonly [number, number] => {
    const [toX, toY] = [mid[0] - dot.x, mid[1] - dot.y];
    const long = Math.hypot(toX, toY) || 1;
    const away = Math.min(radius + gap, far / 2);
    return [dot.x + (toX / long) * away, dot.y + (toY / long) * away];
  };
  const head = 6 + width;
  const start = rim(from, 2);
  const tip = rim(to, 3);
  const end = rim(to, 3 + head);
  const [aside, ahead] = [(tip[1] - end[1]) * 0.45, (tip[0] - end[0]) * 0.45];
  const at = ([x, y]: readonly [number, number]): string => `${round(x)},${round(y)}`;
  return {
    from: edge.from,
    to: edge.to,
    turns: edge.turns,
    kind: tieKind(edge),
    path: `M${at(start)}Q${at(mid)} ${at(end)}`,
    width: round(width),
    head: [tip, [end[0] - aside, end[1] + ahead] as const, [end[0] + aside, end[1] - ahead] as const]
      .map(at)
      .join(' '),
    label: [round((start[0] + 2 * mid[0] + end[0]) / 4), round((start[1] + 2 * mid[1] + end[1]) / 4)],
  };
}
