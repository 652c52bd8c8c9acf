import { describe, expect, it } from 'vitest';
import { factsOfKind } from '../_kit/facts.testing.ts';
import { unclaimedMs } from '../_kit/floor.ts';
import { circle, endings, isOffered, speakers } from './circle.testing.ts';
import { talkingCircle } from './rules.ts';

const thinking = 3_000;

describe('hands go up (queue)', () => {
  const queue = { regime: 'queue', thinkSeconds: 3, turnSeconds: 30, minutes: 5 } as const;

  it('waits for a hand, and grants each in the order in which they went up', () => {
    const c = circle(queue, 4);
    c.wait(60_000);
    expect(speakers(c.facts)).toEqual([]);
    for (const seat of [3, 1, 4]) expect(c.act(seat, { type: 'raise' })).toBeNull();
    expect(talkingCircle.view.screen(c.state.shared)).toMatchObject({ next: 3, hands: [3, 1, 4] });
    c.wait(thinking);
    expect(c.state.shared.floor).toMatchObject({ speaker: 3, next: 1 });
    c.wait(2 * (unclaimedMs + thinking));
    expect(speakers(c.facts)).toEqual([3, 1, 4]);
    expect(factsOfKind(c.facts, 'request_closed')).toEqual([
      { fact: 'request_closed', request: 1, outcome: 'granted', turn: 1 },
      { fact: 'request_closed', request: 2, outcome: 'granted', turn: 2 },
      { fact: 'request_closed', request: 3, outcome: 'granted', turn: 3 },
    ]);
  });

  it('keeps one request per child, and none of the child who has the floor', () => {
    const c = circle(queue, 3);
    c.act(1, { type: 'raise' });
    expect(c.act(1, { type: 'raise' })).toBe('not_allowed');
    c.wait(thinking);
    c.claims(1);
    expect(c.act(1, { type: 'raise' })).toBe('not_allowed');
    c.act(1, { type: 'done' });
    expect(c.act(1, { type: 'raise' })).toBeNull();
    expect(factsOfKind(c.facts, 'request_made').map((fact) => fact.request)).toEqual([1, 2]);
  });

  it('takes a hand that went up while the turn of another changed', () => {
    const c = circle(queue, 3);
    c.act(1, { type: 'raise' });
    const { asOf } = talkingCircle.view.seat(c.state.shared, null, 2);
    c.wait(thinking);
    c.claims(1);
    expect(c.act(2, { type: 'raise' }, { asOf })).toBeNull();
    expect(c.act(2, { type: 'lower' }, { asOf })).toBeNull();
    expect(c.act(1, { type: 'done' }, { asOf })).toBe('stale');
  });

  it('moves on at once when the next child takes its hand down in the quiet before its turn', () => {
    const c = circle(queue, 3);
    c.act(1, { type: 'raise' });
    c.act(2, { type: 'raise' });
    c.wait(1_000);
    c.act(1, { type: 'lower' });
    expect(talkingCircle.view.screen(c.state.shared)).toMatchObject({
      next: 2,
      hands: [2],
      quietUntil: 4_000,
    });
    expect(factsOfKind(c.facts, 'request_closed')).toEqual([
      { fact: 'request_closed', request: 1, outcome: 'withdrawn', turn: null },
    ]);
  });

  it('lets the adult raise a hand for a child without a tablet', () => {
    const c = circle(queue, 2, { tablets: false });
    expect(isOffered(c.state, { by: 2, action: { type: 'raise' } })).toBe(true);
    c.adult(2, { type: 'raise' });
    c.wait(thinking);
    c.adult(2, { type: 'claim' });
    c.adult(2, { type: 'done' });
    expect(endings(c.facts)).toEqual(['1 self group voice']);
  });

  it('lets the open turn be spoken to its end when time is up, leaves hands unserved and takes no new ones', () => {
    const c = circle(queue, 3);
    c.wait(5 * 60_000 - thinking - 1_000);
    c.act(1, { type: 'raise' });
    c.act(2, { type: 'raise' });
    c.wait(thinking);
    c.claims(1);
    c.wait(1_000);
    expect(talkingCircle.outcome(c.state)).toBeNull();
    expect(c.act(3, { type: 'raise' })).toBe('not_allowed');
    c.act(1, { type: 'done' });
    expect(talkingCircle.outcome(c.state)).toBe('done');
    expect(factsOfKind(c.facts, 'request_closed').map((fact) => fact.outcome)).toEqual([
      'granted',
      'unserved',
    ]);
  });

  it('ends at once when time is up and nobody is speaking', () => {
    const c = circle(queue, 3);
    c.act(1, { type: 'raise' });
    c.wait(5 * 60_000);
    expect(talkingCircle.outcome(c.state)).toBe('done');
    expect(endings(c.facts)).toEqual(['1 unclaimed unknown tap']);
  });

  it('leaves the request of a child that leaves unserved', () => {
    const c = circle(queue, 3);
    c.act(1, { type: 'raise' });
    c.act(2, { type: 'raise' });
    c.give({ kind: 'seat', seat: 1, change: 'left' });
    expect(factsOfKind(c.facts, 'request_closed').map((fact) => fact.outcome)).toEqual(['unserved']);
    expect(talkingCircle.view.screen(c.state.shared).next).toBe(2);
  });

  it('counts how many children have had the stick, not how often, and waits for nobody who left', () => {
    const c = circle(queue, 3);
    c.give({ kind: 'seat', seat: 3, change: 'left' });
    for (let turn = 0; turn < 3; turn += 1) {
      c.act(1, { type: 'raise' });
      c.wait(thinking);
      c.claims(1);
      c.act(1, { type: 'done' });
    }
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 1, of: 2 });
    c.give({ kind: 'seat', seat: 1, change: 'left' });
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 1, of: 2 });
  });
});

