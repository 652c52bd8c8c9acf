/** Participation shifts: how the roles of speaker, addressed and unaddressed move from one turn to the next. */
import { shiftCodes } from '../../../src/wire/review.ts';
import type { ShiftCode, ShiftFamily } from '../../../src/wire/review.ts';

export interface Addressed {
  readonly speaker: string;
  /** Whom it was toward; null: the whole group. */
  readonly target: string | null;
}

const families: Readonly<Record<ShiftCode, ShiftFamily>> = {
  'AB-BA': 'receiving',
  'AB-B0': 'receiving',
  'AB-BY': 'receiving',
  'A0-X0': 'claiming',
  'A0-XA': 'claiming',
  'A0-XY': 'claiming',
  'AB-X0': 'usurping',
  'AB-XA': 'usurping',
  'AB-XB': 'usurping',
  'AB-XY': 'usurping',
  'A0-AY': 'continuing',
  'AB-A0': 'continuing',
  'AB-AY': 'continuing',
  repeat: 'none',
};

/**
 * The shift from one turn to the next, one of Gibson's 13 (A spoke to B, or to the group: 0; X and Y were neither), or
 * `repeat` where the same speaker goes on toward the same target. Gibson (2003, 2005).
 */
export function shiftOf(before: Addressed, now: Addressed): ShiftCode {
  const { speaker: a, target: b } = before;
  if (now.speaker === a) {
    if (now.target === b) return 'repeat';
    if (b === null) return 'A0-AY';
    return now.target === null ? 'AB-A0' : 'AB-AY';
  }
  if (b === null) {
    if (now.target === null) return 'A0-X0';
    return now.target === a ? 'A0-XA' : 'A0-XY';
  }
  if (now.speaker === b) {
    if (now.target === null) return 'AB-B0';
    return now.target === a ? 'AB-BA' : 'AB-BY';
  }
  if (now.target === null) return 'AB-X0';
  if (now.target === a) return 'AB-XA';
  return now.target === b ? 'AB-XB' : 'AB-XY';
}

/** Each code with its count, 0 included. */
export function shiftCounts(shifts: readonly ShiftCode[]): Record<ShiftCode, number> {
  const counts = Object.fromEntries(shiftCodes.map((code) => [code, 0])) as Record<ShiftCode, number>;
  for (const shift of shifts) counts[shift] += 1;
  return counts;
}

/** Turn receiving, claiming, usurping and continuing; `none` counts the repeats. Gibson (2003). */
export function familyCounts(counts: Readonly<Record<ShiftCode, number>>): Record<ShiftFamily, number> {
  const sums: Record<ShiftFamily, number> = {
    receiving: 0,
    claiming: 0,
    usurping: 0,
    continuing: 0,
    none: 0,
  };
  for (const code of shiftCodes) sums[families[code]] += counts[code];
  return sums;
}
