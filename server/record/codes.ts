/** The words of the record's coded columns; complete by their types, which the compiler holds to the contract. */
import type { Attribution, Channel, Regime, TurnEnd } from '../../activities/_kit/contract.ts';

type Codes<T extends string> = Readonly<Record<T, true>>;

export const regimes: Codes<Regime> = {
  forced: true,
  queue: true,
  chosen: true,
  called: true,
  free_floor: true,
  together: true,
};
export const turnEnds: Codes<TurnEnd> = {
  self: true,
  passed: true,
  unclaimed: true,
  timer: true,
  skipped: true,
  absent: true,
  interrupted: true,
};
export const attributions: Codes<Attribution> = {
  own_tap: true,
  only_seat: true,
  assumed: true,
  adult: true,
};
export const channels: Codes<Channel> = { tap: true, voice: true };
