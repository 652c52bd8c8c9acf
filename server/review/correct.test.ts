import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../tests/support/folder.ts';
import { keepLesson } from '../../tests/support/lesson.ts';
import { entry, nine, sessionRow } from '../../tests/support/rows.ts';
import type { TurnChange } from '../../src/wire/review.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { correctTurn } from './correct.ts';

/** The small lesson: k1 to k3 are there, k4 is absent, g1 is a guest, w1 withdrew; the first run lasts 100 s. */
async function kept() {
  const store = await openSqliteStore({ folder: await newFolder() });
  onTestFinished(() => store.close());
  await keepLesson(store);
  await store.putAccount({ account: 'a1', name: '王老师', role: 'facilitator', pinHash: '' });
  const correct = (turn: number, change: TurnChange, over: { session?: string; run?: number } = {}) => {
    const place = { run: over.run ?? 1, grp: 1, turn };
    return correctTurn(store, { session: over.session ?? 's1', place, change, author: 'a1' }, nine + 999);
  };
  return { store, correct };
}

it('writes a new fact and a log entry, and leaves the row of the turn as it was', async () => {
  const { store, correct } = await kept();
  const before = await store.rows('turn', 's1');
  const { lastSeq } = (await store.load('s1'))!;
  expect(await correct(1, { what: 'child', child: 'k3' })).toBeNull();
  expect(await correct(1, { what: 'time', startAt: 1600, endAt: 4000 })).toBeNull();

  expect(await store.rows('turn', 's1')).toEqual(before);
  const ofTurn = { session: 's1', rehearsal: 0, run: 1, grp: 1, turn: 1, author: 'a1', wall: nine + 999 };
  expect(await store.rows('correction', 's1')).toEqual([
    { ...ofTurn, seq: lastSeq + 1, what: 'child', child: 'k3', startAt: null, endAt: null },
    { ...ofTurn, seq: lastSeq + 2, what: 'time', child: null, startAt: 1600, endAt: 4000 },
  ]);
  const told = (await store.entries('s1')).slice(-2);
  expect(told.map(({ kind, run, grp, at, payload }) => [kind, run, grp, at, payload])).toEqual([
    ['review', 1, 1, null, { type: 'correction', turn: 1, what: 'child' }],
    ['review', 1, 1, null, { type: 'correction', turn: 1, what: 'time' }],
  ]);
});

it('changes the page and the list of lessons; the old stays visible', async () => {
  const { store, correct } = await kept();
  await correct(1, { what: 'child', child: 'k3' });
  const page = (await store.lesson('s1'))!;
  const turns = Object.fromEntries(
    page.children.map(({ child, turns: n, floorMs }) => [child, [n, floorMs]]),
  );
  expect(turns).toMatchObject({ k1: [1, 0], k3: [1, 3000] });
  expect(page.corrections).toMatchObject([
    { before: { who: 'child', child: 'k1', startAt: 1500 }, after: { child: 'k3' }, author: '王老师' },
  ]);
  const count = async () => (await store.lessons(false)).find(({ session }) => session === 's1')?.turns;
  expect(await count()).toBe(2);
  await correct(1, { what: 'void' });
  expect(await count()).toBe(1);
  expect((await store.lesson('s1'))?.lesson.turns).toBe(1);
  await correct(1, { what: 'original' });
  expect(await count()).toBe(2);
  expect((await store.lesson('s1'))?.corrections).toHaveLength(3);
});

it('keeps the turn as it was for the eye, and out of every figure', async () => {
  const { store, correct } = await kept();
  const before = (await store.lesson('s1'))!;
  expect(before.formerTurns).toEqual([]);
  const was = before.turns.find(({ turn }) => turn === 1);
  await correct(1, { what: 'void' });
  const page = (await store.lesson('s1'))!;
  expect(page.formerTurns).toEqual([was]);
  expect(page.turns).toEqual(before.turns.filter((turn) => turn !== was));
  expect(page.lesson.turns).toBe(before.lesson.turns - 1);
  expect(page.children.find(({ child }) => child === 'k1')?.turns).toBe(1);
  await correct(1, { what: 'original' });
  expect(await store.lesson('s1')).toMatchObject({ formerTurns: [], games: before.games });
});

it('refuses while the lesson still runs, and where there is none', async () => {
  const { store, correct } = await kept();
  const running = sessionRow({ session: 's9' });
  await store.append('s9', 1, 0, [entry(1)], [{ table: 'session', insert: running }]);
  expect(await correct(1, { what: 'void' }, { session: 's9' })).toBe('lesson_running');
  expect(await correct(1, { what: 'void' }, { session: 'nobody' })).toBe('no_such_lesson');
});

it('refuses turns that are not there, or of a child whom the lesson may not show', async () => {
  const { correct } = await kept();
  expect(await correct(3, { what: 'void' })).toBe('no_such_turn');
  expect(await correct(1, { what: 'void' }, { run: 7 })).toBe('no_such_turn');
  expect(await correct(6, { what: 'void' })).toBe('no_such_turn');
});

it('refuses a child who was not there, or is not recorded', async () => {
  const { store, correct } = await kept();
  for (const child of ['k4', 'g1', 'w1', 'stranger']) {
    expect(await correct(1, { what: 'child', child }), child).toBe('child_not_recorded');
  }
  expect(await correct(1, { what: 'child', child: null })).toBeNull();
  expect(await store.rows('correction', 's1')).toHaveLength(1);
});

it('refuses times outside the run, or that run backwards', async () => {
  const { store, correct } = await kept();
  const time = (startAt: number, endAt: number | null) => correct(1, { what: 'time', startAt, endAt });
  expect(await time(0, 100_001)).toBe('time_outside_run');
  expect(await time(2000, 1999)).toBe('time_outside_run');
  expect(await time(2000, null)).toBe('time_outside_run');
  expect(await correct(5, { what: 'time', startAt: 100_001, endAt: null })).toBe('time_outside_run');
  expect(await store.rows('correction', 's1')).toEqual([]);
  expect(await time(0, 100_000)).toBeNull();
  expect(await correct(5, { what: 'time', startAt: 9400, endAt: null })).toBeNull();
});

it('does not write over another correction that was made at the same moment', async () => {
  const { store, correct } = await kept();
  const answers = await Promise.all([correct(1, { what: 'void' }), correct(2, { what: 'void' })]);
  const kept_ = await store.rows('correction', 's1');
  expect(kept_).toHaveLength(answers.filter((answer) => answer === null).length);
  expect(answers).toContain(null);
});
