import { describe, expect, it } from 'vitest';
import {
  contributionRow,
  correctionRow,
  nine,
  promptRow,
  rollRow,
  turnRow,
} from '../../tests/support/rows.ts';
import type { CorrectionRow, TurnRow } from '../record/facts.ts';
import { corrected, correctionLines, formerTurns } from './corrections.ts';
import { recordedOf } from './recorded.ts';

const held = (turn: number, child: string, from: number, to: number, over: Partial<TurnRow> = {}): TurnRow =>
  turnRow({
    turn,
    child,
    offeredAt: from - 100,
    offeredWall: nine + from - 100,
    claimedAt: from,
    claimedWall: nine + from,
    endedAt: to,
    endedWall: nine + to,
    why: 'self',
    attribution: 'own_tap',
    claimShownMs: 80,
    ...over,
  });

const first = held(1, 'k1', 1000, 2000, { toward: 'child', towardChild: 'k2' });
const second = held(2, 'k2', 3000, 4000, { givenBy: 'child', givenByChild: 'k1', options: '["k2","k3"]' });
const third = held(3, 'k3', 5000, 6000, { givenBy: 'child', givenByChild: 'k2' });
const turns = [first, second, third];

function after(...corrections: readonly Partial<CorrectionRow>[]) {
  const rows = corrections.map((over, index) => correctionRow({ seq: 20 + index, turn: 2, ...over }));
  return corrected({ turns, contributions: [], prompts: [] }, rows);
}

describe('a record with corrections', () => {
  it('is the record itself without any', () => {
    expect(corrected({ turns, contributions: [], prompts: [] }, [])).toMatchObject({
      turns,
      voided: [],
      steps: [],
    });
  });

  it('leaves the rows as they were recorded', () => {
    const before = structuredClone(turns);
    after({ what: 'child', child: 'k3' }, { what: 'time', startAt: 0, endAt: 1 }, { what: 'void' });
    expect(turns).toEqual(before);
  });

  it('says who spoke, by the word of the adult', () => {
    expect(after({ what: 'child', child: 'k4' }).turns[1]).toEqual({
      ...second,
      child: 'k4',
      attribution: 'adult',
    });
    expect(after({ what: 'child', child: null }).turns[1]).toMatchObject({ speaker: 'adult', child: null });
  });

  it('lets the next turn be given by who really spoke', () => {
    expect(after({ what: 'child', child: 'k4' }).turns[2]).toMatchObject({ givenBy: 'child', givenByChild: 'k4' }); // prettier-ignore
    expect(after({ what: 'child', child: null }).turns[2]).toMatchObject({ givenBy: 'adult', givenByChild: null }); // prettier-ignore
    expect(after({ what: 'child', child: 'k3' }).turns[2]).toMatchObject({ givenBy: 'adult', givenByChild: null }); // prettier-ignore
  });

  it('lets nobody give itself the floor, nor speak to itself', () => {
    expect(after({ what: 'child', child: 'k1' }).turns[1]).toMatchObject({ givenBy: 'adult', givenByChild: null }); // prettier-ignore
    const toSelf = after({ turn: 1, what: 'child', child: 'k2' }).turns[0];
    expect(toSelf).toMatchObject({ child: 'k2', toward: 'unknown', towardChild: null });
  });

  it('moves a turn in time, the wall clock along with the run clock', () => {
    expect(after({ what: 'time', startAt: 2500, endAt: 4500 }).turns[1]).toEqual({
      ...second,
      offeredAt: 2500,
      offeredWall: nine + 2500,
      claimedAt: 2500,
      claimedWall: nine + 2500,
      endedAt: 4500,
      endedWall: nine + 4500,
      claimShownMs: null,
    });
  });

  it('makes a turn that nobody took one that was taken, where it is given a time', () => {
    const unclaimed = turnRow({ endedAt: 2000, why: 'unclaimed' });
    const time = correctionRow({ what: 'time', startAt: 1200, endAt: 1900 });
    expect(corrected({ turns: [unclaimed], contributions: [], prompts: [] }, [time]).turns).toMatchObject([
      { claimedAt: 1200, endedAt: 1900, why: 'self', attribution: 'adult', offeredAt: 1000 },
    ]);
  });

  it('takes away what was no turn, and tells its place', () => {
    const { turns: left, voided } = after({ what: 'void' });
    expect(left.map(({ turn }) => turn)).toEqual([1, 3]);
    expect(voided).toEqual([{ run: 1, grp: 1, turn: 2 }]);
  });

  it('lets later corrections stand over earlier ones, each in what it is about', () => {
    const both = after(
      { what: 'child', child: 'k3' },
      { what: 'time', startAt: 2900, endAt: 3900 },
      { what: 'child', child: 'k4' },
    );
    expect(both.turns[1]).toMatchObject({ child: 'k4', claimedAt: 2900, endedAt: 3900 });
    expect(after({ what: 'void' }, { what: 'child', child: 'k4' }).turns).toHaveLength(3);
  });

  it('takes all back by `original`, and one by one by a correction back', () => {
    expect(after({ what: 'child', child: 'k4' }, { what: 'void' }, { what: 'original' }).turns).toEqual(
      turns,
    );
    expect(after({ what: 'child', child: 'k1' }, { what: 'child', child: 'k2' }).turns).toEqual(turns);
  });

  it('goes by the order in which corrections were made, not by that of the rows', () => {
    const rows = [
      correctionRow({ seq: 31, turn: 2, what: 'original' }),
      correctionRow({ seq: 30, turn: 2, what: 'void' }),
    ];
    expect(corrected({ turns, contributions: [], prompts: [] }, rows).turns).toEqual(turns);
  });

  it('leaves other turns, groups and runs alone', () => {
    expect(after({ turn: 9 }, { grp: 2 }, { run: 2 })).toEqual({
      turns,
      contributions: [],
      prompts: [],
      voided: [],
      steps: [],
    });
  });

  it('takes the contributions made in a turn along with it', () => {
    const own = contributionRow({ seq: 1, turn: 2, child: 'k2', toward: 'child', towardChild: 'k4' });
    const others = contributionRow({ seq: 2, turn: 2, child: 'k1' });
    const between = contributionRow({ seq: 3, turn: null, child: 'k2' });
    const contributions = [own, others, between];
    const with_ = (over: Partial<CorrectionRow>) =>
      corrected({ turns, contributions, prompts: [] }, [correctionRow({ turn: 2, ...over })]).contributions;
    expect(with_({ what: 'void' })).toEqual([others, between]);
    expect(with_({ what: 'child', child: null })).toEqual([others, between]);
    expect(with_({ what: 'child', child: 'k3' })).toEqual([{ ...own, child: 'k3' }, others, between]);
    const toSelf = { ...own, child: 'k4', toward: 'unknown', towardChild: null };
    expect(with_({ what: 'child', child: 'k4' })).toEqual([toSelf, others, between]);
  });

  it('takes the prompts given in a turn along with it', () => {
    const own = promptRow({ seq: 1, turn: 2, child: 'k2' });
    const others = promptRow({ seq: 2, turn: 2, child: 'k1' });
    const prompts = [own, others];
    const with_ = (over: Partial<CorrectionRow>) =>
      corrected({ turns, contributions: [], prompts }, [correctionRow({ turn: 2, ...over })]).prompts;
    expect(with_({ what: 'child', child: 'k4' })).toEqual([{ ...own, child: 'k4' }, others]);
    expect(with_({ what: 'void' })).toEqual([others]);
    expect(with_({ what: 'time', startAt: 1, endAt: 2 })).toEqual(prompts);
  });
});

