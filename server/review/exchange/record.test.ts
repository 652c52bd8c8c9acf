import { describe, expect, it } from 'vitest';
import { nine, sessionRow } from '../../../tests/support/rows.ts';
import { reviewFacts } from '../facts.ts';
import type { LessonRecord } from '../facts.ts';
import { readTurns } from './read.ts';
import { recordOf } from './record.ts';
import type { Known } from './record.ts';

/** 甲, 乙 and 丙 are recorded; 客 is not. */
const people: readonly Known[] = [
  { child: 'k1', name: '甲', recorded: true },
  { child: 'k2', name: '乙', recorded: true },
  { child: 'k3', name: '丙', recorded: true },
  { child: 'secret', name: '客', recorded: false },
];

function told(text: string): LessonRecord {
  const read = readTurns(new TextEncoder().encode(text));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const session = sessionRow({ origin: 'imported' });
  return recordOf(read.file.rows, { session, people, regime: 'free_floor', activity: 'other' });
}
const statusOf = ({ roll }: LessonRecord) =>
  Object.fromEntries(roll.map(({ child, status }) => [child, status]));
const gameOf = (record: LessonRecord) => reviewFacts(record, ['k1', 'k2', 'k3']).games[0]!;

describe('the record of a tally without ends', () => {
  const record = told('start,speaker,addressee\n3,甲,\n9.5,乙,甲\n20,甲,老师');

  it('has each turn with its start, and no end', () => {
    expect(record.turns.map((row) => [row.turn, row.child, row.claimedAt, row.endedAt, row.why])).toEqual([
      [1, 'k1', 3000, null, 'self'],
      [2, 'k2', 9500, null, 'self'],
      [3, 'k1', 20_000, null, 'self'],
    ]);
    expect(record.turns).toMatchObject([
      {
        toward: 'group',
        regime: 'free_floor',
        givenBy: 'rules',
        attribution: 'adult',
        claimedWall: nine + 3000,
      },
      { toward: 'child', towardChild: 'k1' },
      { toward: 'adult', towardChild: null },
    ]);
  });

  it('lasts until the last that was told, and has everybody on its roll', () => {
    expect(record.runs).toMatchObject([
      { run: 1, activity: 'other', regime: 'free_floor', endedAt: 20_000, prompting: 0, scope: 'class' },
    ]);
    expect(statusOf(record)).toEqual({ k1: 'present', k2: 'present', k3: 'present', secret: 'present' });
    expect(gameOf(record)).toMatchObject({ roster: ['k1', 'k2', 'k3'], present: 4, lengthMs: 20_000 });
    expect(gameOf(record).turns.map(({ follows }) => follows)).toEqual([false, true, true]);
  });
});

describe('a child without consent to record', () => {
  const record = told(
    [
      'start,end,speaker,addressee,kind,options,given_by',
      '1,2,甲,客,turn,,',
      '3,4,客,乙,turn,,甲',
      '5,6,乙,甲,turn,甲;客,客',
      '7,,客,,request,,',
      '8,,客,,contribution,,',
      '9,10,丙,,turn,,',
    ].join('\n'),
  );

  it('has no row of its own, and stands as guest or unknown in those of others', () => {
    expect(record.turns).toMatchObject([
      { turn: 1, child: 'k1', toward: 'unknown', towardChild: null },
      { turn: 3, child: 'k2', givenBy: 'guest', givenByChild: null, options: '["k1","guest"]' },
      { turn: 4, child: 'k3' },
    ]);
    expect([record.requests, record.contributions]).toEqual([[], []]);
    const { roll, ...rest } = record;
    expect(JSON.stringify(rest)).not.toMatch(/secret|客/u);
    expect(roll.find(({ child }) => child === 'secret')).toMatchObject({ recorded: 0, grp: null });
  });

  it('breaks the sequence of turns', () => {
    expect(gameOf(record).turns.map(({ turn, follows }) => [turn, follows])).toEqual([
      [1, false],
      [3, false],
      [4, true],
    ]);
  });
});

