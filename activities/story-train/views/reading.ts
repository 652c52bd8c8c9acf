/** Where the common reading of the train stands. */
import type { Ms } from '../../_kit/contract.ts';
import type { TrainView } from '../rules.views.ts';

/** The wagon being read now, or null before the first and after the last. */
export function wagonRead({ reading, train }: Pick<TrainView, 'reading' | 'train'>, now: Ms): number | null {
  if (reading === null) return null;
  const at = Math.floor((now - reading.from) / reading.each);
  return at >= 0 && at < train.length ? at : null;
}
