/** Walking the marks of a chart by keyboard. A chart is one tab stop; arrow keys lead from mark to mark. */

export interface Mark {
  /** The element's id: unique on the page; letters, digits, dots and hyphens. */
  readonly id: string;
  /** The row it stands in, from the top. */
  readonly row: number;
  /** Where it stands across, in any unit of the chart. */
  readonly at: number;
}

export const markKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'] as const;
export type MarkKey = (typeof markKeys)[number];
export const isMarkKey = (key: string): key is MarkKey => markKeys.some((one) => one === key);

/**
 * Which mark a key leads to: left and right in the order given, up and down to the nearest in the next row that has
 * any. The first where none was active; the same where there is none further; null where there is none at all.
 */
export function markAfterKey<M extends Mark>(key: MarkKey, from: M | null, marks: readonly M[]): M | null {
  const index = from === null ? -1 : marks.indexOf(from);
  if (from === null || index < 0) return marks[0] ?? null;
  switch (key) {
    case 'ArrowRight':
      return marks[index + 1] ?? from;
    case 'ArrowLeft':
      return marks[index - 1] ?? from;
    case 'Home':
      return marks[0] ?? from;
    case 'End':
      return marks[marks.length - 1] ?? from;
    case 'ArrowDown':
      return nearestOnward(from, marks, 1);
    case 'ArrowUp':
      return nearestOnward(from, marks, -1);
  }
}

/** The mark of the next row below (1) or above (-1) that stands nearest to `from`; the first of equals. */
function nearestOnward<M extends Mark>(from: M, marks: readonly M[], way: 1 | -1): M {
  let best: M | null = null;
  for (const mark of marks) {
    const rows = (mark.row - from.row) * way;
    if (rows <= 0) continue;
    const bestRows = best === null ? Infinity : (best.row - from.row) * way;
    const nearer = best !== null && Math.abs(mark.at - from.at) < Math.abs(best.at - from.at);
    if (rows < bestRows || (rows === bestRows && nearer)) best = mark;
  }
  return best ?? from;
}