describe('the roll of a file', () => {
  it('says who was there: who is not named in it was absent', () => {
    const record = told('start,speaker,kind\n,丙,late\n1,甲,');
    expect(statusOf(record)).toEqual({ k1: 'present', k2: 'absent', k3: 'late', secret: 'absent' });
    expect(gameOf(record)).toMatchObject({ roster: ['k1', 'k3'], present: 2 });
  });

  it('can be the absent alone, of the silent all the same', () => {
    const record = told('start,speaker,kind\n1,甲,\n,乙,absent');
    expect(statusOf(record)).toEqual({ k1: 'present', k2: 'absent', k3: 'present', secret: 'present' });
    expect(gameOf(record)).toMatchObject({ roster: ['k1', 'k3'], present: 3 });
  });

  it('counts guests whom it does not name', () => {
    const record = told('start,speaker,kind,run,group\n,甲,present,1,0\n,(guest),present,1,0\n1,甲,,1,0');
    expect(statusOf(record)).toEqual({ k1: 'present', k2: 'absent', k3: 'absent', secret: 'present' });
    expect(gameOf(record)).toMatchObject({ roster: ['k1'], present: 2 });
  });

  it('puts children into groups, run by run', () => {
    const record = told(
      [
        'start,end,speaker,kind,run,group',
        ',,甲,present,1,1',
        ',,乙,present,1,2',
        ',,丙,present,0,',
        '1,2,甲,,1,1',
        '9,,,end,1,1',
        '3,4,乙,,1,2',
        '1,2,乙,,2,1',
      ].join('\n'),
    );
    const { games } = reviewFacts(record, ['k1', 'k2', 'k3']);
    expect(games.map(({ run, group, roster, lengthMs }) => [run, group, roster, lengthMs])).toEqual([
      [1, 1, ['k1'], 9000],
      [1, 2, ['k2'], 9000],
      [2, 1, ['k2'], 2000],
    ]);
    expect(record.roll.find(({ child }) => child === 'k3')).toMatchObject({ status: 'present', grp: null });
    expect(record.runs.map(({ startedWall }) => startedWall - nine)).toEqual([0, 9000]);
  });
});

describe('kinds of rows', () => {
  it('makes passes and offers of what was not taken', () => {
    const record = told(
      'start,end,speaker,kind,offered,why\n1,2,甲,pass,,\n4,5,乙,pass,3,\n6,7,甲,offer,,\n8,9,乙,offer,,open',
    );
    expect(record.turns.map((row) => [row.offeredAt, row.claimedAt, row.endedAt, row.why])).toEqual([
      [1000, null, 2000, 'passed'],
      [3000, 4000, 5000, 'passed'],
      [6000, null, 7000, 'unclaimed'],
      [8000, null, 9000, null],
    ]);
  });

  it('makes requests that were granted or not, and contributions in a turn or between', () => {
    const record = told(
      [
        'start,end,speaker,kind,why',
        '1,3,甲,turn,',
        '2,,甲,contribution,',
        '2.5,,乙,contribution,',
        '3,4,乙,request,',
        '3.5,4,丙,request,withdrawn',
      ].join('\n'),
    );
    expect(record.requests).toMatchObject([
      { request: 1, child: 'k2', at: 3000, closedAt: 4000, outcome: 'unserved' },
      { request: 2, child: 'k3', outcome: 'withdrawn' },
    ]);
    expect(record.contributions).toMatchObject([
      { part: 0, child: 'k1', turn: 1, code: 'act', toward: 'group' },
      { part: 1, child: 'k2', turn: null },
    ]);
  });

  it('breaks sequences at a pause, and not at a number that was no turn', () => {
    const record = told('start,speaker,kind,turn\n1,甲,,1\n2,,void,2\n3,乙,,3\n4,,pause,\n5,甲,,4');
    expect(record.voided).toEqual([{ run: 1, grp: 0, turn: 2 }]);
    expect(gameOf(record).turns.map(({ follows }) => follows)).toEqual([false, true, false]);
  });

  it('takes the prompts that it is told, in turns or not, for all there were', () => {
    const record = told(
      'start,speaker,kind,prompted\n1,甲,turn,2\n2,甲,prompt,1\n3,甲,prompt,2\n4,乙,prompt,3',
    );
    expect(record.prompts.map(({ child, level, at }) => [child, level, at])).toEqual([
      ['k1', 1, 2000],
      ['k1', 2, 3000],
      ['k2', 3, 4000],
    ]);
  });

  it('marks prompts only in runs that tell of any', () => {
    const record = told('start,speaker,prompted,run\n1,甲,2,1\n2,乙,0,1\n3,丙,,1\n1,甲,,2');
    expect(record.runs.map(({ prompting }) => prompting)).toEqual([1, 0]);
    expect(record.turns.map(({ prompt }) => prompt)).toEqual([2, 0, null, null]);
    expect(record.prompts).toMatchObject([{ seq: 1, run: 1, turn: 1, child: 'k1', level: 2, at: 1000 }]);
  });

  it('takes the regime of a run from its roll before that of its first turn', () => {
    const record = told('start,speaker,kind,regime,run\n1,甲,,called,1\n,甲,present,queue,1\n2,乙,,,1');
    expect(record.runs).toMatchObject([{ regime: 'queue' }]);
    expect(record.turns.map(({ regime, givenBy }) => [regime, givenBy])).toEqual([
      ['called', 'adult'],
      ['queue', 'rules'],
    ]);
  });

  it('takes the regime of a run from its end before that of an act of which nothing is kept', () => {
    const rows = '1,老师,request,queue,1,1\n2,甲,turn,forced,1,1';
    const withEnd = told(`start,speaker,kind,regime,run,group\n${rows}\n3,,end,queue,1,1`);
    expect(withEnd.runs).toMatchObject([{ regime: 'queue' }]);
    const kept = '2,甲,turn,forced,1,1\n3,,end,queue,1,1';
    expect(told(`start,speaker,kind,regime,run,group\n${kept}`).runs).toEqual(withEnd.runs);
  });
});
