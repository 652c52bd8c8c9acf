/** A child over its lessons, against its own past only. Other children stand in it as whom it chose and who chose it. */
import type { ChildGame, ChildSession, ChoiceCount, NetworkEdge } from '../../src/wire/review.ts';
import type { RollStatus } from '../../src/wire/vocabulary.ts';
import type { Game, ReviewFacts } from './facts.ts';
import { childrenOf } from './game/children.ts';
import { equalityOf } from './game/equality.ts';
import { networkOf } from './game/network.ts';
import { viewOf } from './game/view.ts';
import { momentsOf } from './moments.ts';

/** One lesson of a child's roll calls. */
export interface Attendance {
  readonly session: string;
  readonly className: string;
  readonly startedWall: number;
  readonly status: RollStatus;
  readonly recorded: boolean;
}

/** @param facts of that lesson; not read, and null, where there is nothing to show. */
export function childSession(
  { recorded, ...lesson }: Attendance,
  child: string,
  facts: ReviewFacts | null,
): ChildSession {
  const reason = recorded ? (lesson.status === 'absent' ? 'absent' : null) : 'consent';
  if (facts === null || reason !== null) return { ...lesson, reason, games: [], moments: [] };
  return {
    ...lesson,
    reason,
    games: facts.games.flatMap((game) => (game.roster.includes(child) ? [childGame(game, child)] : [])),
    moments: momentsOf(facts)
      .filter((moment) => moment.child === child)
      .map(({ kind, seq, wall, run, at, text, level }) => ({ kind, seq, wall, run, at, text, level })),
  };
}

function childGame(game: Game, child: string): ChildGame {
  const view = viewOf(game);
  const own = childrenOf(view, equalityOf(view)).find((one) => one.child === child);
  if (own === undefined) throw new Error('a child of the roster has no measures');
  const edges = networkOf(view)?.edges.filter(({ options }) => options > 0) ?? null;
  const { turns, floorMs, firstAt, requests, passes, prompts, initiationRate } = own;
  return {
    ...{ run: game.run, group: game.group, activity: game.activity, regime: game.regime },
    byDesign: view.decided !== null,
    lengthMs: game.lengthMs,
    ...{ turns, floorMs, firstAt, requests, passes, prompts, initiationRate },
    chose: edges && counts(edges, 'from', 'to', child),
    chosenBy: edges && counts(edges, 'to', 'from', child),
  };
}

/** Edges at `end` of which the child stands, by who stands at the other. */
function counts(
  edges: readonly NetworkEdge[],
  end: 'from' | 'to',
  other: 'from' | 'to',
  child: string,
): ChoiceCount[] {
  return edges
    .filter((edge) => edge[end] === child)
    .map((edge) => ({ child: edge[other], times: edge.chosen, options: edge.options }));
}

/** Who else a child's lessons name. */
export function othersIn(sessions: readonly ChildSession[]): string[] {
  const choices = sessions.flatMap(({ games }) =>
    games.flatMap(({ chose, chosenBy }) => [...(chose ?? []), ...(chosenBy ?? [])]),
  );
  return [...new Set(choices.map(({ child }) => child))];
}
