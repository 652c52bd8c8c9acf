/**
 * A lesson in a few sentences, made from its facts by rules: strength first, then what stayed quiet, then what to try. No
 * judgement, no diagnosis, no child beside another. Codes with parameters; the browser has the words.
 */
import type { GameMeasures, SummaryLine } from '../../../src/wire/review.ts';
import type { ReviewFacts } from '../facts.ts';
import type { Past } from '../history.ts';
import { choosing, choosingGames } from './choosing.ts';
import { noticed, passes, standstills } from './course.ts';
import { ownPast } from './ownPast.ts';
import { suggestions } from './suggestions.ts';
import { firstTurns, noFloor, tookPart } from './tookPart.ts';

/** @param measures of the facts' games, in their order */
export function summaryOf(facts: ReviewFacts, measures: readonly GameMeasures[], past: Past): SummaryLine[] {
  const games = choosingGames(facts, measures);
  const { more, less } = ownPast(facts, past);
  return [
    tookPart(facts),
    ...firstTurns(facts, past),
    ...more,
    ...noticed(facts),
    ...choosing(games),
    ...noFloor(facts),
    ...less,
    ...passes(facts),
    ...standstills(facts),
    ...suggestions(facts, games),
  ];
}
