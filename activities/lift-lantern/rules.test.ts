import { describe, expect, it } from 'vitest';
import { conformance } from '../_kit/conformance.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import type { Manners, Script } from '../_kit/play.ts';
import { Group } from './lantern.testing.ts';
import { liftLantern as rules } from './rules.ts';
import { gapMs, holdMs, risingMs, tapMs } from './rules.state.ts';

const one = [1, 1, 1];

/** The seats of one tablet, or of several: a number for each child. */
function lifting(tablets: readonly (number | null)[], fingers = 10): Group {
  const group = new Group(tablets);
  group.join(
    tablets.map((_, index) => index + 1),
    fingers,
  );
  return group;
}

describe('a round', () => {
  it('asks who is in, and begins once everyone has said and somebody is in', () => {
    const group = new Group(one);
    group.join([1]);
    group.must(group.act(2, { type: 'pass' }));
    expect(group.shared).toMatchObject({ phase: 'gathering', joined: 1 });
    group.must(group.act(3, { type: 'pass' }));
    expect(group.shared).toMatchObject({ phase: 'lifting', joined: 1, needed: 1 });
  });

  it('begins with those who are in when the time to say is up; the others keep the light', () => {
    const group = new Group(one);
    group.join([2]);
    group.wait(group.shared.joinMs);
    expect(group.shared).toMatchObject({ phase: 'lifting', needed: 1 });
    expect([1, 2, 3].map((seat) => group.own(seat).choice)).toEqual(['light', 'in', 'light']);
  });

  it('lets everybody think again while it asks, and asks anew in the next round', () => {
    const group = new Group(one, { rounds: 2 });
    group.must(group.act(1, { type: 'pass' }));
    group.join([1]);
    group.must(group.act(1, { type: 'pass' }));
    expect(group.own(1).choice).toBe('light');
    expect(group.recorded('joined')).toEqual([1]);
    expect(group.recorded('keeps_light')).toEqual([1]);
    group.wait(group.shared.joinMs);
    expect(group.shared).toMatchObject({ phase: 'gathering', round: 2 });
    expect(group.own(1).choice).toBe('open');
  });

  it('with nobody in passes by without a lantern', () => {
    const group = new Group(one, { rounds: 1 });
    for (const seat of [1, 2, 3]) group.must(group.act(seat, { type: 'pass' }));
    expect(group.shared.phase).toBe('gathering');
    group.wait(group.shared.joinMs);
    expect(group.shared).toMatchObject({ outcome: 'done', lifted: 0 });
  });

  it('lets its lantern rise, then asks for the next', () => {
    const group = lifting(one);
    group.press(1, 2, 3);
    group.wait(holdMs);
    expect(group.shared).toMatchObject({ phase: 'rising', lifted: 1 });
    expect(rules.goal(group.shared)).toEqual({ done: 1, of: 3 });
    group.wait(risingMs);
    expect(group.shared).toMatchObject({ phase: 'gathering', round: 2, joined: 0 });
  });

  it('whose time is up lifts nothing, and is nobody’s fault: the next is asked for', () => {
    const group = lifting(one);
    group.press(1, 2);
    group.wait(group.shared.liftMs);
    expect(group.shared).toMatchObject({ phase: 'gathering', round: 2, lifted: 0 });
    expect(group.recorded('helped')).toEqual([]);
  });

  it('is not cut off while all are holding', () => {
    const group = lifting(one);
    group.wait(group.shared.liftMs - 1000);
    group.press(1, 2, 3);
    group.wait(holdMs);
    expect(group.shared.lifted).toBe(1);
  });
});

