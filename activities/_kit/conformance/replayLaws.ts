/** Laws about what the rules depend on: [C1] the log alone, [C2] nothing foreign, [C6] nothing around them. */
import fc from 'fast-check';
import { safeParse } from 'valibot';
import type { AnyActivity, Fact, Step } from '../contract.ts';
import { canonical, hashOf } from '../canonical.ts';
import { openActs, play, type Game } from '../play.ts';
import { envOf, replay, type AnyAction, type AnyInput, type AnyState, type FirstEntry } from '../replay.ts';
import { withoutAmbient } from './ambient.ts';
import { momentsOf, must, onGames, onScripts, someMoments, told, type Law, type Moment } from './law.ts';
import { configs, lively } from './scripts.ts';

/** [C1] */
export const replayEqualsLive: Law = onGames(lively, (activity, game) => {
  const log = JSON.stringify({
    first: game.first,
    entries: game.moves.map(({ at, input }) => ({ at, input })),
  });
  const read = JSON.parse(log) as { first: FirstEntry; entries: { at: number; input: AnyInput }[] };
  const again = replay(activity, read.first, read.entries);
  const live = game.moves[game.moves.length - 1]?.after ?? game.start.state;
  must(hashOf(again.state) === hashOf(live), 'the replayed log ends in another state');
  const facts = [game.start.facts, ...game.moves.map((move) => move.facts)];
  must(canonical(again.facts) === canonical(facts), 'the replayed log puts other facts on the record');
});

/** [C2] */
export const nothingForeign: Law = (activity, effort) => {
  onGames(lively, (rules, game) => {
    for (const moment of someMoments(game, 12)) {
      const before = canonical(moment.state);
      for (const input of foreignInputs(rules, moment, game)) refuses(rules, moment, input);
      for (const input of staleActs(rules, moment)) movesNoFloor(rules, moment, input);
      for (const action of nearlyLegal(rules, moment)) swallows(rules, moment, action);
      must(canonical(moment.state) === before, 'the state was written to');
    }
  })(activity, effort);
  const { runs, ...rest } = effort;
  const junk = fc.property(fc.anything(), configs(activity), (value, config) => {
    const parsed = safeParse(activity.action, value);
    must(!parsed.success || isAct(parsed.output), `junk passed for an act: ${fc.stringify(value)}`);
    must(
      safeParse(activity.config, config).success,
      `settings that the form offers are refused: ${canonical(config)}`,
    );
    must(
      !safeParse(activity.config, { ...config, 'not a setting': 1 }).success,
      'an unknown setting is let in',
    );
  });
  fc.assert(junk, { numRuns: runs, ...rest });
};

/** [C6] */
export const noAmbientWorld: Law = onScripts(lively, (activity, script) => {
  const { result, touched } = withoutAmbient(() => {
    const game = play(activity, script);
    return { game, seen: someMoments(game, 60).map((moment) => everythingShown(activity, moment)) };
  });
  must(result !== null && touched.length === 0, `the rules reached for ${[...new Set(touched)].join(', ')}`);
  canonical(result.game.start.facts, 'facts');
  for (const { facts } of result.game.moves) canonical(facts, 'facts');
  for (const shown of result.seen) canonical(shown, 'views');
  for (const { state } of momentsOf(result.game)) {
    canonical(state, 'state');
    must(
      Object.keys(state.seats).every((seat) => /^[1-9][0-9]*$/.test(seat)),
      'a key of `seats` is no seat',
    );
    const { done, of } = activity.goal(state.shared);
    must(0 <= done && done <= of, `the goal is ${done} of ${of}`);
  }
});

function everythingShown(activity: AnyActivity, { state, present }: Moment): unknown {
  return {
    screen: activity.view.screen(state.shared) as unknown,
    seats: present.map((seat): unknown =>
      activity.view.seat(state.shared, state.seats[String(seat)] ?? null, seat),
    ),
    facilitator: activity.view.facilitator(state) as unknown,
    open: openActs(activity, state, present),
    timers: activity.timers(state),
    goal: activity.goal(state.shared),
    outcome: activity.outcome(state),
  };
}

