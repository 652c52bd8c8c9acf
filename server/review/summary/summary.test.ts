/** Each rule of the summary by an example of when it speaks and when it is silent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nine,
  observationRow,
  pauseRow,
  promptRow,
  requestRow,
  groupRow,
} from '../../../tests/support/rows.ts';
import type { SummaryCode, SummaryLine } from '../../../src/wire/review.ts';
import { gamesOf } from '../games.ts';
import { kindKey, noPast } from '../history.ts';
import type { Past, PastCount, PastRun } from '../history.ts';
import { summaryOf } from './summary.ts';
import { factsOf, kids } from './told.testing.ts';
import type { Told } from './told.testing.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';

function summary(told: Told, past: Past = noPast): SummaryLine[] {
  const facts = factsOf(told);
  return summaryOf(facts, gamesOf(facts), past);
}
const said = (lines: readonly SummaryLine[], code: SummaryCode) =>
  lines.filter((one) => one.code === code).map(({ params, evidence }) => ({ params, evidence }));

const game = { kind: 'game', run: 1, group: 1 };
const network = { kind: 'network', run: 1, group: 1 };
const turn = (number: number) => ({ kind: 'turn', run: 1, group: 1, turn: number });
const four = kids(4);
/** Everybody spoke before: nobody's turn is a first. */
const spoke = (children: readonly string[]): Past => ({
  ...{ runs: [], spokeBefore: new Set(children), hereBefore: new Set(children) },
});

