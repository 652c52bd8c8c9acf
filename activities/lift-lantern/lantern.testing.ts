/** Lifts a lantern step by step in tests: the real rules, with a clock that the test moves. */
import type { Fact, Ms, Refusal, Seat } from '../_kit/contract.ts';
import { earliest } from '../_kit/play.ts';
import { envOf, type AnyInput } from '../_kit/replay.ts';
import { liftLantern, type Action, type Config } from './rules.ts';
import { ownOf, type Lantern, type Own, type Pad } from './rules.state.ts';

interface How {
  readonly via: 'tablet' | 'adult';
  readonly asOf: number;
}

export class Group {
  now: Ms = 0;
  state: Lantern;
  readonly facts: Fact[] = [];
  /** Every input taken, as the log has it. */
  readonly log: AnyInput[] = [];
  readonly #tablets: readonly (number | null)[];

  /** Seats 1…n; `tablets` says where each sits. */
  constructor(tablets: readonly (number | null)[], settings: Partial<Config> = {}) {
    this.#tablets = tablets;
    const setup = {
      config: { ...liftLantern.defaults, ...settings },
      deck: [],
      seats: tablets.map((tablet, index) => ({ seat: index + 1, tablet })),
    };
    this.state = liftLantern.setup(setup, envOf(1, 0, 0)).state;
  }

  get shared() {
    return this.state.shared;
  }

  own(seat: Seat): Own {
    return ownOf(this.state, seat);
  }

  pads(): (Pad['state'] | null)[] {
    return this.shared.circle.map(({ seat }) => this.own(seat).pad?.state ?? null);
  }

  recorded(code: string): Seat[] {
    return this.facts.flatMap((fact) =>
      fact.fact === 'contribution' && fact.code === code ? [fact.seat] : [],
    );
  }

  give(input: AnyInput): Refusal | null {
    const step = liftLantern.reduce(this.state, input as never, envOf(1, this.log.length + 1, this.now));
    if (!step.ok) return step.refusal;
    this.log.push(input);
    this.state = step.state;
    this.facts.push(...step.facts);
    return null;
  }

  act(
    by: Seat,
    action: Action,
    { via = 'tablet', asOf = this.shared.asOf }: Partial<How> = {},
  ): Refusal | null {
    const tablet = this.#tablets[by - 1] ?? null;
    const on = via === 'tablet' && tablet !== null ? { tablet } : {};
    return this.give({ kind: 'action', by, via, asOf, alone: false, action, ...on });
  }

  /** Each says "I'm in", on a tablet that feels so many fingers. */
  join(seats: readonly Seat[], fingers = 10): void {
    for (const seat of seats) this.must(this.act(seat, { type: 'join', fingers }));
  }

  press(...seats: readonly Seat[]): void {
    for (const seat of seats) this.must(this.act(seat, { type: 'press' }));
  }

  release(...seats: readonly Seat[]): void {
    for (const seat of seats) this.must(this.act(seat, { type: 'release' }));
  }

  /** Moves the clock, firing every timer that falls due on the way. */
  wait(ms: Ms): void {
    const until = this.now + ms;
    for (;;) {
      const due = earliest(liftLantern.timers(this.state));
      if (due === null || due.fireAt > until) break;
      this.now = Math.max(this.now, due.fireAt);
      this.must(this.give({ kind: 'timer', name: due.name }));
    }
    this.now = until;
  }

  must(refusal: Refusal | null): void {
    if (refusal !== null) throw new Error(`refused as ${refusal}`);
  }
}
