/** Laws about going on: [C3] never stuck, [C8] silence ends, [C12] children come and go. */
import type { AnyActivity, Ms, Seat, Step } from '../contract.ts';
import { canonical } from '../canonical.ts';
import { earliest, openActs } from '../play.ts';
import { envOf, type AnyInput, type AnyState } from '../replay.ts';
import { momentsOf, must, onGames, someMoments, told, type Law, type Moment } from './law.ts';
import { lively, restless } from './scripts.ts';

/** [C3] */
export const neverStuck: Law = onGames(lively, (activity, game) => {
  for (const moment of momentsOf(game)) {
    if (activity.outcome(moment.state) === null) {
      goesOn(activity, moment);
      extends_(activity, moment);
      ends(activity, moment);
    } else isOver(activity, moment);
  }
});

/** [C8] */
export const silenceEnds: Law = onGames(lively, (activity, game) => {
  const { config, seats } = game.first.setup;
  const [start] = momentsOf(game);
  const bound = activity.bounds.silentMs(config, seats.length);
  if (start !== undefined) {
    const took = silentEnd(activity, start) - start.at;
    must(took <= bound, `silence took ${took} ms; the bound for ${seats.length} seats is ${bound} ms`);
  }
  for (const moment of someMoments(game, 6)) silentEnd(activity, moment);
});

/** [C12] */
export const comeAndGo: Law = onGames(restless, (activity, game) => {
  const newest = Math.max(0, ...momentsOf(game).flatMap(({ present }) => present));
  for (const moment of someMoments(game, 4)) {
    if (activity.outcome(moment.state) !== null) continue;
    silentEnd(activity, change(activity, moment, newest + 1, 'joined'));
    for (const seat of moment.present.slice(0, 8)) {
      const gone = change(activity, moment, seat, 'left');
      refusesActsOf(activity, moment, gone, seat);
      if (activity.outcome(gone.state) === null) silentEnd(activity, change(activity, gone, seat, 'joined'));
      const away = change(activity, moment, seat, 'away');
      if (activity.outcome(away.state) === null) change(activity, away, seat, 'back');
    }
    let empty = moment;
    for (const seat of moment.present) {
      if (activity.outcome(empty.state) === null) empty = change(activity, empty, seat, 'left');
    }
    if (activity.outcome(empty.state) === null)
      silentEnd(activity, change(activity, empty, newest + 1, 'joined'));
    silentEnd(activity, empty);
  }
});

function after(activity: AnyActivity, moment: Moment, input: AnyInput, at: Ms = moment.at): Step<AnyState> {
  return activity.reduce(moment.state, input, envOf(1, moment.step + 1, at));
}

function goesOn(activity: AnyActivity, moment: Moment): void {
  const due = earliest(activity.timers(moment.state));
  const acts = openActs(activity, moment.state, moment.present);
  must(due !== null || acts.length > 0, 'no timer is pending and nobody can act');
  if (due === null) return;
  const fired = after(activity, moment, { kind: 'timer', name: due.name }, Math.max(moment.at, due.fireAt));
  must(fired.ok, `the pending timer ${due.name} is refused when it fires`);
}

function extends_(activity: AnyActivity, moment: Moment): void {
  const ms = 30_000;
  const answer = after(activity, moment, { kind: 'extend', ms });
  must(answer.ok, 'extend is refused');
  const moved = activity
    .timers(moment.state)
    .map((timer) => (timer.steady ? timer : { ...timer, fireAt: timer.fireAt + ms }));
  must(
    canonical(activity.timers(answer.state)) === canonical(moved),
    'extend does not move every deadline alike',
  );
}

function ends(activity: AnyActivity, moment: Moment): void {
  const answer = after(activity, moment, { kind: 'end' });
  must(answer.ok && activity.outcome(answer.state) === 'ended', 'end does not end it');
}

function isOver(activity: AnyActivity, moment: Moment): void {
  must(activity.timers(moment.state).length === 0, 'a timer is pending after the outcome');
  must(openActs(activity, moment.state, moment.present).length === 0, 'an act is open after the outcome');
  const inputs: AnyInput[] = [
    { kind: 'end' },
    { kind: 'extend', ms: 1000 },
    ...moment.present.map((seat): AnyInput => ({ kind: 'skip', seat })),
  ];
  for (const input of inputs) {
    const answer = after(activity, moment, input);
    must(!answer.ok && answer.refusal === 'over', `not refused as over: ${told(input)}`);
  }
}

/** More steps than any silent game takes; one that takes more goes in circles. */
const silentSteps = 5000;

/** Lets everyone be silent until the outcome, and returns when it came. Skips only where no timer is pending. */
function silentEnd(activity: AnyActivity, from: Moment): Ms {
  let { state, at } = from;
  for (let step = from.step + 1; step < from.step + silentSteps; step += 1) {
    if (activity.outcome(state) !== null) return at;
    const due = earliest(activity.timers(state));
    if (due !== null) at = Math.max(at, due.fireAt);
    const env = envOf(1, step, at);
    const inputs: AnyInput[] =
      due === null
        ? from.present.map((seat) => ({ kind: 'skip', seat }))
        : [{ kind: 'timer', name: due.name }];
    const answer = inputs
      .map((input): Step<AnyState> => activity.reduce(state, input, env))
      .find((answered) => answered.ok);
    must(answer?.ok === true, 'everyone is silent, and neither a timer nor a skip leads on');
    ({ state } = answer);
  }
  throw new Error('everyone is silent, and the outcome does not come');
}

function change(
  activity: AnyActivity,
  moment: Moment,
  seat: Seat,
  how: 'joined' | 'left' | 'away' | 'back',
): Moment {
  const input: AnyInput = { kind: 'seat', seat, change: how };
  const answer = after(activity, moment, input);
  must(answer.ok, `refused as ${answer.ok ? '' : answer.refusal}: ${told(input)}`);
  const others = moment.present.filter((other) => other !== seat);
  const present = how === 'left' ? others : [...others, seat];
  canonical(activity.view.screen(answer.state.shared));
  for (const here of present) {
    canonical(activity.view.seat(answer.state.shared, answer.state.seats[String(here)] ?? null, here));
  }
  return { state: answer.state, at: moment.at, step: moment.step + 1, present };
}

function refusesActsOf(activity: AnyActivity, before: Moment, gone: Moment, seat: Seat): void {
  const { asOf } = gone.state.shared;
  for (const input of openActs(activity, before.state, [seat])) {
    if (input.kind !== 'action' || input.by !== seat) continue;
    must(!after(activity, gone, { ...input, asOf }).ok, `accepted after the seat left: ${told(input)}`);
  }
}
