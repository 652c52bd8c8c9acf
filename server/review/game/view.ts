/** One game as its measures look at it: turns by child, what may be shown of it, and who answered whom. */
import type { Ms } from '../../../activities/_kit/contract.ts';
import type { MissingReason, TurnKind } from '../../../src/wire/review.ts';
import { hasEnds } from '../facts.ts';
import type { Game, TurnFact } from '../facts.ts';
import { adult, responses, turnKindsOf, wholeGroup } from '../measures/response.ts';
import type { Response, TimedTurn } from '../measures/response.ts';

/** Below these a share would tell too much of the few, or too little of the group. */
const fewestRecorded = 3;
const leastRecorded = 0.75;

/** An answer comes within this time, or the two turns have nothing to do with each other. */
const responseWindowMs = 10_000;

export interface TakenTurn extends TurnFact {
  readonly child: string;
  readonly claimedAt: Ms;
}

export interface GameView {
  readonly game: Game;
  /** Floors taken by recorded children, in order of their starts. */
  readonly turns: readonly TakenTurn[];
  /** Why shares, network and equality may not be shown; null: they may. */
  readonly hidden: 'consent' | null;
  /** Why an equality score would say nothing about the children; null: it would. */
  readonly decided: 'by_design' | null;
  /** Why there is no floor time; null: the turns have ends. */
  readonly untimed: 'no_times' | null;
  readonly responses: readonly Response[] | MissingReason;
  /** The kind of each of `turns`; null where marking was off meanwhile. */
  readonly kinds: readonly (TurnKind | null)[] | MissingReason;
}

/** Whether enough of those present are recorded for shares, network and equality. */
export function mayShare({
  recorded,
  present,
}: {
  readonly recorded: number;
  readonly present: number;
}): boolean {
  return recorded >= fewestRecorded && recorded >= leastRecorded * present;
}

export function viewOf(game: Game): GameView {
  const turns = game.turns.filter(isTaken);
  const isRuled = game.regime === 'forced' || game.regime === 'together';
  const isSeen = mayShare({ recorded: game.roster.length, present: game.present });
  const untimed = hasEnds(turns) ? null : 'no_times';
  const timed = turns.map((turn) => timedTurn(turn, game.roster));
  const asked = responses(timed, responseWindowMs);
  return {
    game,
    turns,
    hidden: isSeen ? null : 'consent',
    decided: isRuled || game.bounded ? 'by_design' : null,
    untimed,
    responses: isRuled ? 'by_design' : (untimed ?? asked),
    kinds: game.prompting ? (isRuled ? 'by_design' : (untimed ?? turnKindsOf(timed, asked))) : 'not_marked',
  };
}

function isTaken(turn: TurnFact): turn is TakenTurn {
  return turn.taken && turn.child !== null && turn.claimedAt !== null;
}

function timedTurn(turn: TakenTurn, roster: readonly string[]): TimedTurn {
  return {
    speaker: turn.child,
    target: targetOf(turn, roster),
    start: turn.claimedAt,
    end: turn.endedAt ?? turn.claimedAt,
    prompted: turn.prompt === null ? null : turn.prompt > 0,
    follows: turn.follows,
  };
}

/** A child of the roster, the group, the adult; null where nobody said. */
export function targetOf(turn: TakenTurn, roster: readonly string[]): string | null {
  if (turn.toward === 'group') return wholeGroup;
  if (turn.toward === 'adult') return adult;
  return turn.towardChild !== null && roster.includes(turn.towardChild) ? turn.towardChild : null;
}

export function turnsOf(view: GameView, child: string): TakenTurn[] {
  return view.turns.filter((turn) => turn.child === child);
}
