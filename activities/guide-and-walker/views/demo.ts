/** The story that the demo plays, in pictures of two seconds: look, hand over, tell, step, find. */
import type { Field } from '../rules.ts';

export interface Scene {
  readonly field: Field;
  /** The map is open: the guide's animal is held. */
  readonly open: boolean;
  /** Who has the tablet. */
  readonly has: 'guide' | 'walker';
  /** What the guide says: an arrow. */
  readonly says: 'right' | 'up' | null;
  /** Where the hand is, in percent of the stage. */
  readonly hand: { readonly left: number; readonly top: number };
  readonly lanterns: number;
}

/** A map of its own, small enough to be taken in at a glance: up at the right. */
export const demoRows: readonly string[] = ['0:.#o', '1:#..', '2:..#'];

const start = { size: 3, closed: [], met: null, step: 1 };
const away = { left: 92, top: 92 };
const at = (...trail: number[]): Field => ({ ...start, at: trail[trail.length - 1] ?? 0, trail });

export const scenes: readonly Scene[] = [
  { field: at(6), open: false, has: 'guide', says: null, hand: { left: 22, top: 50 }, lanterns: 1 },
  { field: at(6), open: true, has: 'guide', says: null, hand: { left: 17, top: 43 }, lanterns: 1 },
  { field: at(6), open: false, has: 'walker', says: null, hand: away, lanterns: 1 },
  { field: at(6, 7), open: false, has: 'walker', says: 'right', hand: { left: 87, top: 76 }, lanterns: 1 },
  { field: at(6, 7, 4), open: false, has: 'walker', says: 'up', hand: { left: 80, top: 68 }, lanterns: 1 },
  { field: at(6, 7, 4, 5, 2), open: true, has: 'walker', says: null, hand: away, lanterns: 2 },
];
