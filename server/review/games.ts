/**
 * From a lesson's facts to its figures, one set for each game. Pure, and the same for a live lesson, an imported one
 * and a file on the command line.
 *
 * - Regimes: where the rule decides (forced, together) or bounds the gap between a child's turns, equality is null,
 *   `by_design`. Nothing is pooled over games.
 * - Consent: with fewer than 3 recorded children, or fewer than 75 % of those who played, shares, network and equality
 *   are null, `consent`. Counts of one child alone stand.
 * - Sequences break where a turn does not follow (see facts.ts). Turns of the adult are in no figure.
 */
import type { GameMeasures } from '../../src/wire/review.ts';
import type { Game, ReviewFacts } from './facts.ts';
import { childrenOf } from './game/children.ts';
import { equalityOf } from './game/equality.ts';
import { networkOf } from './game/network.ts';
import { shiftsOf, transitionsOf } from './game/sequences.ts';
import { timeOf } from './game/time.ts';
import { viewOf } from './game/view.ts';

/** Every game of the lesson, in the order of runs and groups. */
export function gamesOf(facts: Pick<ReviewFacts, 'games'>): GameMeasures[] {
  return facts.games.map(gameMeasures);
}

function gameMeasures(game: Game): GameMeasures {
  const view = viewOf(game);
  const equality = equalityOf(view);
  return {
    run: game.run,
    group: game.group,
    activity: game.activity,
    regime: game.regime,
    bounded: game.bounded,
    prompting: game.prompting,
    lengthMs: game.lengthMs,
    present: game.present,
    recorded: game.roster.length,
    turns: view.turns.length,
    equality,
    children: childrenOf(view, equality),
    transitions: transitionsOf(view),
    shifts: shiftsOf(view),
    network: networkOf(view),
    time: timeOf(view),
  };
}
