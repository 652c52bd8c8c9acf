import { describe, expect, it } from 'vitest';
import { gridFor, pagesOf, tilesPerPage } from './tilePages.ts';

const tiles = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("children's tiles on a tablet", () => {
  it('are at least 112 px with 16 px between them, at 600 × 960 and 1280 × 800', () => {
    for (let count = 1; count <= tilesPerPage; count += 1) {
      const { portrait, landscape } = gridFor(count);
      const side = (length: number, cells: number) => (length - 16 * (cells - 1)) / cells;
      // What bars, title and free edge leave over.
      expect(side(600 - 32, portrait)).toBeGreaterThanOrEqual(112);
      expect(side(960 - 52 - 48 - 128, Math.ceil(count / portrait))).toBeGreaterThanOrEqual(112);
      expect(side(1280 - 32, landscape)).toBeGreaterThanOrEqual(112);
      expect(side(800 - 52 - 48 - 128, Math.ceil(count / landscape))).toBeGreaterThanOrEqual(112);
    }
  });

  it('come in pages that hold every child once and leave room for the tile that leads on', () => {
    for (const count of [0, 1, 8, 15, 16, 42, 60]) {
      const pages = pagesOf(tiles(count));
      expect(pages.flat()).toEqual(tiles(count));
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(pages.length > 1 ? 14 : 15);
    }
  });
});
