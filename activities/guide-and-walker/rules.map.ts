/**
 * The secret map. It is a list of words, one a row: the row's number, a colon, and a letter for each cell, as in
 * `2:.#.o.`. Rows carry their numbers so that no two words of a map are alike: a word that turns up where it must not
 * be tells which row has leaked.
 */
import type { Rng } from '../_kit/contract.ts';

/** Where an arrow leads. */
export const ways = ['up', 'down', 'left', 'right'] as const;
export type Way = (typeof ways)[number];

/** What lies on a cell: free ground, something in the way, the treasure. */
export type Ground = 'free' | 'closed' | 'treasure';

const letters: Readonly<Record<Ground, string>> = { free: '.', closed: '#', treasure: 'o' };
const grounds = new Map(Object.entries(letters).map(([ground, letter]) => [letter, ground as Ground]));

export interface LaidMap {
  readonly rows: readonly string[];
  /** The cell where the walk begins. */
  readonly start: number;
}

/** How far the way runs along each row, at most. */
const longestRun = 2;

/**
 * A map of `size` × `size` cells with a way from the first row to the last or the other way round. Every row has a
 * piece of the way, so every guide's strip is needed; two in three of the other cells are closed.
 */
export function layMap(size: number, rng: Rng): LaidMap {
  const way = drawWay(size, rng);
  const treasure = way[way.length - 1];
  const rows = Array.from({ length: size }, (_, row) => {
    const cells = Array.from({ length: size }, (__, column): Ground => {
      const cell = row * size + column;
      if (cell === treasure) return 'treasure';
      return way.includes(cell) || rng.int(3) === 0 ? 'free' : 'closed';
    });
    return `${row}:${cells.map((ground) => letters[ground]).join('')}`;
  });
  return { rows, start: way[0] ?? 0 };
}

/** The cells of a way through all rows that never crosses itself, start and treasure at its ends. */
function drawWay(size: number, rng: Rng): number[] {
  const down = Array.from({ length: size }, (_, row) => row);
  const order = rng.int(2) === 0 ? down : down.reverse();
  let column = rng.int(size);
  const way: number[] = [];
  for (const row of order) {
    way.push(row * size + column);
    const goal = drawColumn(size, column, rng);
    while (column !== goal) {
      column += column < goal ? 1 : -1;
      way.push(row * size + column);
    }
  }
  return way;
}

/** Another column, at most `longestRun` away: a way that ran straight through would need no guide. */
function drawColumn(size: number, from: number, rng: Rng): number {
  const columns = Array.from({ length: size }, (_, column) => column);
  return rng.pick(
    columns.filter((column) => column !== from && column >= from - longestRun && column <= from + longestRun),
  );
}

/** The number of the row that a word describes. */
export function rowOf(word: string): number {
  return Number(word.slice(0, word.indexOf(':')));
}

/** What lies on the cells of a row, from left to right. */
export function groundsOf(word: string): Ground[] {
  return Array.from(word.slice(word.indexOf(':') + 1), (letter) => grounds.get(letter) ?? 'free');
}

/** What lies on a cell of the whole map. */
export function groundAt(rows: readonly string[], size: number, cell: number): Ground {
  const word = rows[Math.floor(cell / size)];
  return (word === undefined ? undefined : groundsOf(word)[cell % size]) ?? 'closed';
}

/** The cell that a step from `cell` leads to; null at the edge. */
export function cellBeside(size: number, cell: number, way: Way): number | null {
  const row = Math.floor(cell / size);
  const column = cell % size;
  switch (way) {
    case 'up':
      return row > 0 ? cell - size : null;
    case 'down':
      return row < size - 1 ? cell + size : null;
    case 'left':
      return column > 0 ? cell - 1 : null;
    case 'right':
      return column < size - 1 ? cell + 1 : null;
  }
}

/** Whether the cell is there and may be tried, as far as everyone knows: `closed` are the cells found closed. */
export function isOpen(closed: readonly number[], cell: number | null): cell is number {
  return cell !== null && !closed.includes(cell);
}

/** The trail after a step onto `cell`: a way back to a cell on it takes out the loop. */
export function trailTo(trail: readonly number[], cell: number): number[] {
  const before = trail.indexOf(cell);
  return before < 0 ? [...trail, cell] : trail.slice(0, before + 1);
}

/** `size` rows dealt over `parts` guides in stretches that differ by one at most; part `index` of them. */
export function stripOf(rows: readonly string[], parts: number, index: number): string[] {
  const from = Math.floor((index * rows.length) / parts);
  return rows.slice(from, Math.floor(((index + 1) * rows.length) / parts));
}
