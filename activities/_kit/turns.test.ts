import { describe, expect, it } from 'vitest';
import type { Fact } from './contract.ts';
import { claim, endTurn, unclaimedMs } from './floor.ts';
import { rngFor } from './rng.ts';
import {
  beginQuiet, cancelComing, comeByHand, comeInOrder, dismissHands, isQuiet, isRoundOver, laterTurns, markAway,
  moveHand, nextInOrder, nextRound, offerComing, seated, sitDown, skipSeat, standUp, turnsAhead, turnTimers,
  withShared, type Change, type TurnState,
} from './turns.ts'; // prettier-ignore

const env = { now: 1_000, rng: rngFor(1, 1) };
const forced = { regime: 'forced', bounded: true } as const;
const queue = { regime: 'queue', bounded: false } as const;

/** Three children at a tablet, a fourth at none. */
function group(): Change<TurnState> {
  const { turns, pending } = seated([1, 2, 3, 4].map((seat) => ({ seat, tablet: seat === 4 ? null : 1 })));
  return { state: { shared: turns, seats: { 1: {}, 2: {}, 3: {}, 4: {} }, hidden: pending }, facts: [] };
}
type Group = Change<TurnState>;

const must = (change: Group | string): Group => {
  if (typeof change === 'string') throw new Error(change);
  return change;
};
const closed = (change: Group): Group => {
  const { floor } = change.state.shared;
  return floor === null ? change : withShared(change, { floor: null }, endTurn(floor, 'skipped'));
};
const kindsOf = (facts: readonly Fact[]) => facts.map(({ fact }) => fact);

describe('turns in seating order', () => {
  it('offer the floor to one after the other, until the round is over and the next begins', () => {
    let g = group();
    const speakers: unknown[] = [];
    for (const _ of [1, 2, 3, 4]) {
      g = offerComing(comeInOrder(g), forced, env);
      speakers.push(g.state.shared.floor?.speaker);
      g = closed(g);
    }
    expect(speakers).toEqual([1, 2, 3, 4]);
    expect(isRoundOver(g)).toBe(true);
    expect(comeInOrder(g)).toBe(g);
    expect(nextRound(g).state).toMatchObject({
      shared: { round: 2 },
      hidden: { pending: [1, 2, 3, 4], served: [] },
    });
  });

  it('say who is next and how many turns are ahead, over all rounds', () => {
    const g = offerComing(comeInOrder(group()), forced, env);
    expect(nextInOrder(g.state, 1)).toBe(2);
    expect(turnsAhead(g.state, 2)).toBe(3 + 4);
    const last = [2, 3, 4].reduce((so) => closed(offerComing(comeInOrder(so), forced, env)), closed(g));
    expect([nextInOrder(last.state, 1), nextInOrder(last.state, 2)]).toEqual([null, 1]);
  });

  it('wait for a child at a tablet, and without a deadline for one for whom the adult taps', () => {
    let g = offerComing(comeInOrder(group()), forced, env);
    expect(turnTimers(g.state.shared)).toEqual([{ name: 'offered-1', fireAt: 1_000 + unclaimedMs }]);
    for (const _ of [2, 3, 4]) g = offerComing(comeInOrder(closed(g)), forced, env);
    expect(g.state.shared.floor).toMatchObject({ speaker: 4, deadline: null });
    expect(turnTimers(g.state.shared)).toEqual([]);
  });
});

describe('the quiet before a turn', () => {
  const quiet = () => beginQuiet(comeInOrder(group()), 3_000, env);

  it('ends by a timer of its own, named by the turn to come', () => {
    expect(isQuiet(quiet().state.shared)).toBe(true);
    expect(turnTimers(quiet().state.shared)).toEqual([{ name: 'quiet-1', fireAt: 4_000 }]);
    expect(beginQuiet(group(), 3_000, env)).toEqual(group());
  });

  it('is called off for the one it was for, and for nobody else', () => {
    expect(cancelComing(quiet(), 2)).toEqual(quiet());
    const { shared } = cancelComing(quiet(), 1).state;
    expect(shared.coming).toBeNull();
    expect(shared.asOf).toBeGreaterThan(quiet().state.shared.asOf);
  });

  it('and the floor’s own deadline move alike when the adult gives time', () => {
    expect(laterTurns(quiet().state.shared, 500).coming?.until).toBe(4_500);
    const open = offerComing(comeInOrder(group()), forced, env).state.shared;
    expect(laterTurns(open, 500)).toMatchObject({
      coming: null,
      floor: { deadline: 1_500 + unclaimedMs },
    });
  });
});

