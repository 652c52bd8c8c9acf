import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conformance } from '../_kit/conformance.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import { openActs, play } from '../_kit/play.ts';
import { envOf, type AnyInput } from '../_kit/replay.ts';
import { rngFor } from '../_kit/rng.ts';
import { cellBeside, groundAt, layMap, ways } from './rules.map.ts';
import { guideAndWalker } from './rules.ts';
import { revealMs, type Walk } from './rules.state.ts';
import { Outing } from './walk.testing.ts';

const oneTablet = [1];
const threeTablets = [1, 2, 3];

describe('a leg on one tablet', () => {
  it('is a turn of the guide, then one of the walker, each opened by its own child', () => {
    const outing = new Outing(4, oneTablet);
    expect(outing.shared).toMatchObject({ role: 'guide', walker: 1, variant: 'hand_over' });
    expect(outing.speaker).toBe(4);
    expect(outing.act(4, { type: 'done' })).toBe('not_claimed');
    expect(outing.act(1, { type: 'claim' })).toBe('not_your_turn');
    outing.guides();
    expect(outing.shared).toMatchObject({ role: 'walker', guide: 4 });
    outing.claim();
    outing.walksHome();
    expect(outing.endings).toEqual(['4 self 1', '1 self 4']);
    expect(outing.shared).toMatchObject({ done: 1, floor: null, reveal: { found: true } });
  });

  it('opens the whole map to the guide with its claim, and closes it with its turn', () => {
    const outing = new Outing(4, oneTablet);
    expect(outing.rowsOf(4)).toEqual([]);
    outing.claim();
    expect(outing.rowsOf(4)).toEqual(outing.state.hidden.rows);
    for (const other of [1, 2, 3]) expect(outing.rowsOf(other)).toEqual([]);
    outing.must(outing.act(4, { type: 'done' }));
    expect(outing.rowsOf(4)).toEqual([]);
  });

  it('shows a guide its map only while it is in hand, and the adult never', () => {
    const outing = new Outing(4, oneTablet);
    outing.claim();
    const { shared, seats, hidden } = outing.state;
    expect(guideAndWalker.view.seat(shared, seats['4']!, 4).rows).toEqual(hidden.rows);
    expect(guideAndWalker.view.seat(shared, null, 4).rows).toBeNull();
    expect(JSON.stringify(guideAndWalker.view.facilitator(outing.state))).not.toContain(hidden.rows[2]);
  });

  it('asks another child to guide where the first does not come or does not want to, two at most', () => {
    const outing = new Outing(5, oneTablet);
    outing.wait(20_000);
    expect(outing.speaker).toBe(4);
    outing.claim();
    outing.must(outing.act(4, { type: 'pass' }));
    expect(outing.shared).toMatchObject({ role: 'walker', guide: null });
    expect(outing.speaker).toBe(1);
    expect(outing.endings).toEqual(['5 unclaimed unknown', '4 passed unknown']);
  });

  it('goes on when the time to look is over: what was seen counts as told', () => {
    const outing = new Outing(3, oneTablet, { lookSeconds: 10 });
    outing.claim();
    outing.wait(10_000);
    expect(outing.endings).toEqual(['3 timer 1']);
    expect(outing.shared).toMatchObject({ role: 'walker', guide: 3 });
  });

  it('makes the walker the next to guide, so that nobody walks what it was shown', () => {
    const outing = new Outing(3, oneTablet);
    const pairs: string[] = [];
    while (guideAndWalker.outcome(outing.state) === null) {
      outing.guides();
      pairs.push(`${outing.shared.guide ?? 0}>${outing.speaker}`);
      outing.claim();
      outing.walksHome();
      outing.looksOn();
    }
    expect(pairs).toEqual(['3>1', '1>2', '2>3']);
    expect(guideAndWalker.goal(outing.shared)).toEqual({ done: 3, of: 3 });
    expect(guideAndWalker.outcome(outing.state)).toBe('done');
  });

  it('records each look as a peek of the guide, and each step toward the guide', () => {
    const outing = new Outing(4, oneTablet);
    outing.guides();
    outing.claim();
    const steps = outing.wayHome().length;
    outing.walksHome();
    const contributions = outing.only('contribution');
    expect(contributions[0]).toEqual({
      ...{ fact: 'contribution', seat: 4, code: 'peek', toward: 'unknown', turn: 1 },
    });
    expect(contributions.slice(1)).toEqual(
      Array.from({ length: steps }, () => ({
        ...{ fact: 'contribution', seat: 1, code: 'step', toward: 4, turn: 2 },
      })),
    );
  });

  it('is not looked at by the adult in a child’s place', () => {
    const outing = new Outing(3, oneTablet);
    outing.must(outing.act(3, { type: 'claim' }, { via: 'adult' }));
    expect(outing.act(3, { type: 'peek' }, { via: 'adult' })).toBe('not_allowed');
    expect(outing.act(3, { type: 'done' }, { via: 'adult' })).toBeNull();
  });

  it('leaves children without a tablet out of guiding: where all are, the walker finds the way with its group', () => {
    const mixed = new Outing(3, [1, null, null]);
    expect(mixed.shared).toMatchObject({ role: 'walker', walker: 1 });
    const none = new Outing(3, [null]);
    expect(none.shared).toMatchObject({ role: 'walker', floor: { deadline: null } });
  });
});

