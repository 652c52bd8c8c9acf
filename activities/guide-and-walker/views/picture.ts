/** What stands on each cell of the picture, from what its viewer may know. */
import type { Field } from '../rules.ts';
import type { Ground } from '../rules.map.ts';

/** `fog`: the viewer does not know. */
export type Drawn = Ground | 'fog';

/** What the letters of a row stand for (rules.map.ts writes them). */
const grounds: Readonly<Record<string, Ground>> = { '.': 'free', '#': 'closed', o: 'treasure' };

/** The drawing of every cell: the rows that the viewer may see, and what the walk has shown to everyone. */
export function drawnCells(field: Field, rows: readonly string[]): Drawn[] {
  const cells = Array.from({ length: field.size * field.size }, (): Drawn => 'fog');
  for (const cell of field.trail) cells[cell] = 'free';
  for (const cell of field.closed) cells[cell] = 'closed';
  for (const word of rows) {
    const [row, letters = ''] = word.split(':');
    for (const [column, letter] of Array.from(letters).entries())
      cells[Number(row) * field.size + column] = grounds[letter] ?? 'fog';
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
