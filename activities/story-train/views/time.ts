/** Which time is counted down in an open turn. */
import type { Ms } from '../../_kit/contract.ts';
import type { TrainView } from '../rules.views.ts';

/** Whether the teller still has its quiet with the chosen card; that time is not counted down. */
export function isThinking({ told }: TrainView, now: Ms): boolean {
  return told !== null && now < told.thinkUntil;
}

/** From when to when, in run ms; null where nothing is counted. */
export function timeOf({ floor, told }: TrainView): { readonly from: Ms; readonly to: Ms } | null {
  if (floor === null || floor.deadline === null) return null;
  return { from: told?.thinkUntil ?? floor.since, to: floor.deadline };
}
