/** Choices among children: who handed the floor to whom, out of which options. What a rule gave is no choice. */
import type { Game, TurnFact } from './facts.ts';

export interface Choice {
  readonly from: string;
  readonly to: string;
  /** Recorded children who could have been chosen, `to` among them; a guest among the options is `guest`. */
  readonly options: readonly string[];
  readonly turn: TurnFact;
}

/** Turns that a recorded child gave to another one out of two or more, in order; what became of the turn is no matter. */
export function choicesIn(games: readonly Game[]): Choice[] {
  return games.flatMap(({ turns }) =>
    turns.flatMap((turn) => {
      const { givenBy, givenByChild: from, child: to, options } = turn;
      if (givenBy !== 'child' || from === null || to === null || options === null) return [];
      return options.length < 2 ? [] : [{ from, to, options, turn }];
    }),
  );
}
