/** How many children's tiles fit a tablet at once, each at least 112 px, at the smallest size designed for. */
export const tilesPerPage = 15;

export interface Grid {
  readonly portrait: number;
  readonly landscape: number;
}

/** Columns for a number of tiles (1 … 15) in either orientation. */
export function gridFor(count: number): Grid {
  if (count <= 2) return { portrait: 1, landscape: 2 };
  if (count <= 4) return { portrait: 2, landscape: count };
  if (count <= 8) return { portrait: 2, landscape: 4 };
  return { portrait: 3, landscape: 5 };
}

/** How big a child's picture is among so many tiles, as a CSS length. */
export function faceSizeFor(count: number): string {
  if (count <= 4) return 'clamp(120px, 25vmin, 240px)';
  if (count <= 6) return 'clamp(100px, 20vmin, 200px)';
  return count <= 8 ? 'clamp(84px, 15vmin, 160px)' : 'clamp(64px, 11vmin, 110px)';
}

/** The tiles of a page; where there are several pages each has room for the tile that leads on. */
export function pagesOf<T>(tiles: readonly T[]): readonly (readonly T[])[] {
  if (tiles.length <= tilesPerPage) return [tiles];
  const pages: T[][] = [];
  const perPage = tilesPerPage - 1;
  for (let start = 0; start < tiles.length; start += perPage) pages.push(tiles.slice(start, start + perPage));
  return pages;
}
