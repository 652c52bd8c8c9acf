/** Who stands in the middle of a circle's picture. */
import type { Seat, Speaker } from '../../_kit/contract.ts';
import type { CircleView } from '../rules.views.ts';

export interface Middle {
  /** Who speaks, or is about to; null while nobody is known. */
  readonly who: Speaker | null;
  /** The quiet before the turn of `who`: it stands there already, without the stick. */
  readonly quiet: boolean;
  /** Who comes after. */
  readonly after: Seat | null;
}

export function middleOf({ floor, next }: CircleView): Middle {
  return floor === null
    ? { who: next, quiet: next !== null, after: null }
    : { who: floor.speaker, quiet: false, after: next };
}