describe('raised hands', () => {
  const raised = () => must(moveHand(must(moveHand(group(), 3, 'raise')), 1, 'raise'));

  it('are granted first up first, and the turn that serves one closes its request', () => {
    const g = offerComing(comeByHand(raised()), queue, env);
    expect(g.state.shared.floor?.speaker).toBe(3);
    expect(g.state.shared.queue).toEqual([{ request: 2, seat: 1 }]);
    expect(g.facts.filter(({ fact }) => fact === 'request_closed')).toEqual([
      { fact: 'request_closed', request: 1, outcome: 'granted', turn: 1 },
    ]);
    expect(comeByHand(group())).toEqual(group());
  });

  it('go up once for each child, and never for a stranger or for who has the floor', () => {
    expect(moveHand(raised(), 3, 'raise')).toBe('not_allowed');
    expect(moveHand(raised(), 9, 'raise')).toBe('not_allowed');
    expect(moveHand(raised(), 2, 'lower')).toBe('not_allowed');
    expect(moveHand(offerComing(comeByHand(raised()), queue, env), 3, 'raise')).toBe('not_allowed');
  });

  it('go down by their child, by the adult’s skip, or unserved at the end', () => {
    const outcomes = (change: Group) =>
      change.facts.flatMap((fact) => (fact.fact === 'request_closed' ? [fact.outcome] : []));
    expect(outcomes(must(moveHand(raised(), 3, 'lower')))).toEqual(['withdrawn']);
    const ways = { offer: (so: Group) => offerComing(so, queue, env), close: closed };
    expect(outcomes(must(skipSeat(raised(), 1, ways)))).toEqual(['unserved']);
    expect(outcomes(dismissHands(comeByHand(raised())))).toEqual(['unserved', 'unserved']);
    expect(dismissHands(comeByHand(raised())).state.shared.coming).toBeNull();
  });
});

describe('children who come and go', () => {
  it('sit down at the end and have their turn in this round, but only once', () => {
    const g = closed(offerComing(comeInOrder(group()), forced, env));
    const back = sitDown(standUp(g, 1), 1, {});
    expect(back.state.shared.order).toEqual([2, 3, 4, 1]);
    expect(back.state.hidden.pending).toEqual([2, 3, 4]);
    expect(sitDown(g, 9, {}).state.hidden.pending).toEqual([2, 3, 4, 9]);
  });

  it('are tapped for by the adult where the whole group is', () => {
    const { turns, pending } = seated([{ seat: 1, tablet: null }]);
    const untabled: Group = { state: { shared: turns, seats: { 1: {} }, hidden: pending }, facts: [] };
    expect(sitDown(untabled, 2, {}).state.shared.adultTaps).toEqual([1, 2]);
    expect(sitDown(group(), 5, {}).state.shared.adultTaps).toEqual([4]);
  });

  it('leave nothing behind: no hand, no turn to come, no private part', () => {
    const g = beginQuiet(comeByHand(must(moveHand(markAway(group(), 3, true), 3, 'raise'))), 3_000, env);
    const { state, facts } = standUp(g, 3);
    expect(state.shared).toMatchObject({ order: [1, 2, 4], away: [], queue: [], coming: null });
    expect(state.hidden.pending).toEqual([1, 2, 4]);
    expect(Object.keys(state.seats)).toEqual(['1', '2', '4']);
    expect(facts).toContainEqual({ fact: 'request_closed', request: 1, outcome: 'unserved', turn: null });
  });

  it('are greyed while their tablet is silent', () => {
    const away = markAway(markAway(group(), 2, true), 2, true);
    expect(away.state.shared.away).toEqual([2]);
    expect(markAway(away, 2, false).state.shared.away).toEqual([]);
  });
});

describe('a skip', () => {
  const ways = { offer: (so: Group) => offerComing(so, forced, env), close: closed };

  it('ends the open turn, and puts a turn skipped in its quiet on the record', () => {
    const quiet = beginQuiet(comeInOrder(group()), 3_000, env);
    expect(kindsOf(must(skipSeat(quiet, 1, ways)).facts)).toEqual(['turn_offered', 'turn_ended']);
    const open = offerComing(comeInOrder(group()), forced, env);
    const { floor } = open.state.shared;
    const claimed = floor && claim(floor, { via: 'tablet', alone: false }, 2_000, null).floor;
    expect(must(skipSeat(withShared(open, { floor: claimed }), 1, ways)).state.shared.floor).toBeNull();
  });

  it('is refused for a stranger and for who only waits', () => {
    const open = offerComing(comeInOrder(group()), forced, env);
    expect(skipSeat(open, 9, ways)).toBe('not_seated');
    expect(skipSeat(open, 2, ways)).toBe('not_your_turn');
  });
});
