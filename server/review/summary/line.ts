import type { Evidence, SummaryCode, SummaryLine, SummaryParams } from '../../../src/wire/review.ts';
import type { Game, ReviewFacts, TurnFact } from '../facts.ts';

/** A sentence without words. */
export function line<C extends SummaryCode>(
  code: C,
  params: SummaryParams[C],
  evidence: readonly Evidence[] = [],
): SummaryLine {
  return { code, params, evidence } as SummaryLine;
}

export const ofGame = ({ run, group }: Game): Evidence => ({ kind: 'game', run, group });
export const ofNetwork = ({ run, group }: Game): Evidence => ({ kind: 'network', run, group });
export const ofChild = (child: string): Evidence => ({ kind: 'child', child });
export const ofTurn = ({ run, grp, turn }: TurnFact): Evidence => ({ kind: 'turn', run, group: grp, turn });

/** Recorded children who played in some game of the lesson, in roster order. */
export function playersOf(facts: ReviewFacts): string[] {
  const played = new Set(facts.games.flatMap(({ roster }) => roster));
  return facts.roll.map(({ child }) => child).filter((child) => played.has(child));
}

/** Children with a floor taken or another act: in a game without turns everybody acts at once. */
export function activeIn(games: readonly Game[]): Set<string> {
  return new Set(
    games.flatMap(({ turns, contributions }) => [
      ...turns.flatMap(({ child, taken }) => (taken && child !== null ? [child] : [])),
      ...contributions.map(({ child }) => child),
    ]),
  );
}

/** The rule decides how many turns a child has, so that their number says nothing about the child. */
export function byDesign({ regime, bounded }: Pick<Game, 'regime' | 'bounded'>): boolean {
  return regime === 'forced' || regime === 'together' || bounded;
}
