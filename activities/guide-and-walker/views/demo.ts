/** The story that the demo plays, in pictures of two seconds: look, hand over, tell, step, find. */
import type { Field } from '../rules.ts';

export interface Scene {
  readonly field: Field;
  /** The map is open: the guide's animal is held, or the lantern found. */
  readonly open: boolean;
  /** Who has the tablet. */
  readonly has: 'guide' | 'walker';
  /** What the guide says and the walker taps. */
  readonly says: 'right' | 'up' | null;
  /** The hand holds the guide's animal. */
  readonly holds: boolean;
  readonly lanterns: number;
}

/** A map of its own, small enough to be taken in at a glance. */
export const demoRows: readonly string[] = ['0:.#o', '1:#..', '2:..#'];

const base = { open: false, has: 'guide', says: null, holds: false, lanterns: 1 } as const;
const at = (...trail: number[]): Field => ({
  ...{ size: 3, closed: [], met: null, step: 1 },
  at: trail[trail.length - 1] ?? 0,
  trail,
});

export const scenes: readonly Scene[] = [
  { ...base, field: at(6) },
  { ...base, field: at(6), open: true, holds: true },
  { ...base, field: at(6), has: 'walker' },
  { ...base, field: at(6, 7), has: 'walker', says: 'right' },
  { ...base, field: at(6, 7, 4), has: 'walker', says: 'up' },
  { ...base, field: at(6, 7, 4, 5, 2), open: true, has: 'walker', lanterns: 2 },
];
