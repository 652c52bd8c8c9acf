/** The networks of a lesson as graphs: one for each game, and one for all games under a regime. */
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { GameMeasures, NetworkEdge, NetworkMeasures } from '../../../src/wire/review.ts';
import type { RollRow } from '../../record/facts.ts';
import type { NetworkLine } from './tables.review.ts';

export interface GraphNode {
  readonly child: string;
  /** False: absent from the lesson; such a child is no isolate. */
  readonly present: boolean;
  /** Present, and no tie leads to or from this child. */
  readonly isolate: boolean;
}
/** Turns of one child toward another. */
export type GraphEdge = Omit<NetworkEdge, 'options' | 'expected' | 'only'>;

export interface Graph {
  /** Also the name of its file. */
  readonly name: string;
  readonly about: {
    readonly session: string;
    readonly run: number | null;
    readonly group: number | null;
    readonly regime: Regime;
    readonly activities: readonly string[];
  };
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A network as a line of networks.csv, and as a graph where consent allows one. */
export interface Network {
  readonly line: NetworkLine;
  readonly graph: Graph | null;
}

/** @param roll children who are not told have `recorded: 0` in it. */
export function networksOf(
  session: string,
  games: readonly GameMeasures[],
  roll: readonly RollRow[],
): Network[] {
  const regimes = [...new Set(games.map(({ regime }) => regime))];
  return [
    ...games.map((game) => ofGame(session, game)),
    ...regimes.map((regime) =>
      pooled(
        session,
        games.filter((game) => game.regime === regime),
        regime,
        roll,
      ),
    ),
  ];
}

function ofGame(session: string, { run, group, regime, activity, network }: GameMeasures): Network {
  const about = { session, run, group, regime, activities: [activity] };
  const graph = network && {
    name: `${session}-run${run}-group${group}`,
    about,
    nodes: network.nodes.map(({ child, isolate }) => ({ child, present: true, isolate })),
    edges: tiesOf(network),
  };
  return { line: lineOf('game', about, 1, graph), graph };
}

/** A lesson's children, the absent among them; null where consent forbids the network of any of its games. */
function pooled(
  session: string,
  games: readonly GameMeasures[],
  regime: Regime,
  roll: readonly RollRow[],
): Network {
  const activities = [...new Set(games.map(({ activity }) => activity))];
  const about = { session, run: null, group: null, regime, activities };
  const networks = games.flatMap(({ network }) => network ?? []);
  if (networks.length < games.length)
    return { line: lineOf('pooled', about, games.length, null), graph: null };
  const edges = summed(networks.flatMap(tiesOf));
  const tied = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const played = new Set(networks.flatMap(({ nodes }) => nodes.map(({ child }) => child)));
  const nodes = roll.flatMap(({ child, status, recorded }): GraphNode[] => {
    if (recorded === 0) return [];
    const present = played.has(child);
    return present || status === 'absent' ? [{ child, present, isolate: present && !tied.has(child) }] : [];
  });
  const graph = { name: `${session}-${regime}`, about, nodes, edges };
  return { line: lineOf('pooled', about, games.length, graph), graph };
}

function lineOf(
  scope: NetworkLine['scope'],
  { run, group, regime }: Graph['about'],
  games: number,
  graph: Graph | null,
): NetworkLine {
  return {
    scope,
    run,
    group,
    regime,
    games,
    file: graph && graph.name,
    nodes: graph && graph.nodes.length,
    edges: graph && graph.edges.length,
    reason: graph === null ? 'consent' : null,
  };
}

/** What could have been chosen and never was is no tie. */
function tiesOf({ edges }: NetworkMeasures): GraphEdge[] {
  return edges
    .filter(({ turns }) => turns > 0)
    .map(({ from, to, turns, chosen, ruled, said }) => ({ from, to, turns, chosen, ruled, said }));
}

function summed(edges: readonly GraphEdge[]): GraphEdge[] {
  const sums = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? edge : plus(sum, edge));
  }
  return [...sums.values()];
}

function plus(a: GraphEdge, b: GraphEdge): GraphEdge {
  return {
    ...a,
    turns: a.turns + b.turns,
    chosen: a.chosen + b.chosen,
    ruled: a.ruled + b.ruled,
    said: a.said + b.said,
  };
}
