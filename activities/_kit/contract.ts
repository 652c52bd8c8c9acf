/**
 * The Activity contract: everything a cooperative game must say about itself. Types only.
 *
 * One instance of an activity is one group of children in one run. Rules know seats (integers), never
 * children, names or words; they are pure, so that a log replays to the same state on any machine.
 * The laws every activity holds are numbered in SPEC.md and checked by conformance.ts.
 */
import type { GenericSchema } from 'valibot';

/** A place in the session, 1…999, handed out once and never reused. A late child gets a new number. */
export type Seat = number;

/** Integer milliseconds. Unless stated otherwise, on the run's clock, which stands still while paused. */
export type Ms = number;

/** Who may hold the floor: a child's seat, or the adult (老师), who stands outside the children's shares. */
export type Speaker = Seat | 'adult';

/** Toward whom a turn or an act was: `unknown` unless somebody said. */
export type Target = Seat | 'group' | 'adult' | 'unknown';

/** By which rule the floor moves. Measures compare like with like, so every turn carries its regime. */
export type Regime = 'forced' | 'queue' | 'chosen' | 'called' | 'free_floor' | 'together';

/** Why a turn ended. `unclaimed`: nobody came for it; `passed`: its child said so by an own tap. */
export type TurnEnd = 'self' | 'passed' | 'unclaimed' | 'timer' | 'skipped' | 'absent' | 'interrupted';

/** How sure we are that the child itself acted. */
export type Attribution = 'own_tap' | 'only_seat' | 'assumed' | 'adult';

/** How the act came in: a tap on a device, or speech that an adult marked. */
export type Channel = 'tap' | 'voice';

/** What one step put on the record. The engine adds session, run, group, times, children and the device. */
export type Fact =
  | {
      readonly fact: 'turn_offered';
      /** 1, 2, 3 … within the instance; every offered turn has one, so a gap in the record is a guest's turn. */
      readonly turn: number;
      readonly speaker: Speaker;
      readonly givenBy: 'rules' | Speaker;
      /** The seats that could have been chosen instead (this one among them); null where nobody chose. */
      readonly options: readonly Seat[] | null;
      readonly regime: Regime;
      /** True where the rule bounds the gap between a seat's turns, which makes shares equal by design. */
      readonly bounded: boolean;
    }
  | { readonly fact: 'turn_claimed'; readonly turn: number; readonly attribution: Attribution }
  | {
      readonly fact: 'turn_ended';
      readonly turn: number;
      readonly why: TurnEnd;
      readonly toward: Target;
      readonly channel: Channel;
    }
  | {
      readonly fact: 'contribution';
      readonly seat: Seat;
      /** The act, as a code of the activity's own small vocabulary, listed in its README. */
      readonly code: string;
      readonly toward: Target;
      readonly turn: number | null;
    }
  | { readonly fact: 'request_made'; readonly request: number; readonly seat: Seat }
  | {
      readonly fact: 'request_closed';
      readonly request: number;
      readonly outcome: 'granted' | 'unserved' | 'withdrawn';
      /** The turn that served it; null unless granted. */
      readonly turn: number | null;
    }
  /** An accepted action that is no participation (a setting, a correction of the adult's own tap). */
  | { readonly fact: 'steering'; readonly seat: Speaker };

/** Why an input was refused: a code, worded by the surfaces in the reader's language. */
export type Refusal =
  | 'stale' // tapped in a turn or phase that is over
  | 'not_your_turn'
  | 'not_offered' // not among the options
  | 'not_seated' // no such seat in this instance
  | 'not_claimed' // the turn has not been opened by its child's own tap
  | 'not_allowed' // not in this regime, or not for this kind of actor
  | 'over'; // the instance has its outcome

