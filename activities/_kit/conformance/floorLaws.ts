/** Laws about the floor: [C10] pass is always open and nobody is waited for, [C11] bounded gaps are bounded. */
import type { AnyActivity, Fact, Seat, Step } from '../contract.ts';
import { openActs } from '../play.ts';
import { envOf, type AnyInput, type AnyState } from '../replay.ts';
import { Ledger, type OpenTurn } from './ledger.ts';
import { momentsOf, must, onGames, told, type Law, type Moment } from './law.ts';
import { lively, steady } from './scripts.ts';

/** [C10] */
export const passIsOpen: Law = onGames(lively, (activity, game) => {
  const ledger = new Ledger(activity, game.first);
  for (const [index, moment] of momentsOf(game).entries()) {
    const move = game.moves[index - 1];
    ledger.take(move?.input ?? null, move?.facts ?? game.start.facts);
    for (const turn of ledger.open.values()) {
      if (turn.speaker === 'adult') continue;
      const given = turn.givenBy !== turn.speaker;
      if (turn.claimed && given) mayPass(activity, moment, turn, turn.speaker);
      mayBeSkipped(activity, moment, turn, turn.speaker);
      mayLeave(activity, moment, turn, turn.speaker);
    }
  }
});

/** [C11] */
export const gapsAreBounded: Law = onGames(steady, (activity, game) => {
  const { config, seats } = game.first.setup;
  const bound = activity.bounds.gap(config, seats.length);
  if (bound === null) return;
  const others = new Map(seats.map(({ seat }) => [seat, 0]));
  for (const fact of [game.start.facts, ...game.moves.map(({ facts }) => facts)].flat()) {
    if (fact.fact !== 'turn_offered') continue;
    for (const [seat, gap] of others) {
      others.set(seat, fact.speaker === seat ? 0 : gap + 1);
      must(fact.speaker === seat || gap < bound, `seat ${seat} waits for more than ${bound} turns of others`);
    }
  }
});

function mayPass(activity: AnyActivity, moment: Moment, { turn }: OpenTurn, speaker: Seat): void {
  for (const via of ['tablet', 'adult'] as const) {
    const pass = openActs(activity, moment.state, [speaker]).find(
      (input) =>
        input.kind === 'action' && input.by === speaker && input.via === via && input.action.type === 'pass',
    );
    must(pass !== undefined, `seat ${speaker} has the floor and may not pass (by ${via})`);
    endsTurn(after(activity, moment, pass), turn, ['passed'], pass);
  }
}

function mayBeSkipped(activity: AnyActivity, moment: Moment, { turn }: OpenTurn, speaker: Seat): void {
  const skip: AnyInput = { kind: 'skip', seat: speaker };
  endsTurn(after(activity, moment, skip), turn, ['skipped'], skip);
  const away = after(activity, moment, { kind: 'seat', seat: speaker, change: 'away' });
  must(away.ok, `seat ${speaker} may not go away`);
  // A tablet that falls silent may also give the turn on at once.
  if (away.facts.some((fact) => fact.fact === 'turn_ended' && fact.turn === turn)) return;
  endsTurn(after(activity, { ...moment, state: away.state }, skip), turn, ['skipped'], skip);
}

function mayLeave(activity: AnyActivity, moment: Moment, { turn }: OpenTurn, speaker: Seat): void {
  const left: AnyInput = { kind: 'seat', seat: speaker, change: 'left' };
  const answer = after(activity, moment, left);
  endsTurn(answer, turn, ['absent', 'interrupted'], left);
  const offered = answer.ok ? answer.facts : [];
  must(
    !offered.some((fact) => fact.fact === 'turn_offered' && fact.speaker === speaker),
    `seat ${speaker} left and is offered a turn`,
  );
}

function after(activity: AnyActivity, { state, at, step }: Moment, input: AnyInput): Step<AnyState> {
  return activity.reduce(state, input, envOf(1, step + 1, at));
}

function endsTurn(
  answer: Step<AnyState>,
  turn: number,
  whys: readonly Extract<Fact, { readonly fact: 'turn_ended' }>['why'][],
  input: AnyInput,
): void {
  must(answer.ok, `refused as ${answer.ok ? '' : answer.refusal}: ${told(input)}`);
  must(
    answer.facts.some((fact) => fact.fact === 'turn_ended' && fact.turn === turn && whys.includes(fact.why)),
    `turn ${turn} does not end as ${whys.join(' or ')} by ${told(input)}`,
  );
}
