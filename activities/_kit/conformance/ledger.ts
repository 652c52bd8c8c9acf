/** Reads the facts of a game step by step and holds them to what the record relies on. */
import type { AnyActivity, Fact, Regime, Seat, Speaker, Target } from '../contract.ts';
import type { FirstEntry, AnyInput } from '../replay.ts';
import { must, seatAs, told } from './law.ts';

export interface OpenTurn {
  readonly turn: number;
  readonly speaker: Speaker;
  readonly givenBy: 'rules' | Speaker;
  readonly claimed: boolean;
}

export class Ledger {
  readonly present: Set<Seat>;
  /** Turns offered and not yet ended, by number. */
  readonly open = new Map<number, OpenTurn>();
  /** Requests not yet closed: who made them. */
  readonly asking = new Map<number, Seat>();
  readonly #activity: AnyActivity;
  readonly #regime: Regime;
  readonly #bounded: boolean;
  readonly #ever: Set<Seat>;
  readonly #ended = new Set<number>();
  #turns = 0;
  #requests = 0;

  constructor(activity: AnyActivity, first: FirstEntry) {
    const seats = first.setup.seats.map(({ seat }) => seat);
    this.present = new Set(seats);
    this.#ever = new Set(seats);
    this.#activity = activity;
    this.#regime = activity.regime(first.setup.config);
    this.#bounded = activity.bounds.gap(first.setup.config, seats.length) !== null;
  }

  /** Takes in one step; `input` is null for setup. Throws on the first fact that the record could not keep. */
  take(input: AnyInput | null, facts: readonly Fact[]): void {
    if (input !== null) seatAs(this.present, input);
    for (const seat of this.present) this.#ever.add(seat);
    for (const fact of facts) {
      try {
        this.#one(input, fact);
      } catch (error) {
        const where = input === null ? 'setup' : told(input);
        if (error instanceof Error) error.message += `, in ${JSON.stringify(fact)} of ${where}`;
        throw error;
      }
    }
    if (this.#activity.hands === 'one') must(this.open.size <= 1, 'two turns are open at a time');
    for (const seat of this.asking.values()) must(this.present.has(seat), `seat ${seat} left a request open`);
  }

  #one(input: AnyInput | null, fact: Fact): void {
    switch (fact.fact) {
      case 'turn_offered':
        this.#offered(fact);
        return;
      case 'turn_claimed':
        this.#claimed(input, fact);
        return;
      case 'turn_ended':
        this.#ends(fact);
        return;
      case 'contribution':
        this.#known(fact.seat);
        this.#target(fact.seat, fact.toward);
        must(fact.turn === null || this.open.has(fact.turn), 'a contribution to a turn that is not open');
        must(/^[a-z][a-z0-9_]*$/.test(fact.code), 'the code of a contribution is no code');
        return;
      case 'request_made':
        this.#requests += 1;
        must(fact.request === this.#requests, `request ${this.#requests} was expected`);
        must(this.present.has(fact.seat), 'a request of a seat that is not here');
        this.asking.set(fact.request, fact.seat);
        return;
      case 'request_closed':
        must(this.asking.delete(fact.request), 'a request that is not open was closed');
        must((fact.turn !== null) === (fact.outcome === 'granted'), 'a turn stands by granted requests only');
        return;
      case 'steering':
        if (fact.seat !== 'adult') this.#known(fact.seat);
    }
  }

  #offered(fact: Extract<Fact, { readonly fact: 'turn_offered' }>): void {
    const { turn, speaker, givenBy, options } = fact;
    this.#turns += 1;
    must(turn === this.#turns, `turn ${this.#turns} was expected`);
    must(fact.regime === this.#regime, `the regime is ${this.#regime}`);
    must(fact.bounded === this.#bounded, 'bounded says other than bounds.gap');
    must(speaker === 'adult' || this.present.has(speaker), 'the speaker is not here');
    if (typeof givenBy === 'number') this.#known(givenBy);
    if (options !== null) {
      must(typeof speaker === 'number' && options.includes(speaker), 'the speaker was not among the options');
      must(new Set(options).size === options.length, 'an option stands twice');
      must(
        options.every((seat) => this.present.has(seat)),
        'an option is not here',
      );
    }
    this.open.set(turn, { turn, speaker, givenBy, claimed: false });
  }

  #claimed(input: AnyInput | null, fact: Extract<Fact, { readonly fact: 'turn_claimed' }>): void {
    const turn = this.open.get(fact.turn);
    must(turn !== undefined, 'a turn that is not open was claimed');
    must(!turn.claimed, 'a turn was claimed twice');
    const expected = attribution(input, turn.speaker);
    must(expected.includes(fact.attribution), `the claim is ${expected.join(' or ')}`);
    this.open.set(fact.turn, { ...turn, claimed: true });
  }

  #ends(fact: Extract<Fact, { readonly fact: 'turn_ended' }>): void {
    const turn = this.open.get(fact.turn);
    must(turn !== undefined, this.#ended.has(fact.turn) ? 'a turn ended twice' : 'an unknown turn ended');
    must(turn.claimed || !['self', 'passed', 'timer'].includes(fact.why), `unclaimed, hence not ${fact.why}`);
    must(!turn.claimed || !['unclaimed', 'absent'].includes(fact.why), `claimed, hence not ${fact.why}`);
    this.#target(turn.speaker, fact.toward);
    this.open.delete(fact.turn);
    this.#ended.add(fact.turn);
  }

  #target(speaker: Speaker, toward: Target): void {
    must(toward !== speaker, 'an act toward oneself');
    if (typeof toward === 'number') this.#known(toward);
  }

  #known(seat: Seat): void {
    must(this.#ever.has(seat), `seat ${seat} never sat in the group`);
  }
}

/** What a claim in this step may say about who made it. */
function attribution(input: AnyInput | null, speaker: Speaker): string[] {
  if (speaker === 'adult') return ['adult'];
  if (input?.kind !== 'action') return ['assumed', 'adult'];
  if (input.via === 'adult') return ['adult'];
  return input.alone ? ['only_seat'] : ['own_tap', 'assumed'];
}