describe('holding together', () => {
  it('counts three seconds from the arrival of the last press, whatever the order', () => {
    const group = lifting(one);
    group.press(3);
    group.wait(5000);
    group.press(1);
    group.wait(700);
    group.press(2);
    expect(group.shared.together).toBe(group.now);
    group.wait(holdMs - 1);
    expect(group.shared.phase).toBe('lifting');
    group.wait(1);
    expect(group.shared.phase).toBe('rising');
    expect(group.recorded('helped')).toEqual([1, 2, 3]);
  });

  it(`forgives a gap of ${gapMs - 1} ms: the pad counts as held throughout`, () => {
    const group = lifting(one);
    group.press(1, 2, 3);
    group.wait(1000);
    group.release(2);
    group.wait(gapMs - 1);
    group.press(2);
    group.wait(holdMs - 1000 - (gapMs - 1));
    expect(group.shared.phase).toBe('rising');
  });

  it(`does not forgive a gap of ${gapMs} ms: the three seconds begin again`, () => {
    const group = lifting(one);
    group.press(1, 2, 3);
    group.wait(1000);
    group.release(2);
    group.now += gapMs;
    group.press(2);
    expect(group.shared.together).toBe(group.now);
    group.wait(holdMs - 1);
    expect(group.shared.phase).toBe('lifting');
    group.wait(1);
    expect(group.shared.phase).toBe('rising');
  });

  it('waits for a finger that slipped at the last moment, and lifts when it is back in time', () => {
    const group = lifting(one);
    group.press(1, 2, 3);
    group.wait(holdMs - 100);
    group.release(1);
    group.wait(300);
    expect(group.shared.phase).toBe('lifting');
    group.press(1);
    group.wait(0);
    expect(group.shared.phase).toBe('rising');
  });

  it('lets go at once for a tablet that fell silent, and only of what is held', () => {
    const group = lifting(one);
    group.press(1, 2, 3);
    group.wait(2000);
    expect(group.give({ kind: 'let_go', seat: 2 })).toBeNull();
    expect(group.shared).toMatchObject({ holding: 2, together: null });
    expect(group.give({ kind: 'let_go', seat: 2 })).toBe('not_allowed');
    expect(rules.holding?.(group.state)).toEqual([1, 3]);
  });

  it('is undone by an old release too, for a finger that left has left', () => {
    const group = lifting(one);
    const before = group.shared.asOf - 1;
    group.press(1);
    expect(group.act(1, { type: 'release' }, { asOf: before })).toBeNull();
    expect(group.act(2, { type: 'press' }, { asOf: before })).toBe('stale');
    expect(group.act(2, { type: 'release' }, { asOf: before })).toBe('stale');
  });

  it('is not made longer by more time for the lift', () => {
    const group = lifting(one);
    group.press(1, 2, 3);
    group.must(group.give({ kind: 'extend', ms: 30_000 }));
    group.wait(holdMs);
    expect(group.shared.phase).toBe('rising');
  });

  it('goes on without a child that passes, leaves, falls silent or is skipped', () => {
    for (const leave of [
      (group: Group) => group.act(2, { type: 'pass' }),
      (group: Group) => group.give({ kind: 'seat', seat: 2, change: 'left' }),
      (group: Group) => group.give({ kind: 'seat', seat: 2, change: 'away' }),
      (group: Group) => group.give({ kind: 'skip', seat: 2 }),
    ]) {
      const group = lifting(one);
      group.press(1, 3);
      group.wait(1000);
      group.must(leave(group));
      expect(group.shared).toMatchObject({ needed: 2, holding: 2, together: group.now });
      group.wait(holdMs);
      expect(group.recorded('helped')).toEqual([1, 3]);
    }
  });

  it('is for those in at its start: who comes late keeps the light until the next round', () => {
    const group = lifting(one);
    group.must(group.give({ kind: 'seat', seat: 9, change: 'joined' }));
    expect(group.own(9)).toEqual({ choice: 'light', pad: null });
    expect(group.act(9, { type: 'join', fingers: 10 })).toBe('not_allowed');
    expect(group.act(9, { type: 'press' })).toBe('not_allowed');
  });

  it('is held by the adult for a child without a tablet, and no silence lets that go', () => {
    const group = new Group([1, null]);
    group.join([1]);
    group.must(group.act(2, { type: 'join', fingers: 10 }, { via: 'adult' }));
    group.must(group.act(2, { type: 'press' }, { via: 'adult' }));
    expect(rules.holding?.(group.state)).toEqual([]);
    expect(group.act(2, { type: 'release' })).toBe('not_allowed');
    group.press(1);
    group.wait(holdMs);
    expect(group.recorded('helped')).toEqual([1, 2]);
  });
});

