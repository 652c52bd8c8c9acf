import { describe, expect, it } from 'vitest';
import { activities } from '../activities/registry.rules.ts';
import { compareContributions } from './contributions.ts';
import type { Act } from './truth.ts';

/** `a` (seat 3) and the guest (seat 5) said "I'm in" and pressed at 1000; their lantern rose at 4000. */
function truth() {
  const act = (seq: number, at: number, type: string, by = 3, more: object = {}): Act => ({
    ...{ actionId: `act-${seq}`, run: 1, group: 2, by, child: by === 3 ? 'a' : 'g', via: 'tablet', asOf: 1 },
    ...{
      action: { type },
      shownMs: 250,
      queued: false,
      view: { asOf: 1, round: 1 } as Act['view'],
      turn: null,
    },
    ...{ deeds: [], result: { ok: true, answer: { seq, at } } },
    ...more,
  });
  const activity = activities['lift-lantern'];
  if (!activity) throw new Error('lift-lantern is gone');
  return {
    acts: [act(4, 100, 'join'), act(5, 200, 'join', 5), act(6, 1000, 'press'), act(7, 1000, 'press', 5)],
    act,
    turns: new Map(),
    looks: new Map(),
    staleMs: 0,
    skips: new Set<string>(),
    childOfSeat: new Map([[3, 'a'], [5, 'g']]), // prettier-ignore
    recorded: new Set(['a']),
    alone: () => false,
    activityOf: () => ({ activity, config: activity.defaults as unknown }),
    seenLifts: {
      lifts: [{ run: 1, group: 2, child: 'a', by: 4100 }],
      looks: new Map([['1/a', [500, 1100, 4100]]]),
    },
  };
}

const joined = {
  run: '1', group: '2', seq: '4', part: '0', child: 'a', code: 'joined', toward: 'group', toward_child: '', turn: '',
  at_ms: '100', shown_ms: '250', queued: '0',
}; // prettier-ignore
const helped = { ...joined, seq: '8', code: 'helped', at_ms: '4000', shown_ms: '' };

const against = (rows: readonly Record<string, string>[], known = truth()) =>
  compareContributions(rows, known).differences;

describe('the comparison of contributions', () => {
  it('finds nothing where every row says what happened, and expects nothing of a guest', () => {
    expect(against([joined, helped])).toEqual([]);
  });

  it.each([
    ['child', 'b'],
    ['code', 'keeps_light'],
    ['toward', 'unknown'],
    ['turn', '1'],
    ['at_ms', '101'],
    ['shown_ms', '1'],
    ['queued', '1'],
  ])('finds a wrong %s', (column, value) => {
    expect(against([{ ...joined, [column]: value }, helped]).join()).toContain(`${column} is ${value}`);
  });

  it('finds a missing row, an invented one, and one that stands twice', () => {
    expect(against([helped])).toEqual(['contribution 1/2 joined of a at 100: happened, not in the export']);
    expect(against([joined, helped, { ...joined, seq: '99' }])).toHaveLength(1);
    expect(against([joined, helped, joined])).toHaveLength(1);
  });

  it('expects what is said twice in a round once, and again in the next', () => {
    const known = truth();
    known.acts.push(known.act(10, 5000, 'join'));
    expect(against([joined, helped], known)).toEqual([]);
    known.acts.push(known.act(11, 9000, 'join', 3, { view: { asOf: 5, round: 2 } }));
    expect(against([joined, helped], known)).toHaveLength(1);
  });

  it('finds a lift that was shown and is not recorded, or recorded and was not shown', () => {
    expect(against([joined])).toEqual(['helped by a before 4100: seen, not in the export']);
    const known = truth();
    known.seenLifts.lifts = [];
    expect(against([joined, helped], known)).toEqual([
      'contribution 1/2 helped of a at 4000: in the export, never seen',
    ]);
    known.seenLifts.looks = new Map([['1/a', [500, 1100]]]);
    expect(against([joined, helped], known)).toEqual([]);
  });

  it('finds a lift by a pad that was not down for long enough', () => {
    for (const change of [
      (known: ReturnType<typeof truth>) => known.acts.push(known.act(7.5, 2000, 'release')),
      (known: ReturnType<typeof truth>) =>
        known.acts.push(known.act(7.2, 1500, 'release'), known.act(7.5, 2000, 'press')),
      (known: ReturnType<typeof truth>) =>
        (known.acts = known.acts.filter(({ action }) => action.type !== 'press')),
    ]) {
      const known = truth();
      change(known);
      expect(against([joined, helped], known)).toHaveLength(1);
    }
  });

  it('lets a lift stand whose finger had slipped and was back in time', () => {
    const known = truth();
    known.acts.push(known.act(7.2, 1500, 'release'), known.act(7.5, 1899, 'press'));
    expect(against([joined, helped], known)).toEqual([]);
  });
});
