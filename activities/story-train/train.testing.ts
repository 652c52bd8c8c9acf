/** Plays a story train step by step in tests: the real rules, with a clock that the test moves. */
import { factsOfKind } from '../_kit/facts.testing.ts';
import type { Fact, Input, Ms, Refusal, Seat, Setup, Speaker } from '../_kit/contract.ts';
import { earliest } from '../_kit/play.ts';
import { envOf } from '../_kit/replay.ts';
import { storyTrain } from './rules.ts';
import { defaults } from './rules.state.ts';
import type { Action, Config, TrainState } from './rules.state.ts';

interface How {
  readonly via?: 'tablet' | 'adult';
  readonly alone?: boolean;
  readonly asOf?: number;
}

export class Train {
  now: Ms = 0;
  state: TrainState;
  readonly facts: Fact[];
  readonly #seed: number;
  #step = 0;

  /** Seats 1…n, all at a tablet or none. */
  constructor(
    seats: number,
    settings: Partial<Config> = {},
    { tablets = true, seed = 7, deck = storyTrain.deck } = {},
  ) {
    this.#seed = seed;
    const setup: Setup<Config> = {
      config: { ...defaults, ...settings },
      deck,
      seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, tablet: tablets ? 1 : null })),
    };
    const start = storyTrain.setup(setup, envOf(seed, 0, 0));
    this.state = start.state;
    this.facts = [...start.facts];
  }

  get shared() {
    return this.state.shared;
  }

  /** The cards that `seat` has to choose from. */
  cards(seat: Seat): readonly string[] {
    return this.state.seats[String(seat)]?.cards ?? [];
  }

  give(input: Input<Action>): Refusal | null {
    const step = storyTrain.reduce(this.state, input, envOf(this.#seed, this.#step + 1, this.now));
    if (!step.ok) return step.refusal;
    this.#step += 1;
    this.state = step.state;
    this.facts.push(...step.facts);
    return null;
  }

  act(by: Speaker, action: Action, { via = 'tablet', alone = false, asOf }: How = {}): Refusal | null {
    return this.give({ kind: 'action', by, via, alone, asOf: asOf ?? this.shared.asOf, action });
  }

  /** The adult taps for a child, or as 老师. */
  adult(by: Speaker, action: Action): Refusal | null {
    return this.act(by, action, { via: 'adult' });
  }

  /** The seat comes for its turn and puts its first card on the train. Returns the card. */
  chooses(seat: Seat): string {
    must(this.act(seat, { type: 'claim' }));
    const [card = ''] = this.cards(seat);
    must(this.act(seat, { type: 'choose', card }));
    return card;
  }

  /** A whole turn of a child that says something. Returns its card. */
  tells(seat: Seat): string {
    const card = this.chooses(seat);
    must(this.act(seat, { type: 'done' }));
    return card;
  }

  /** Moves the clock, firing every timer that falls due on the way. */
  wait(ms: Ms): void {
    const until = this.now + ms;
    for (;;) {
      const due = earliest(storyTrain.timers(this.state));
      if (due === null || due.fireAt > until) break;
      this.now = Math.max(this.now, due.fireAt);
      must(this.give({ kind: 'timer', name: due.name }));
    }
    this.now = until;
  }

  /** `3 self group tap` for each ended turn, in order. */
  get endings(): string[] {
    return factsOfKind(this.facts, 'turn_ended').map(
      ({ turn, why, toward, channel }) => `${turn} ${why} ${toward} ${channel}`,
    );
  }

  get speakers(): Speaker[] {
    return factsOfKind(this.facts, 'turn_offered').map(({ speaker }) => speaker);
  }

  /** `3 expects 2` for each contribution: seat, code, turn. */
  get contributions(): string[] {
    return factsOfKind(this.facts, 'contribution').map(({ seat, code, turn }) => `${seat} ${code} ${turn}`);
  }
}

function must(refusal: Refusal | null): void {
  if (refusal !== null) throw new Error(`refused as ${refusal}`);
}