describe('walking', () => {
  function walking(seed = 1): Outing {
    const outing = new Outing(4, oneTablet, {}, { seed });
    outing.guides();
    outing.claim();
    return outing;
  }

  it('into something that is in the way costs nothing and shows everyone that it does not go on there', () => {
    const outing = Array.from({ length: 20 }, (_, seed) => walking(seed)).find((one) => one.closedWay())!;
    const way = outing.closedWay()!;
    const { field } = outing.shared;
    outing.must(outing.step(way));
    const cell = cellBeside(field!.size, field!.at, way);
    expect(outing.shared.field).toEqual({ ...field, closed: [cell], met: cell, step: 2 });
    expect(outing.step(way)).toBe('not_offered');
    expect(outing.only('contribution').filter(({ code }) => code === 'step')).toHaveLength(1);
  });

  it('takes one step for each tap that was meant for it, however often a finger drums', () => {
    const outing = walking();
    const [way] = outing.wayHome();
    const tap = { type: 'step', way: way!, step: 1 } as const;
    outing.must(outing.act(1, tap));
    expect(outing.act(1, tap)).toBe('stale');
    expect(outing.shared.field).toMatchObject({ step: 2 });
  });

  it('ends with the time, and the next pair goes on from there over the same map', () => {
    const outing = walking();
    outing.must(outing.step(outing.wayHome()[0]!));
    const { field } = outing.shared;
    const { rows } = outing.state.hidden;
    outing.wait(60_000);
    expect(outing.endings).toEqual(['4 self 1', '1 timer 4']);
    expect(outing.shared).toMatchObject({ role: 'guide', walker: 2, field, reveal: null });
    expect(outing.state.hidden.rows).toEqual(rows);
  });

  it('may be passed on by the walker', () => {
    const outing = walking();
    outing.must(outing.act(1, { type: 'pass' }));
    expect(outing.endings[1]).toBe('1 passed unknown');
    expect(outing.shared.walker).toBe(2);
  });
});

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
    expect(outing.only('contribution')[0]).toMatchObject({ seat: 2, code: 'peek', turn: 1 });
    expect(outing.only('contribution')[1]).toMatchObject({ seat: 1, code: 'step', toward: 'group' });
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

