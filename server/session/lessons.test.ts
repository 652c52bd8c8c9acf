import { describe, expect, test } from 'vitest';
import { childIds, classroom, letIn, startLesson } from '../../tests/support/classroom.ts';
import { actAs, deedOf, game, holderOf, playBallToTheEnd, withBells } from '../../tests/support/games.ts';
import { heldBack } from '../../tests/support/storeFaults.ts';
import { nine } from '../../tests/support/rows.ts';

const begin = { classId: 'class-1', rehearsal: false, speed: 1, confirmDate: false };

describe('a lesson', () => {
  test('goes from roll call to 下课, and its record is what was played', async () => {
    const room = await classroom({ children: 4 });
    const held = await game(room);
    await playBallToTheEnd(room, held);
    expect(room.screen().stage.phase).toBe('reflect');
    expect(room.screen().run).toMatchObject({ status: 'over', goal: { done: 4, of: 4 } });

    const saved = await room.did('lesson.close', {});
    await room.settle();
    expect(room.screen().stage).toMatchObject({ phase: 'closed', join: null, saved: { children: 4 } });
    expect(room.tablet('tablet-1').stage.phase).toBe('closed');
    expect(room.lessons.current()).toBeNull();
    const turns = await room.store.rows('turn', null);
    expect(turns.filter(({ claimedAt }) => claimedAt !== null)).toHaveLength(saved.acts);
    expect(new Set(turns.map(({ child }) => child))).toEqual(new Set(childIds(4)));
    expect(turns.every(({ prompt }) => prompt === null)).toBe(true);
    const [session] = await room.store.rows('session', null);
    expect(session).toMatchObject({ phase: 'closed', rehearsal: 0 });
    expect(session?.endedWall).not.toBeNull();
    expect(room.faults).toEqual([]);
  });

  test('starts with everyone present, in groups of about six, with a door of three different pictures', async () => {
    const room = await classroom({ children: 42, ...withBells });
    await room.did('lesson.start', begin);
    await room.settle();
    const { roll, lesson } = room.console();
    expect(roll.map(({ child }) => child)).toEqual(childIds(42));
    expect(roll.every(({ status }) => status === 'present')).toBe(true);
    expect(lesson?.groups.map(({ size }) => size)).toEqual([6, 6, 6, 6, 6, 6, 6]);
    expect(new Set(lesson?.join.door).size).toBe(3);
    expect(lesson).toMatchObject({ present: 42, recorded: 42, phase: 'roll', activity: { id: 'bells' } });
  });

  test('takes groups, activity and settings from the last one of the class', async () => {
    const room = await classroom({ children: 8, activities: withBells.activities });
    await startLesson(room, 2);
    await room.did('activity.choose', { activity: 'bells', config: { rings: 3 }, scope: 'class' });
    await room.did('run.start', {});
    await room.settle();
    const before = room.console();
    await room.did('lesson.close', {});
    room.clocks.pass(86_400_000);
    await room.did('lesson.start', begin);
    await room.settle();
    expect(room.console().roll.map(({ group }) => group)).toEqual(before.roll.map(({ group }) => group));
    expect(room.console().lesson?.activity).toEqual({
      id: 'bells',
      config: { rings: 3, seconds: 60 },
      scope: 'class',
    });
  });

  test('is refused while another runs, for an unknown or an empty class, and at a speed outside rehearsals', async () => {
    const room = await classroom();
    expect(await room.send('lesson.start', { ...begin, classId: 'none' })).toMatchObject({
      code: 'no_such_class',
    });
    expect(await room.send('lesson.start', { ...begin, speed: 5 })).toMatchObject({ code: 'bad_input' });
    await room.store.addClass({
      classId: 'empty',
      name: '空',
      kind: 'class',
      sample: false,
      createdWall: nine,
    });
    expect(await room.send('lesson.start', { ...begin, classId: 'empty' })).toMatchObject({
      code: 'nobody_present',
    });
    const [first, second] = await Promise.all([
      room.send('lesson.start', begin),
      room.send('lesson.start', begin),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ code: 'lesson_running' });
    expect(await room.store.rows('session', null)).toHaveLength(1);
  });

  test('groups as last time only where there was a last time', async () => {
    const room = await classroom({ children: 4 });
    const groups = () => room.console().roll.map(({ group }) => group);
    await room.did('lesson.start', begin);
    await room.did('groups.propose', { how: 'random', count: 2 });
    await room.settle();
    const first = groups();
    expect(room.console().lesson).toMatchObject({ lastGroups: false });
    expect(await room.send('groups.propose', { how: 'last', count: 1 })).toMatchObject({
      code: 'no_last_groups',
    });
    await room.settle();
    expect(groups()).toEqual(first);
    await room.did('lesson.close', {});
    await room.did('lesson.start', begin);
    await room.did('groups.propose', { how: 'random', count: 1 });
    await room.settle();
    expect(room.console().lesson).toMatchObject({ lastGroups: true });
    await room.did('groups.propose', { how: 'last', count: 1 });
    await room.settle();
    expect(groups()).toEqual(first);
  });

  test('shows the door beside the game when the adult asks, to screen and console alike', async () => {
    const room = await classroom();
    await startLesson(room);
    const shown = () => [room.screen().stage.doorShown, room.console().lesson?.doorShown];
    expect(shown()).toEqual([false, false]);
    for (const wish of [true, false]) {
      await room.did('screen.door', { shown: wish });
      await room.settle();
      expect(shown()).toEqual([wish, wish]);
    }
  });

  test('asks the adult when the clock stands before the last lesson', async () => {
    const room = await classroom();
    await startLesson(room);
    await room.did('lesson.close', {});
    room.clocks.setWall(nine - 86_400_000);
    expect(await room.send('lesson.start', begin)).toMatchObject({ code: 'date_before_last_lesson' });
    expect(await room.send('lesson.start', { ...begin, confirmDate: true })).toMatchObject({ ok: true });
  });

  test('marks a rehearsal in every row and runs its clock at its speed', async () => {
    const room = await classroom({ children: 2, ...withBells });
    await room.did('lesson.start', { ...begin, rehearsal: true, speed: 50 });
    await room.did('groups.propose', { how: 'random', count: 1 });
    await room.did('run.start', {});
    await room.pass(1100);
    expect(room.screen().stage.phase).toBe('play');
    await room.pass(100); // 60 s of run time in 1.2 s
    expect(room.screen().stage.phase).toBe('reflect');
    for (const table of ['session', 'roll', 'seat', 'run', 'run_group'] as const) {
      const rows = await room.store.rows(table, null);
      expect(rows.map(({ rehearsal }) => rehearsal)).toEqual(rows.map(() => 1));
    }
  });

  test('without any lesson every event is answered no_lesson', async () => {
    const room = await classroom();
    expect(await room.send('run.start', {})).toMatchObject({ code: 'no_lesson' });
    expect(await room.tap('tablet-1', 'seat.claim', { child: 'child-1' })).toMatchObject({
      code: 'no_lesson',
    });
    expect(room.lessons.snapshot({ kind: 'screen' })).toBeNull();
  });
});

