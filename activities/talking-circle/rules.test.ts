import { describe, expect, it } from 'vitest';
import { factsOfKind } from '../_kit/facts.testing.ts';
import { conformance } from '../_kit/conformance.ts';
import { unclaimedMs } from '../_kit/floor.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import { circle, endings, speakers } from './circle.testing.ts';
import { topics } from './deck.ts';
import { talkingCircle } from './rules.ts';
import { defaults } from './rules.state.ts';

const round = { regime: 'forced', thinkSeconds: 3, turnSeconds: 30, rounds: 1 } as const;
const thinking = 3_000;

describe('the stick goes round (forced)', () => {
  it('names the next child during the quiet, then offers the floor in seating order', () => {
    const c = circle(round, 3);
    expect(talkingCircle.view.screen(c.state.shared)).toMatchObject({
      floor: null,
      next: 1,
      quietUntil: thinking,
    });
    c.wait(thinking);
    expect(c.state.shared.floor).toMatchObject({ turn: 1, speaker: 1, state: 'offered', next: 2 });
    expect(c.facts).toEqual([
      {
        fact: 'turn_offered',
        turn: 1,
        speaker: 1,
        givenBy: 'rules',
        options: null,
        regime: 'forced',
        bounded: true,
      },
    ]);
  });

  it('ends after its rounds, with every turn counted toward the goal of the group', () => {
    const c = circle({ ...round, rounds: 2 }, 2);
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 0, of: 4 });
    for (const seat of [1, 2, 1, 2]) {
      c.wait(thinking);
      c.claims(seat);
      c.act(seat, { type: 'done' });
    }
    expect(speakers(c.facts)).toEqual([1, 2, 1, 2]);
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 4, of: 4 });
    expect(talkingCircle.outcome(c.state)).toBe('done');
  });

  it('records an own end, a pass, nobody coming and time running out as different things', () => {
    const c = circle(round, 4);
    c.wait(thinking);
    c.claims(1);
    c.act(1, { type: 'done' });
    c.wait(thinking);
    c.claims(2);
    c.act(2, { type: 'pass' });
    c.wait(thinking + unclaimedMs + thinking);
    c.claims(4);
    c.wait(30_000);
    expect(endings(c.facts)).toEqual([
      '1 self group tap',
      '2 passed unknown tap',
      '3 unclaimed unknown tap',
      '4 timer group tap',
    ]);
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 3, of: 4 });
    expect(talkingCircle.outcome(c.state)).toBe('done');
  });

  it('opens a turn only for its own child, and says when that child was alone on its tablet', () => {
    const c = circle(round, 2);
    c.wait(thinking);
    expect(c.act(2, { type: 'claim' })).toBe('not_your_turn');
    expect(c.act(1, { type: 'done' })).toBe('not_claimed');
    expect(c.act(1, { type: 'pass' })).toBe('not_claimed');
    expect(c.act(1, { type: 'claim' }, { alone: true })).toBeNull();
    expect(factsOfKind(c.facts, 'turn_claimed')).toEqual([
      { fact: 'turn_claimed', turn: 1, attribution: 'only_seat' },
    ]);
  });

  it('plays without any tablet: a turn waits for the adult, and what the adult marks is voice', () => {
    const c = circle(round, 2, { tablets: false });
    c.wait(10 * unclaimedMs);
    expect(c.state.shared.floor).toMatchObject({ speaker: 1, state: 'offered', deadline: null });
    c.adult(1, { type: 'claim' });
    c.wait(30_000 + thinking);
    c.adult(2, { type: 'claim' });
    c.adult(2, { type: 'pass' });
    expect(factsOfKind(c.facts, 'turn_claimed').map((fact) => fact.attribution)).toEqual(['adult', 'adult']);
    expect(endings(c.facts)).toEqual(['1 timer group voice', '2 passed unknown voice']);
  });

  it('marks a turn as voice when the adult ends it for a child that came by its own tap', () => {
    const c = circle(round, 2);
    c.wait(thinking);
    c.claims(1);
    expect(c.act(1, { type: 'toward', target: 2 })).toBe('not_allowed');
    c.adult(1, { type: 'toward', target: 2 });
    c.adult(1, { type: 'done' });
    expect(endings(c.facts)).toEqual(['1 self 2 voice']);
  });

  it('lets a late child speak in the same round, at its end', () => {
    const c = circle(round, 2);
    c.give({ kind: 'seat', seat: 9, change: 'joined' });
    expect(talkingCircle.goal(c.state.shared).of).toBe(3);
    c.wait(3 * (thinking + unclaimedMs));
    expect(speakers(c.facts)).toEqual([1, 2, 9]);
  });

  it('gives no second turn in a round to a child that left and came back', () => {
    const c = circle(round, 3);
    c.wait(thinking);
    c.claims(1);
    c.act(1, { type: 'done' });
    c.give({ kind: 'seat', seat: 1, change: 'left' });
    c.give({ kind: 'seat', seat: 1, change: 'joined' });
    c.wait(3 * (thinking + unclaimedMs));
    expect(speakers(c.facts)).toEqual([1, 2, 3]);
  });

  it('goes on when the child whose turn it is leaves', () => {
    const c = circle(round, 3);
    c.wait(thinking);
    c.give({ kind: 'seat', seat: 1, change: 'left' });
    c.wait(thinking);
    c.claims(2);
    c.give({ kind: 'seat', seat: 2, change: 'left' });
    expect(endings(c.facts)).toEqual(['1 absent unknown tap', '2 interrupted group tap']);
    expect(talkingCircle.view.screen(c.state.shared).next).toBe(3);
  });

  it('records a child skipped in the quiet before its turn as offered and skipped', () => {
    const c = circle(round, 2);
    expect(c.give({ kind: 'skip', seat: 2 })).toBe('not_your_turn');
    c.give({ kind: 'skip', seat: 1 });
    expect(speakers(c.facts)).toEqual([1]);
    expect(endings(c.facts)).toEqual(['1 skipped unknown tap']);
    expect(talkingCircle.view.screen(c.state.shared).next).toBe(2);
  });

  it('ends when the last child has left', () => {
    const c = circle(round, 2);
    c.give({ kind: 'seat', seat: 1, change: 'left' });
    c.give({ kind: 'seat', seat: 2, change: 'left' });
    expect(talkingCircle.outcome(c.state)).toBe('ended');
  });
});

