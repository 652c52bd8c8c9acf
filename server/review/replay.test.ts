import { describe, expect, it } from 'vitest';
import { activities } from '../../activities/registry.rules.ts';
import type { RunReplay } from '../../src/wire/replay.ts';
import { animals } from '../../src/wire/vocabulary.ts';
import { consent } from '../../tests/support/classroom.ts';
import { playLesson } from '../../tests/support/playedLesson.ts';
import { reviewSessions } from '../../tests/support/reviewSessions.ts';
import { correctionRow, entry, groupRow, noteRow, rollRow, runRow, sessionRow } from '../../tests/support/rows.ts'; // prettier-ignore
import type { LessonRecord } from './facts.ts';
import { runReplay } from './replay.ts';
import type { ReplayRecord } from './replay.ts';

const first = {
  activity: 'name-ball',
  version: 1,
  seed: 7,
  at: 0,
  setup: { config: { rounds: 1 }, deck: [], seats: [{ seat: 4, tablet: 1 }] },
};
const inRun = { run: 1, grp: 1 };
const setupEntry = entry(5, { ...inRun, kind: 'setup', step: 0, at: 0, payload: first });
const stepEntry = (step: number, input: object) =>
  entry(5 + step, { ...inRun, kind: 'step', step, at: step * 1000, payload: { input } });

function recordWith(over: Partial<LessonRecord> = {}): LessonRecord {
  return {
    ...{ session: sessionRow(), roll: [rollRow('k1')], runs: [runRow()], pauses: [], groups: [groupRow()] },
    ...{ turns: [], voided: [], contributions: [], requests: [], prompts: [], observations: [], notes: [] },
    ...{ presence: [], checks: [], lastAt: new Map(), players: [] },
    ...over,
  } as LessonRecord;
}

const people = { className: '三年级', children: [], consents: [] };
function replayOf(over: Partial<ReplayRecord>): RunReplay {
  const entries = [setupEntry, stepEntry(1, { kind: 'timer', name: 'turn' }), stepEntry(2, { kind: 'end' })];
  return runReplay({ record: recordWith(), run: runRow(), seats: [], entries, ...over }, people);
}

describe('the log of a run', () => {
  it('is what the rules saw, in order, with its place in the session', () => {
    const { logs, missing } = replayOf({});
    expect(missing).toBeNull();
    expect(logs).toEqual([
      {
        group: 1,
        setup: first,
        steps: [
          { seq: 6, at: 1000, input: { kind: 'timer', name: 'turn' } },
          { seq: 7, at: 2000, input: { kind: 'end' } },
        ],
        end: null,
      },
    ]);
  });

  it('tells how a game ended on the record, but not of one that was closed under other rules', () => {
    const ended = groupRow({ outcome: 'done', goalDone: 3, goalOf: 4 });
    expect(replayOf({ record: recordWith({ groups: [ended] }) }).logs[0]?.end).toEqual({
      outcome: 'done',
      goal: { done: 3, of: 4 },
    });
    const closed = groupRow({ outcome: 'superseded', goalDone: null, goalOf: null });
    expect(replayOf({ record: recordWith({ groups: [closed] }) }).logs[0]?.end).toBeNull();
  });

  it.each([
    ['has a step missing', [setupEntry, stepEntry(2, { kind: 'end' })]],
    ['has no beginning', [stepEntry(1, { kind: 'end' })]],
    ['cannot be read', [setupEntry, stepEntry(1, { kind: 'unheard of' })]],
    ['is not there at all', []],
  ])('that %s is not played in part', (_, entries) => {
    expect(replayOf({ entries })).toMatchObject({ logs: [], missing: 'incomplete' });
  });

  it('is whole or not at all for all its groups', () => {
    const record = recordWith({ groups: [groupRow(), groupRow({ grp: 2 })] });
    expect(replayOf({ record })).toMatchObject({ groups: [1, 2], logs: [], missing: 'incomplete' });
  });

  it('of an imported lesson does not exist, and that is said', () => {
    const record = recordWith({ session: sessionRow({ origin: 'imported' }) });
    expect(replayOf({ record, entries: [] })).toMatchObject({ logs: [], missing: 'imported' });
  });

  it('holds nothing beside what the rules saw', () => {
    const entries = [
      { ...setupEntry, payload: { ...first, names: { 4: '金丝雀' } } },
      stepEntry(1, { kind: 'seat', seat: 4, change: 'away', child: 'canary-1' }),
    ];
    const told = JSON.stringify(replayOf({ entries }));
    expect(told).not.toMatch(/金丝雀|canary-1/);
  });

  it('lasts until the run ended, or so far', () => {
    expect(replayOf({ run: runRow({ endedAt: 90_000 }) }).lengthMs).toBe(90_000);
    expect(replayOf({ record: recordWith({ lastAt: new Map([[1, 2000]]) }) }).lengthMs).toBe(2000);
  });
});

