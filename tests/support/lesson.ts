/** A small lesson with something of every kind in it, as facts. */
import type { FactWrite } from '../../server/record/facts.ts';
import type { Child, Store } from '../../server/store/port.ts';
import {
  contributionRow, deviceRow, entry, groupRow, nine, noteRow, observationRow, pauseRow, presenceRow, promptRow,
  requestRow, rollRow, runRow, seatRow, sessionRow, turnRow,
} from './rows.ts'; // prettier-ignore

/** k1 and k2 play; k3 is present and silent; k4 is absent; g1 is a guest; w1 withdrew during the lesson. */
const lessonChildren: readonly Child[] = [
  { child: 'k1', name: '小明', animal: 'fox', colour: 0 },
  { child: 'k2', name: '=小芳', animal: 'cat', colour: 1 },
  { child: 'k3', name: '阿静', animal: 'panda', colour: 2 },
  { child: 'k4', name: '阿强', animal: 'dog', colour: 3 },
  { child: 'g1', name: '客人甲', animal: 'eagle', colour: 4 },
  { child: 'w1', name: '退出乙', animal: 'tiger', colour: 5 },
];

const claimed = (at: number) => ({
  claimedAt: at,
  claimedWall: nine + 60_000 + at,
  attribution: 'own_tap' as const,
});
const ended = (at: number, why: 'self' | 'passed' | 'unclaimed') => ({
  endedAt: at,
  endedWall: nine + 60_000 + at,
  why,
  channel: 'tap' as const,
});

const lessonFacts: readonly FactWrite[] = [
  { table: 'session', insert: sessionRow({ phase: 'closed', endedWall: nine + 600_000 }) },
  { table: 'roll', insert: rollRow('k1') },
  { table: 'roll', insert: rollRow('k2', { status: 'late' }) },
  { table: 'roll', insert: rollRow('k3') },
  { table: 'roll', insert: rollRow('k4', { status: 'absent', grp: null }) },
  { table: 'roll', insert: rollRow('g1', { recorded: 0 }) },
  { table: 'roll', insert: rollRow('w1', { recorded: 0 }) },
  { table: 'device', insert: deviceRow() },
  { table: 'seat', insert: seatRow() },
  {
    table: 'run',
    insert: runRow({ prompting: 1, endedWall: nine + 200_000, endedAt: 100_000, why: 'done' }),
  },
  { table: 'run', insert: runRow({ run: 2, activity: 'talking-circle', regime: 'queue', scope: 'class' }) },
  { table: 'pause', insert: pauseRow({ toWall: nine + 75_000 }) },
  {
    table: 'pause',
    insert: pauseRow({ pause: 2, at: 9000, fromWall: nine + 80_000, toWall: nine + 82_500 }),
  },
  { table: 'pause', insert: pauseRow({ run: 2, why: 'restart' }) },
  { table: 'run_group', insert: groupRow({ goalDone: 3, outcome: 'done', endedAt: 100_000 }) },
  { table: 'run_group', insert: groupRow({ run: 2, grp: 0, tablets: 0, goalDone: null, goalOf: null }) },
  {
    table: 'turn',
    insert: turnRow({
      turn: 1,
      ...claimed(1500),
      ...ended(4500, 'self'),
      toward: 'child',
      towardChild: 'k2',
      prompt: 2,
    }),
  },
  {
    table: 'turn',
    insert: turnRow({
      turn: 2,
      child: 'k2',
      givenBy: 'child',
      givenByChild: 'k1',
      options: '["k2","guest","w1"]',
      ...claimed(5000),
      ...ended(7000, 'passed'),
      toward: 'child',
      towardChild: 'w1',
      prompt: 0,
    }),
  },
  { table: 'turn', insert: turnRow({ turn: 4, ...ended(9000, 'unclaimed'), toward: 'unknown' }) },
  {
    table: 'turn',
    insert: turnRow({
      turn: 5,
      givenBy: 'child',
      givenByChild: 'w1',
      ...claimed(9500),
      claimShownMs: 800,
      claimQueued: 1,
    }),
  },
  { table: 'turn', insert: turnRow({ turn: 6, child: 'w1', ...claimed(9900) }) },
  {
    table: 'turn',
    insert: turnRow({
      run: 2,
      grp: 0,
      speaker: 'adult',
      child: null,
      givenBy: 'adult',
      ...claimed(100),
      ...ended(900, 'self'),
    }),
  },
  { table: 'contribution', insert: contributionRow({ toward: 'child', towardChild: 'w1' }) },
  { table: 'contribution', insert: contributionRow({ seq: 10, child: 'w1' }) },
  { table: 'request', insert: requestRow({ closedAt: 5000, outcome: 'granted', turn: 2, child: 'k2' }) },
  { table: 'request', insert: requestRow({ request: 2 }) },
  { table: 'presence', insert: presenceRow() },
  { table: 'prompt', insert: promptRow({ level: 2 }) },
  { table: 'observation', insert: observationRow() },
  { table: 'note', insert: noteRow({ child: 'k1', text: '=HYPERLINK("http://x","小明,今天\n主动")' }) },
  { table: 'note', insert: noteRow({ seq: 15, child: 'w1', wall: nine + 91_000 }) },
];

/** Puts the lesson and its class into a store. */
export async function keepLesson(store: Store): Promise<void> {
  await store.addClass({
    classId: 'c1',
    name: '三年级一班',
    kind: 'class',
    sample: false,
    createdWall: nine,
  });
  await store.addChildren('c1', lessonChildren);
  await store.append('s1', 1, 0, [entry(1)], lessonFacts);
  const rehearsal = sessionRow({ session: 'r1', rehearsal: 1, startedWall: nine + 86_400_000 });
  await store.append('r1', 1, 0, [entry(1)], [{ table: 'session', insert: rehearsal }]);
}
