import { describe, expect, it } from 'vitest';
import { guideAndWalker } from '../activities/guide-and-walker/rules.ts';
import { expectedTurns, type Known } from './expected.ts';
import type { Act, SeenTurn } from './truth.ts';

/** Seat 3 walks for seat 5, which has guided: claimed at 400, one step at 900, seen over at 910. */
function walk(grew: boolean, guide: number | null = 5): Known {
  const view = { asOf: 7, role: 'walker', walker: 3, guide } as Act['view'];
  const act = (type: string, at: number): Act => ({
    ...{ actionId: `${type}-01`, run: 1, group: 1, by: 3, child: 'a', via: 'tablet', asOf: 7, turn: 2 },
    ...{ action: { type }, shownMs: 250, queued: false, view, deeds: [] },
    result: { ok: true, answer: { seq: at, at } },
  });
  const seen: SeenTurn = {
    ...{ run: 1, group: 1, turn: 2, speaker: 3, offeredAt: 100, claimedAt: 400, overBy: 910 },
    grew,
  };
  return {
    acts: [act('claim', 400), act('step', 900)],
    turns: new Map([['1/1/2', seen]]),
    looks: new Map([[1, [100, 400, 910]]]),
    staleMs: 0,
    skips: new Set(),
    childOfSeat: new Map([[3, 'a'], [5, 'b']]), // prettier-ignore
    recorded: new Set(['a', 'b']),
    activityOf: () => ({ activity: guideAndWalker, config: guideAndWalker.defaults }),
    alone: () => false,
  };
}

describe('a walker’s turn', () => {
  it('ended with the step after which the group’s goal was seen to have grown', () => {
    expect(expectedTurns(walk(true))).toMatchObject([{ why: ['self'], endedAt: 900 }]);
  });

  it('ended by time or by the adult where the goal stayed as it was', () => {
    const [turn] = expectedTurns(walk(false));
    expect(turn).toMatchObject({ why: ['timer', 'interrupted'], endedAt: undefined });
  });

  it('was toward the child that guided, or toward the group where none or many did', () => {
    expect(expectedTurns(walk(true))).toMatchObject([{ toward: 'child', towardChild: 'b' }]);
    expect(expectedTurns(walk(true, null))).toMatchObject([{ toward: 'group', towardChild: null }]);
  });
});
