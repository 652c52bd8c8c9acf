/** A class or small group over its lessons: each game with its own regime, so that like is held against like. */
import type { ChosenEdge, GroupGame, GroupPage, GroupSession, NetworkEdge } from '../../src/wire/review.ts';
import type { Game, ReviewFacts } from './facts.ts';
import { equalityOf } from './game/equality.ts';
import { networkOf } from './game/network.ts';
import { viewOf } from './game/view.ts';
import { activeShare } from './measures/equality.ts';
import { figure } from './measures/figure.ts';
import { density, reciprocityEdges } from './measures/network.ts';
import type { Tie } from './measures/network.ts';

/** So many networks stand side by side. */
const shownNetworks = 12;

/** One lesson of a group: its line of the page, and who chose whom in it. */
export interface GroupLesson {
  readonly session: GroupSession;
  readonly recorded: readonly string[];
  readonly chosen: readonly Tie[];
}

export function groupLesson(facts: ReviewFacts): GroupLesson {
  const games = facts.games.map(gameOf);
  const { session, startedWall } = facts.session;
  return {
    session: {
      ...{ session, startedWall, present: facts.present, recorded: facts.recorded },
      games: games.map(({ game }) => game),
    },
    recorded: facts.roll.map(({ child }) => child),
    chosen: games.flatMap(({ ties }) => ties),
  };
}

function gameOf(game: Game): { readonly game: GroupGame; readonly ties: Tie[] } {
  const view = viewOf(game);
  const { turns } = equalityOf(view);
  // Who had a turn at all is told under any rule by which turns move; where all act at once there are none.
  const counts = game.roster.map((child) => view.turns.filter((turn) => turn.child === child).length);
  const untold = view.hidden ?? (game.regime === 'together' ? 'by_design' : null);
  const edges = networkOf(view)?.edges.filter(({ options }) => options > 0) ?? [];
  const ties = edges.filter(({ chosen }) => chosen > 0).map(tieOf);
  const unknown = view.hidden ?? (edges.length === 0 ? 'no_options' : null);
  const n = game.roster.length;
  return {
    game: {
      ...{ run: game.run, group: game.group, activity: game.activity, regime: game.regime },
      ...{ present: game.present, recorded: n, turns: view.turns.length },
      activeShare: figure('equality.activeShare', game.roster.length, untold ?? activeShare(counts)),
      gini: turns.giniCorrected,
      density: figure('network.density', n, unknown ?? density(n, ties)),
      reciprocity: figure('network.reciprocityEdges', ties.length, unknown ?? reciprocityEdges(ties)),
    },
    ties,
  };
}

const tieOf = ({ from, to, chosen }: NetworkEdge): Tie => ({ from, to, weight: chosen });

/**
 * @param lessons the earliest first
 * @param children everybody who was recorded in any of them, in roster order
 */
export function groupPage<P extends { readonly child: string }>(
  lessons: readonly GroupLesson[],
  children: readonly P[],
): Pick<GroupPage, 'sessions' | 'networks' | 'allEdges'> & { readonly people: readonly P[] } {
  const place = new Map(children.map(({ child }, index) => [child, index]));
  const choosing = lessons.filter(({ chosen }) => chosen.length > 0);
  return {
    people: children,
    sessions: lessons.map(({ session }) => session),
    networks: choosing
      .slice(-shownNetworks)
      .map(({ session: { session }, chosen }) => ({ session, edges: edgesOf(chosen, place) })),
    allEdges: edgesOf(choosing.flatMap(({ chosen }) => chosen), place), // prettier-ignore
  };
}

/** The ties of all games together, by the children's places. */
function edgesOf(ties: readonly Tie[], place: ReadonlyMap<string, number>): ChosenEdge[] {
  const sums = new Map<string, ChosenEdge>();
  for (const { from, to, weight } of ties) {
    const [a, b] = [place.get(from), place.get(to)];
    if (a === undefined || b === undefined) continue;
    const key = `${a}/${b}`;
    sums.set(key, [a, b, (sums.get(key)?.[2] ?? 0) + weight]);
  }
  return [...sums.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
