import { describe, expect, it } from 'vitest';
import { activities } from '../activities/registry.rules.ts';
import { compare } from './compare.ts';
import type { Act, SeenTurn } from './truth.ts';

/** Child `a` on seat 3 was offered turn 1 at 100, claimed it at 400 and threw to `b` on seat 5 at 900. */
function truth() {
  const base = { run: 1, group: 2, by: 3, child: 'a', via: 'tablet', asOf: 1, shownMs: 250, queued: false, turn: 1, deeds: [] } as const; // prettier-ignore
  const view = { asOf: 1, options: [5, 6] };
  const acts: Act[] = [
    { ...base, actionId: 'claim-01', action: { type: 'claim' }, view, result: { ok: true, answer: { seq: 4, at: 400 } } },
    { ...base, actionId: 'throw-01', action: { type: 'throw', to: 5 } as Act['action'], view, result: { ok: true, answer: { seq: 5, at: 900 } } },
  ]; // prettier-ignore
  const seen: SeenTurn = {
    run: 1,
    group: 2,
    turn: 1,
    speaker: 3,
    offeredAt: 100,
    claimedAt: 400,
    overBy: 910,
    grew: false,
  };
  const activity = activities['name-ball'];
  if (!activity) throw new Error('name-ball is gone');
  return {
    acts,
    turns: new Map([['1/2/1', seen]]),
    looks: new Map([[1, [100, 400, 910]]]),
    staleMs: 0,
    skips: new Set<string>(),
    childOfSeat: new Map([[3, 'a'], [5, 'b'], [6, 'c']]), // prettier-ignore
    seenLifts: { lifts: [], looks: new Map() },
    recorded: new Set(['a', 'b', 'c']),
    alone: () => false,
    activityOf: () => ({ activity, config: activity.defaults as unknown }),
  };
}

const row = {
  run: '1', group: '2', turn: '1', speaker: 'child', child: 'a', given_by: 'rules', given_by_child: '', options: '',
  regime: 'chosen', offered_at_ms: '100', claimed_at_ms: '400', ended_at_ms: '900', why: 'self', toward: 'child',
  toward_child: 'b', attribution: 'own_tap', claim_shown_ms: '250', claim_queued: '0',
}; // prettier-ignore

const against = (turns: readonly Record<string, string>[]) => compare({ turns }, truth(), new Map(), []);

describe('the comparison of an export with the truth', () => {
  it('finds nothing where every row says what happened', () => {
    expect(against([row])).toEqual({ rows: 1, differences: [] });
  });

  it.each([
    ['child', 'b'],
    ['why', 'passed'],
    ['toward_child', 'c'],
    ['toward', 'unknown'],
    ['offered_at_ms', '101'],
    ['claimed_at_ms', '399'],
    ['ended_at_ms', '901'],
    ['given_by', 'adult'],
    ['options', 'b;c'],
    ['attribution', 'adult'],
    ['claim_queued', '1'],
  ])('finds a wrong %s', (column, value) => {
    const { differences } = against([{ ...row, [column]: value }]);
    expect(differences.join()).toContain(column === 'options' ? 'options are' : `${column} is ${value}`);
  });

  it('finds a missing turn, an invented one and a wrong order', () => {
    expect(against([]).differences).toEqual(['turn 1/2/1: seen, not in the export']);
    expect(against([row, { ...row, turn: '2' }]).differences).toEqual([
      'turn 1/2/2: in the export, never seen',
    ]);
    expect(against([{ ...row, turn: '2' }, row]).differences).toContain('turn 1/2/1: out of order');
  });

  it('lets a turn stand that came and went between two looks at the screen', () => {
    const brief = { ...row, turn: '2', offered_at_ms: '905', ended_at_ms: '906' };
    expect(against([row, brief]).differences).toEqual([]);
    expect(against([row, { ...brief, ended_at_ms: '911' }]).differences).toHaveLength(1);
    const late = { ...truth(), staleMs: 10 };
    const through = { ...brief, offered_at_ms: '901', ended_at_ms: '930' };
    expect(compare({ turns: [row, through] }, late, new Map(), []).differences).toEqual([]);
    expect(
      compare({ turns: [row, { ...through, offered_at_ms: '899' }] }, late, new Map(), []).differences,
    ).toHaveLength(1);
  });

  it('lets a request stand that such a turn served, and no other', () => {
    const raise = { run: 1, group: 2, by: 5, child: 'b', via: 'tablet', asOf: 1, shownMs: 250, queued: false, turn: 1, deeds: [], actionId: 'raise-01', action: { type: 'raise' }, view: { asOf: 1 }, result: { ok: true, answer: { seq: 6, at: 903 } } } as const; // prettier-ignore
    const known = { ...truth(), acts: [...truth().acts, raise] };
    const brief = { ...row, turn: '2', child: 'b', offered_at_ms: '905', ended_at_ms: '906' };
    const served = { run: '1', group: '2', child: 'b', at_ms: '903', outcome: 'granted', turn: '2' };
    const found = (turn: Record<string, string>) =>
      compare({ turns: [row, turn], requests: [served] }, known, new Map(), []).differences;
    expect(found(brief)).toEqual([]);
    expect(found({ ...brief, ended_at_ms: '911' }).join()).toContain('requests');
  });

  it('expects nothing of a guest, and `guest` or `unknown` in the rows of others', () => {
    const known = { ...truth(), recorded: new Set(['a', 'c']) };
    const told = { ...row, toward: 'unknown', toward_child: '' };
    expect(compare({ turns: [told] }, known, new Map(), []).differences).toEqual([]);
    expect(compare({ turns: [row] }, known, new Map(), []).differences).not.toEqual([]);
    expect(
      compare({ turns: [] }, { ...known, recorded: new Set<string>() }, new Map(), []).differences,
    ).toEqual([]);
  });
});