describe('every regime', () => {
  it('closes the open turn as interrupted when the adult ends the circle, and takes nothing more', () => {
    const c = circle(round, 2);
    c.wait(thinking);
    c.claims(1);
    c.give({ kind: 'end' });
    expect(endings(c.facts)).toEqual(['1 interrupted group tap']);
    expect(talkingCircle.outcome(c.state)).toBe('ended');
    expect(talkingCircle.timers(c.state)).toEqual([]);
    expect(c.act(1, { type: 'done' })).toBe('over');
  });

  it('keeps the whole number of turns in the goal when it ends early', () => {
    const c = circle(round, 5);
    c.give({ kind: 'end' });
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 0, of: 5 });
  });

  it.each(['forced', 'queue', 'called', 'free_floor'] as const)('extends every deadline (%s)', (regime) => {
    const c = circle({ regime }, 3);
    c.act(2, { type: 'raise' });
    c.adult('adult', { type: 'call', seat: 2 });
    const before = talkingCircle.timers(c.state);
    c.give({ kind: 'extend', ms: 30_000 });
    expect(before.length).toBeGreaterThan(0);
    expect(talkingCircle.timers(c.state)).toEqual(
      before.map((timer) => ({ ...timer, fireAt: timer.fireAt + 30_000 })),
    );
  });

  it('refuses a timer that fires before its time or for a turn that is over', () => {
    const c = circle(round, 2);
    expect(c.give({ kind: 'timer', name: 'quiet-1' })).toBe('stale');
    c.wait(thinking);
    expect(c.give({ kind: 'timer', name: 'quiet-1' })).toBe('stale');
  });

  it('refuses a tap that was meant for another state of the turn', () => {
    const c = circle(round, 2);
    c.wait(thinking);
    const { asOf } = c.state.shared;
    c.claims(1);
    expect(c.act(1, { type: 'pass' }, { asOf })).toBe('stale');
  });

  it('draws the topics in another order for another seed, and the adult takes the next', () => {
    const first = (seed: number) => circle(round, 2, { seed }).state.shared.topic;
    expect(new Set([1, 2, 3, 4, 5].map(first)).size).toBeGreaterThan(1);
    const c = circle(round, 2);
    const seen = topics.map(() => {
      const { topic } = c.state.shared;
      c.adult('adult', { type: 'topic' });
      return topic;
    });
    expect([...seen].sort()).toEqual([...topics].sort());
    expect(c.state.shared.topic).toBe(seen[0]);
    expect(factsOfKind(c.facts, 'steering')).toHaveLength(topics.length);
  });

  it('has no topic where none is wanted', () => {
    const c = circle({ ...round, topic: 'none' }, 2);
    expect(c.state.shared.topic).toBeNull();
    expect(c.adult('adult', { type: 'topic' })).toBe('not_allowed');
  });

  it('takes the next topic for each further round', () => {
    const c = circle({ ...round, rounds: 2 }, 2);
    const { topic } = c.state.shared;
    c.wait(2 * (thinking + unclaimedMs));
    expect(c.state.shared).toMatchObject({ round: 2 });
    expect(c.state.shared.topic).not.toBe(topic);
  });

  it('never shows who has had the stick: two circles that differ in that alone look the same', () => {
    const after = (speaker: number) => {
      const c = circle({ regime: 'called', thinkSeconds: 0, topic: 'none' }, 4);
      c.adult('adult', { type: 'call', seat: speaker });
      c.claims(speaker);
      c.act(speaker, { type: 'done' });
      return c.state.shared;
    };
    expect(after(1)).toEqual(after(3));
  });
});

