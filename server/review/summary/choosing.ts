/** Whom children chose, where they could choose. How many were chosen, never who was not. */
import type { SummaryLine } from '../../../src/wire/review.ts';
import { choicesIn } from '../choices.ts';
import type { Game, ReviewFacts } from '../facts.ts';
import { line, mayShare, ofGame, ofTurn } from './line.ts';

/** Games in which a child chose among several, and of which shares may be told. */
export function chosenGames(facts: ReviewFacts): Game[] {
  return facts.games.filter((game) => {
    const { present, roster } = game;
    return mayShare({ recorded: roster.length, present }) && choicesIn([game]).length > 0;
  });
}

export function choosing(facts: ReviewFacts): SummaryLine[] {
  const games = chosenGames(facts);
  if (games.length === 0) return [];
  const of = new Set(games.flatMap(({ roster }) => roster)).size;
  const choices = choicesIn(games);
  const chosen = new Set(choices.map(({ to }) => to)).size;
  const evidence = games.map(ofGame);
  const how =
    chosen === of ? line('all_chosen', { of }, evidence) : line('some_chosen', { chosen, of }, evidence);
  const ties = new Map(choices.map((choice) => [JSON.stringify([choice.from, choice.to]), choice]));
  const mutual = [...ties.values()].filter(
    ({ from, to }) => from < to && ties.has(JSON.stringify([to, from])),
  );
  if (mutual.length === 0) return [how];
  return [how, line('mutual_choices', { pairs: mutual.length }, mutual.map(({ turn }) => ofTurn(turn)))]; // prettier-ignore
}
