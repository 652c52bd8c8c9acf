import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conformance } from '../_kit/conformance.ts';
import { unclaimedMs } from '../_kit/floor.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import { Circle } from './ball.testing.ts';
import { nameBall } from './rules.ts';

describe('the ball', () => {
  it('is given by the rule to begin with, to any child', () => {
    const starters = new Set(Array.from({ length: 40 }, (_, seed) => new Circle(4, {}, { seed }).holder));
    expect([...starters].sort()).toEqual([1, 2, 3, 4]);
    expect(new Circle(4).offers[0]).toMatchObject({
      turn: 1,
      givenBy: 'rules',
      options: null,
      bounded: true,
    });
  });

  it('opens only for its own child: until the claim nothing else is accepted from it, passing included', () => {
    const circle = new Circle(4);
    const { holder } = circle;
    expect(circle.act(holder, { type: 'pass' })).toBe('not_claimed');
    expect(circle.act(holder, { type: 'throw', to: (holder % 4) + 1 })).toBe('not_claimed');
    expect(circle.act((holder % 4) + 1, { type: 'claim' })).toBe('not_your_turn');
    expect(circle.facts).toHaveLength(1);
    expect(circle.act(holder, { type: 'claim' })).toBeNull();
    expect(circle.act(holder, { type: 'claim' })).toBe('not_allowed');
  });

  it('goes to the chosen child, and the record says who chose whom out of which', () => {
    const circle = new Circle(6);
    const { holder } = circle;
    circle.must(circle.act(holder, { type: 'claim' }));
    const { options } = circle;
    const to = options[1]!;
    circle.must(circle.act(holder, { type: 'throw', to }));
    expect(circle.endings).toEqual([
      { fact: 'turn_ended', turn: 1, why: 'self', toward: to, channel: 'tap' },
    ]);
    expect(circle.offers[1]).toMatchObject({ turn: 2, speaker: to, givenBy: holder, options });
    expect(circle.state.shared.from).toBe(holder);
  });

  it('cannot be thrown to oneself, nor to an animal that was not offered', () => {
    const circle = new Circle(8);
    const { holder } = circle;
    circle.must(circle.act(holder, { type: 'claim' }));
    expect(circle.act(holder, { type: 'throw', to: holder })).toBe('not_offered');
    const other = [1, 2, 3, 4, 5, 6, 7, 8].find((seat) => seat !== holder && !circle.options.includes(seat))!;
    expect(circle.act(holder, { type: 'throw', to: other })).toBe('not_offered');
  });

  it('waits 20 s for a child at a tablet, and without a deadline where the adult taps', () => {
    expect(new Circle(3).state.shared.floor?.deadline).toBe(unclaimedMs);
    expect(new Circle(3, {}, { tablets: false }).state.shared.floor?.deadline).toBeNull();
  });

  it('moves on by the rule when nobody comes: the child is no passer, and is waited for again after the others', () => {
    const circle = new Circle(3);
    const missing = circle.holder;
    circle.wait(unclaimedMs);
    expect(circle.endings[0]).toMatchObject({ why: 'unclaimed', toward: 'unknown' });
    expect(circle.offers[1]).toMatchObject({ givenBy: 'rules', options: null });
    expect(circle.holder).not.toBe(missing);
    circle.goesOn();
    expect(circle.holder).not.toBe(missing);
    circle.goesOn();
    expect(circle.holder).toBe(missing);
    expect(circle.state.shared.golden).toBe(true);
  });

  it('leaves a child in peace for the round when nobody came twice, and the goal does not shrink', () => {
    const circle = new Circle(3);
    const missing = circle.holder;
    circle.wait(unclaimedMs);
    circle.goesOn();
    circle.goesOn();
    expect(circle.holder).toBe(missing);
    circle.wait(unclaimedMs);
    expect(nameBall.outcome(circle.state)).toBe('done');
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 2, of: 3 });
  });

  it('that was passed on was in hand: it counts, and the rule gives it on', () => {
    const circle = new Circle(3);
    circle.plays(() => ({ type: 'pass' }));
    expect(circle.endings[0]).toMatchObject({ why: 'passed', toward: 'unknown' });
    expect(circle.offers[1]).toMatchObject({ givenBy: 'rules', options: null });
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 1, of: 3 });
  });

  it('goes on by the rule when the time of the turn is over', () => {
    const circle = new Circle(3, { turnSeconds: 10 });
    circle.must(circle.act(circle.holder, { type: 'claim' }));
    circle.wait(10_000);
    expect(circle.endings[0]).toMatchObject({ why: 'timer' });
    expect(circle.offers).toHaveLength(2);
  });

  it('is skipped silently by the adult, and does not come back to that child in the round', () => {
    const circle = new Circle(3);
    const skipped = circle.holder;
    expect(circle.give({ kind: 'skip', seat: (skipped % 3) + 1 })).toBe('not_your_turn');
    expect(circle.give({ kind: 'skip', seat: skipped })).toBeNull();
    circle.goesOn();
    circle.goesOn();
    expect(nameBall.outcome(circle.state)).toBe('done');
    expect(circle.offers.filter(({ speaker }) => speaker === skipped)).toHaveLength(1);
  });
});

