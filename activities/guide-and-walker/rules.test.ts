import { describe, expect, it } from 'vitest';
import { factsOfKind } from '../_kit/facts.testing.ts';
import { conformance } from '../_kit/conformance.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import { openActs } from '../_kit/play.ts';
import { cellBeside } from './rules.map.ts';
import { guideAndWalker } from './rules.ts';
import { revealMs } from './rules.state.ts';
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
    const contributions = factsOfKind(outing.facts, 'contribution');
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
    expect(factsOfKind(outing.facts, 'contribution').filter(({ code }) => code === 'step')).toHaveLength(1);
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
