import type { ShiftMeasures, TransitionMeasures } from '../../../src/wire/review.ts';
import { figure } from '../measures/figure.ts';
import { permutationP, permutations } from '../measures/permutation.ts';
import { familyCounts, shiftCounts, shiftOf } from '../measures/shifts.ts';
import type { Addressed } from '../measures/shifts.ts';
import {
  adjustedResiduals, expectedCounts, isEnough, merged, pairsOf, rowProbabilities, transitionCounts,
} from '../measures/transitions.ts'; // prettier-ignore
import { wholeGroup } from '../measures/response.ts';
import { targetOf } from './view.ts';
import type { GameView, TakenTurn } from './view.ts';

export function transitionsOf({ game, turns }: GameView): TransitionMeasures {
  const sequence = merged(stretchesOf(turns).map((stretch) => stretch.map(({ child }) => child)));
  const pairs = pairsOf(sequence);
  const paired = new Set(pairs.flat());
  const codes = game.roster.filter((child) => paired.has(child));
  const counts = transitionCounts(codes, pairs);
  const enough = isEnough(counts, false);
  const isRuled = game.regime === 'forced' || game.regime === 'together';
  return {
    codes,
    counts,
    probabilities: rowProbabilities(counts),
    n: pairs.length,
    enough,
    residuals: enough ? adjustedResiduals(counts, expectedCounts(counts, false), false) : null,
    p: figure('transitions.p', pairs.length, isRuled ? 'by_design' : permutationP(sequence)),
    permutations,
  };
}

/** The turns cut where one does not follow the one before it. */
function stretchesOf(turns: readonly TakenTurn[]): TakenTurn[][] {
  const stretches: TakenTurn[][] = [];
  for (const turn of turns) {
    const last = stretches[stretches.length - 1];
    if (turn.follows && last !== undefined) last.push(turn);
    else stretches.push([turn]);
  }
  return stretches;
}

export function shiftsOf({ game, turns }: GameView): ShiftMeasures {
  const list = stretchesOf(turns).flatMap((stretch) =>
    stretch.slice(1).flatMap((turn, index) => {
      const before = stretch[index];
      const from = before && addressed(before, game.roster);
      const to = addressed(turn, game.roster);
      return from && to ? [shiftOf(from, to)] : [];
    }),
  );
  const counts = shiftCounts(list);
  return { n: list.length, counts, families: familyCounts(counts) };
}

/** Null where nobody said toward whom. */
function addressed(turn: TakenTurn, roster: readonly string[]): Addressed | null {
  const target = targetOf(turn, roster);
  return target === null ? null : { speaker: turn.child, target: target === wholeGroup ? null : target };
}
