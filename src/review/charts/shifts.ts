/** Gibson's participation shifts as bars, in his order and his families. */
import { shiftFamilies } from '../../wire/review.ts';
import type { ShiftCode, ShiftFamily, ShiftMeasures } from '../../wire/review.ts';
import { barRows } from './bars.ts';
import type { BarRow } from './bars.ts';

const families: Readonly<Record<ShiftFamily, readonly ShiftCode[]>> = {
  receiving: ['AB-BA', 'AB-B0', 'AB-BY'],
  claiming: ['A0-X0', 'A0-XA', 'A0-XY'],
  usurping: ['AB-X0', 'AB-XA', 'AB-XB', 'AB-XY'],
  continuing: ['A0-AY', 'AB-A0', 'AB-AY'],
  none: ['repeat'],
};

export interface ShiftRow extends BarRow {
  readonly key: ShiftCode;
}

export interface ShiftGroup {
  readonly family: ShiftFamily;
  readonly count: number;
  readonly rows: readonly ShiftRow[];
}

/** Families in order, each with its shifts; widths are over all of them, so that bars compare across families. */
export function shiftGroups(prefix: string, measures: ShiftMeasures): readonly ShiftGroup[] {
  const codes = shiftFamilies.flatMap((family) => families[family]);
  const rows = barRows(prefix, codes.map((key) => ({ key, value: measures.counts[key] }))) as readonly ShiftRow[]; // prettier-ignore
  return shiftFamilies.map((family) => ({
    family,
    count: measures.families[family],
    rows: rows.filter(({ key }) => families[family].includes(key)),
  }));
}
