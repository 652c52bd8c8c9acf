/** Plays a ball game step by step in tests: the real rules, with a clock that the test moves. */
import type { Fact, Ms, Refusal, Seat } from '../_kit/contract.ts';
import { earliest } from '../_kit/play.ts';
import { envOf, type AnyInput } from '../_kit/replay.ts';
import { nameBall, type Action, type Config } from './rules.ts';
import type { Ball } from './rules.state.ts';

type Offered = Extract<Fact, { readonly fact: 'turn_offered' }>;
type Ended = Extract<Fact, { readonly fact: 'turn_ended' }>;

export class Circle {
  now: Ms = 0;
  state: Ball;
  readonly facts: Fact[];
  readonly #seed: number;
  #step = 0;

  /** Seats 1…n, all at a tablet or none. */
  constructor(seats: number, settings: Partial<Config> = {}, { tablets = true, seed = 1 } = {}) {
    this.#seed = seed;
    const setup = {
      config: { ...nameBall.defaults, ...settings },
      deck: [],
      seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, tablet: tablets ? 1 : null })),
    };
    const start = nameBall.setup(setup, envOf(seed, 0, 0));
    this.state = start.state;
    this.facts = [...start.facts];
  }

  /** Who has the ball. Throws where nobody has. */
  get holder(): Seat {
    const { floor } = this.state.shared;
    if (typeof floor?.speaker !== 'number') throw new Error('nobody has the ball');
    return floor.speaker;
  }

  /** Whom the holder may throw to. */
  get options(): readonly Seat[] {
    return this.state.seats[String(this.holder)]?.options ?? [];
  }

  get offers(): Offered[] {
    return this.facts.filter((fact) => fact.fact === 'turn_offered');
  }

  get endings(): Ended[] {
    return this.facts.filter((fact) => fact.fact === 'turn_ended');
  }

  give(input: AnyInput): Refusal | null {
    const step = nameBall.reduce(this.state, input as never, envOf(this.#seed, this.#step + 1, this.now));
    if (!step.ok) return step.refusal;
    this.#step += 1;
    this.state = step.state;
    this.facts.push(...step.facts);
    return null;
  }

  act(
    by: Seat,
    action: Action,
    { via = 'tablet', alone = false, asOf = this.state.shared.asOf }: Partial<How> = {},
  ): Refusal | null {
    return this.give({ kind: 'action', by, via, alone, asOf, action });
  }

  /** The holder claims the ball and uses it as `use` says. */
  plays(use: (options: readonly Seat[]) => Action): void {
    this.must(this.act(this.holder, { type: 'claim' }));
    this.must(this.act(this.holder, use(this.options)));
  }

  /** The holder throws to the first it is offered, or closes the round with the golden ball. */
  goesOn(): void {
    this.plays(([to]) => (to === undefined ? { type: 'close' } : { type: 'throw', to }));
  }

  /** Moves the clock, firing every timer that falls due on the way. */
  wait(ms: Ms): void {
    const until = this.now + ms;
    for (;;) {
      const due = earliest(nameBall.timers(this.state));
      if (due === null || due.fireAt > until) break;
      this.now = due.fireAt;
      this.must(this.give({ kind: 'timer', name: due.name }));
    }
    this.now = until;
  }

  must(refusal: Refusal | null): void {
    if (refusal !== null) throw new Error(`refused as ${refusal}`);
  }
}

interface How {
  readonly via: 'tablet' | 'adult';
  readonly alone: boolean;
  readonly asOf: number;
}
