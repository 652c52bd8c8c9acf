import type { NetworkEdge, NetworkMeasures, NetworkNode } from '../../../src/wire/review.ts';
import type { TurnFact } from '../facts.ts';
import { figure, ratio } from '../measures/figure.ts';
import {
  centralizationDirected, centralizationUndirected, degreeCentrality, degrees, density, dyadCensus, isolates,
  reciprocityDyads, reciprocityEdges, reciprocityWeighted, strengths, tiesOf,
} from '../measures/network.ts'; // prettier-ignore
import type { Measured } from '../measures/figure.ts';
import type { FormulaName } from '../measures/formulas.ts';
import type { Tie } from '../measures/network.ts';
import { targetOf } from './view.ts';
import type { GameView, TakenTurn } from './view.ts';

/** Null where consent forbids it. */
export function networkOf(view: GameView): NetworkMeasures | null {
  if (view.hidden !== null) return null;
  const { roster } = view.game;
  const directed = view.turns.flatMap((turn): [TakenTurn, string][] => {
    const target = targetOf(turn, roster);
    return target !== null && target !== turn.child && roster.includes(target) ? [[turn, target]] : [];
  });
  const ties = tiesOf(roster, directed.map(([{ child }, target]) => [child, target])); // prettier-ignore
  // Where nobody said toward whom any turn was, an empty network would be an invention.
  const isKnown = view.turns.some((turn) => targetOf(turn, roster) !== null);
  const dyads = dyadCensus(roster.length, ties);
  const into = degrees(roster, ties, 'in');
  const out = degrees(roster, ties, 'out');
  const told = (name: FormulaName, n: number, measured: Measured) =>
    figure(name, n, isKnown ? measured : 'nothing');
  const n = roster.length;
  const edges = edgesOf(view, directed);
  const offered = edges.filter(({ options }) => options > 0);
  const chosen = offered.filter((edge) => edge.chosen > 0);
  return {
    nodes: nodesOf(roster, ties, told),
    edges,
    chosenPairs: figure(
      'network.chosenPairs',
      offered.length,
      ratio(chosen.length, offered.length, 'no_options'),
    ),
    density: told('network.density', n, density(n, ties)),
    dyads: isKnown ? dyads : null,
    reciprocityEdges: told('network.reciprocityEdges', ties.length, reciprocityEdges(ties)),
    reciprocityDyads: told(
      'network.reciprocityDyads',
      dyads.mutual + dyads.asymmetric,
      reciprocityDyads(dyads),
    ),
    reciprocityWeighted: told('network.reciprocityWeighted', directed.length, reciprocityWeighted(ties)),
    centralizationIn: told('network.centralizationIn', n, centralizationDirected(into)),
    centralizationOut: told('network.centralizationOut', n, centralizationDirected(out)),
    centralization: told('network.centralization', n, centralizationUndirected(roster, ties)),
  };
}

function nodesOf(
  roster: readonly string[],
  ties: readonly Tie[],
  told: (name: FormulaName, n: number, measured: Measured) => NetworkNode['inDegree'],
): NetworkNode[] {
  const n = roster.length;
  const alone = new Set(isolates(roster, ties));
  const into = degrees(roster, ties, 'in');
  const out = degrees(roster, ties, 'out');
  const received = strengths(roster, ties, 'in');
  const given = strengths(roster, ties, 'out');
  return roster.map((child, index) => ({
    child,
    isolate: alone.has(child),
    inStrength: received[index] ?? 0,
    outStrength: given[index] ?? 0,
    inDegree: told('network.inDegree', n, degreeCentrality(into[index] ?? 0, n)),
    outDegree: told('network.outDegree', n, degreeCentrality(out[index] ?? 0, n)),
  }));
}

type Counts = { -readonly [K in keyof NetworkEdge]: NetworkEdge[K] };

/**
 * Ties by how they came about. A turn that a child gave away by its own choice among options is `chosen`; so is the
 * giver's turn before it toward that child. With one child left to give to nobody chooses: that is `only`. Choices of a guest leave no row, so the options count, and chance is
 * reckoned, where a recorded child was chosen and among the recorded options.
 */
function edgesOf(
  { game, turns }: GameView,
  directed: readonly (readonly [TakenTurn, string])[],
): NetworkEdge[] {
  const { roster, regime } = game;
  const edges = new Map<string, Counts>();
  const edge = (from: string, to: string): Counts => {
    const key = JSON.stringify([from, to]);
    const found = edges.get(key) ?? {
      from,
      to,
      turns: 0,
      chosen: 0,
      options: 0,
      expected: 0,
      ruled: 0,
      only: 0,
      said: 0,
    };
    edges.set(key, found);
    return found;
  };
  const choices = game.turns.filter((turn) => isChoice(turn, roster));
  const byChoice = new Set<TurnFact>();
  for (const choice of choices) {
    const giver = choice.givenByChild ?? '';
    const options = (choice.options ?? []).filter((child) => roster.includes(child));
    edge(giver, choice.child ?? '').chosen += 1;
    for (const option of options) {
      const possible = edge(giver, option);
      possible.options += 1;
      possible.expected += 1 / options.length;
    }
    const throwOf = givingTurn(turns, choice);
    if (throwOf !== undefined) byChoice.add(throwOf);
  }
  const onlyLeft = new Set(
    game.turns
      .filter((turn) => isGiven(turn, roster) && turn.options?.length === 1)
      .map((turn) => givingTurn(turns, turn)),
  );
  for (const [turn, target] of directed) {
    const tie = edge(turn.child, target);
    tie.turns += 1;
    if (byChoice.has(turn)) continue;
    if (onlyLeft.has(turn)) tie.only += 1;
    if (onlyLeft.has(turn) || regime === 'forced' || regime === 'together') tie.ruled += 1;
    else tie.said += 1;
  }
  const place = new Map(roster.map((child, index) => [child, index]));
  const rank = ({ from, to }: Counts) => (place.get(from) ?? 0) * roster.length + (place.get(to) ?? 0);
  return [...edges.values()].sort((a, b) => rank(a) - rank(b));
}

/** The giver's own turn, in which it turned to the child that it gave this one. */
function givingTurn(turns: readonly TakenTurn[], given: TurnFact): TakenTurn | undefined {
  const before = turns.filter(({ child, turn }) => child === given.givenByChild && turn < given.turn);
  const last = before[before.length - 1];
  return last?.towardChild === given.child ? last : undefined;
}

/** A recorded child gave this turn to a recorded child, and could have given it to another. */
function isChoice(turn: TurnFact, roster: readonly string[]): boolean {
  return isGiven(turn, roster) && turn.options !== null && turn.options.length > 1;
}

/** A recorded child gave this turn to a recorded child, out of some. */
function isGiven({ givenByChild, child, options }: TurnFact, roster: readonly string[]): boolean {
  if (givenByChild === null || child === null || options === null) return false;
  return (
    givenByChild !== child &&
    roster.includes(givenByChild) &&
    options.includes(child) &&
    roster.includes(child)
  );
}
