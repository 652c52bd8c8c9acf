/** What stands on each cell of the picture, from what its viewer may know. */
import { groundsOf, rowOf, type Ground } from '../rules.map.ts';
import type { Field } from '../rules.ts';

/** `fog`: the viewer does not know. */
export type Drawn = Ground | 'fog';

/** The drawing of every cell: the rows that the viewer may see, and what the walk has shown to everyone. */
export function drawnCells(field: Field, rows: readonly string[]): Drawn[] {
  const cells = Array.from({ length: field.size * field.size }, (): Drawn => 'fog');
  for (const cell of field.trail) cells[cell] = 'free';
  for (const cell of field.closed) cells[cell] = 'closed';
  for (const word of rows) {
    for (const [column, ground] of groundsOf(word).entries())
      cells[rowOf(word) * field.size + column] = ground;
  }
  return cells;
}

/** Middle of a cell in the picture, in cells from the upper left corner. */
export function middleOf(size: number, cell: number): { readonly x: number; readonly y: number } {
  return { x: (cell % size) + 0.5, y: Math.floor(cell / size) + 0.5 };
}

/** The trail as the points of a line; a single cell makes a dot. */
export function lineOf({ size, trail }: Field): string {
  return trail.map((cell) => `${middleOf(size, cell).x},${middleOf(size, cell).y}`).join(' ');
}
