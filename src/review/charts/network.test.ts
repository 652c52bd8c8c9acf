import { describe, expect, it } from 'vitest';
import type { NetworkEdge, NetworkNode } from '../../wire/review.ts';
import { networkOf, networkSize, tieKind } from './network.ts';

const figure = { value: 0, n: 1, reason: null, formula: 'x@1' };
const node = (child: string, isolate = false): NetworkNode => ({
  ...{ child, isolate, inStrength: 0, outStrength: 0, inDegree: figure, outDegree: figure },
});
const edge = (from: string, to: string, turns: number, rest: Partial<NetworkEdge> = {}): NetworkEdge => ({
  ...{ from, to, turns, chosen: turns, options: turns, expected: 0, ruled: 0, only: 0, said: 0 },
  ...rest,
});
const layout = (nodes: readonly NetworkNode[], edges: readonly NetworkEdge[] = []) =>
  networkOf('n', nodes, edges, networkSize(nodes.length));

const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);

describe('the network', () => {
  it('looks the same every time', () => {
    const nodes = names(9).map((name) => node(name));
    const edges = [edge('c0', 'c3', 2), edge('c3', 'c0', 1), edge('c5', 'c7', 4)];
    expect(layout(nodes, edges)).toEqual(layout(nodes, edges));
  });

  it.each([1, 2, 3, 12, 60])('keeps %i children apart and inside the picture, isolates too', (count) => {
    const children = names(count);
    const edges = children.slice(1, Math.ceil(count / 2)).map((child) => edge('c0', child, 1));
    const { dots, width, height, radius } = layout(children.map((child) => node(child, true)), edges); // prettier-ignore
    expect(dots.map(({ child }) => child)).toEqual(children);
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThanOrEqual(radius);
      expect(x).toBeLessThanOrEqual(width - radius);
      expect(y).toBeGreaterThanOrEqual(radius);
      expect(y).toBeLessThanOrEqual(height - radius);
    }
    for (const one of dots)
      for (const other of dots)
        if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * radius);
  });

  it('draws no tie for what could have been chosen and was not, nor to whom it does not know', () => {
    const { ties } = layout(
      [node('a'), node('b')],
      [edge('a', 'b', 0, { options: 3 }), edge('a', 'gone', 1)],
    );
    expect(ties).toEqual([]);
  });

  it('draws a tie and its answer beside one another, the stronger one thicker', () => {
    const { ties } = layout([node('a'), node('b'), node('c')], [edge('a', 'b', 4), edge('b', 'a', 1)]);
    expect(ties.map(({ from, to }) => [from, to])).toEqual([['a', 'b'], ['b', 'a']]); // prettier-ignore
    expect(ties[0]?.path).not.toBe(ties[1]?.path);
    expect(ties[0]?.label).not.toEqual(ties[1]?.label);
    expect(ties[0]?.width).toBeGreaterThan(ties[1]?.width ?? 0);
    expect(JSON.stringify(ties)).not.toMatch(/NaN|null/);
  });

  it('tells chosen ties from those of the rule, and those that are both', () => {
    expect(tieKind({ turns: 3, ruled: 0, only: 0 })).toBe('chosen');
    expect(tieKind({ turns: 3, ruled: 3, only: 0 })).toBe('ruled');
    expect(tieKind({ turns: 3, ruled: 1, only: 0 })).toBe('both');
  });

  it('tells a tie to the only child that was left from one of the rule and from a chosen one', () => {
    expect(tieKind({ turns: 2, ruled: 2, only: 2 })).toBe('only');
    expect(tieKind({ turns: 2, ruled: 1, only: 1 })).toBe('both');
  });
});
