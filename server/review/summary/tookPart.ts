/** Who took part, for the first time too, and who had no floor: said of all alike, in roster order. */
import type { SummaryLine } from '../../../src/wire/review.ts';
import type { ReviewFacts } from '../facts.ts';
import { mayShare } from '../game/view.ts';
import type { Past } from '../history.ts';
import { activeIn, line, ofChild, ofGame, ofTurn, playersOf } from './line.ts';

/** One sentence on how many of how many. */
export function tookPart(facts: ReviewFacts): SummaryLine {
  const { recorded, present, games } = facts;
  const evidence = games.map(ofGame);
  if (games.length === 0) return line('nothing_played', { recorded, present });
  if (!mayShare(facts)) return line('too_few_recorded', { recorded, present }, evidence);
  const here = new Set(facts.roll.filter(({ status }) => status !== 'absent').map(({ child }) => child));
  const had = [...activeIn(games)].filter((child) => here.has(child)).length;
  if (had === 0) return line('no_turns', { recorded, present }, evidence);
  return had === recorded
    ? line('all_took_part', { recorded, present }, evidence)
    : line('took_part', { had, recorded, present }, evidence);
}

/**
 * Children whose first recorded turn of all was in this lesson, though they were in an earlier one; the turn is the
 * evidence. In a child's first lesson it would say nothing of who had a turn, and point at who had none.
 */
export function firstTurns(facts: ReviewFacts, past: Past): SummaryLine[] {
  const turns = facts.games.flatMap((game) => game.turns.filter(({ taken }) => taken));
  const first = playersOf(facts).flatMap((child) => {
    const isFirst = past.hereBefore.has(child) && !past.spokeBefore.has(child);
    const turn = isFirst ? turns.find((one) => one.child === child) : undefined;
    return turn === undefined ? [] : [{ child, turn }];
  });
  if (first.length === 0) return [];
  const children = first.map(({ child }) => child);
  return [line('first_turns', { children }, first.map(({ turn }) => ofTurn(turn)))]; // prettier-ignore
}

/** Recorded children who played without a floor taken or another act. Passes are no reason to be named. */
export function noFloor(facts: ReviewFacts): SummaryLine[] {
  const active = activeIn(facts.games);
  const passed = new Set(
    facts.games.flatMap(({ turns }) => turns.filter(({ why }) => why === 'passed').map(({ child }) => child)),
  );
  const children = playersOf(facts).filter((child) => !active.has(child) && !passed.has(child));
  return children.length === 0 ? [] : [line('no_floor', { children }, children.map(ofChild))];
}
