/** The groups' shapes with their colours; SVG paths in a 100 × 100 box. */
import type { GroupShape } from '../wire/vocabulary.ts';

export interface ShapeLook {
  readonly path: string;
  /** Strong enough for white marks on it and for itself on the page's ground. */
  readonly colour: string;
}

export const shapeLooks: Readonly<Record<GroupShape, ShapeLook>> = {
  circle: { path: 'M50 6a44 44 0 1 1 0 88a44 44 0 1 1 0-88z', colour: '#c92a3a' },
  square: { path: 'M12 12h76v76h-76z', colour: '#1f5fbf' },
  triangle: { path: 'M50 8l44 80h-88z', colour: '#1e7a34' },
  star: { path: 'M50 5l13.5 29.5l32 3.5l-24 21.5l7 31.5l-28.5-16.5l-28.5 16.5l7-31.5l-24-21.5l32-3.5z', colour: '#b8620a' },
  heart: { path: 'M50 90c-22-18-44-34-44-56c0-14 10-24 22-24c9 0 17 5 22 14c5-9 13-14 22-14c12 0 22 10 22 24c0 22-22 38-44 56z', colour: '#b0257e' },
  diamond: { path: 'M50 4l34 46l-34 46l-34-46z', colour: '#0a7a83' },
  moon: { path: 'M62 6a45 45 0 1 0 32 66a38 38 0 1 1-32-66z', colour: '#6a35b5' },
  flower: { path: 'M50 8a18 18 0 0 1 18 20a18 18 0 1 1 8 34a18 18 0 1 1-26 20a18 18 0 1 1-26-20a18 18 0 1 1 8-34a18 18 0 0 1 18-20z', colour: '#8a4b1f' },
}; // prettier-ignore
