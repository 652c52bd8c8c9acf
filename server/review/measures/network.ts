/**
 * The directed network of who addressed whom. Nodes are the whole roster, isolates included; a tie is a pair with at
 * least one turn; its weight counts them. Nobody is tied to itself, and names that are not on the roster are no nodes.
 */
import { sum } from 'simple-statistics';
import { ratio } from './figure.ts';
import type { Measured } from './figure.ts';

export interface Tie {
  readonly from: string;
  readonly to: string;
  /** Turns, ≥ 1. */
  readonly weight: number;
}

/** The ties of a roster, sorted by its order. */
export function tiesOf(roster: readonly string[], directed: readonly (readonly [string, string])[]): Tie[] {
  const place = new Map(roster.map((child, index) => [child, index]));
  const weights = new Map<number, number>();
  for (const [from, to] of directed) {
    const row = place.get(from);
    const column = place.get(to);
    if (row === undefined || column === undefined || row === column) continue;
    const cell = row * roster.length + column;
    weights.set(cell, (weights.get(cell) ?? 0) + 1);
  }
  return [...weights]
    .sort(([a], [b]) => a - b)
    .map(([cell, weight]) => ({
      from: roster[Math.floor(cell / roster.length)] ?? '',
      to: roster[cell % roster.length] ?? '',
      weight,
    }));
}

/** Ties ÷ the n·(n − 1) that there could be; 0 … 1. `too_few` below 2 children. Wasserman & Faust (1994). */
export function density(n: number, ties: readonly Tie[]): Measured {
  return ratio(ties.length, n * (n - 1), 'too_few');
}

export interface Dyads {
  readonly mutual: number;
  readonly asymmetric: number;
  readonly none: number;
}

/** The n·(n − 1) ÷ 2 pairs of children by whether both, one or neither addressed the other. Holland & Leinhardt (1970). */
export function dyadCensus(n: number, ties: readonly Tie[]): Dyads {
  const mutual = returned(ties).filter((weight) => weight > 0).length / 2;
  const asymmetric = ties.length - 2 * mutual;
  return { mutual, asymmetric, none: (n * (n - 1)) / 2 - mutual - asymmetric };
}

/** For each tie the turns of it that are returned, min(w, w back); 0 without a tie back. */
function returned(ties: readonly Tie[]): number[] {
  const weights = new Map<string, Map<string, number>>();
  for (const { from, to, weight } of ties) {
    weights.set(from, (weights.get(from) ?? new Map<string, number>()).set(to, weight));
  }
  return ties.map(({ from, to, weight }) => Math.min(weight, weights.get(to)?.get(from) ?? 0));
}

/** Ties that are returned ÷ ties; 0 … 1. `nothing` without ties. Newman, Forrest & Balthrop (2002). */
export function reciprocityEdges(ties: readonly Tie[]): Measured {
  return ratio(returned(ties).filter((weight) => weight > 0).length, ties.length, 'nothing');
}

/** Mutual pairs ÷ pairs with any tie; 0 … 1. `nothing` without ties. Wasserman & Faust (1994). */
export function reciprocityDyads({ mutual, asymmetric }: Dyads): Measured {
  return ratio(mutual, mutual + asymmetric, 'nothing');
}

/** Σ min(w, w back) ÷ Σ w: the share of turns that are returned; 0 … 1. `nothing` without ties. Squartini et al. (2013). */
export function reciprocityWeighted(ties: readonly Tie[]): Measured {
  return ratio(sum(returned(ties)), sum(ties.map(({ weight }) => weight)), 'nothing');
}

export type Direction = 'in' | 'out';
const end = (tie: Tie, direction: Direction): string => (direction === 'in' ? tie.to : tie.from);

/** Children whose turns went toward this one (in), or toward whom its turns went (out); 0 … n − 1, in roster order. */
export function degrees(roster: readonly string[], ties: readonly Tie[], direction: Direction): number[] {
  return roster.map((child) => ties.filter((tie) => end(tie, direction) === child).length);
}

/** Degree ÷ (n − 1); 0 … 1. `too_few` below 2 children. Freeman (1979). */
export function degreeCentrality(degree: number, n: number): Measured {
  return n < 2 ? 'too_few' : degree / (n - 1);
}

/** Turns received (in) or given (out), in roster order. Barrat et al. (2004). */
export function strengths(roster: readonly string[], ties: readonly Tie[], direction: Direction): number[] {
  return roster.map((child) =>
    sum(ties.filter((tie) => end(tie, direction) === child).map(({ weight }) => weight)),
  );
}

/**
 * Σ (greatest degree − degree) ÷ (n − 1)², the value of a star that points in (or out); 0 (all alike) … 1.
 * `too_few` below 2 children. Freeman (1979), for directed graphs without loops.
 */
export function centralizationDirected(degree: readonly number[]): Measured {
  const n = degree.length;
  return n < 2 ? 'too_few' : spread(degree) / (n - 1) ** 2;
}

/** Σ (greatest degree − degree) ÷ ((n − 1)·(n − 2)) with direction ignored; 0 … 1. `too_few` below 3 children. Freeman (1979). */
export function centralizationUndirected(roster: readonly string[], ties: readonly Tie[]): Measured {
  const n = roster.length;
  if (n < 3) return 'too_few';
  const neighbours = new Map(roster.map((child) => [child, new Set<string>()]));
  for (const { from, to } of ties) {
    neighbours.get(from)?.add(to);
    neighbours.get(to)?.add(from);
  }
  return spread(roster.map((child) => neighbours.get(child)?.size ?? 0)) / ((n - 1) * (n - 2));
}

function spread(degree: readonly number[]): number {
  const greatest = Math.max(0, ...degree);
  return sum(degree.map((value) => greatest - value));
}

/** Children without any tie, in either direction. */
export function isolates(roster: readonly string[], ties: readonly Tie[]): string[] {
  const tied = new Set(ties.flatMap(({ from, to }) => [from, to]));
  return roster.filter((child) => !tied.has(child));
}
