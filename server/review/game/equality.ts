import type {
  ChildMeasures,
  EqualityMeasures,
  GameMeasures,
  MissingReason,
} from '../../../src/wire/review.ts';
import { floorMs } from '../facts.ts';
import {
  activeShare, dominance, evennessObserved, evennessRoster, gini, giniCorrected, inverseSimpson, jain, lorenz,
  maxShare, shannon, shares, variation,
} from '../measures/equality.ts'; // prettier-ignore
import { figure } from '../measures/figure.ts';
import type { Measured } from '../measures/figure.ts';
import type { FormulaName } from '../measures/formulas.ts';
import { turnsOf } from './view.ts';
import type { GameView } from './view.ts';

/** How turns and floor time are spread over the game's roster, silent children included. */
export function equalityOf(view: GameView): GameMeasures['equality'] {
  const { roster } = view.game;
  return {
    turns: spreadOf(view, roster.map((child) => turnsOf(view, child).length), null), // prettier-ignore
    floorTime: spreadOf(view, roster.map((child) => floorMs(turnsOf(view, child))), view.untimed), // prettier-ignore
  };
}

function spreadOf(
  view: GameView,
  values: readonly number[],
  missing: MissingReason | null,
): EqualityMeasures {
  const unshared = view.hidden ?? missing;
  const unscored = unshared ?? view.decided;
  const score = (name: FormulaName, measure: (values: readonly number[]) => Measured) =>
    figure(name, values.length, unscored ?? measure(values));
  return {
    shares: unshared === null ? shares(values) : null,
    lorenz: unscored === null ? lorenz(values) : null,
    gini: score('equality.gini', gini),
    giniCorrected: score('equality.giniCorrected', giniCorrected),
    shannon: score('equality.shannon', shannon),
    evennessRoster: score('equality.evennessRoster', evennessRoster),
    evennessObserved: score('equality.evennessObserved', evennessObserved),
    maxShare: score('equality.maxShare', maxShare),
    dominance: score('equality.dominance', dominance),
    inverseSimpson: score('equality.inverseSimpson', inverseSimpson),
    jain: score('equality.jain', jain),
    activeShare: score('equality.activeShare', activeShare),
    variation: score('equality.variation', variation),
  };
}

/** A child's share, from the shares of its game. */
export function shareOf(
  view: GameView,
  all: EqualityMeasures,
  index: number,
  missing: MissingReason | null,
): ChildMeasures['turnShare'] {
  const share = all.shares?.[index];
  return figure('child.share', view.game.roster.length, share ?? view.hidden ?? missing ?? 'nothing');
}