type Act = Extract<AnyInput, { readonly kind: 'action' }>;

function actsAt(activity: AnyActivity, { state, present }: Moment): Act[] {
  return openActs(activity, state, present).filter((input): input is Act => input.kind === 'action');
}

/** Inputs that no rule may accept. */
function* foreignInputs(activity: AnyActivity, moment: Moment, game: Game): Generator<AnyInput> {
  const { state, present, at } = moment;
  const stranger = 1 + Math.max(0, ...momentsOf(game).flatMap((other) => other.present));
  const acts = actsAt(activity, moment);
  for (const act of acts.filter(({ by }) => by !== 'adult')) {
    yield { ...act, by: stranger };
    yield { ...act, by: stranger, via: 'adult' };
    // Another child's act. One whose own view offers an act of that kind may mean its own.
    for (const by of present) {
      const own = acts.some((other) => other.by === by && other.action.type === act.action.type);
      if (!own) yield { ...act, by, via: 'tablet' };
    }
  }
  yield { kind: 'skip', seat: stranger };
  for (const change of ['left', 'away', 'back'] as const) yield { kind: 'seat', seat: stranger, change };
  for (const seat of present) yield { kind: 'seat', seat, change: 'joined' };
  for (const ms of [0, -1000, 0.5, NaN, Infinity]) yield { kind: 'extend', ms };
  for (const name of ['', 'no such timer']) yield { kind: 'timer', name };
  for (const { name, fireAt } of activity.timers(state)) if (fireAt > at) yield { kind: 'timer', name };
}

function* staleActs(activity: AnyActivity, moment: Moment): Generator<AnyInput> {
  for (const act of actsAt(activity, moment)) {
    for (const asOf of [act.asOf - 1, act.asOf + 1, -1]) yield { ...act, asOf };
  }
}

/** Legal acts with one thing wrong: a number moved, a key too many or too few. */
function* nearlyLegal(activity: AnyActivity, moment: Moment): Generator<Act> {
  for (const act of actsAt(activity, moment)) {
    const { type, ...details } = act.action as AnyAction & Readonly<Record<string, unknown>>;
    yield { ...act, action: { ...act.action, extra: 1 } as AnyAction };
    for (const [key, value] of Object.entries(details)) {
      yield { ...act, action: { type } };
      for (const other of typeof value === 'number'
        ? [value + 1, -value, 998, 0.5, NaN]
        : [null, {}, 'junk']) {
        yield { ...act, action: { type, ...details, [key]: other } };
      }
    }
  }
}

function attempt(activity: AnyActivity, { state, at, step }: Moment, input: AnyInput): Step<AnyState> {
  return activity.reduce(state, input, envOf(1, step + 1, at));
}

function refuses(activity: AnyActivity, moment: Moment, input: AnyInput): void {
  if (activity.outcome(moment.state) !== null) return;
  must(!attempt(activity, moment, input).ok, `accepted what is foreign: ${told(input)}`);
}

function movesNoFloor(activity: AnyActivity, moment: Moment, input: AnyInput): void {
  const answer = attempt(activity, moment, input);
  if (!answer.ok) return;
  const harmless: readonly Fact['fact'][] = ['request_made', 'request_closed', 'steering'];
  must(
    answer.facts.length > 0 && answer.facts.every(({ fact }) => harmless.includes(fact)),
    `accepted what is stale: ${told(input)}`,
  );
}

function swallows(activity: AnyActivity, moment: Moment, act: Act): void {
  const parsed = safeParse(activity.action, act.action);
  if ('extra' in act.action) must(!parsed.success, `an unknown key passed: ${told(act)}`);
  if (parsed.success) attempt(activity, moment, { ...act, action: parsed.output as AnyAction });
}

function isAct(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}