describe('a tablet with more than five who lift', () => {
  const eight = [1, 1, 1, 1, 1, 1, 1, 1];

  it('has two at a time, one pair after the other; the lantern rises after the last', () => {
    const group = lifting(eight);
    expect(group.shared).toMatchObject({ waves: 4, needed: 2 });
    for (const [first, second] of [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ] as const) {
      expect(group.shared.phase).toBe('lifting');
      expect(group.pads().flatMap((pad, index) => (pad === 'ready' ? [index + 1] : []))).toEqual([
        first,
        second,
      ]);
      group.press(first, second);
      group.wait(holdMs);
    }
    expect(group.shared).toMatchObject({ phase: 'rising', lifted: 1 });
    expect(group.recorded('helped')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('lifts its first pair together with the whole of a smaller tablet', () => {
    const group = lifting([1, 1, 1, 1, 1, 1, 2, 2]);
    expect(group.shared).toMatchObject({ waves: 3, needed: 4 });
    group.press(1, 2, 7);
    group.wait(holdMs);
    expect(group.shared.wave).toBe(0);
    group.press(8);
    group.wait(holdMs);
    expect(group.shared).toMatchObject({ wave: 1, needed: 2 });
    expect(group.pads().slice(6)).toEqual(['done', 'done']);
  });

  it('passes over a pair that does not want to any more', () => {
    const group = lifting([1, 1, 1, 1, 1, 1]);
    for (const seat of [3, 4]) group.must(group.act(seat, { type: 'pass' }));
    group.press(1, 2);
    group.wait(holdMs);
    expect(group.shared).toMatchObject({ wave: 2, needed: 2 });
    for (const seat of [5, 6]) group.must(group.act(seat, { type: 'pass' }));
    expect(group.shared).toMatchObject({ phase: 'rising', lifted: 1 });
  });

  it('refuses a pad whose pair comes later', () => {
    const group = lifting(eight);
    expect(group.act(3, { type: 'press' })).toBe('not_your_turn');
  });

  it('holds with five at once', () => {
    expect(lifting([1, 1, 1, 1, 1]).shared).toMatchObject({ waves: 1, needed: 5 });
  });

  it('goes by where a child last said that it is in: a seat may have moved', () => {
    const group = new Group(eight);
    group.join([1, 2, 3, 4, 5]);
    for (const seat of [6, 7, 8]) {
      const action = { type: 'join', fingers: 10 } as const;
      group.must(
        group.give({
          kind: 'action',
          by: seat,
          via: 'tablet',
          asOf: group.shared.asOf,
          alone: false,
          tablet: 2,
          action,
        }),
      );
    }
    expect(group.shared).toMatchObject({ waves: 1, needed: 8 });
  });
});

describe('a tablet that feels too few fingers', () => {
  it('has two at a time where it feels two', () => {
    expect(lifting(one, 2).shared).toMatchObject({ waves: 2, needed: 2 });
  });

  it('is tapped in order where it feels one: each tap holds', () => {
    const group = lifting(one, 1);
    expect(group.pads()).toEqual(['ready', 'later', 'later']);
    expect(group.act(2, { type: 'press' })).toBe('not_your_turn');
    group.press(1);
    group.press(2);
    expect(group.pads()).toEqual(['held', 'held', 'ready']);
    expect(group.act(2, { type: 'release' })).toBe('not_allowed');
    group.press(3);
    group.wait(holdMs);
    expect(group.recorded('helped')).toEqual([1, 2, 3]);
  });

  it(`begins its order again when no tap came for ${tapMs} ms; each tap renews those before it`, () => {
    const group = lifting(one, 1);
    group.press(1);
    group.wait(tapMs - 1);
    group.press(2);
    group.wait(tapMs - 1);
    expect(group.pads()).toEqual(['held', 'held', 'ready']);
    group.wait(1);
    expect(group.pads()).toEqual(['ready', 'later', 'later']);
  });

  it('begins its order again when it falls silent', () => {
    const group = lifting(one, 1);
    group.press(1);
    group.press(2);
    group.must(group.give({ kind: 'let_go', seat: 1 }));
    expect(group.pads()).toEqual(['ready', 'later', 'later']);
  });

  it('goes on in order without a child that leaves', () => {
    const group = lifting(one, 1);
    group.press(1);
    group.must(group.give({ kind: 'seat', seat: 2, change: 'left' }));
    expect(group.own(3).pad?.state).toBe('ready');
  });

  it('needs no order for a single child', () => {
    expect(lifting([1], 1).own(1).pad?.order).toBeNull();
  });

  it('lifts together with a tablet that feels all fingers', () => {
    const group = new Group([1, 1, 2, 2]);
    group.join([1, 2], 1);
    group.join([3, 4]);
    group.press(3, 4);
    group.press(1);
    group.wait(2000);
    group.press(2);
    group.wait(holdMs);
    expect(group.recorded('helped')).toEqual([1, 2, 3, 4]);
  });
});

describe('what is seen', () => {
  it('on the screen and by the group is how many, never who', () => {
    const views = [
      [1, 2],
      [2, 3],
    ].map((seats) => {
      const group = new Group(one);
      group.join(seats);
      group.wait(group.shared.joinMs);
      group.press(...seats.slice(0, 1));
      return { screen: rules.view.screen(group.shared), shared: group.shared };
    });
    expect(views[0]).toEqual(views[1]);
    expect(views[0]?.screen).toMatchObject({ joined: 2, needed: 2, holding: 1 });
  });

  it('by a child is its own choice and pad, not those of the child beside it', () => {
    const group = new Group(one);
    group.join([2]);
    const view = rules.view.seat(group.shared, group.own(1), 1);
    expect(view).toMatchObject({ me: 1, choice: 'open', pad: null });
  });
});

/** Children who stay, and a lesson's comings and goings. */
const patient: Manners = { silent: 8, seats: 0, skip: 0, extend: 0 };
const eager: Manners = { ...patient, silent: 4 };
const restless: Manners = { silent: 8, seats: 6, skip: 2, extend: 2 };

const script = (seed: number, tablets: readonly (number | null)[], manners: Manners): Script => ({
  seed,
  config: { rounds: 4, joinSeconds: 20, liftSeconds: 45 },
  seats: tablets.map((tablet, index) => ({ seat: index + 11, tablet })),
  manners,
  moves: 400,
});

// Seeds of games in which much happens: gaps forgiven and not, taps in order, pairs, silent tablets.
goldens(rules, import.meta.url, {
  'three-children-one-tablet': script(785, [1, 1, 1], patient),
  'eight-children-one-tablet': script(1365, [1, 1, 1, 1, 1, 1, 1, 1], eager),
  'four-children-three-tablets': script(1950, [1, 2, 3, 3], patient),
  'six-children-come-and-go': script(1821, [1, 1, 2, 2, null, 3], restless),
});

conformance(rules);
