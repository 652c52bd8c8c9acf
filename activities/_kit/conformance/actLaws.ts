/** Laws about acts: [C4] the legal ones are accepted, [C7] the accepted ones are on the record. */
import { safeParse } from 'valibot';
import type { AnyActivity, Fact, Speaker, Step, View } from '../contract.ts';
import { openActs } from '../play.ts';
import { envOf, type AnyInput, type AnyState } from '../replay.ts';
import { Ledger, type OpenTurn } from './ledger.ts';
import { momentsOf, must, onGames, told, type Law, type Moment } from './law.ts';
import { lively } from './scripts.ts';

/** [C4] */
export const legalIsAccepted: Law = onGames(lively, (activity, game) => {
  for (const moment of momentsOf(game)) {
    carryAsOf(activity, moment);
    for (const input of [
      ...openActs(activity, moment.state, moment.present),
      ...unheldActs(activity, moment),
    ]) {
      if (input.kind !== 'action') continue;
      const parsed = safeParse(activity.action, input.action);
      must(parsed.success, `a legal act does not pass its schema: ${told(input)}`);
      const answer = attempt(activity, moment, input);
      must(answer.ok, `a legal act is refused as ${answer.ok ? '' : answer.refusal}: ${told(input)}`);
    }
  }
});

/** [C7] */
export const actsAreRecorded: Law = onGames(lively, (activity, game) => {
  const ledger = new Ledger(activity, game.first);
  ledger.take(null, game.start.facts);
  for (const { input, facts, after } of game.moves) {
    const openBefore = [...ledger.open.values()];
    const askedBefore = new Map(ledger.asking);
    ledger.take(input, facts);
    if (input.kind === 'action') {
      const named = facts.some((fact) => namesActor(fact, input.by, openBefore, askedBefore));
      must(named, `an accepted act left no fact: ${told(input)}`);
    }
    if (activity.outcome(after) === null) continue;
    must(ledger.open.size === 0, `the outcome left a turn open after ${told(input)}`);
    must(ledger.asking.size === 0, `the outcome left a request open after ${told(input)}`);
  }
});

/** Views of seats that are not in hand get no private part; what they offer has to hold all the same. */
function unheldActs(activity: AnyActivity, { state, present }: Moment): AnyInput[] {
  const bare: AnyState = { ...state, seats: {} };
  return openActs(activity, bare, present).filter(
    (input) => input.kind === 'action' && input.via === 'tablet',
  );
}

function carryAsOf(activity: AnyActivity, { state, present }: Moment): void {
  const { asOf } = state.shared;
  const views = [
    activity.view.screen(state.shared),
    activity.view.facilitator(state),
    ...present.map((seat) => activity.view.seat(state.shared, null, seat) as View),
  ] as readonly View[];
  must(
    views.every((view) => view.asOf === asOf),
    `a view does not carry asOf ${asOf}`,
  );
}

function attempt(activity: AnyActivity, { state, at, step }: Moment, input: AnyInput): Step<AnyState> {
  return activity.reduce(state, input, envOf(1, step + 1, at));
}

/** Whether a fact is about the actor, as its turn, its gift of a turn, its request, its contribution or its steering. */
function namesActor(
  fact: Fact,
  by: Speaker,
  open: readonly OpenTurn[],
  asking: ReadonlyMap<number, Speaker>,
): boolean {
  switch (fact.fact) {
    case 'turn_offered':
      return fact.speaker === by || fact.givenBy === by;
    case 'turn_claimed':
    case 'turn_ended':
      return open.some(({ turn, speaker }) => turn === fact.turn && speaker === by);
    case 'request_closed':
      return asking.get(fact.request) === by;
    case 'contribution':
    case 'request_made':
    case 'steering':
      return fact.seat === by;
  }
}