describe('the three animals', () => {
  it('are children the ball has not reached yet, while three of them are left', () => {
    const circle = new Circle(8);
    const reached = new Set<number>();
    for (let left = 7; left >= 3; left -= 1) {
      reached.add(circle.holder);
      circle.must(circle.act(circle.holder, { type: 'claim' }));
      expect(circle.options).toHaveLength(3);
      expect(circle.options.some((seat) => reached.has(seat))).toBe(false);
      circle.must(circle.act(circle.holder, { type: 'throw', to: circle.options[0]! }));
    }
  });

  it('hold at most one that had the ball, never twice in a row, and none when one child waits', () => {
    const games = fc.property(fc.integer({ min: 2, max: 9 }), fc.nat(), fc.nat(2), (seats, seed, choice) => {
      const circle = new Circle(seats, { minutes: 10 }, { seed });
      const reached = new Set<number>();
      let detour = false;
      while (nameBall.outcome(circle.state) === null) {
        const { holder } = circle;
        reached.add(holder);
        circle.must(circle.act(holder, { type: 'claim' }));
        const again = circle.options.filter((seat) => reached.has(seat));
        expect(again.length).toBeLessThanOrEqual(detour || reached.size >= seats - 1 ? 0 : 1);
        const to = circle.options[choice % Math.max(1, circle.options.length)];
        detour = to !== undefined && reached.has(to);
        circle.must(circle.act(holder, to === undefined ? { type: 'close' } : { type: 'throw', to }));
      }
      expect(reached.size).toBe(seats);
    });
    fc.assert(games, { numRuns: 100 });
  });

  it('are shown to their own child only while it has the tablet in hand, and to nobody else', () => {
    const circle = new Circle(5);
    const { holder } = circle;
    circle.must(circle.act(holder, { type: 'claim' }));
    const { shared, seats } = circle.state;
    expect(nameBall.view.seat(shared, seats[String(holder)]!, holder).options).toHaveLength(3);
    expect(nameBall.view.seat(shared, null, holder).options).toBeNull();
    const other = (holder % 5) + 1;
    expect(nameBall.view.seat(shared, seats[String(other)]!, other).options).toEqual([]);
  });

  it('stay as they are when another child comes, and are drawn anew only when one of them leaves', () => {
    const circle = new Circle(7);
    circle.must(circle.act(circle.holder, { type: 'claim' }));
    const before = circle.options;
    circle.must(circle.give({ kind: 'seat', seat: 8, change: 'joined' }));
    expect(circle.options).toEqual(before);
    circle.must(circle.give({ kind: 'seat', seat: before[0]!, change: 'left' }));
    expect(circle.options).not.toContain(before[0]);
    expect(circle.options).toHaveLength(3);
  });

  it('leave out a child whose tablet is silent while others wait', () => {
    const circle = new Circle(5);
    const away = (circle.holder % 5) + 1;
    circle.must(circle.give({ kind: 'seat', seat: away, change: 'away' }));
    circle.must(circle.act(circle.holder, { type: 'claim' }));
    expect(circle.options).not.toContain(away);
  });
});

describe('the golden ball', () => {
  it('comes to the last child of a round, who closes it', () => {
    const circle = new Circle(3);
    circle.goesOn();
    circle.goesOn();
    expect(circle.state.shared.golden).toBe(true);
    expect(circle.offers[2]).toMatchObject({ options: [circle.holder] });
    circle.must(circle.act(circle.holder, { type: 'claim' }));
    circle.must(circle.act(circle.holder, { type: 'close' }));
    expect(circle.endings[2]).toMatchObject({ why: 'self', toward: 'group' });
    expect(nameBall.outcome(circle.state)).toBe('done');
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 3, of: 3 });
  });

  it('turns plain again when a late child sits down: then that child is the last', () => {
    const circle = new Circle(2);
    circle.goesOn();
    circle.must(circle.act(circle.holder, { type: 'claim' }));
    circle.must(circle.give({ kind: 'seat', seat: 3, change: 'joined' }));
    expect(circle.act(circle.holder, { type: 'close' })).toBe('not_offered');
    expect(circle.options).toEqual([3]);
  });

  it('closes every round; another child then starts the next', () => {
    const circle = new Circle(4, { rounds: 2 });
    while (!circle.state.shared.golden) circle.goesOn();
    const last = circle.holder;
    circle.goesOn();
    expect(circle.state.shared).toMatchObject({ round: 2, golden: false, done: 4, of: 8 });
    expect(circle.holder).not.toBe(last);
  });
});