conformance(talkingCircle);

const seatsOf = (count: number, tablets: number) =>
  Array.from({ length: count }, (_, index) => ({
    seat: index + 11,
    tablet: tablets === 0 ? null : 1 + (index % tablets),
  }));
const calm = { silent: 10, seats: 0, skip: 2, extend: 1 };
/** Between acts nothing is pending but the circle's own end, which a silence would bring at once. */
const talkative = { ...calm, silent: 0 };

goldens(talkingCircle, import.meta.url, {
  'round-of-seven-on-three-tablets': {
    seed: 20261,
    config: { ...defaults, rounds: 2 },
    seats: seatsOf(7, 3),
    manners: calm,
    moves: 200,
  },
  'round-of-five-without-tablets': {
    seed: 20262,
    config: defaults,
    seats: seatsOf(5, 0),
    manners: calm,
    moves: 200,
  },
  'hands-of-eight-on-two-tablets': {
    seed: 20263,
    config: { ...defaults, regime: 'queue', minutes: 4 },
    seats: seatsOf(8, 2),
    manners: calm,
    moves: 200,
  },
  'called-in-a-class-of-twenty': {
    seed: 20264,
    config: { ...defaults, regime: 'called', minutes: 4, thinkSeconds: 0 },
    seats: seatsOf(20, 4),
    manners: talkative,
    moves: 200,
  },
  'free-talk-of-six': {
    seed: 20265,
    config: { ...defaults, regime: 'free_floor', minutes: 4, topic: 'none' },
    seats: seatsOf(6, 0),
    manners: talkative,
    moves: 200,
  },
  'hands-while-children-come-and-go': {
    seed: 20266,
    config: { ...defaults, regime: 'queue', minutes: 3, thinkSeconds: 0 },
    seats: seatsOf(6, 2),
    manners: { silent: 10, seats: 30, skip: 5, extend: 0 },
    moves: 200,
  },
});