describe('who took part', () => {
  it('is told as how many of how many', () => {
    expect(said(summary({ children: four, turns: ['k1', 'k2', 'k1'] }), 'took_part')).toEqual([
      { params: { had: 2, recorded: 4, present: 4 }, evidence: [game] },
    ]);
    expect(said(summary({ children: four, turns: four }), 'all_took_part')).toEqual([
      { params: { recorded: 4, present: 4 }, evidence: [game] },
    ]);
  });

  it('counts who was there and recorded; absent children and guests are named nowhere', () => {
    const lines = summary({
      children: [...four, 'k5', 'guest'],
      guests: ['guest'],
      roll: { k5: { status: 'absent' } },
      turns: ['k1', 'guest'],
    });
    expect(said(lines, 'took_part')).toEqual([
      { params: { had: 1, recorded: 4, present: 5 }, evidence: [game] },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/k5|guest/);
  });

  it('is not told as a share where too few are recorded', () => {
    const lines = summary({ children: four, guests: ['k3', 'k4'], turns: ['k1'] });
    expect(lines[0]).toMatchObject({ code: 'too_few_recorded', params: { recorded: 2, present: 4 } });
    expect(lines.map(({ code }) => code)).not.toContain('took_part');
  });

  it('says so where nothing was played, or nobody came to a turn', () => {
    expect(summary({ children: four, runs: [], groups: [] })).toMatchObject([{ code: 'nothing_played' }]);
    expect(summary({ children: four })[0]).toMatchObject({
      code: 'no_turns',
      params: { recorded: 4, present: 4 },
    });
  });

  it('takes a pass for a turn that was there, not for a turn taken nor for silence', () => {
    const lines = summary({ children: four, turns: ['k1', 'k2', 'k3', { child: 'k4', why: 'passed' }] });
    expect(said(lines, 'took_part')).toMatchObject([{ params: { had: 3 } }]);
    expect(said(lines, 'no_floor')).toEqual([]);
    expect(said(lines, 'passes')).toEqual([{ params: { count: 1 }, evidence: [turn(4)] }]);
  });
});

describe('a first recorded turn', () => {
  const hereBefore = new Set(four);

  it('is told of children who were in an earlier lesson without one, with the turn', () => {
    const lines = summary({ children: four, turns: ['k2', 'k1', 'k2'] }, { ...spoke(['k1']), hereBefore });
    expect(said(lines, 'first_turns')).toEqual([{ params: { children: ['k2'] }, evidence: [turn(1)] }]);
  });

  it('is not told in a first lesson, where it holds for everybody and points at who had none', () => {
    expect(said(summary({ children: four, turns: ['k1', 'k2', 'k3'] }), 'first_turns')).toEqual([]);
    const newcomer = { ...spoke(['k1', 'k2', 'k3']) };
    expect(said(summary({ children: four, turns: ['k4'] }, newcomer), 'first_turns')).toEqual([]);
  });

  it('is not told of anybody who spoke before', () => {
    expect(said(summary({ children: four, turns: ['k1'] }, spoke(four)), 'first_turns')).toEqual([]);
  });
});

it('names who had no floor once, in roster order, all alike', () => {
  const lines = summary({ children: four, turns: ['k3'] });
  expect(said(lines, 'no_floor')).toEqual([
    {
      params: { children: ['k1', 'k2', 'k4'] },
      evidence: ['k1', 'k2', 'k4'].map((child) => ({ kind: 'child', child })),
    },
  ]);
});

describe('change against the own past', () => {
  const kind = { activity: 'talking-circle', regime: 'queue', scope: 'group', config: '{}' } as const;
  const nobody: PastCount = { turns: 0, requests: 0, prompts: 0 };
  /** Lessons before with so many turns of k1 in ten minutes each. */
  const before = (turns: readonly number[], over: Partial<PastRun> = {}): Past => ({
    runs: turns.map((count, index) => ({
      ...{ kind: kindKey(kind), session: `p${index}`, lengthMs: 600_000, prompting: false },
      present: new Set(four),
      counts: new Map(four.map((child) => [child, { ...nobody, turns: child === 'k1' ? count : 1 }])),
      ...over,
    })),
    spokeBefore: new Set(four),
    hereBefore: new Set(four),
  });
  const fiveTurns = { children: four, turns: ['k1', 'k2', 'k1', 'k3', 'k1', 'k4', 'k1', 'k1'] };

  it('is told beyond the range of three or more comparable lessons', () => {
    expect(said(summary(fiveTurns, before([1, 2, 4])), 'own_more')).toContainEqual({
      params: { child: 'k1', measure: 'turns', now: 5, least: 1, most: 4, sessions: 3 },
      evidence: [{ kind: 'child', child: 'k1' }],
    });
    expect(said(summary(fiveTurns, before([6, 7, 9])), 'own_less')).toContainEqual(
      expect.objectContaining({
        params: { child: 'k1', measure: 'turns', now: 5, least: 6, most: 9, sessions: 3 },
      }),
    );
  });

  const aboutK1 = (past: Past, told: Told = fiveTurns) =>
    summary(told, past).filter(
      ({ code, params }) => code.startsWith('own_') && JSON.stringify(params).includes('k1'),
    );

  it.each([
    ['within the range', before([1, 5, 4])],
    ['with two lessons alone', before([1, 2])],
    ['with other settings', before([1, 2, 4], { kind: kindKey({ ...kind, config: '{"minutes":5}' }) })],
    ['under another regime', before([1, 2, 4], { kind: kindKey({ ...kind, regime: 'called' }) })],
    ['where the child was not there from the beginning', before([1, 2, 4], { present: new Set(['k2']) })],
  ])('is not told %s', (_, past) => {
    expect(aboutK1(past)).toEqual([]);
  });

  it('compares rates, not counts: a lesson twice as long', () => {
    expect(aboutK1(before([9, 10, 8], { lengthMs: 1_200_000 }))).toEqual([]);
  });

  it('counts the runs of one lesson together', () => {
    expect(aboutK1(before([1, 2, 4], { session: 'same' }))).toEqual([]);
  });

  it('says nothing of turns that the rule gave', () => {
    const bounded = { ...fiveTurns, turns: fiveTurns.turns.map((child) => ({ child, bounded: 1 as const })) };
    expect(aboutK1(before([1, 2, 4]), bounded)).toEqual([]);
  });

  it('takes fewer prompts for more independence, and only where prompts were marked', () => {
    const prompted = (prompts: number): Past =>
      before([5, 5, 5], { prompting: true, counts: new Map([['k1', { turns: 5, requests: 0, prompts }]]) });
    const marked = { ...fiveTurns, run: { prompting: 1 as const } };
    expect(said(summary(marked, prompted(4)), 'own_more')).toContainEqual(
      expect.objectContaining({
        params: { child: 'k1', measure: 'prompts', now: 0, least: 0.8, most: 0.8, sessions: 3 },
      }),
    );
    const needed = { ...marked, prompts: [promptRow({ turn: 1 })] };
    expect(said(summary(needed, prompted(0)), 'own_less')).toContainEqual(
      expect.objectContaining({
        params: expect.objectContaining({ measure: 'prompts', now: 0.2 }) as unknown,
      }),
    );
    expect(aboutK1(prompted(4))).toEqual([]);
  });

  it('counts hands raised', () => {
    const past = before([5, 5, 5]);
    const requests = [1, 2].map((request) => requestRow({ request, child: 'k1' }));
    expect(said(summary({ ...fiveTurns, requests }, past), 'own_more')).toContainEqual(
      expect.objectContaining({
        params: { child: 'k1', measure: 'requests', now: 2, least: 0, most: 0, sessions: 3 },
      }),
    );
  });

  it('names many children together, without figures', () => {
    const many = kids(5);
    const quiet = {
      ...before([0, 0, 0], { present: new Set(many), counts: new Map() }),
      spokeBefore: new Set(many),
    };
    const lines = summary({ children: many, turns: many }, quiet);
    expect(said(lines, 'own_more')).toEqual([]);
    expect(said(lines, 'own_more_several')).toMatchObject([{ params: { children: many, measure: 'turns' } }]);
  });
});

describe('choices among children', () => {
  const gave = (from: string, to: string) => ({
    ...({ child: to, givenBy: 'child', givenByChild: from, regime: 'chosen' } as const),
    options: JSON.stringify(four.filter((child) => child !== from)),
  });
  const chosen = { children: four, run: { activity: 'name-ball', regime: 'chosen' as const } };

  it('are told as how many were chosen, and by pairs who chose each other', () => {
    const lines = summary({ ...chosen, turns: ['k1', gave('k1', 'k2'), gave('k2', 'k1'), gave('k1', 'k2')] });
    expect(said(lines, 'some_chosen')).toEqual([{ params: { chosen: 2, of: 4 }, evidence: [network] }]);
    expect(said(lines, 'mutual_choices')).toMatchObject([{ params: { pairs: 1 } }]);
    expect(JSON.stringify(said(lines, 'some_chosen'))).not.toMatch(/k\d/);
  });

  it('are told as everybody where everybody was', () => {
    const turns = ['k1', gave('k1', 'k2'), gave('k2', 'k3'), gave('k3', 'k4'), gave('k4', 'k1')];
    const lines = summary({ ...chosen, turns });
    expect(said(lines, 'all_chosen')).toEqual([{ params: { of: 4 }, evidence: [network] }]);
    expect(said(lines, 'mutual_choices')).toEqual([]);
  });

  it('are not told where nobody chose among several, or too few are recorded', () => {
    const only = { ...gave('k1', 'k2'), options: '["k2"]' };
    for (const told of [
      { ...chosen, turns: ['k1', only] },
      { ...chosen, guests: ['k3', 'k4'], turns: ['k1', gave('k1', 'k2')] },
    ]) {
      const codes = summary(told).map(({ code }) => code);
      expect(codes.filter((code) => /chosen|mutual/.test(code))).toEqual([]);
    }
  });
});

it('tells what the adult marked, by code', () => {
  const marks = [
    observationRow({ seq: 30, child: 'k3' }),
    observationRow({ seq: 31, child: 'k2', code: 'HELP' }),
    observationRow({ seq: 32, child: 'k1', code: 'WITH' }),
  ];
  expect(said(summary({ children: four, observations: marks }), 'noticed')).toEqual([
    { params: { code: 'INIT', children: ['k3'] }, evidence: [{ kind: 'moment', seq: 30 }] },
    { params: { code: 'HELP', children: ['k2'] }, evidence: [{ kind: 'moment', seq: 31 }] },
  ]);
});

it('tells the adult’s pauses and the program’s own apart', () => {
  const pauses = [
    pauseRow({ fromWall: nine, toWall: nine + 30_000 }),
    pauseRow({ pause: 2, fromWall: nine, toWall: nine + 5000 }),
    pauseRow({ pause: 3, why: 'restart', fromWall: nine, toWall: nine + 90_000 }),
  ];
  const lines = summary({ children: four, turns: four, pauses });
  expect(said(lines, 'pauses')).toEqual([{ params: { count: 2, ms: 35_000 }, evidence: [game] }]);
  expect(said(lines, 'stopped')).toEqual([{ params: { count: 1 }, evidence: [game] }]);
});

describe('suggestions', () => {
  const tried = (told: Told) => summary(told).map(({ code }) => code).filter((code) => code.startsWith('try_')); // prettier-ignore
  const marked = { run: { prompting: 1 as const } };

  it.each<[SummaryCode, Told]>([
    ['try_same_again', { children: four, turns: four }],
    ['try_mark_prompts', { children: four, turns: four }],
    ['try_everyone_once', { children: four, turns: ['k1', 'k2'] }],
    [
      'try_time_to_think',
      {
        children: four,
        ...marked,
        turns: [...four, { child: 'k1', why: 'passed' }, { child: 'k2', claimedAt: null, why: 'unclaimed' }],
      },
    ],
    ['try_smaller_groups', { children: kids(12), grp: 0, turns: kids(6) }],
    [
      'try_own_tap',
      {
        children: four,
        turns: [...four, ...four].map((child, index) => ({
          child,
          attribution: index % 2 === 0 ? ('adult' as const) : ('own_tap' as const),
        })),
      },
    ],
  ])('has %s', (code, told) => {
    expect(tried(told)).toContain(code);
  });

  it.each<[SummaryCode, Told]>([
    ['try_same_again', { children: four, turns: ['k1'] }],
    ['try_mark_prompts', { children: four, ...marked, turns: four }],
    ['try_everyone_once', { children: four, run: { regime: 'forced' }, turns: ['k1'] }],
    ['try_time_to_think', { children: four, turns: [...four, ...four, { child: 'k1', why: 'passed' }] }],
    ['try_smaller_groups', { children: kids(12), grp: 0, turns: kids(9) }],
    [
      'try_own_tap',
      {
        children: four,
        turns: [...four, ...four].map((child) => ({ child, attribution: 'adult' as const })),
        groups: [groupRow({ tablets: 0, endedAt: 600_000 })],
      },
    ],
  ])('has no %s where its condition does not hold', (code, told) => {
    expect(tried(told)).not.toContain(code);
  });

  it('are two at most, and none is about a child', () => {
    const told = {
      children: kids(12),
      grp: 0,
      turns: [
        'k1',
        'k2',
        'k1',
        'k2',
        { child: 'k3', why: 'passed' as const },
        { child: 'k4', why: 'passed' as const },
      ],
    };
    expect(tried(told)).toHaveLength(2);
    expect(JSON.stringify(summary(told).filter(({ code }) => code.startsWith('try_')))).not.toMatch(/"k\d/);
  });
});

it('never names a child who is not recorded, compares no two children, and says the same of the same facts', () => {
  const child = fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'secret1', 'secret2');
  const guests = ['secret1', 'secret2'];
  const someTurn = fc.record({
    child,
    why: fc.constantFrom('self' as const, 'passed' as const, 'interrupted' as const, null),
    givenByChild: fc.option(child),
  });
  fc.assert(
    fc.property(
      fc.array(someTurn, { maxLength: 30 }),
      fc.subarray(['secret1', 'secret2'], { minLength: 1 }),
      fc.array(child, { maxLength: 4 }),
      fc.array(fc.nat(20), { minLength: 3, maxLength: 5 }),
      (turns, here, marks, earlier) => {
        const told: Told = {
          children: [...kids(5), ...here],
          guests,
          run: { regime: 'chosen' },
          turns: turns.map((one) => ({
            ...one,
            givenBy: one.givenByChild === null ? ('rules' as const) : ('child' as const),
            options: JSON.stringify([...kids(5), 'guest']),
          })),
          observations: marks.map((marked, seq) => observationRow({ seq, child: marked })),
        };
        const kind = kindKey({ activity: 'talking-circle', regime: 'chosen', scope: 'group', config: '{}' });
        const past: Past = {
          spokeBefore: new Set(['k1']),
          hereBefore: new Set([...kids(5), ...here]),
          runs: earlier.map((count, index) => ({
            ...{ kind, session: `p${index}`, lengthMs: 600_000, prompting: true },
            present: new Set(told.children),
            counts: new Map(told.children.map((one) => [one, { turns: count, requests: count, prompts: 1 }])),
          })),
        };
        const lines = summary(told, past);
        expect(JSON.stringify(lines)).not.toContain('secret');
        for (const { params } of lines) {
          // Whoever is told with figures stands alone; whoever stands together is told without.
          const alone = 'child' in params;
          expect(alone && 'children' in params).toBe(false);
          if ('children' in params)
            expect(Object.values(params).filter((value) => typeof value === 'number')).toEqual([]);
        }
        expect(JSON.stringify(lines)).not.toMatch(/null|NaN/);
        expect(summary(told, past)).toEqual(lines);
      },
    ),
    { numRuns: long ? 2000 : 60 },
  );
});
