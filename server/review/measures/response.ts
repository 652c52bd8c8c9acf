/** Who answered whom, and what kind each turn was. Times in any unit, the same throughout. */
import type { TurnKind } from '../../../src/wire/review.ts';

export interface TimedTurn {
  readonly speaker: string;
  /** A child, `group` or `adult`; null where nobody said. */
  readonly target: string | null;
  readonly start: number;
  readonly end: number;
  /** Was it prompted? Null: nobody marked. */
  readonly prompted: boolean | null;
  /** The turn before it in the list came right before it; false across a break. */
  readonly follows: boolean;
}
export const wholeGroup = 'group';
/** Whose answer is no child's turn. */
export const adult = 'adult';

export interface Response {
  /** Index of the turn that asked. */
  readonly index: number;
  readonly asker: string;
  readonly target: string;
  /** Index of the answer; null: not answered. */
  readonly answer: number | null;
  /** Start of the answer − end of the asking turn; negative on overlap; null: not answered. */
  readonly latency: number | null;
  /** The answer was the very next turn. */
  readonly immediate: boolean;
}

/**
 * For each turn toward another child: the target's NEXT turn, if it starts within `window` of the end (earlier on
 * overlap) and is toward the asker or the group, is its answer. Left out, since nobody can tell, is a turn whose
 * answer would lie across a break, or whose target's next turn in time has no known addressee. Definition.
 *
 * @param turns of the children of one game, starts in rising order.
 */
export function responses(turns: readonly TimedTurn[], window: number): Response[] {
  return turns.flatMap((turn, index): Response[] => {
    const { speaker: asker, target } = turn;
    if (target === null || target === wholeGroup || target === adult || target === asker) return [];
    const next = turns.findIndex((later, place) => place > index && later.speaker === target);
    const reply = turns[next];
    const unanswered = { index, asker, target, answer: null, latency: null, immediate: false };
    if (reply === undefined || reply.start - turn.end > window) return [unanswered];
    if (reply.target === null || turns.slice(index + 1, next + 1).some(({ follows }) => !follows)) return [];
    if (reply.target !== asker && reply.target !== wholeGroup) return [unanswered];
    const latency = reply.start - turn.end;
    return [{ index, asker, target, answer: next, latency, immediate: next === index + 1 }];
  });
}

/** Each turn's kind: prompted wins over response, response over initiation; null where marking was off. */
export function turnKindsOf(turns: readonly TimedTurn[], answered: readonly Response[]): (TurnKind | null)[] {
  const answers = new Set(answered.map(({ answer }) => answer));
  return turns.map(({ prompted }, index) => {
    if (prompted === null) return null;
    if (prompted) return 'prompted';
    return answers.has(index) ? 'response' : 'initiation';
  });
}