/** Seeded randomness: the same seed and step give the same draws on every engine. */
export interface Rng {
  /** An integer in 0 … n-1; n ≥ 1. */
  int(n: number): number;
  /** One item; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** A new list in random order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** All that a step may know beside state and input. */
export interface Env {
  /** The run's clock. */
  readonly now: Ms;
  /** From the instance's seed and this step's number. */
  readonly rng: Rng;
}

/**
 * What can happen to an instance. `skip`, `extend` and `end` are standard acts that every activity accepts;
 * `let_go` says that the tablet of a held pad (see `holding`) has been silent for 2 s.
 */
export type Input<A> =
  | {
      readonly kind: 'action';
      readonly by: Speaker;
      /** `adult`: the adult tapped for this seat (no tablet, or the child asked), or acts as 老师. */
      readonly via: 'tablet' | 'adult';
      /** The view's `asOf` when it was tapped; another turn or phase since makes it `stale`. */
      readonly asOf: number;
      /** The seat is the only one on its tablet, which weakens nothing but is recorded as `only_seat`. */
      readonly alone: boolean;
      /** Which tablet it was tapped on, by the label that `setup` uses; absent where the adult tapped. */
      readonly tablet?: number;
      readonly action: A;
    }
  | { readonly kind: 'timer'; readonly name: string }
  | { readonly kind: 'seat'; readonly seat: Seat; readonly change: 'joined' | 'left' | 'away' | 'back' }
  | { readonly kind: 'let_go'; readonly seat: Seat }
  | { readonly kind: 'skip'; readonly seat: Seat }
  | { readonly kind: 'extend'; readonly ms: Ms }
  | { readonly kind: 'end' };

/**
 * Secrecy is the shape of the state. `shared` may reach any device; `seats[seat]` only that seat's tablet
 * and the facilitator; `hidden` nobody. A view cannot leak what it is never given.
 * JSON with integers only; keys of `seats` are seat numbers as strings.
 */
export interface State<Shared, Own, Hidden> {
  readonly shared: Shared;
  readonly seats: Readonly<Record<string, Own>>;
  readonly hidden: Hidden;
}

/** A step: the new state with what it put on the record, or a refusal that changes nothing. */
export type Step<S> =
  | { readonly ok: true; readonly state: S; readonly facts: readonly Fact[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** A pending deadline, derived from the state. The engine schedules it and re-checks it when it fires. */
export interface Timer {
  readonly name: string;
  readonly fireAt: Ms;
  /** It measures an act under way, such as a pad held for 3 s, which more time would not help: `extend` leaves it. */
  readonly steady?: true;
}

/** Everything `setup` sees, and therefore the run's first log entry: replay reads nothing else. */
export interface Setup<C> {
  readonly config: C;
  /** Ids of the cards in play, by value; empty for an activity without a deck. */
  readonly deck: readonly string[];
  /** The seats of the group in seating order; `tablet` is a small integer, null where the adult taps. */
  readonly seats: readonly { readonly seat: Seat; readonly tablet: number | null }[];
}

/** A word of the state that is a secret now, and the seats that may be given it; [C9] looks for it everywhere else. */
export interface Secret {
  readonly word: string;
  readonly knownTo: readonly Seat[];
}

/** The group's common goal, never a child's. 0 ≤ done ≤ of; eight groups sum to the class's goal. */
export interface Goal {
  readonly done: number;
  readonly of: number;
}

/** `done`: the activity came to its own end; `ended`: the adult or the clock closed it. */
export type Outcome = 'done' | 'ended';

/** One act that is open to the adult right now: as 老师, or tapped for a child. */
export interface Deed<A> {
  readonly by: Speaker;
  readonly action: A;
}

/** One line of the console's settings form. Labels come from the activity's messages. */
export type Setting =
  | {
      readonly key: string;
      readonly kind: 'integer';
      readonly min: number;
      readonly max: number;
      readonly step: number;
    }
  | { readonly key: string; readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly key: string; readonly kind: 'switch' };

/** Every view says in which turn or phase it was shown; actions send it back as `asOf`. */
export interface View {
  readonly asOf: number;
}

export interface Activity<
  C,
  A extends { readonly type: string },
  Shared extends { readonly asOf: number },
  Own,
  Hidden,
  ScreenView extends View,
  SeatView extends View,
  FacilitatorView extends View,
> {
  /** The folder's name, kebab-case. */
  readonly id: string;
  /** Raised whenever a golden log would end in another state. */
  readonly version: number;
  /** Seats per group. A whole-class activity goes up to 60. */
  readonly seats: { readonly min: number; readonly max: number };
  /** Tablets a group needs; 0 means the adult can tap for everyone. */
  readonly needs: { readonly tablets: number };
  /** `one`: the tablet is passed round; `all`: everyone's pads are up at once. */
  readonly hands: 'one' | 'all';
  /** `group`: one instance per group; `class`: one instance for all; `either`: the teacher chooses. */
  readonly scope: 'group' | 'class' | 'either';
  /** What it trains, as codes: listening, initiating, responding, waiting, names, … */
  readonly trains: readonly string[];
  /** The regime that this config plays under; recorded with the run. */
  regime(config: C): Regime;
  readonly config: GenericSchema<unknown, C>;
  readonly defaults: C;
  readonly settings: readonly Setting[];
  /** Ids of the bundled cards; empty where there is no deck. */
  readonly deck: readonly string[];
  readonly action: GenericSchema<unknown, A>;

  setup(
    setup: Setup<C>,
    env: Env,
  ): { readonly state: State<Shared, Own, Hidden>; readonly facts: readonly Fact[] };
  reduce(state: State<Shared, Own, Hidden>, input: Input<A>, env: Env): Step<State<Shared, Own, Hidden>>;
  timers(state: State<Shared, Own, Hidden>): readonly Timer[];
  /**
   * Seats whose pads are down on their tablets right now. While there are any the engine listens: it sends `let_go`
   * for those whose tablet was unheard for 2 s. Left out where nothing is held. What the adult holds is not listed.
   */
  holding?(state: State<Shared, Own, Hidden>): readonly Seat[];
  /**
   * What is secret in this state, for an activity that would spoil the game by putting it into `shared` too early: the
   * shape of the state keeps `hidden` from every view, but not the rules from copying it. Left out without secrets.
   */
  secrets?(state: State<Shared, Own, Hidden>): readonly Secret[];
  readonly view: {
    screen(shared: Shared): ScreenView;
    /** `own` is null while the seat is not in hand: nothing private is sent then. */
    seat(shared: Shared, own: Own | null, seat: Seat): SeatView;
    facilitator(state: State<Shared, Own, Hidden>): FacilitatorView;
  };
  /** From the actor's own view alone, which proves that the view is enough to play. */
  readonly legal: {
    seat(view: SeatView): readonly A[];
    facilitator(view: FacilitatorView): readonly Deed<A>[];
  };
  goal(shared: Shared): Goal;
  outcome(state: State<Shared, Own, Hidden>): Outcome | null;
  /** What C8 and C11 hold it to. */
  readonly bounds: {
    /** With every seat silent, timers and skips reach the outcome within this run time. */
    silentMs(config: C, seats: number): Ms;
    /** Most turns of others between two turns of a present seat; null where the regime does not bound it. */
    gap(config: C, seats: number): number | null;
  };
}

/* eslint-disable @typescript-eslint/no-explicit-any -- variance: the holder passes back what it was given */
/** An activity whose type parameters do not matter to the holder (registry, engine, conformance). */
export type AnyActivity = Activity<any, any, any, any, any, any, any, any>;
/* eslint-enable @typescript-eslint/no-explicit-any */
