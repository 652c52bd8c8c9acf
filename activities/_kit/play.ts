/**
 * A random but repeatable game: children who act by `legal`, wait, come and go, and an adult beside them.
 * Pure; conformance, goldens and robots play by it.
 */
import type { AnyActivity, Deed, Fact, Ms, Rng, Seat, Step, Timer } from './contract.ts';
import {
  begin,
  envOf,
  type AnyAction,
  type AnyInput,
  type AnyState,
  type Entry,
  type FirstEntry,
} from './replay.ts';
import { rngFor } from './rng.ts';

/** How often, in percent of moves, something other than an act of play happens. */
export interface Manners {
  /** Nobody acts until the next timer. */
  readonly silent: number;
  /** A seat joins, leaves, goes away or comes back. */
  readonly seats: number;
  readonly skip: number;
  readonly extend: number;
}

export interface Script {
  /** An integer; both the run's own chance and the players' follow from it. */
  readonly seed: number;
  readonly config: unknown;
  readonly seats: readonly { readonly seat: Seat; readonly tablet: number | null }[];
  readonly manners: Manners;
  /** The game is left off after so many moves, its outcome reached or not. */
  readonly moves: number;
}

/** One accepted input with the states around it. */
export interface Move extends Entry {
  readonly before: AnyState;
  readonly after: AnyState;
  readonly facts: readonly Fact[];
}

export interface Game {
  readonly first: FirstEntry;
  readonly start: { readonly state: AnyState; readonly facts: readonly Fact[] };
  readonly moves: readonly Move[];
}

/** Plays until the outcome, until nothing can happen any more, or for `script.moves` moves. */
export function play(activity: AnyActivity, script: Script): Game {
  const first: FirstEntry = {
    activity: activity.id,
    version: activity.version,
    seed: script.seed,
    at: 0,
    setup: { config: script.config, deck: activity.deck, seats: script.seats },
  };
  const start = begin(activity, first);
  const players = new Players(activity, script);
  const moves: Move[] = [];
  let state = start.state;
  let now: Ms = first.at;
  for (let turn = 0; turn < script.moves && activity.outcome(state) === null; turn += 1) {
    const entry = players.next(state, now, rngFor(script.seed, -1 - turn));
    if (entry === null) break;
    now = entry.at;
    const step: Step<AnyState> = activity.reduce(
      state,
      entry.input,
      envOf(script.seed, moves.length + 1, now),
    );
    if (!step.ok) continue;
    moves.push({ ...entry, before: state, after: step.state, facts: step.facts });
    players.heed(entry.input);
    ({ state } = step);
  }
  return { first, start, moves };
}

/** The timer that fires first; of equals the first named. Null where none is pending. */
export function earliest(timers: readonly Timer[]): Timer | null {
  return timers.reduce<Timer | null>(
    (best, timer) => (best === null || timer.fireAt < best.fireAt ? timer : best),
    null,
  );
}

/** Acts that are open to somebody right now, as inputs. `own` is given to every seat, as if it were in hand. */
export function openActs(activity: AnyActivity, state: AnyState, seats: readonly Seat[]): AnyInput[] {
  const { asOf } = state.shared;
  const bySeat = seats.flatMap((seat) =>
    activity.legal
      .seat(activity.view.seat(state.shared, state.seats[String(seat)] ?? null, seat))
      .map((action: AnyAction): AnyInput => ({
        kind: 'action',
        by: seat,
        via: 'tablet',
        asOf,
        alone: false,
        action,
      })),
  );
  const byAdult = activity.legal
    .facilitator(activity.view.facilitator(state))
    .map(({ by, action }: Deed<AnyAction>): AnyInput => ({
      kind: 'action',
      by,
      via: 'adult',
      asOf,
      alone: false,
      action,
    }));
  return [...bySeat, ...byAdult];
}

const actorOf = (input: AnyInput): string =>
  input.kind === 'action' ? `${input.by} ${input.via}` : input.kind;

/** Longest pause of a player before it acts. */
const thinkingMs = 8000;

class Players {
  readonly #activity: AnyActivity;
  readonly #script: Script;
  readonly #present: Set<Seat>;
  readonly #away = new Set<Seat>();
  #newest: Seat;

