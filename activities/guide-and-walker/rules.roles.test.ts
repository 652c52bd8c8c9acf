/** Roles where every guide has the own tablet, and where children come and go. */
import fc from 'fast-check';
import { factsOfKind } from '../_kit/facts.testing.ts';
import { describe, expect, it } from 'vitest';
import { play } from '../_kit/play.ts';
import { guideAndWalker } from './rules.ts';
import type { Walk } from './rules.state.ts';
import { Outing } from './walk.testing.ts';

const oneTablet = [1];
const threeTablets = [1, 2, 3];

describe('a leg on three tablets or more', () => {
  it('is one turn of the walker, while each child at another tablet knows a part of the map', () => {
    const outing = new Outing(6, threeTablets);
    expect(outing.shared).toMatchObject({ variant: 'strips', role: 'walker', walker: 1 });
    // Seats 1 and 4 share the first tablet: 4 would look over the walker's shoulder.
    expect(outing.shared.guides).toEqual([2, 3, 5, 6]);
    expect([2, 3, 5, 6].flatMap((seat) => outing.rowsOf(seat))).toEqual(outing.state.hidden.rows);
    expect(outing.rowsOf(1)).toEqual([]);
    expect(outing.rowsOf(4)).toEqual([]);
  });

  it('deals the same part twice where there are more guides than rows', () => {
    const outing = new Outing(12, threeTablets);
    expect(outing.shared.guides).toHaveLength(8);
    for (const seat of outing.shared.guides) expect(outing.rowsOf(seat)).toHaveLength(1);
  });

  it('counts looks of the guides in the walker’s turn, and the steps as toward all of them', () => {
    const outing = new Outing(6, threeTablets);
    outing.claim();
    outing.must(outing.act(2, { type: 'peek' }));
    expect(outing.act(4, { type: 'peek' })).toBe('not_your_turn');
    outing.walksHome();
    expect(factsOfKind(outing.facts, 'contribution')[0]).toMatchObject({ seat: 2, code: 'peek', turn: 1 });
    expect(factsOfKind(outing.facts, 'contribution')[1]).toMatchObject({
      seat: 1,
      code: 'step',
      toward: 'group',
    });
    expect(outing.endings).toEqual(['1 self group']);
  });

  it('gives everybody a part again in the next leg, the walker among them', () => {
    const outing = new Outing(6, threeTablets);
    outing.claim();
    outing.walksHome();
    expect(outing.shared.guides).toEqual([]);
    outing.looksOn();
    expect(outing.shared).toMatchObject({ walker: 2, guides: [1, 3, 4, 6] });
  });

  it('always covers the map with those who are here', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 3, max: 9 }), (seed, count) => {
        const script = {
          seed,
          config: guideAndWalker.defaults,
          seats: Array.from({ length: count }, (_, index) => ({ seat: index + 1, tablet: 1 + (index % 4) })),
          manners: { silent: 5, seats: 40, skip: 5, extend: 0 },
          moves: 80,
        };
        for (const { after } of play(guideAndWalker, script).moves) coversMap(after as Walk);
      }),
    );
  });

  function coversMap({ shared, seats, hidden }: Walk): void {
    if (shared.variant !== 'strips' || shared.role !== 'walker') return;
    const shown = shared.circle.find(({ seat }) => seat === shared.walker)?.tablet;
    const apart = shared.circle.filter(({ tablet, away }) => !away && tablet !== null && tablet !== shown);
    const sure = apart.filter(({ tablet }) => tablet !== 'unknown');
    const known = new Set((sure.length > 0 ? sure : apart).flatMap(({ seat }) => seats[String(seat)]!.rows));
    expect([...known].sort()).toEqual(apart.length === 0 ? [] : hidden.rows);
  }

  it('hands over instead once fewer than three tablets are left', () => {
    const outing = new Outing(3, threeTablets);
    outing.must(outing.give({ kind: 'seat', seat: 3, change: 'left' }));
    outing.claim();
    outing.must(outing.act(1, { type: 'pass' }));
    expect(outing.shared).toMatchObject({ variant: 'hand_over', role: 'guide', walker: 2 });
  });

  it('warns who walks next', () => {
    const outing = new Outing(6, threeTablets);
    expect(outing.shared.floor).toMatchObject({ speaker: 1, next: 2 });
    outing.must(outing.give({ kind: 'seat', seat: 2, change: 'left' }));
    expect(outing.shared.floor).toMatchObject({ speaker: 1, next: 3 });
  });
});

describe('children who come and go', () => {
  it('a late child walks in this round, and is dealt a copy until a tap tells where it sits', () => {
    const outing = new Outing(3, threeTablets);
    outing.must(outing.give({ kind: 'seat', seat: 9, change: 'joined' }));
    expect(guideAndWalker.goal(outing.shared).of).toBe(4);
    expect([2, 3].flatMap((seat) => outing.rowsOf(seat))).toEqual(outing.state.hidden.rows);
    expect(outing.rowsOf(9)).toEqual(outing.rowsOf(2));
    outing.must(outing.act(9, { type: 'peek' }, { tablet: 2 }));
    expect([2, 3, 9].flatMap((seat) => outing.rowsOf(seat))).toEqual(outing.state.hidden.rows);
  });

  it('a late child at the walker’s tablet loses its part with the tap that tells so', () => {
    const outing = new Outing(3, threeTablets);
    outing.must(outing.give({ kind: 'seat', seat: 9, change: 'joined' }));
    outing.must(outing.act(9, { type: 'peek' }, { tablet: 1 }));
    expect(outing.shared.guides).toEqual([2, 3]);
    expect(outing.rowsOf(9)).toEqual([]);
  });

  it('a guide whose tablet falls silent hands its rows to the others, and gets some back with its tablet', () => {
    const outing = new Outing(4, [1, 2, 3, 4]);
    outing.must(outing.give({ kind: 'seat', seat: 3, change: 'away' }));
    expect(outing.shared.guides).toEqual([2, 4]);
    expect([2, 4].flatMap((seat) => outing.rowsOf(seat))).toEqual(outing.state.hidden.rows);
    outing.must(outing.give({ kind: 'seat', seat: 3, change: 'back' }));
    expect(outing.shared.guides).toEqual([2, 3, 4]);
  });

  it('a walker that leaves while its guide looks ends the leg; the map stays where it is', () => {
    const outing = new Outing(4, oneTablet);
    const { rows } = outing.state.hidden;
    outing.claim();
    outing.must(outing.give({ kind: 'seat', seat: 1, change: 'left' }));
    expect(outing.endings).toEqual(['4 interrupted 1']);
    expect(outing.shared).toMatchObject({ role: 'guide', walker: 2 });
    expect(outing.state.hidden.rows).toEqual(rows);
  });

  it('a guide that leaves is followed by another, and the walker keeps its turn', () => {
    const outing = new Outing(4, oneTablet);
    outing.claim();
    outing.must(outing.give({ kind: 'seat', seat: 4, change: 'left' }));
    expect(outing.endings).toEqual(['4 interrupted 1']);
    expect(outing.shared).toMatchObject({ role: 'guide', walker: 1, guide: null });
    expect(outing.speaker).toBe(3);
  });

  it('a group that empties waits for somebody to come', () => {
    const outing = new Outing(2, oneTablet);
    for (const seat of [1, 2]) outing.must(outing.give({ kind: 'seat', seat, change: 'left' }));
    expect(outing.shared).toMatchObject({ floor: null, outcome: null });
    outing.must(outing.give({ kind: 'seat', seat: 3, change: 'joined' }));
    expect(outing.shared).toMatchObject({ walker: 3, role: 'walker' });
  });
});