describe('the adult calls (called)', () => {
  const called = { regime: 'called', thinkSeconds: 3, turnSeconds: 30, minutes: 5 } as const;

  it('offers the floor to the called child, out of all who were here', () => {
    const c = circle(called, 3);
    expect(c.act(2, { type: 'call', seat: 2 })).toBe('not_allowed');
    c.adult('adult', { type: 'call', seat: 2 });
    c.wait(thinking);
    expect(factsOfKind(c.facts, 'turn_offered')).toEqual([
      {
        fact: 'turn_offered',
        turn: 1,
        speaker: 2,
        givenBy: 'adult',
        options: [1, 2, 3],
        regime: 'called',
        bounded: false,
      },
    ]);
  });

  it('shows a child called during a turn as next, and takes the last call before its turn', () => {
    const c = circle(called, 3);
    c.adult('adult', { type: 'call', seat: 1 });
    c.wait(thinking);
    c.claims(1);
    c.adult('adult', { type: 'call', seat: 2 });
    expect(c.state.shared.floor).toMatchObject({ speaker: 1, next: 2 });
    c.adult('adult', { type: 'call', seat: 3 });
    expect(c.act(1, { type: 'done' })).toBeNull();
    c.wait(thinking);
    expect(
      factsOfKind(c.facts, 'turn_offered').map(({ speaker, options }) => ({ speaker, options })),
    ).toEqual([
      { speaker: 1, options: [1, 2, 3] },
      { speaker: 3, options: [2, 3] },
    ]);
  });

  it('begins a new quiet when the adult calls another child in the quiet before a turn', () => {
    const c = circle(called, 3);
    c.adult('adult', { type: 'call', seat: 1 });
    c.wait(2_000);
    c.adult('adult', { type: 'call', seat: 2 });
    expect(c.state.shared.coming).toMatchObject({ seat: 2, until: 5_000 });
  });

  it('calls nobody who is not here, nor the child who is speaking', () => {
    const c = circle({ ...called, thinkSeconds: 0 }, 3);
    expect(c.adult('adult', { type: 'call', seat: 8 })).toBe('not_seated');
    c.adult('adult', { type: 'call', seat: 1 });
    expect(c.adult('adult', { type: 'call', seat: 1 })).toBe('not_offered');
  });

  it('counts a child that has left meanwhile no longer among those who could have been called', () => {
    const c = circle(called, 3);
    c.adult('adult', { type: 'call', seat: 1 });
    c.give({ kind: 'seat', seat: 2, change: 'left' });
    c.wait(thinking);
    expect(factsOfKind(c.facts, 'turn_offered').map(({ options }) => options)).toEqual([[1, 3]]);
  });

  it('waits for the adult between turns, until time is up', () => {
    const c = circle(called, 3);
    c.wait(5 * 60_000 - 1);
    expect(talkingCircle.outcome(c.state)).toBeNull();
    c.wait(1);
    expect(talkingCircle.outcome(c.state)).toBe('done');
  });
});