  constructor(activity: AnyActivity, script: Script) {
    this.#activity = activity;
    this.#script = script;
    const seats = script.seats.map(({ seat }) => seat);
    this.#present = new Set(seats);
    this.#newest = Math.max(0, ...seats);
  }

  /** What happens next, or null where nothing can. */
  next(state: AnyState, now: Ms, rng: Rng): Entry | null {
    const due = earliest(this.#activity.timers(state));
    const { silent, seats, skip, extend } = this.#script.manners;
    const roll = rng.int(100);
    const held = this.#activity.holding?.(state) ?? [];
    if (roll < seats) return { at: now, input: this.#letGo(held, rng) ?? this.#coming(rng) };
    if (roll < seats + skip && this.#present.size > 0) {
      return { at: now, input: { kind: 'skip', seat: rng.pick([...this.#present]) } };
    }
    if (roll < seats + skip + extend) return { at: now, input: { kind: 'extend', ms: 30_000 } };
    const open = openActs(this.#activity, state, [...this.#present]);
    const eager = this.#eager(open, held, rng);
    const acts = eager.length > 0 || due !== null ? eager : open;
    if (acts.length > 0 && roll < 100 - silent) {
      const patience = due === null ? thinkingMs : Math.max(0, Math.min(thinkingMs, due.fireAt - now));
      return { at: now + rng.int(patience + 1), input: this.#act(acts, rng) };
    }
    if (due !== null) return { at: Math.max(now, due.fireAt), input: { kind: 'timer', name: due.name } };
    return acts.length > 0 ? { at: now + thinkingMs, input: this.#act(acts, rng) } : null;
  }

  heed(input: AnyInput): void {
    if (input.kind !== 'seat') return;
    const { seat, change } = input;
    if (change === 'joined') this.#present.add(seat);
    if (change === 'left') this.#present.delete(seat);
    if (change === 'away') this.#away.add(seat);
    else this.#away.delete(seat);
    this.#newest = Math.max(this.#newest, seat);
  }

  /** Acts of those who want to: whoever holds a pad, or could do nothing but pass, mostly lets it be. */
  #eager(open: readonly AnyInput[], held: readonly Seat[], rng: Rng): readonly AnyInput[] {
    const choices = new Map<string, string[]>();
    for (const input of open) {
      if (input.kind !== 'action') continue;
      const types = choices.get(actorOf(input)) ?? [];
      choices.set(actorOf(input), [...types, input.action.type]);
    }
    const resting = new Set(
      [...choices]
        .filter(
          ([actor, types]) =>
            held.some((seat) => actor.startsWith(`${seat} `)) || types.every((type) => type === 'pass'),
        )
        .filter(() => rng.int(10) > 0)
        .map(([actor]) => actor),
    );
    return open.filter((input) => !resting.has(actorOf(input)));
  }

  /** First who acts, then what: an actor with many choices is not heard more often. */
  #act(acts: readonly AnyInput[], rng: Rng): AnyInput {
    const actor = rng.pick([...new Set(acts.map(actorOf))]);
    const act = rng.pick(acts.filter((input) => actorOf(input) === actor));
    if (act.kind !== 'action' || act.via !== 'tablet') return act;
    const tablet = this.#script.seats.find(({ seat }) => seat === act.by)?.tablet ?? null;
    const on = tablet === null ? {} : { tablet };
    return { ...act, ...on, alone: rng.int(4) === 0 };
  }

  /** Now and then the tablet of a held pad falls silent; null where nothing is held, and otherwise. */
  #letGo(held: readonly Seat[], rng: Rng): AnyInput | null {
    return held.length > 0 && rng.int(2) === 0 ? { kind: 'let_go', seat: rng.pick(held) } : null;
  }

  #coming(rng: Rng): AnyInput {
    const present = [...this.#present];
    if (present.length === 0 || rng.int(3) === 0) {
      return { kind: 'seat', seat: this.#newest + 1, change: 'joined' };
    }
    const seat = rng.pick(present);
    if (this.#away.has(seat)) return { kind: 'seat', seat, change: 'back' };
    return { kind: 'seat', seat, change: rng.pick(['left', 'away'] as const) };
  }
}
