import { describe, expect, it } from 'vitest';
import { factsOfKind } from '../_kit/facts.testing.ts';
import { unclaimedMs } from '../_kit/floor.ts';
import { storyTrain } from './rules.ts';
import { readMs } from './rules.state.ts';
import { Train } from './train.testing.ts';

describe('the train goes round (forced)', () => {
  it('asks everyone in seating order, as often as set, and warns who is next', () => {
    const t = new Train(3, { rounds: 2 });
    expect(t.shared.floor).toMatchObject({ speaker: 1, next: 2 });
    expect(storyTrain.goal(t.shared)).toEqual({ done: 0, of: 6 });
    for (const seat of [1, 2, 3, 1, 2, 3]) t.tells(seat);
    expect(t.speakers).toEqual([1, 2, 3, 1, 2, 3]);
    expect(
      factsOfKind(t.facts, 'turn_offered').every(({ bounded, regime }) => bounded && regime === 'forced'),
    ).toBe(true);
    expect(storyTrain.goal(t.shared)).toEqual({ done: 6, of: 6 });
  });

  it('is that much shorter where nobody came for a turn, and longer for a late child', () => {
    const t = new Train(3);
    t.wait(unclaimedMs);
    expect(storyTrain.goal(t.shared)).toEqual({ done: 0, of: 2 });
    t.give({ kind: 'seat', seat: 9, change: 'joined' });
    expect(storyTrain.goal(t.shared)).toEqual({ done: 0, of: 3 });
    for (const seat of [2, 3, 9]) t.tells(seat);
    expect(t.shared.reading).not.toBeNull();
  });

  it('takes no raised hands', () => {
    expect(new Train(3).act(2, { type: 'raise' })).toBe('not_allowed');
  });
});

describe('hands go up (queue)', () => {
  const queue = { regime: 'queue', minutes: 5, turnSeconds: 30 } as const;

  it('waits for a hand and grants them in the order in which they went up', () => {
    const t = new Train(4, queue);
    t.wait(30_000);
    for (const seat of [3, 1]) expect(t.act(seat, { type: 'raise' })).toBeNull();
    expect(t.speakers).toEqual([]);
    t.wait(0);
    expect(t.shared.floor).toMatchObject({ speaker: 3, next: 1 });
    t.tells(3);
    t.wait(0);
    t.tells(1);
    expect(factsOfKind(t.facts, 'request_closed').map(({ outcome, turn }) => `${outcome} ${turn}`)).toEqual([
      'granted 1',
      'granted 2',
    ]);
    expect(factsOfKind(t.facts, 'turn_offered').some(({ bounded }) => bounded)).toBe(false);
  });

  it('lets a hand go up in the middle of a turn, whatever turn it was tapped in, and down again', () => {
    const t = new Train(3, queue);
    const { asOf } = t.shared;
    t.act(1, { type: 'raise' });
    t.wait(0);
    t.chooses(1);
    expect(t.act(2, { type: 'raise' }, { asOf })).toBeNull();
    expect(t.act(1, { type: 'raise' })).toBe('not_allowed');
    expect(t.act(2, { type: 'lower' })).toBeNull();
    expect(factsOfKind(t.facts, 'request_closed').map(({ outcome }) => outcome)).toEqual([
      'granted',
      'withdrawn',
    ]);
  });

  it('is read as soon as there are as many wagons as were wanted', () => {
    const t = new Train(2, queue);
    for (const seat of [1, 1]) {
      t.act(seat, { type: 'raise' });
      t.wait(0);
      t.tells(seat);
    }
    expect(t.shared.reading).not.toBeNull();
    expect(t.act(2, { type: 'raise' })).toBe('not_allowed');
  });

  it('says honestly how many wagons were wanted when time was up before', () => {
    const t = new Train(3, queue);
    t.act(1, { type: 'raise' });
    t.wait(0);
    t.tells(1);
    t.wait(5 * 60_000 + readMs.look + readMs.wagon);
    expect(storyTrain.outcome(t.state)).toBe('done');
    expect(storyTrain.goal(t.shared)).toEqual({ done: 1, of: 3 });
  });

  it('lets the open turn be told to its end when time is up, leaves hands unserved and takes no new ones', () => {
    const t = new Train(3, queue);
    t.wait(5 * 60_000 - 10_000);
    t.act(1, { type: 'raise' });
    t.act(2, { type: 'raise' });
    t.wait(0);
    t.act(1, { type: 'claim' });
    t.wait(10_000);
    expect(t.act(3, { type: 'raise' })).toBe('not_allowed');
    t.act(1, { type: 'choose', card: t.cards(1)[0] ?? '' });
    t.act(1, { type: 'done' });
    expect(t.shared.reading).not.toBeNull();
    expect(factsOfKind(t.facts, 'request_closed').map(({ outcome }) => outcome)).toEqual([
      'granted',
      'unserved',
    ]);
  });
});

describe('the end of the line', () => {
  const whole = (): Train => {
    const t = new Train(3);
    for (const seat of [1, 2, 3]) t.tells(seat);
    return t;
  };

  it('shows the whole train for reading it together, then is done', () => {
    const t = whole();
    expect(storyTrain.outcome(t.state)).toBeNull();
    expect(storyTrain.view.screen(t.shared)).toMatchObject({ floor: null, train: t.shared.train });
    t.wait(readMs.look + 3 * readMs.wagon);
    expect(storyTrain.outcome(t.state)).toBe('done');
  });

  it('lets the adult say that it has been read, and nobody else', () => {
    const t = whole();
    expect(t.act(1, { type: 'read' })).toBe('not_allowed');
    expect(t.adult(1, { type: 'read' })).toBe('not_allowed');
    expect(t.adult('adult', { type: 'read' })).toBeNull();
    expect(storyTrain.outcome(t.state)).toBe('done');
    expect(new Train(2).adult('adult', { type: 'read' })).toBe('not_allowed');
  });

  it('lets a late child watch: the train is whole', () => {
    const t = whole();
    t.give({ kind: 'seat', seat: 9, change: 'joined' });
    expect(t.speakers).toEqual([1, 2, 3]);
    expect(storyTrain.goal(t.shared)).toEqual({ done: 3, of: 3 });
  });

  it('has nothing to read where nobody came at all', () => {
    const t = new Train(2);
    t.wait(2 * unclaimedMs);
    expect(storyTrain.outcome(t.state)).toBe('done');
    expect(storyTrain.goal(t.shared)).toEqual({ done: 0, of: 0 });
  });

  it('keeps the length it was to have when the adult ends it early, and takes nothing more', () => {
    const t = new Train(5);
    t.chooses(1);
    t.give({ kind: 'end' });
    expect(t.endings).toEqual(['1 interrupted group tap']);
    expect(storyTrain.outcome(t.state)).toBe('ended');
    expect(storyTrain.goal(t.shared)).toEqual({ done: 1, of: 5 });
    expect(t.act(2, { type: 'claim' })).toBe('over');
  });
});