describe('the map', () => {
  it('is open to all after the treasure is found, with the way walked; then another is laid', () => {
    const outing = new Outing(3, oneTablet);
    const { rows } = outing.state.hidden;
    outing.guides();
    outing.claim();
    outing.walksHome();
    const view = guideAndWalker.view.screen(outing.shared);
    expect(view.reveal).toMatchObject({ rows, found: true });
    expect(view.field?.trail[view.field.trail.length - 1]).toBe(view.field?.at);
    outing.wait(revealMs);
    expect(outing.shared.reveal).toBeNull();
    expect(outing.shared.field).toMatchObject({ step: 1, closed: [] });
    expect(outing.state.hidden.rows).not.toEqual(rows);
  });

  it('is shown for a while when the group’s time is up, and the game has then ended calmly', () => {
    const outing = new Outing(3, [null], { minutes: 3 });
    outing.wait(3 * 60_000 - 1);
    expect(outing.shared.reveal).toBeNull();
    outing.wait(1);
    expect(outing.shared).toMatchObject({ reveal: { found: false }, outcome: null });
    outing.wait(revealMs);
    expect(guideAndWalker.outcome(outing.state)).toBe('ended');
    expect(outing.shared.reveal?.rows).toEqual(outing.state.hidden.rows);
  });

  it('is shown at the end of the last round where its treasure was not found, and the game is done', () => {
    const outing = new Outing(2, oneTablet);
    for (let turns = 0; outing.shared.reveal === null; turns += 1) {
      expect(turns).toBeLessThan(5);
      outing.claim();
      outing.must(outing.act(outing.speaker, { type: 'pass' }));
    }
    outing.looksOn();
    expect(guideAndWalker.outcome(outing.state)).toBe('done');
    expect(guideAndWalker.goal(outing.shared)).toEqual({ done: 0, of: 2 });
  });

  it('gains time from the adult with all that waits', () => {
    const outing = new Outing(3, oneTablet);
    outing.guides();
    outing.claim();
    outing.walksHome();
    const before = guideAndWalker.timers(outing.state);
    outing.must(outing.give({ kind: 'extend', ms: 30_000 }));
    expect(guideAndWalker.timers(outing.state)).toEqual(
      before.map(({ name, fireAt }) => ({ name, fireAt: fireAt + 30_000 })),
    );
  });

  /** The same walk over another map that agrees with it on all that has been found out, and on the cell `spare`. */
  function overAnotherMap(walk: Walk, seed: number, spare: number | null): Walk | null {
    const { field } = walk.shared;
    if (field === null || walk.shared.reveal !== null) return null;
    const { rows } = layMap(field.size, rngFor(seed, 1));
    const fixed = new Set([...field.trail, ...field.closed, ...(spare === null ? [] : [spare])]);
    const words = rows.map((word, row) => {
      const cells = Array.from(word.slice(word.indexOf(':') + 1), (letter, column) => {
        const cell = row * field.size + column;
        return fixed.has(cell) ? walk.hidden.rows[row]![column + 2] : letter;
      });
      return `${row}:${cells.join('')}`;
    });
    return { ...walk, hidden: { ...walk.hidden, rows: words } };
  }

  it('leaves no trace in what all are shown: over another map that agrees so far, every act leads to the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0x7fff_ffff }),
        fc.constantFrom([1], [1, 2, 3]),
        (seed, tablets) => {
          const seats = Array.from({ length: 6 }, (_, index) => ({
            ...{ seat: index + 1, tablet: tablets[index % tablets.length]! },
          }));
          const manners = { silent: 10, seats: 5, skip: 3, extend: 1 };
          const config = guideAndWalker.defaults;
          const { moves } = play(guideAndWalker, { seed, config, seats, manners, moves: 120 });
          let compared = 0;
          for (const [index, { before, input, at }] of moves.entries()) {
            compared += leadsToTheSame(before as Walk, input, at, seed + index) ? 1 : 0;
          }
          expect(compared).toBeGreaterThan(0);
        },
      ),
    );
  });

  function leadsToTheSame(walk: Walk, input: AnyInput, at: number, seed: number): boolean {
    const { field } = walk.shared;
    const action = input.kind === 'action' ? (input.action as { readonly way?: (typeof ways)[number] }) : {};
    const tried = field !== null && action.way ? cellBeside(field.size, field.at, action.way) : null;
    const other = overAnotherMap(walk, seed, tried);
    if (other === null || (tried !== null && groundAt(walk.hidden.rows, field!.size, tried) === 'treasure'))
      return false;
    const env = envOf(seed, 1, at);
    const [one, two] = [walk, other].map((start) => guideAndWalker.reduce(start, input as never, env));
    if (!one?.ok || !two?.ok) throw new Error('an act that was accepted is refused over another map');
    if (one.state.shared.reveal !== null) return false;
    expect(two.state.shared).toEqual(one.state.shared);
    expect(two.facts).toEqual(one.facts);
    return true;
  }

  it('offers every walker a way on, whatever is known to be closed', () => {
    const outing = new Outing(2, oneTablet);
    outing.guides();
    outing.claim();
    for (let way = outing.closedWay(); way !== null; way = outing.closedWay()) {
      if (outing.step(way) !== null) break;
    }
    const steps = openActs(guideAndWalker, outing.state, [outing.speaker]).filter(
      (input) => input.kind === 'action' && input.action.type === 'step',
    );
    expect(steps.length).toBeGreaterThan(0);
  });
});

const lesson = { silent: 10, seats: 0, skip: 3, extend: 1 };
const seatsAt = (count: number, tablets: readonly number[]) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ seat: 21 + index, tablet: tablets[index % tablets.length] ?? null },
  }));

goldens(guideAndWalker, import.meta.url, {
  'five-children-one-tablet': {
    seed: 20271,
    config: { map: 'small', rounds: 1, lookSeconds: 25, walkSeconds: 60, minutes: 12 },
    seats: seatsAt(5, oneTablet),
    manners: lesson,
    moves: 300,
  },
  'seven-children-three-tablets': {
    seed: 20272,
    config: { map: 'medium', rounds: 2, lookSeconds: 25, walkSeconds: 120, minutes: 20 },
    seats: seatsAt(7, threeTablets),
    manners: lesson,
    moves: 300,
  },
  'children-come-and-go': {
    seed: 20273,
    config: { map: 'small', rounds: 2, lookSeconds: 20, walkSeconds: 60, minutes: 15 },
    seats: seatsAt(6, [1, 2, 3]),
    manners: { silent: 12, seats: 25, skip: 5, extend: 2 },
    moves: 300,
  },
  'time-runs-out': {
    seed: 20274,
    config: { map: 'medium', rounds: 2, lookSeconds: 60, walkSeconds: 120, minutes: 3 },
    seats: seatsAt(8, [1, 2]),
    manners: { silent: 70, seats: 0, skip: 0, extend: 0 },
    moves: 300,
  },
});

conformance(guideAndWalker);
