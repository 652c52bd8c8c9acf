/** The law about held pads: [C13] what is held is let go, by whatever takes its child away. */
import type { AnyActivity, Seat, Step } from '../contract.ts';
import { envOf, type AnyInput, type AnyState } from '../replay.ts';
import { momentsOf, must, onGames, told, type Law, type Moment } from './law.ts';
import { lively } from './scripts.ts';

/** [C13] */
export const padsAreLetGo: Law = onGames(lively, (activity, game) => {
  for (const moment of momentsOf(game)) {
    const held = heldAt(activity, moment.state);
    const over = activity.outcome(moment.state) !== null;
    must(!over || held.length === 0, 'a pad is held after the outcome');
    must(new Set(held).size === held.length, 'a seat is named as holding twice');
    for (const seat of held) {
      must(moment.present.includes(seat), `seat ${seat} holds a pad and does not sit in the group`);
      for (const input of takingAway(seat)) letsGo(activity, moment, seat, input);
    }
    for (const seat of moment.present.filter((other) => !held.includes(other))) {
      const input: AnyInput = { kind: 'let_go', seat };
      must(!after(activity, moment, input).ok, `let go of what nobody holds: ${told(input)}`);
    }
  }
});

/** Everything that takes a child from its pad without a tap of its own. */
function takingAway(seat: Seat): AnyInput[] {
  return [
    { kind: 'let_go', seat },
    { kind: 'skip', seat },
    { kind: 'seat', seat, change: 'away' },
    { kind: 'seat', seat, change: 'left' },
    { kind: 'end' },
  ];
}

function letsGo(activity: AnyActivity, moment: Moment, seat: Seat, input: AnyInput): void {
  const answer = after(activity, moment, input);
  must(answer.ok, `seat ${seat} holds a pad; refused as ${answer.ok ? '' : answer.refusal}: ${told(input)}`);
  must(!heldAt(activity, answer.state).includes(seat), `seat ${seat} still holds after ${told(input)}`);
}

function heldAt(activity: AnyActivity, state: AnyState): readonly Seat[] {
  return activity.holding?.(state) ?? [];
}

function after(activity: AnyActivity, { state, at, step }: Moment, input: AnyInput): Step<AnyState> {
  return activity.reduce(state, input, envOf(1, step + 1, at));
}