it('leaves out what was noted between the runs, and in others', () => {
  const notes = [
    noteRow({ run: null, at: null }),
    noteRow({ seq: 2, run: 2, at: 5 }),
    noteRow({ seq: 3, run: 1, at: 9 }),
  ];
  expect(replayOf({ record: recordWith({ notes }) }).moments.map(({ seq }) => seq)).toEqual([3]);
});

describe('a child who is not recorded', () => {
  const guest = { id: 'child-8', name: '孩子8', animal: animals[7] };
  const gone = { id: 'child-3', name: '孩子3', animal: animals[2] };
  const later = { id: 'child-5', name: '孩子5', animal: animals[4] };

  it.each(Object.values(activities))(
    'is a neutral piece in a replay of $id, and named nowhere',
    async (activity) => {
      const { room, session, withdrawn } = await playLesson({
        activity,
        seed: 11,
        groups: 1,
        children: 8,
        guests: [guest.id],
      });
      expect(withdrawn).toEqual([gone.id]);
      const before = (await room.store.replay(session, 1))!;
      const told = JSON.stringify(before);
      for (const { id, name, animal } of [guest, gone])
        for (const canary of [id, name, `"${animal}"`]) expect(told, canary).not.toContain(canary);
      // The others are there, or nothing was proved.
      expect(told).toContain(later.name);
      const seats = before.logs.flatMap(({ setup }) => setup.setup.seats.map(({ seat }) => String(seat)));
      expect(seats.filter((seat) => !(seat in before.faces))).toHaveLength(2);

      // Who withdraws when all is over is as one who was never recorded, from then on.
      await room.store.addConsents([consent(later.id, 'no')]);
      const after = JSON.stringify(await room.store.replay(session, 1));
      for (const canary of [later.id, later.name, `"${later.animal}"`])
        expect(after, canary).not.toContain(canary);
    },
  );
});

it('answers nothing for a lesson or a run that is not there', async () => {
  const { room, session } = await playLesson({ activity: activities['name-ball']!, seed: 3, groups: 1, children: 3, moves: 3 }); // prettier-ignore
  expect(await room.store.replay('nobody', 1)).toBeNull();
  expect(await room.store.replay(session, 2)).toBeNull();
  expect(await room.store.replay(session, 1)).not.toBeNull();
});

it('an imported lesson’s turns are told along the time they took, without a log', async () => {
  const { store, session } = await reviewSessions['imported without ends']();
  const replay = (await store.replay(session, 1))!;
  expect(replay).toMatchObject({ missing: 'imported', logs: [], faces: {} });
  expect(replay.turns.length).toBeGreaterThan(0);
  const starts = replay.turns.map(({ claimedAt, offeredAt }) => claimedAt ?? offeredAt);
  expect(replay.lengthMs).toBeGreaterThanOrEqual(Math.max(...starts));
});

it('a turn is named as its correction says, while the game is played as it was', async () => {
  const { room, session } = await playLesson({ activity: activities['talking-circle']!, seed: 5, groups: 1, children: 4 }); // prettier-ignore
  const before = (await room.store.replay(session, 1))!;
  const wrong = before.turns.find(({ child }) => child === 'child-1')!;
  const { seq } = (await room.store.entries(session)).slice(-1)[0]!;
  const place = { session, run: 1, grp: wrong.group, turn: wrong.turn };
  await room.store.append(
    session,
    1,
    seq,
    [entry(seq + 1, { kind: 'review' })],
    [
      {
        table: 'correction',
        insert: correctionRow({ ...place, seq: seq + 1, what: 'child', child: 'child-2' }),
      },
    ],
  );
  const after = (await room.store.replay(session, 1))!;
  expect(after.turns.find(({ turn }) => turn === wrong.turn)?.child).toBe('child-2');
  expect(after.logs).toEqual(before.logs);
});