describe('free talk (free_floor)', () => {
  const free = { regime: 'free_floor', minutes: 2 } as const;

  it('records who speaks, and to whom only where the adult says so', () => {
    const c = circle(free, 3);
    c.adult(2, { type: 'speak', interrupts: false });
    c.wait(4_000);
    c.adult(2, { type: 'toward', target: 3 });
    c.adult(3, { type: 'speak', interrupts: false });
    expect(endings(c.facts)).toEqual(['1 self 3 voice']);
    c.adult(3, { type: 'done' });
    expect(c.facts.filter((fact) => fact.fact !== 'steering').slice(0, 2)).toEqual([
      {
        fact: 'turn_offered',
        turn: 1,
        speaker: 2,
        givenBy: 2,
        options: null,
        regime: 'free_floor',
        bounded: false,
      },
      { fact: 'turn_claimed', turn: 1, attribution: 'adult' },
    ]);
    expect(endings(c.facts)[1]).toBe('2 self unknown voice');
  });

  it('takes 老师 among the speakers and among those spoken to, outside the goal of the children', () => {
    const c = circle(free, 2);
    c.adult('adult', { type: 'speak', interrupts: false });
    c.adult('adult', { type: 'toward', target: 1 });
    c.adult(1, { type: 'speak', interrupts: false });
    c.adult(1, { type: 'toward', target: 'adult' });
    c.adult(1, { type: 'done' });
    expect(speakers(c.facts)).toEqual(['adult', 1]);
    expect(endings(c.facts)).toEqual(['1 self 1 voice', '2 self adult voice']);
    expect(talkingCircle.goal(c.state.shared)).toEqual({ done: 1, of: 2 });
  });

  it('calls the former turn interrupted only when the adult says so', () => {
    const c = circle(free, 3);
    expect(c.adult(1, { type: 'speak', interrupts: true })).toBe('not_allowed');
    c.adult(1, { type: 'speak', interrupts: false });
    c.adult(2, { type: 'speak', interrupts: true });
    c.adult(3, { type: 'speak', interrupts: false });
    expect(endings(c.facts)).toEqual(['1 interrupted unknown voice', '2 self unknown voice']);
  });

  it('corrects toward whom a turn is until it ends, and never toward its own speaker', () => {
    const c = circle(free, 3);
    c.adult(1, { type: 'speak', interrupts: false });
    expect(c.adult(1, { type: 'toward', target: 1 })).toBe('not_offered');
    expect(c.adult(2, { type: 'toward', target: 1 })).toBe('not_your_turn');
    c.adult(1, { type: 'toward', target: 2 });
    c.adult(1, { type: 'toward', target: 'group' });
    c.adult(1, { type: 'done' });
    expect(endings(c.facts)).toEqual(['1 self group voice']);
  });

  it('asks nothing of tablets', () => {
    const c = circle(free, 2);
    const view = talkingCircle.view.seat(c.state.shared, null, 1);
    expect(talkingCircle.legal.seat(view)).toEqual([]);
    expect(c.act(1, { type: 'speak', interrupts: false })).toBe('not_allowed');
    c.adult(1, { type: 'speak', interrupts: false });
    expect(c.act(1, { type: 'done' })).toBe('not_allowed');
  });

  it('cuts no turn short, but ends with the time set', () => {
    const c = circle(free, 2);
    c.adult(1, { type: 'speak', interrupts: false });
    c.wait(2 * 60_000);
    expect(endings(c.facts)).toEqual(['1 timer unknown voice']);
    expect(talkingCircle.outcome(c.state)).toBe('done');
  });
});
