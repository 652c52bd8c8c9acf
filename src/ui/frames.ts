/**
 * The outline behind each child's animal: one per colour, so that no child is told by colour alone.
 * SVG paths in a 100 × 100 box, for colours 0 … 7.
 */
const outlines = [
  'M50 5a45 45 0 1 1 0 90a45 45 0 1 1 0-90z', // circle
  'M20 7h60a13 13 0 0 1 13 13v60a13 13 0 0 1-13 13h-60a13 13 0 0 1-13-13v-60a13 13 0 0 1 13-13z', // square
  'M27 8h46l23 42l-23 42h-46l-23-42z', // hexagon
  'M35 13A17 17 0 0 1 65 13A17 17 0 0 1 87 35A17 17 0 0 1 87 65A17 17 0 0 1 65 87A17 17 0 0 1 35 87A17 17 0 0 1 13 65A17 17 0 0 1 13 35A17 17 0 0 1 35 13z', // blossom
  'M31 6h38l25 25v38l-25 25h-38l-25-25v-38z', // octagon
  'M7 50q0-44 43-44t43 44v36q0 8-8 8h-70q-8 0-8-8z', // arch
  'M50 4l45 36l-13 54h-64l-13-54z', // house
  'M50 3q14 14 47 4v43q0 32-47 47q-47-15-47-47v-43q33 10 47-4z', // shield
] as const;

/** The outline that goes with a child's colour; out of range wraps round. */
export const frameOf = (colour: number): string => outlines[colour % outlines.length] ?? outlines[0];

/** A child's colour as a CSS value, or its soft ground. */
export const childColour = (colour: number, soft = false): string =>
  `var(--child-${colour % outlines.length}${soft ? '-soft' : ''})`;
