/**
 * Change of a child against its own earlier lessons alone: same class or group, same activity, regime, scope and
 * settings. The rule: of at least three comparable lessons, this one's rate lies outside the range of all of them.
 * How many turns a child has is left out where the rule of the game decides it.
 */
import type { OwnMeasure, OwnRange, SummaryLine } from '../../../src/wire/review.ts';
import type { Game, ReviewFacts } from '../facts.ts';
import { gamesLike, kindsOf, leastComparable, pastSums, rateOf, sumsOf } from '../history.ts';
import type { Past, Sum } from '../history.ts';
import { byDesign, line, ofChild, playersOf } from './line.ts';

/** More children than these are named together, without their figures. */
const shownAlone = 3;

/** Changes toward more turns, more hands raised, fewer prompts needed; and the others. */
export function ownPast(
  facts: ReviewFacts,
  past: Past,
): { readonly more: SummaryLine[]; readonly less: SummaryLine[] } {
  const changes = [...kindsOf(facts.runs).keys()].flatMap((kind) => changesIn(facts, past, kind));
  const isMore = ({ measure, now, least, most }: OwnRange) =>
    measure === 'prompts' ? now < least : now > most;
  return {
    more: linesOf(changes.filter(isMore), 'own_more', 'own_more_several'),
    less: linesOf(changes.filter((change) => !isMore(change)), 'own_less', 'own_less_several'), // prettier-ignore
  };
}

function changesIn(facts: ReviewFacts, past: Past, kind: string): OwnRange[] {
  const games = gamesLike(facts, kind);
  const before = pastSums(past, kind);
  const now = sumsOf(games);
  const measures = measuresOf(games);
  return playersOf(facts).flatMap((child) => {
    const sum = now.get(child);
    const earlier = before.get(child) ?? [];
    return sum === undefined
      ? []
      : measures.flatMap((measure) => changeOf(sum, earlier, child, measure) ?? []);
  });
}

function measuresOf(games: readonly Game[]): OwnMeasure[] {
  return games.some(byDesign) ? ['requests', 'prompts'] : ['turns', 'requests', 'prompts'];
}

function changeOf(sum: Sum, earlier: readonly Sum[], child: string, measure: OwnMeasure): OwnRange | null {
  const now = rateOf(measure, sum);
  const before = earlier.flatMap((one) => rateOf(measure, one) ?? []);
  if (now === null || before.length < leastComparable) return null;
  const least = Math.min(...before);
  const most = Math.max(...before);
  return now < least || now > most ? { child, measure, now, least, most, sessions: before.length } : null;
}

function linesOf(
  changes: readonly OwnRange[],
  alone: 'own_more' | 'own_less',
  several: 'own_more_several' | 'own_less_several',
): SummaryLine[] {
  const measures: readonly OwnMeasure[] = ['turns', 'requests', 'prompts'];
  return measures.flatMap((measure) => {
    const of = changes.filter((change) => change.measure === measure);
    if (of.length <= shownAlone) return of.map((change) => line(alone, change, [ofChild(change.child)]));
    const children = of.map(({ child }) => child);
    return [line(several, { children, measure }, children.map(ofChild))];
  });
}
