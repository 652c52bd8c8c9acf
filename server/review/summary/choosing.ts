/** Whom children chose, where they could: with one child left to give to nobody chooses. How many were chosen, never who was not. */
import type { GameMeasures, NetworkEdge, SummaryLine } from '../../../src/wire/review.ts';
import type { Game, ReviewFacts } from '../facts.ts';
import { line, ofNetwork } from './line.ts';

/** A game with whom its children could choose and did; only where such a network may be shown. */
export interface ChoosingGame {
  readonly game: Game;
  /** Pairs in which a choice went, or could have gone. */
  readonly edges: readonly NetworkEdge[];
}

/** @param measures of the facts' games, in their order */
export function choosingGames(facts: ReviewFacts, measures: readonly GameMeasures[]): ChoosingGame[] {
  return facts.games.flatMap((game, index) => {
    const edges = (measures[index]?.network?.edges ?? []).filter(({ options }) => options > 0);
    return edges.length === 0 ? [] : [{ game, edges }];
  });
}

export function choosing(games: readonly ChoosingGame[]): SummaryLine[] {
  if (games.length === 0) return [];
  const of = new Set(games.flatMap(({ game }) => game.roster)).size;
  const ties = games.flatMap(({ edges }) => edges.filter((edge) => edge.chosen > 0));
  const chosen = new Set(ties.map(({ to }) => to)).size;
  const pairs = new Set(ties.map(({ from, to }) => JSON.stringify([from, to])));
  const mutual = [...pairs].filter((pair) => {
    const [from, to] = JSON.parse(pair) as [string, string];
    return from < to && pairs.has(JSON.stringify([to, from]));
  });
  const evidence = games.map(({ game }) => ofNetwork(game));
  return [
    chosen === of ? line('all_chosen', { of }, evidence) : line('some_chosen', { chosen, of }, evidence),
    ...(mutual.length === 0 ? [] : [line('mutual_choices', { pairs: mutual.length }, evidence)]),
  ];
}
