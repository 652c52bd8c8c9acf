/** Where the children of a circle stand on the picture. */

export interface Spot {
  /** Percent of the picture's width and height. */
  readonly left: number;
  readonly top: number;
}

/** The spot of place `index` of `count` on an ellipse; clockwise, with nobody right above the middle. */
export function spotOf(index: number, count: number): Spot {
  const angle = (2 * Math.PI * (index + 0.5)) / Math.max(1, count) - Math.PI / 2;
  return { left: 50 + 43 * Math.cos(angle), top: 50 + 41 * Math.sin(angle) };
}
