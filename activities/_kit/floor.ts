/**
 * The floor of turn-taking games: who has it, since when, until when. Pure; an activity keeps a `Floor` (or null,
 * while nobody has the floor) in its `shared` state and puts the facts returned here on the record.
 *
 * A turn is offered, then claimed by its own child's tap (or by the adult for it), then ended. Passing, like every
 * other way to use the turn, comes after the claim: until then nobody can know that the right child is tapping.
 */
import type {
  Attribution,
  Channel,
  Fact,
  Ms,
  Refusal,
  Seat,
  Speaker,
  Target,
  Timer,
  TurnEnd,
} from './contract.ts';

/** How long an offered turn waits for its child when the hand-over is by tablet. */
export const unclaimedMs: Ms = 20_000;

export interface Floor {
  /** 1, 2, 3 … within the instance. */
  readonly turn: number;
  readonly speaker: Speaker;
  readonly state: 'offered' | 'claimed';
  /** Start of the present `state`. */
  readonly since: Ms;
  /** End of the present `state` by timer; null where it waits for a person. */
  readonly deadline: Ms | null;
  /** Who comes after this turn, so that a child is warned before its turn; null while not known. */
  readonly next: Seat | null;
}

/** What every audience sees of the floor: nothing in it is secret. */
export type FloorView = Floor;

/** The floor after a change, with what the change put on the record. */
export interface FloorChange {
  readonly floor: Floor;
  readonly facts: readonly Fact[];
}

type Offered = Extract<Fact, { readonly fact: 'turn_offered' }>;

/** A turn to offer: its fact, and how the floor shows and times it. */
export interface Offer extends Omit<Offered, 'fact'> {
  readonly next: Seat | null;
  /** How long it waits for its child; null where the adult taps and decides. */
  readonly waitMs: Ms | null;
}

/** Offers the floor. The number of the turn must be one more than that of the last. */
export function offer({ next, waitMs, ...turn }: Offer, now: Ms): FloorChange {
  return {
    floor: {
      turn: turn.turn,
      speaker: turn.speaker,
      state: 'offered',
      since: now,
      deadline: waitMs === null ? null : now + waitMs,
      next,
    },
    facts: [{ fact: 'turn_offered', ...turn }],
  };
}

/** Opens an offered turn. `turnMs` is its length from now on; null leaves its end to its speaker or the adult. */
export function claim(
  floor: Floor,
  how: { readonly via: 'tablet' | 'adult'; readonly alone: boolean },
  now: Ms,
  turnMs: Ms | null,
): FloorChange {
  return {
    floor: { ...floor, state: 'claimed', since: now, deadline: turnMs === null ? null : now + turnMs },
    facts: [{ fact: 'turn_claimed', turn: floor.turn, attribution: attributionOf(how) }],
  };
}

function attributionOf(how: { readonly via: 'tablet' | 'adult'; readonly alone: boolean }): Attribution {
  if (how.via === 'adult') return 'adult';
  return how.alone ? 'only_seat' : 'own_tap';
}

/** The fact that closes the turn. What becomes of the floor is the activity's rule. */
export function endTurn(
  floor: Floor,
  why: TurnEnd,
  toward: Target = 'unknown',
  channel: Channel = 'tap',
): readonly Fact[] {
  return [{ fact: 'turn_ended', turn: floor.turn, why, toward, channel }];
}

/** Why the turn of a seat that left the group ends: it was not there to take it, or was called away within it. */
export function whyLeft(floor: Floor): TurnEnd {
  return floor.state === 'offered' ? 'absent' : 'interrupted';
}

/** Why the floor's own timer ends the turn. */
export function whyTimedOut(floor: Floor): TurnEnd {
  return floor.state === 'offered' ? 'unclaimed' : 'timer';
}

/**
 * Why an act on the floor is refused, or null if it may go on. `needs` is the state that the act presupposes:
 * `offered` for a claim, `claimed` for whatever uses the turn, passing included.
 */
export function refuse(
  floor: Floor | null,
  by: Speaker,
  needs: Floor['state'],
): Extract<Refusal, 'not_your_turn' | 'not_claimed' | 'not_allowed'> | null {
  if (floor?.speaker !== by) return 'not_your_turn';
  if (floor.state === needs) return null;
  return needs === 'claimed' ? 'not_claimed' : 'not_allowed';
}

/**
 * A number for `shared.asOf` that grows with every state of every turn, so that a tap meant for one turn or state
 * can be told from the next. `ended` stands for the time after the turn while nobody has the floor.
 */
export function asOfTurn(turn: number, state: Floor['state'] | 'ended'): number {
  return turn * 3 + { offered: 0, claimed: 1, ended: 2 }[state];
}

/** The floor with its pending deadline `ms` later. */
export function extendFloor(floor: Floor, ms: Ms): Floor {
  return floor.deadline === null ? floor : { ...floor, deadline: floor.deadline + ms };
}

/** The floor's pending deadline; its name holds turn and state, so that one that fires late finds nothing to end. */
export function floorTimers(floor: Floor | null): readonly Timer[] {
  if (floor === null || floor.deadline === null) return [];
  return [{ name: `${floor.state}-${floor.turn}`, fireAt: floor.deadline }];
}

/** Whether a fired timer is still pending in the state and its time has come; otherwise it is `stale`. */
export function isDue(timers: readonly Timer[], name: string, now: Ms): boolean {
  return timers.some((timer) => timer.name === name && timer.fireAt <= now);
}
