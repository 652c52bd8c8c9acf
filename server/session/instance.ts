/** One group's game under way: the activity's rules, their state, and what earlier facts said. */
import { begin, envOf, replay } from '../../activities/_kit/replay.ts';
import type { AnyInput, AnyState, Entry, FirstEntry } from '../../activities/_kit/replay.ts';
import type {
  AnyActivity, Fact, Goal, Ms, Outcome, Refusal, Seat, Step, Timer, View,
} from '../../activities/_kit/contract.ts'; // prettier-ignore
import { newLedger, note } from '../record/recorder.ts';
import type { Ledger } from '../record/recorder.ts';

/** What follows from a state alone. */
interface Derived {
  readonly state: AnyState;
  readonly outcome: Outcome | null;
  /** Pending deadlines; none once there is an outcome. */
  readonly timers: readonly Timer[];
}

export interface Instance {
  /** 1…8, or 0 for the whole class. */
  readonly group: number;
  readonly activity: AnyActivity;
  readonly seed: number;
  state: AnyState;
  /** Number of the last accepted input; setup is 0. */
  step: number;
  /** Seats that play now, and all that ever did: a number that has left does not come back. */
  readonly playing: Set<Seat>;
  readonly known: Set<Seat>;
  /** Seats that the rules were told are away. */
  readonly away: Set<Seat>;
  readonly ledger: Ledger;
  derived: Derived | null;
}

/** The instance after its setup, with what setup put on the record. */
export function beginInstance(
  activity: AnyActivity,
  group: number,
  first: FirstEntry,
): { readonly instance: Instance; readonly facts: readonly Fact[] } {
  const { state, facts } = begin(activity, first);
  return { instance: instanceAt(activity, group, first, state), facts };
}

/** The instance as its log left it. Throws when the rules do not replay it (see kit/replay). */
export function replayInstance(
  activity: AnyActivity,
  group: number,
  first: FirstEntry,
  entries: readonly Entry[],
): Instance {
  const { state, facts } = replay(activity, first, entries);
  const instance = instanceAt(activity, group, first, state);
  for (const fact of facts[0] ?? []) note(instance.ledger, fact, first.at);
  for (const [index, entry] of entries.entries()) {
    noteSeat(instance, entry.input, entry.at);
    for (const fact of facts[index + 1] ?? []) note(instance.ledger, fact, entry.at);
  }
  instance.step = entries.length;
  return instance;
}

/** Takes one input at run time `now`; a refusal changes nothing. Facts are not yet noted in the ledger. */
export function take(
  instance: Instance,
  input: AnyInput,
  now: Ms,
):
  { readonly ok: true; readonly facts: readonly Fact[] } | { readonly ok: false; readonly refusal: Refusal } {
  const { activity, seed, step } = instance;
  const result: Step<AnyState> = activity.reduce(instance.state, input, envOf(seed, step + 1, now));
  if (!result.ok) return result;
  instance.state = result.state;
  instance.step += 1;
  noteSeat(instance, input, now);
  return { ok: true, facts: result.facts };
}

/** Timers whose moment has come, in the order they were due. */
export function dueTimers(instance: Instance, now: Ms): readonly Timer[] {
  const due = timersOf(instance).filter((timer) => timer.fireAt <= now);
  if (due.length < 2) return due;
  return due.sort((a, b) => a.fireAt - b.fireAt || (a.name < b.name ? -1 : 1));
}

/** The earliest pending deadline after `now`; null when there is none. */
export function nextDeadline(instance: Instance, now: Ms): Ms | null {
  const pending = timersOf(instance).flatMap((timer) => (timer.fireAt > now ? [timer.fireAt] : []));
  return pending.length === 0 ? null : Math.min(...pending);
}

export function outcomeOf(instance: Instance): Outcome | null {
  return derived(instance).outcome;
}

export function goalOf(instance: Instance): Goal {
  return instance.activity.goal(instance.state.shared);
}

/** The view for every device of the group, the screen's included. */
export function groupView(instance: Instance): View {
  return instance.activity.view.screen(instance.state.shared) as View;
}

export function facilitatorView(instance: Instance): View {
  return instance.activity.view.facilitator(instance.state) as View;
}

/** A seat's own part while it may be shown: in hand, or where everyone's pads are up at once; null else. */
export function privatePart({ activity, state }: Instance, seat: Seat, inHand: boolean): unknown {
  return inHand || activity.hands === 'all' ? (state.seats[String(seat)] ?? null) : null;
}

/** A seat's view, which rests on `state.shared` and the part that may be shown. */
export function seatView(instance: Instance, seat: Seat, inHand: boolean): View {
  const { activity, state } = instance;
  return activity.view.seat(state.shared, privatePart(instance, seat, inHand), seat) as View;
}

function timersOf(instance: Instance): readonly Timer[] {
  return derived(instance).timers;
}

/** Asked for several times a command of every instance, so kept for as long as the state stands. */
function derived(instance: Instance): Derived {
  const { activity, state } = instance;
  if (instance.derived?.state !== state) {
    const outcome = activity.outcome(state);
    instance.derived = { state, outcome, timers: outcome === null ? activity.timers(state) : [] };
  }
  return instance.derived;
}

function instanceAt(activity: AnyActivity, group: number, first: FirstEntry, state: AnyState): Instance {
  const seats = first.setup.seats.map((place) => place.seat);
  const ledger = newLedger(seats, first.at);
  return {
    group,
    activity,
    seed: first.seed,
    state,
    step: 0,
    playing: new Set(seats),
    known: new Set(seats),
    away: new Set(),
    ledger,
    derived: null,
  };
}

function noteSeat(instance: Instance, input: AnyInput, now: Ms): void {
  if (input.kind !== 'seat') return;
  switch (input.change) {
    case 'joined':
      instance.playing.add(input.seat);
      instance.known.add(input.seat);
      instance.ledger.since.set(input.seat, now);
      return;
    case 'left':
      instance.playing.delete(input.seat);
      instance.away.delete(input.seat);
      return;
    case 'away':
      instance.away.add(input.seat);
      return;
    case 'back':
      instance.away.delete(input.seat);
  }
}
