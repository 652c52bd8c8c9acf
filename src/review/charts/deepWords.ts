/** Words of the charts that are loaded later: shifts and ties. */
import { m } from '../../../generated/paraglide/messages.js';
import type { ShiftCode, ShiftFamily } from '../../wire/review.ts';
import type { TieKind } from './network.ts';

export const shiftWords: Record<ShiftCode, () => string> = {
  'AB-BA': m['charts.shifts.AB-BA'],
  'AB-B0': m['charts.shifts.AB-B0'],
  'AB-BY': m['charts.shifts.AB-BY'],
  'A0-X0': m['charts.shifts.A0-X0'],
  'A0-XA': m['charts.shifts.A0-XA'],
  'A0-XY': m['charts.shifts.A0-XY'],
  'AB-X0': m['charts.shifts.AB-X0'],
  'AB-XA': m['charts.shifts.AB-XA'],
  'AB-XB': m['charts.shifts.AB-XB'],
  'AB-XY': m['charts.shifts.AB-XY'],
  'A0-AY': m['charts.shifts.A0-AY'],
  'AB-A0': m['charts.shifts.AB-A0'],
  'AB-AY': m['charts.shifts.AB-AY'],
  repeat: m['charts.shifts.repeat'],
};

export const familyWords: Record<ShiftFamily, () => string> = {
  receiving: m['charts.shifts.family.receiving'],
  claiming: m['charts.shifts.family.claiming'],
  usurping: m['charts.shifts.family.usurping'],
  continuing: m['charts.shifts.family.continuing'],
  none: m['charts.shifts.family.none'],
};

export const tieWords: Record<TieKind, () => string> = {
  chosen: m['charts.network.chosen'],
  ruled: m['charts.network.ruled'],
  only: m['charts.network.only'],
  both: m['charts.network.both'],
};