describe('the write path', () => {
  test('answers and shows nothing before it is durable, and then the answer comes before the picture', async () => {
    const gate = heldBack();
    const room = await classroom({ children: 2, ...withBells, through: gate.wrap });
    const [holder] = await game(room, 'bells');
    const order: string[] = [];
    gate.hold();
    const act = actAs(room, holder!, { type: 'ring', ...{ to: 'group' } }).then((answer) => {
      order.push('answered');
      return answer;
    });
    await room.settle();
    expect(order).toEqual([]);
    expect(room.screen().run?.goal.done).toBe(0);
    expect(room.lessons.snapshot({ kind: 'screen' })?.publish).toMatchObject({
      parts: { run: { goal: { done: 0 } } },
    });
    const seen = room.publisher.sent.length;
    gate.release();
    const answer = await act;
    expect(answer.ok).toBe(true);
    expect(room.publisher.sent).toHaveLength(seen);
    await room.settle();
    expect(room.screen().run?.goal.done).toBe(1);
  });

  test('reduces later acts on pending ones and publishes them in order', async () => {
    const gate = heldBack();
    const room = await classroom({ children: 3, ...withBells, through: gate.wrap });
    const held = await game(room, 'bells');
    gate.hold();
    const all: ReturnType<typeof actAs>[] = [];
    for (const holder of held) {
      all.push(actAs(room, holder, { type: 'ring', ...{ to: 'group' } }));
      await room.settle();
    }
    gate.release();
    const answers = await Promise.all(all);
    const seqs = answers.map((answer) => (answer.ok ? answer.seq : 0));
    expect(seqs[1]).toBe(seqs[0]! + 1);
    expect(seqs[2]).toBe(seqs[0]! + 2);
    await room.settle();
    expect(room.screen().run?.goal.done).toBe(3);
    // The second and the third waited for the first, and went together.
    const shown = room.publisher.sent.filter((line) => line.startsWith('screens')).slice(-2);
    expect(shown).toEqual([`screens ${seqs[0]!}`, `screens ${seqs[2]!}`]);
  });

  test('keeps and shows what happens in one turn of the event loop together', async () => {
    const room = await classroom({ children: 3, ...withBells });
    const held = await game(room, 'bells');
    const shown = () => room.publisher.sent.filter((line) => line.startsWith('screens'));
    const before = shown().length;
    const { commits } = await room.store.health();
    await Promise.all(held.map((holder) => actAs(room, holder, { type: 'ring', ...{ to: 'group' } })));
    await room.settle();
    expect((await room.store.health()).commits).toBe(commits + 1);
    expect(shown()).toHaveLength(before + 1);
    expect(room.screen().run?.goal.done).toBe(3);
  });

  test('answers at once under load, and shows as often as its pace allows, the last change always', async () => {
    const pace = { atOnce: 2, perSecond: 20 };
    const room = await classroom({ children: 3, ...withBells, pace });
    const held = await game(room, 'bells');
    // Coming in was paced too: what waits is shown first, and then two are free again.
    await room.pass(1000);
    await room.pass(1000);
    const rungs = () => room.screen().run?.goal.done;
    const ring = () => actAs(room, held[0]!, { type: 'ring', ...{ to: 'group' } });
    const seen: (number | undefined)[] = [];
    for (let rung = 1; rung <= 5; rung += 1) {
      expect((await ring()).ok).toBe(true);
      await room.settle();
      seen.push(rungs());
    }
    expect(seen).toEqual([1, 2, 2, 2, 2]);
    await room.pass(49);
    expect(rungs()).toBe(2);
    await room.pass(1);
    expect(rungs()).toBe(5);
    expect(room.clocks.waiting).toBeLessThanOrEqual(3);
    await room.did('lesson.close', {});
    await room.pass(50);
    expect(room.screen().stage).toMatchObject({ phase: 'closed', saved: { children: 3, acts: 5 } });
  });

  test('gives a repeated act its stored answer and does nothing, also after the seat moved and after a restart', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    const holder = holderOf(room, held);
    const deed = deedOf(room, holder, { type: 'claim' });
    const first = await room.tap('tablet-1', 'act', deed);
    expect(first.ok).toBe(true);
    await room.did('seat.release', { seat: holder.seat });
    expect(await room.tap('tablet-1', 'act', { ...deed, queued: true })).toEqual(first);
    const entries = await room.store.entries(room.console().lesson!.session);
    const again = await room.restart();
    expect(await again.tap('tablet-1', 'act', { ...deed, queued: true })).toEqual(first);
    expect(await again.store.entries(room.console().lesson!.session)).toHaveLength(entries.length);
  });

  test('logs no refusal and gives it no number', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    const session = room.console().lesson!.session;
    const entries = await room.store.entries(session);
    const holder = holderOf(room, held);
    const other = held.find(({ seat }) => seat !== holder.seat)!;
    expect(await actAs(room, other, { type: 'claim' })).toMatchObject({ code: 'not_your_turn' });
    expect(await actAs(room, holder, { type: 'pass' })).toMatchObject({ code: 'not_claimed' });
    expect(await actAs(room, holder, { type: 'dance' })).toMatchObject({ code: 'bad_input' });
    const deed = deedOf(room, holder, { type: 'claim' });
    expect(await room.tap('tablet-1', 'act', { ...deed, asOf: 99 })).toMatchObject({ code: 'stale' });
    expect(await room.tap('tablet-1', 'act', { ...deed, run: 7 })).toMatchObject({ code: 'stale' });
    expect(await room.tap('tablet-1', 'act', { ...deed, group: 4 })).toMatchObject({ code: 'no_such_group' });
    expect(await room.tap('tablet-1', 'act', { ...deed, seat: 998 })).toMatchObject({ code: 'no_such_seat' });
    expect(await room.store.entries(session)).toEqual(entries);
    const claimed = await room.tap('tablet-1', 'act', deed);
    expect(claimed).toMatchObject({ ok: true, seq: entries.length + 1 });
  });

  test('keeps an act with the times of its answer, of its device and of the outbox', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    room.clocks.pass(4321);
    const deed = deedOf(room, holderOf(room, held), { type: 'claim' });
    const answer = await room.tap('tablet-1', 'act', { ...deed, shownMs: 4100, queued: true });
    expect(answer).toMatchObject({ ok: true, at: 4321 });
    const [turn] = await room.store.rows('turn', null);
    expect(turn).toMatchObject({ claimedAt: 4321, claimShownMs: 4100, claimQueued: 1, endedAt: null });
    expect(turn?.claimedWall).toBe(room.clocks.wall());
  });

  test('survives rules that throw: the act is refused, the class goes on', async () => {
    const room = await classroom({ children: 2, ...withBells });
    const [holder] = await game(room, 'bells');
    expect(await actAs(room, holder!, { type: 'trip' })).toMatchObject({ code: 'server_error' });
    expect(await actAs(room, holder!, { type: 'ask' })).toMatchObject({ ok: true });
    expect(room.faults).toEqual(['the rules threw']);
  });

  test('tells a page that waits on the join page when a lesson starts', async () => {
    const room = await classroom();
    room.open('tablet-1');
    await startLesson(room);
    expect(room.tablet('tablet-1')).toMatchObject({
      stage: { phase: 'roll' },
      own: { admitted: false, tiles: [] },
    });
    expect(room.publisher.sentTo('tablet-1')).not.toContain('孩子');
    await letIn(room, 'tablet-1', 1);
    expect(room.tablet('tablet-1').own.tiles).toHaveLength(6);
  });

  test('stops in good order: what was pending is durable, no timer is left', async () => {
    const room = await classroom({ children: 2, ...withBells });
    const [holder] = await game(room, 'bells');
    const act = actAs(room, holder!, { type: 'ring', ...{ to: 'group' } });
    await room.lessons.stop();
    expect(await act).toMatchObject({ ok: true });
    expect(room.clocks.waiting).toBe(0);
    expect(await room.store.rows('contribution', null)).toHaveLength(1);
  });
});
