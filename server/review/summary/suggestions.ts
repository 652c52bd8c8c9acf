/**
 * One or two things to try next time, from a fixed list. Each has a condition on this lesson's own facts; the first two
 * that hold are given. None is about a single child.
 */
import type { SummaryLine } from '../../../src/wire/review.ts';
import type { Game, ReviewFacts, TurnFact } from '../facts.ts';
import { mayShare } from '../game/view.ts';
import { activeIn, line, ofGame, ofTurn } from './line.ts';
import type { ChoosingGame } from './choosing.ts';

const shown = 2;
/** Fewer turns than this make no pattern. */
const leastTurns = 5;
/** A whole class of more children than this may be parted. */
const largeGroup = 10;

type Suggestion = (facts: ReviewFacts, choosing: readonly ChoosingGame[]) => SummaryLine | null;

const isOffer = ({ speaker }: TurnFact) => speaker === 'child';
const silentIn = (game: Game) => {
  const active = activeIn([game]);
  return game.roster.filter((child) => !active.has(child)).length;
};
const gamesWith = (facts: ReviewFacts, holds: (game: Game) => boolean) =>
  facts.games.filter(holds).map(ofGame);

/** Of all children's turns that were claimed on a tablet or by the adult, under 70 % by an own tap. */
const ownTap: Suggestion = (facts) => {
  const claims = facts.games.flatMap(({ turns }) =>
    turns.filter((turn) => isOffer(turn) && turn.claimedAt !== null),
  );
  const doubtful = claims.filter(({ attribution }) => attribution === 'assumed' || attribution === 'adult');
  const tablets = facts.groups.some((group) => group.tablets > 0);
  return tablets && claims.length >= leastTurns && doubtful.length > 0.3 * claims.length
    ? line('try_own_tap', {}, doubtful.slice(0, shown).map(ofTurn))
    : null;
};

/** A large whole-class game in which a third or more of the children had no floor. */
const smallerGroups: Suggestion = (facts) => {
  const evidence = gamesWith(
    facts,
    (game) => game.group === 0 && game.roster.length > largeGroup && silentIn(game) * 3 >= game.roster.length,
  );
  return evidence.length === 0 ? null : line('try_smaller_groups', {}, evidence);
};

/** Somebody had no floor where the floor went to whoever wanted it or was asked. */
const everyoneOnce: Suggestion = (facts) => {
  const open: readonly string[] = ['queue', 'called', 'free_floor'];
  const evidence = gamesWith(facts, (game) => open.includes(game.regime) && silentIn(game) > 0);
  return evidence.length === 0 ? null : line('try_everyone_once', {}, evidence);
};

/** A quarter or more of the offered turns were passed or nobody came for them. */
const timeToThink: Suggestion = (facts) => {
  const offers = facts.games.flatMap(({ turns }) => turns.filter(isOffer));
  const missed = offers.filter(({ why }) => why === 'passed' || why === 'unclaimed');
  return offers.length >= leastTurns && missed.length * 4 >= offers.length
    ? line('try_time_to_think', {}, missed.slice(0, shown).map(ofTurn))
    : null;
};

/** Children chose as often as there are players, and still some were never chosen though they could have been. */
const widerChoice: Suggestion = (_facts, choosing) => {
  const narrow = choosing.filter(({ game, edges }) => {
    const times = edges.reduce((sum, { chosen }) => sum + chosen, 0);
    const chosen = new Set(edges.filter((edge) => edge.chosen > 0).map(({ to }) => to));
    return times >= game.roster.length && edges.some(({ to }) => !chosen.has(to));
  });
  return narrow.length === 0 ? null : line('try_wider_choice', {}, narrow.map(({ game }) => ofGame(game))); // prettier-ignore
};

/** Turns were taken, and in no game was it marked who needed a prompt. */
const markPrompts: Suggestion = (facts) =>
  facts.session.origin === 'live' &&
  facts.games.length > 0 &&
  facts.games.every(({ prompting, turns }) => !prompting && turns.length > 0)
    ? line('try_mark_prompts', {})
    : null;

/** Everybody had a floor. */
const sameAgain: Suggestion = (facts) => {
  const evidence = gamesWith(facts, (game) => game.roster.length > 0 && silentIn(game) === 0);
  return evidence.length > 0 && evidence.length === facts.games.length && mayShare(facts)
    ? line('try_same_again', {}, evidence)
    : null;
};

const inOrder = [ownTap, smallerGroups, everyoneOnce, widerChoice, timeToThink, sameAgain, markPrompts];

export function suggestions(facts: ReviewFacts, choosing: readonly ChoosingGame[]): SummaryLine[] {
  return inOrder.flatMap((suggestion) => suggestion(facts, choosing) ?? []).slice(0, shown);
}
