import { expect, it } from 'vitest';
import { newFolder } from '../../tests/support/folder.ts';
import { keepLesson } from '../../tests/support/lesson.ts';
import {
  observationRow,
  contributionRow,
  nine,
  promptRow,
  rollRow,
  runRow,
  sessionRow,
  turnRow,
} from '../../tests/support/rows.ts';
import type { LessonPage } from '../../src/wire/answers.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import type { LessonRecord } from './facts.ts';
import { lessonPage } from './lesson.ts';

async function keptPage(): Promise<LessonPage> {
  const store = await openSqliteStore({ folder: await newFolder() });
  await keepLesson(store);
  const page = await store.lesson('s1');
  await store.close();
  return page!;
}

/** A lesson of one present child, k1, with the rows that a test gives. */
function pageOf(over: Partial<LessonRecord>): LessonPage {
  const record: LessonRecord = {
    session: sessionRow(),
    roll: [rollRow('k1')],
    runs: [runRow()],
    pauses: [],
    groups: [],
    turns: [],
    voided: [],
    corrections: [],
    contributions: [],
    requests: [],
    prompts: [],
    observations: [],
    notes: [],
    lastAt: new Map(),
    players: [],
    ...over,
  };
  const child = { child: 'k1', name: '小明', animal: 'fox', colour: 0 } as const;
  return lessonPage(record, { className: '三年级', children: [child], authors: new Map([['a1', '陈老师'], ['a2', '王社工']]) }); // prettier-ignore
}

it('shows recorded children in roster order: taking part, present and silent as 0, absent as null', async () => {
  const { children } = await keptPage();
  const figures = children.map(({ name: _name, animal: _animal, colour: _colour, ...rest }) => rest);
  const silent = { turns: 0, floorMs: 0, requests: 0, passes: 0, unclaimed: 0, prompts: 0, contributions: 0 };
  const none = Object.fromEntries(Object.keys(silent).map((key) => [key, null]));
  expect(figures).toEqual([
    {
      ...silent,
      child: 'k1',
      status: 'present',
      turns: 2,
      floorMs: 3000,
      requests: 1,
      unclaimed: 1,
      prompts: 1,
      contributions: 1,
    },
    { ...silent, child: 'k2', status: 'late', requests: 1, passes: 1 },
    { ...silent, child: 'k3', status: 'present' },
    { ...none, child: 'k4', status: 'absent' },
  ]);
});

it('counts everybody present, but turns of recorded children only', async () => {
  expect((await keptPage()).lesson).toMatchObject({
    present: 5,
    recorded: 3,
    turns: 2,
    className: '三年级一班',
  });
});

it('names no child without consent, nor one that withdrew, anywhere on the page', async () => {
  const page = JSON.stringify(await keptPage());
  for (const hidden of ['g1', 'w1', '客人甲', '退出乙']) expect(page).not.toContain(hidden);
  expect(page).toContain('小明');
});

it('gives each run with its length without pauses, and each pause with its length by the wall', async () => {
  const { runs } = await keptPage();
  expect(runs).toMatchObject([
    {
      run: 1,
      activity: 'name-ball',
      lengthMs: 100_000,
      groups: [1],
      prompting: true,
      pauses: [
        { at: 5000, wallMs: 10_000, why: 'adult' },
        { at: 9000, wallMs: 2500, why: 'adult' },
      ],
    },
    {
      run: 2,
      lengthMs: 0,
      groups: [0],
      prompting: false,
      pauses: [{ at: 5000, wallMs: null, why: 'restart' }],
    },
  ]);
});

it('lays out the turns of recorded children and of the adult', async () => {
  const { turns } = await keptPage();
  expect(turns.map(({ run, group, turn, child, why }) => [run, group, turn, child, why])).toEqual([
    [1, 1, 1, 'k1', 'self'],
    [1, 1, 2, 'k2', 'passed'],
    [1, 1, 4, 'k1', 'unclaimed'],
    [1, 1, 5, 'k1', null],
    [2, 0, 1, null, 'self'],
  ]);
});

it('puts notes, codes and prompts at their moments, in order', async () => {
  const { moments } = await keptPage();
  expect(
    moments.map(({ kind, wall, child, text, level }) => [kind, wall - nine, child, text, level]),
  ).toEqual([
    ['prompt', 61_500, 'k1', '', 2],
    ['code', 63_000, 'k1', 'INIT', null],
    ['note', 90_000, 'k1', '=HYPERLINK("http://x","小明,今天\n主动")', null],
    ['note', 91_000, null, '一切顺利', null],
  ]);
});

it('leaves prompts undefined where marking was on in no run, and 0 where it was', () => {
  const prompts = (over: Partial<LessonRecord>) => pageOf(over).children[0]?.prompts;
  expect(prompts({})).toBeNull();
  expect(prompts({ runs: [runRow(), runRow({ run: 2, prompting: 1 })] })).toBe(0);
  expect(prompts({ turns: [turnRow({ prompt: 0 })] })).toBe(0);
  expect(prompts({ prompts: [promptRow()] })).toBe(1);
});

it('measures floor time from the claim, so that the hand-over is no part of it', () => {
  const turn = turnRow({ offeredAt: 0, claimedAt: 20_000, endedAt: 21_000, why: 'timer' });
  expect(pageOf({ turns: [turn] }).children[0]).toMatchObject({ turns: 1, floorMs: 1000 });
});

it('takes a turn that still lasts as a turn whose time is not known yet', () => {
  expect(pageOf({ turns: [turnRow({ claimedAt: 5 })] }).children[0]).toMatchObject({ turns: 1, floorMs: 0 });
});

it('takes the last time in the log as the length of a run without an end', () => {
  expect(pageOf({ lastAt: new Map([[1, 4321]]) }).runs[0]?.lengthMs).toBe(4321);
});

it('shows nobody where nobody is recorded', () => {
  const page = pageOf({
    roll: [rollRow('k1', { recorded: 0 })],
    turns: [turnRow({ claimedAt: 1 })],
    contributions: [contributionRow()],
  });
  expect(page).toMatchObject({ lesson: { present: 1, recorded: 0, turns: 0 }, children: [], turns: [] });
});

it('knows the facilitator by what one account marked in the lesson, and nobody where several did', () => {
  const marked = (...observers: readonly string[]) =>
    pageOf({ observations: observers.map((observer, seq) => observationRow({ seq, observer })) }).facilitator;
  expect(marked('a1', 'a1')).toBe('陈老师');
  expect(marked('a1', 'a2')).toBeNull();
  expect(marked('gone')).toBeNull();
  expect(marked()).toBeNull();
});