describe('the group', () => {
  it('has its time: when it is over the open turn is interrupted and the game has ended calmly', () => {
    const circle = new Circle(3, { minutes: 2, turnSeconds: 60 }, { tablets: false });
    circle.wait(119_999);
    expect(nameBall.outcome(circle.state)).toBeNull();
    circle.wait(1);
    expect(nameBall.outcome(circle.state)).toBe('ended');
    expect(circle.endings).toMatchObject([{ why: 'interrupted' }]);
  });

  it('sees how many the ball has reached and never whom: games that differ in that alone look the same', () => {
    const circle = new Circle(6);
    circle.goesOn();
    const others = { ...circle.state, hidden: { ...circle.state.hidden, tallies: {} } };
    expect(nameBall.view.screen(others.shared)).toEqual(nameBall.view.screen(circle.state.shared));
    const seen = JSON.stringify([
      nameBall.view.screen(circle.state.shared),
      nameBall.view.facilitator(circle.state),
    ]);
    expect(seen).not.toMatch(/reached|tall|missed|balls/);
  });

  it('keeps a goal that fits whoever is here', () => {
    const circle = new Circle(4, { rounds: 2 });
    circle.goesOn();
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 1, of: 8 });
    circle.must(circle.give({ kind: 'seat', seat: 9, change: 'joined' }));
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 1, of: 10 });
    circle.must(circle.give({ kind: 'seat', seat: 9, change: 'left' }));
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 1, of: 8 });
    const reached = circle.offers[0]!.speaker as number;
    circle.must(circle.give({ kind: 'seat', seat: reached, change: 'left' }));
    expect(nameBall.goal(circle.state.shared)).toEqual({ done: 1, of: 7 });
  });

  it('plays without any tablet: the adult taps for each child, and the record says so', () => {
    const circle = new Circle(3, {}, { tablets: false });
    while (nameBall.outcome(circle.state) === null) {
      const [deed] = nameBall.legal.facilitator(nameBall.view.facilitator(circle.state));
      circle.must(circle.act(deed!.by as number, deed!.action, { via: 'adult' }));
    }
    const claims = circle.facts.filter((fact) => fact.fact === 'turn_claimed');
    expect(claims.map(({ attribution }) => attribution)).toEqual(['adult', 'adult', 'adult']);
  });

  it('gains time from the adult: every deadline moves', () => {
    const circle = new Circle(3);
    const before = nameBall.timers(circle.state);
    circle.must(circle.give({ kind: 'extend', ms: 30_000 }));
    expect(nameBall.timers(circle.state)).toEqual(
      before.map(({ name, fireAt }) => ({ name, fireAt: fireAt + 30_000 })),
    );
  });
});

const lesson = { silent: 10, seats: 0, skip: 3, extend: 1 };
const atTablets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ seat: 11 + index, tablet: 1 + (index % 3) }));

goldens(nameBall, import.meta.url, {
  'seven-children-three-tablets': {
    seed: 20261,
    config: { rounds: 2, turnSeconds: 30, minutes: 8 },
    seats: atTablets(7),
    manners: lesson,
    moves: 300,
  },
  'five-children-no-tablet': {
    seed: 20262,
    config: { rounds: 1, turnSeconds: 60, minutes: 5 },
    seats: atTablets(5).map(({ seat }) => ({ seat, tablet: null })),
    manners: lesson,
    moves: 300,
  },
  'children-come-and-go': {
    seed: 20263,
    config: { rounds: 3, turnSeconds: 20, minutes: 10 },
    seats: atTablets(6),
    manners: { silent: 15, seats: 25, skip: 5, extend: 2 },
    moves: 300,
  },
  'time-runs-out': {
    seed: 20264,
    config: { rounds: 3, turnSeconds: 60, minutes: 2 },
    seats: atTablets(8),
    manners: { silent: 80, seats: 0, skip: 0, extend: 0 },
    moves: 300,
  },
});

conformance(nameBall);
