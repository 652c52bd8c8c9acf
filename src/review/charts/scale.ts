/**
 * A straight line from one range of numbers to another. All that the charts need of a scale; d3-scale comes as one
 * file with colours, dates and number formats, which is more than all charts together.
 */
export type Scale = (value: number) => number;

/** Maps `from` to `to`; what lies outside is carried on. Where `from` has no length, everything falls on the middle. */
export function linear(
  [from0, from1]: readonly [number, number],
  [to0, to1]: readonly [number, number],
): Scale {
  if (from1 === from0) return () => (to0 + to1) / 2;
  return (value) => to0 + ((value - from0) / (from1 - from0)) * (to1 - to0);
}
