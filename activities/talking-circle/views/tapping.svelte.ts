/** What the grid of names is asking the adult just now, and what a tap on it then does. */
import type { Deed, Speaker, Target } from '../../_kit/contract.ts';
import type { Action } from '../rules.state.ts';
import type { CircleFacilitatorView } from '../rules.views.ts';
import { tapOn } from './taps.ts';

/**
 * A tap means a speaker, a hand or a call, by regime; and "to whom?" while a turn asks for it: in free talk by itself
 * once after each tap on a speaker, elsewhere and for a correction on demand.
 */
export class Tapping {
  /** The next speaker breaks into the open turn (free talk). */
  interrupts = $state(false);

  /** The turn for which "to whom?" was answered or waved off. */
  #settled: number | null = $state(null);
  /** The turn for which it was asked for again. */
  #reopened: number | null = $state(null);
  readonly #view: () => CircleFacilitatorView;
  readonly #act: (deed: Deed<Action>) => void;

  constructor(view: () => CircleFacilitatorView, act: (deed: Deed<Action>) => void) {
    this.#view = view;
    this.#act = act;
  }

  /** Whose turn asks "to whom?"; null while the grid asks something else. */
  get asking(): Speaker | null {
    const { floor, regime, toward } = this.#view();
    if (floor?.state !== 'claimed') return null;
    const byItself = regime === 'free_floor' && toward === null && this.#settled !== floor.turn;
    return byItself || this.#reopened === floor.turn ? floor.speaker : null;
  }

  canTap(who: Speaker): boolean {
    if (this.asking !== null) return this.#view().targets.includes(who);
    return tapOn(this.#view(), who, this.interrupts) !== null;
  }

  tap(who: Speaker): void {
    if (!this.canTap(who)) return;
    if (this.asking !== null) {
      this.toward(who);
      return;
    }
    const deed = tapOn(this.#view(), who, this.interrupts);
    this.interrupts = false;
    if (deed !== null) this.#act(deed);
  }

  /** Marks toward whom the open turn is. */
  toward(target: Target): void {
    const { floor } = this.#view();
    if (floor === null) return;
    this.#settle();
    this.#act({ by: floor.speaker, action: { type: 'toward', target } });
  }

  /** The adult doesn't know toward whom: a mark made before is taken back, else nothing is said. */
  waveOff(): void {
    if (this.#view().toward === null) this.#settle();
    else this.toward('unknown');
  }

  /** Asks "to whom?" for the open turn, again or for the first time. */
  reopen(): void {
    this.#reopened = this.#view().floor?.turn ?? null;
  }

  #settle(): void {
    this.#settled = this.#view().floor?.turn ?? null;
    this.#reopened = null;
  }
}
