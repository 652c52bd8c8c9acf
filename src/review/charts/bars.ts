/** Bars of one measure, a row per child in roster order: this describes, it never ranks. */
import type { Mark } from './marks.ts';
import { linear } from './scale.ts';

export interface BarRow extends Mark {
  readonly key: string;
  /** Null: not defined for this row. */
  readonly value: number | null;
  /** Length in percent of the longest; 0 for none, and never a sliver that cannot be seen for more than none. */
  readonly width: number;
}

/** What is more than none shows at least this much, percent. */
const leastWidth = 0.8;

/**
 * @param prefix makes the ids unique on the page
 * @param values in the order to draw them
 */
export function barRows(
  prefix: string,
  values: readonly { readonly key: string; readonly value: number | null }[],
): readonly BarRow[] {
  const most = Math.max(0, ...values.map(({ value }) => value ?? 0));
  const scale = linear([0, Math.max(most, 1)], [0, 100]);
  return values.map(({ key, value }, row) => ({
    id: `${prefix}.${key}`,
    key,
    row,
    at: 0,
    value,
    width: value === null || value <= 0 ? 0 : Math.max(leastWidth, scale(value)),
  }));
}