describe('the list of corrections', () => {
  const lines = (unrecorded: readonly string[], ...corrections: readonly Partial<CorrectionRow>[]) => {
    const roll = ['k1', 'k2', 'k3', 'k4'].map((child) =>
      rollRow(child, { recorded: unrecorded.includes(child) ? 0 : 1 }),
    );
    return correctionLines(after(...corrections).steps, recordedOf(roll), new Map([['a1', '王老师']]));
  };

  it('tells old and new, when, and who said so', () => {
    const old = { who: 'child', child: 'k2', startAt: 3000, endAt: 4000 };
    expect(lines([], { what: 'child', child: 'k4' }, { what: 'void', author: 'gone' })).toEqual([
      {
        ...{ seq: 20, run: 1, group: 1, turn: 2, what: 'child', author: '王老师', wall: nine + 900_000 },
        before: old,
        after: { ...old, child: 'k4' },
      },
      {
        ...{ seq: 21, run: 1, group: 1, turn: 2, what: 'void', author: '', wall: nine + 900_000 },
        before: { ...old, child: 'k4' },
        after: null,
      },
    ]);
  });

  it('names nobody whom the lesson may not show, and leaves out what is about such children alone', () => {
    const shown = lines(['k2'], { what: 'child', child: 'k4' });
    expect(shown).toMatchObject([{ before: { who: 'guest', child: null }, after: { child: 'k4' } }]);
    expect(JSON.stringify(shown)).not.toContain('k2');
    expect(lines(['k2'], { what: 'void' })).toEqual([]);
    expect(lines(['k2', 'k4'], { what: 'child', child: 'k4' })).toEqual([]);
  });
});

describe('turns as they were before', () => {
  const former = (...corrections: readonly Partial<CorrectionRow>[]) => formerTurns(after(...corrections).steps); // prettier-ignore

  it('are those that became no turn, another child’s or of another time', () => {
    expect(former({ what: 'void' })).toEqual([second]);
    expect(former({ what: 'child', child: 'k4' })).toEqual([second]);
    expect(former({ what: 'time', startAt: 3100, endAt: 4000 })).toEqual([second]);
    expect(former({ what: 'void' }, { turn: 1, what: 'void' })).toEqual([second, first]);
  });

  it('stay the recorded ones through further corrections', () => {
    expect(former({ what: 'child', child: 'k4' }, { what: 'child', child: 'k3' })).toEqual([second]);
    expect(former({ what: 'void' }, { what: 'child', child: 'k3' })).toEqual([second]);
  });

  it('are none where the turn stands again as it was', () => {
    expect(former({ what: 'void' }, { what: 'original' })).toEqual([]);
    expect(former({ what: 'child', child: 'k4' }, { what: 'child', child: 'k2' })).toEqual([]);
  });
});
