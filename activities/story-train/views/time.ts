/** Which time is counted down in an open turn. */
import type { Ms } from '../../_kit/contract.ts';
import type { TrainView } from '../rules.views.ts';

/** From when to when, in run ms; null where nothing is counted. The time to think is not counted down. */
export function timeOf({ floor, told }: TrainView): { readonly from: Ms; readonly to: Ms } | null {
  if (floor === null || floor.deadline === null) return null;
  return { from: told?.thinkUntil ?? floor.since, to: floor.deadline };
}
