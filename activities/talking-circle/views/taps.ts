/** What a tap on a name means for the adult, under each regime. */
import type { Deed, Speaker } from '../../_kit/contract.ts';
import type { Action } from '../rules.state.ts';
import type { CircleFacilitatorView } from '../rules.views.ts';

/** The deed of a tap on `who`, or null where it has no meaning now. `interrupts`: the next to speak breaks in. */
export function tapOn(view: CircleFacilitatorView, who: Speaker, interrupts: boolean): Deed<Action> | null {
  if (view.outcome !== null || view.floor?.speaker === who) return null;
  switch (view.regime) {
    case 'forced':
      return null;
    case 'queue':
      if (who === 'adult') return null;
      if (view.hands.includes(who)) return { by: who, action: { type: 'lower' } };
      return view.closing ? null : { by: who, action: { type: 'raise' } };
    case 'called':
      if (who === 'adult' || view.closing) return null;
      return { by: 'adult', action: { type: 'call', seat: who } };
    case 'free_floor':
      return { by: who, action: { type: 'speak', interrupts: interrupts && view.floor !== null } };
  }
}
