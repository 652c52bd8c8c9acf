import { describe, expect, test } from 'vitest';
import type { AnyActivity } from '../../activities/_kit/contract.ts';
import { bells } from '../../tests/support/bells.ts';
import { classroom, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import {
  actAs,
  ball,
  deedOf,
  game,
  holderOf,
  newActionId,
  nextBallAct,
  seatGroup,
  startRun,
  withBells,
} from '../../tests/support/games.ts';
import type { CircleView } from '../../activities/talking-circle/rules.views.ts';

const ring = { type: 'ring', to: 'group' };

async function adultAct(room: Classroom, group: number, by: number | 'adult', action: { type: string }) {
  const view = room.console()[`group:${group}`]!.view;
  const deed = { actionId: newActionId(), run: room.console().run!.run, group, asOf: view.asOf, action };
  return room.send('act.adult', { ...deed, by, shownMs: null, queued: false });
}

describe('the clock of a run', () => {
  test('stands still while paused: no act is taken, no deadline comes, and the pause is on the record', async () => {
    const room = await classroom({ children: 2, ...withBells });
    const [holder] = await game(room, 'bells');
    await room.pass(10_000);
    await room.did('run.pause', {});
    await room.settle();
    expect(room.publisher.screen()?.clock).toEqual({ now: 10_000, running: false, speed: 1 });
    expect(room.console().lesson?.paused).toBe('adult');
    expect(await actAs(room, holder!, ring)).toMatchObject({ code: 'paused' });
    await room.pass(300_000);
    expect(room.screen().stage.phase).toBe('play');
    await room.did('run.resume', {});
    await room.pass(49_000);
    expect(room.screen().stage.phase).toBe('play');
    expect(await actAs(room, holder!, ring)).toMatchObject({ ok: true, at: 59_000 });
    await room.pass(1000);
    expect(room.screen().stage.phase).toBe('reflect');
    const [pause] = await room.store.rows('pause', null);
    expect(pause).toMatchObject({ pause: 1, at: 10_000, why: 'adult' });
    expect(pause!.toWall! - pause!.fromWall).toBe(300_000);
    expect(await room.store.rows('run', null)).toMatchObject([{ why: 'done', endedAt: 60_000 }]);
  });

  test('+30 s shifts the pending deadlines of the groups it is for', async () => {
    const room = await classroom({ children: 4, ...withBells });
    await game(room, 'bells', 2);
    await room.did('run.extend', { ms: 30_000, group: 2 });
    await room.pass(60_000);
    expect(room.screen()['group:1']?.outcome).toBe('done');
    expect(room.screen()['group:2']?.outcome).toBeNull();
    expect(room.screen().stage.phase).toBe('play');
    await room.pass(30_000);
    expect(room.screen().stage.phase).toBe('reflect');
  });

  test('a deadline that an act has overtaken changes nothing when its moment comes', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    await room.pass(19_000); // one second before nobody would have come for the ball
    await actAs(room, holderOf(room, held), { type: 'claim' });
    await room.pass(1000);
    expect(ball(room).floor).toMatchObject({ turn: 1, state: 'claimed' });
    await room.pass(29_000);
    const [first] = await room.store.rows('turn', null);
    expect(first).toMatchObject({
      turn: 1,
      claimedAt: 19_000,
      endedAt: 49_000,
      why: 'timer',
      endQueued: null,
    });
  });

  test('an act that comes after a deadline finds it met, however late the timer is', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    const late = deedOf(room, holderOf(room, held), { type: 'claim' });
    room.clocks.freeze(20_500);
    expect(await room.tap('tablet-1', 'act', late)).toMatchObject({ ok: false });
    await room.settle();
    expect(ball(room).floor?.turn).toBe(2);
    expect(await room.store.rows('turn', null)).toMatchObject([
      { why: 'unclaimed', endedAt: 20_500 },
      { turn: 2 },
    ]);
  });

  test('a deadline that an act sets for its own moment is met with it', async () => {
    const room = await classroom({ children: 3 });
    await startLesson(room);
    const [first] = await seatGroup(room, 'tablet-1', 1);
    await startRun(room, 'talking-circle', { regime: 'queue', thinkSeconds: 0 });
    await actAs(room, first!, { type: 'raise' });
    await room.settle();
    const view = room.screen()['group:1']!.view as CircleView;
    expect(view.floor).toMatchObject({ speaker: first!.seat, state: 'offered' });
  });

  test('a deadline that comes while an act is being taken is not lost', async () => {
    let busyMs = 0;
    const slow: AnyActivity = {
      ...bells,
      reduce: (state: never, input: never, env) => {
        room.clocks.freeze(busyMs);
        busyMs = 0;
        return bells.reduce(state, input, env);
      },
    };
    const room = await classroom({ children: 2, activities: { bells: slow } });
    const [holder] = await game(room, 'bells');
    await room.pass(59_900);
    busyMs = 200;
    await actAs(room, holder!, ring);
    await room.pass(0);
    expect(room.screen().stage.phase).toBe('reflect');
  });
});

describe('starting', () => {
  test('makes a seat for everyone present, tablets or not, and leaves empty groups out', async () => {
    const room = await classroom({ children: 5, ...withBells });
    await startLesson(room, 2);
    for (const child of ['child-1', 'child-2']) await room.did('groups.place', { child, group: 4 });
    await room.did('roll.mark', { child: 'child-3', status: 'absent' });
    for (const child of ['child-4', 'child-5']) await room.did('groups.place', { child, group: 1 });
    await startRun(room, 'bells');
    expect(room.screen().run?.groups).toEqual([1, 4]);
    expect(room.console().roll.map((entry) => entry.seat !== null)).toEqual([true, true, false, true, true]);
    const groups = await room.store.rows('run_group', null);
    expect(groups).toMatchObject([
      { grp: 1, seats: 2, recorded: 2, tablets: 0, outcome: null },
      { grp: 4, seats: 2, recorded: 2, tablets: 0, outcome: null },
    ]);
  });

  test('is refused where a group has no tablet for an activity that needs one, until one has come', async () => {
    const room = await classroom({ children: 4 });
    await startLesson(room, 2);
    await letIn(room, 'tablet-1', 1);
    await room.did('activity.choose', { activity: 'guide-and-walker', config: {}, scope: 'group' });
    const refused = { ok: false, code: 'too_few_tablets', where: 'group:2' };
    expect(await room.send('run.start', {})).toEqual(refused);
    expect(await room.store.rows('run', null)).toEqual([]);
    await letIn(room, 'tablet-2', 2);
    await room.did('run.start', {});
  });

  test('is refused with the group that does not fit, and changes nothing', async () => {
    const room = await classroom({ children: 3 });
    await startLesson(room);
    await room.did('groups.place', { child: 'child-1', group: 3 });
    await room.did('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
    expect(await room.send('run.start', {})).toEqual({ ok: false, code: 'too_few_seats', where: 'group:3' });
    expect(await room.store.rows('run', null)).toEqual([]);
    expect(await room.store.rows('seat', null)).toEqual([]);
    for (const child of ['child-1', 'child-2', 'child-3'])
      await room.did('roll.mark', { child, status: 'absent' });
    expect(await room.send('run.start', {})).toMatchObject({ code: 'nobody_present' });
    expect(await room.send('run.end', { group: null })).toMatchObject({ code: 'no_run' });
  });

  test('refuses unknown activities, scopes and settings by name', async () => {
    const room = await classroom();
    await startLesson(room);
    const choose = (activity: string, config: Record<string, number>, scope: 'group' | 'class') =>
      room.send('activity.choose', { activity, config, scope });
    expect(await choose('constructor', {}, 'group')).toMatchObject({ code: 'no_such_activity' });
    expect(await choose('name-ball', {}, 'class')).toMatchObject({ code: 'bad_input', where: 'scope' });
    expect(await choose('name-ball', { rounds: 9 }, 'group')).toMatchObject({
      code: 'bad_input',
      where: 'rounds',
    });
    expect(await choose('name-ball', { speed: 9 }, 'group')).toMatchObject({
      code: 'bad_input',
      where: 'speed',
    });
  });

  test('sixty children play as one class on no tablet at all, tapped by the adult', async () => {
    const room = await classroom({ children: 60 });
    await startLesson(room, 8);
    await startRun(room, 'talking-circle', { regime: 'free_floor' }, 'class');
    expect(room.screen().run).toMatchObject({ groups: [0], scope: 'class' });
    const { legal } = (await import('../../activities/talking-circle/rules.ts')).talkingCircle;
    const deeds = legal.facilitator(room.console()['group:0']!.view as never);
    const [deed] = deeds.filter(({ by }) => by !== 'adult');
    expect(await adultAct(room, 0, deed!.by, deed!.action)).toMatchObject({ ok: true });
    await room.settle();
    expect((room.screen()['group:0']!.view as CircleView).floor?.speaker).toBe(deed!.by);
    const speaker = room.console().roll.find(({ seat: number }) => number === deed!.by);
    expect(await room.store.rows('turn', null)).toMatchObject([
      { grp: 0, child: speaker!.child, attribution: 'adult' },
    ]);
  });

  test('one child alone plays too', async () => {
    const room = await classroom({ children: 1, ...withBells });
    const [only] = await game(room, 'bells');
    expect(await actAs(room, only!, ring)).toMatchObject({ ok: true });
  });

  test('tablets of every group play the whole class, each with its own tiles', async () => {
    const room = await classroom({ children: 4, ...withBells });
    await startLesson(room, 2);
    await letIn(room, 'tablet-1', 1);
    await letIn(room, 'tablet-2', 2);
    const child = room.console().roll.find(({ group }) => group === 2)!.child;
    const held = { device: 'tablet-2', child, ...(await seat(room, 'tablet-2', child)) };
    await startRun(room, 'bells', {}, 'class');
    expect(await actAs(room, held, ring)).toMatchObject({ ok: true });
    await room.settle();
    expect(room.tablet('tablet-1').group).toMatchObject({ group: 0, goal: { done: 1 } });
    expect(Object.keys(room.tablet('tablet-1').faces)).toHaveLength(4);
    expect(room.tablet('tablet-1').own.tiles).toHaveLength(2);
  });
});

describe("the adult's acts on a run", () => {
  test('a silent child is skipped, and the record says so', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    const holder = holderOf(room, held);
    await room.did('run.skip', { group: 1, seat: holder.seat });
    await room.settle();
    expect(ball(room).floor?.speaker).not.toBe(holder.seat);
    const [turn] = await room.store.rows('turn', null);
    expect(turn).toMatchObject({ child: holder.child, why: 'skipped', claimedAt: null });
    expect(await room.send('run.skip', { group: 1, seat: 999 })).toMatchObject({ code: 'not_seated' });
    expect(await room.send('run.skip', { group: 2, seat: holder.seat })).toMatchObject({
      code: 'no_such_group',
    });
  });

  test('ending one group leaves the others playing; the last one ends the run', async () => {
    const room = await classroom({ children: 4, ...withBells });
    await game(room, 'bells', 2);
    await room.did('run.end', { group: 1 });
    await room.settle();
    expect(room.screen().stage.phase).toBe('play');
    expect(await room.send('run.end', { group: 1 })).toMatchObject({ code: 'over' });
    await room.did('run.end', { group: null });
    await room.settle();
    expect(room.screen().stage.phase).toBe('reflect');
    expect(await room.store.rows('run', null)).toMatchObject([{ why: 'ended' }]);
    expect(await room.store.rows('run_group', null)).toMatchObject([
      { outcome: 'ended' },
      { outcome: 'ended' },
    ]);
    expect(await room.send('lesson.phase', { phase: 'card' })).toEqual({ ok: true });
    await room.settle();
    expect(room.screen().run).toBeNull();
  });

  test('下课 in the middle of a game closes its open turn as interrupted', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    await actAs(room, holderOf(room, held), { type: 'claim' });
    expect(await room.send('lesson.phase', { phase: 'card' })).toMatchObject({ code: 'not_permitted' });
    expect(await room.did('lesson.close', {})).toMatchObject({ children: 3, acts: 1 });
    expect(await room.store.rows('turn', null)).toMatchObject([{ turn: 1, why: 'interrupted' }]);
    expect(await room.store.rows('run', null)).toMatchObject([{ why: 'ended' }]);
  });

  test('prompts are null until marking is on for the run, then none is 0 and the strongest counts', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    const first = holderOf(room, held);
    expect(await room.send('prompt.mark', { group: 1, seat: first.seat, level: 1 })).toMatchObject({
      code: 'not_allowed',
    });
    await room.did('run.prompting', { on: true });
    await actAs(room, first, { type: 'claim' });
    await room.settle();
    await actAs(room, first, nextBallAct(room));
    await room.settle();
    const second = holderOf(room, held);
    for (const level of [2, 3, 1] as const)
      await room.did('prompt.mark', { group: 1, seat: second.seat, level });
    await actAs(room, second, { type: 'claim' });
    await room.settle();
    await actAs(room, second, nextBallAct(room));
    await room.settle();
    const turns = await room.store.rows('turn', null);
    expect(turns.map(({ prompt }) => prompt)).toEqual([null, 3, 0]);
    expect(await room.store.rows('prompt', null)).toMatchObject([
      { level: 2, turn: 2 },
      { level: 3 },
      { level: 1 },
    ]);
    expect(await room.store.rows('run', null)).toMatchObject([{ prompting: 1 }]);
    expect(room.console().moments).toHaveLength(3);
  });

  test('notes and codes stand at their moments, in and between runs', async () => {
    const room = await classroom({ children: 2, ...withBells });
    await game(room, 'bells');
    await room.pass(5000);
    await room.did('code.add', { code: 'INIT', child: 'child-1' });
    await room.did('run.end', { group: null });
    await room.did('note.add', { text: '今天很安静', child: null });
    await room.did('roll.mark', { child: 'child-2', status: 'absent' });
    expect(await room.send('code.add', { code: 'HELP', child: 'child-2' })).toMatchObject({
      code: 'child_absent',
    });
    expect(await room.send('note.add', { text: 'x', child: 'nobody' })).toMatchObject({
      code: 'no_such_child',
    });
    await room.settle();
    expect(await room.store.rows('observation', null)).toMatchObject([
      { code: 'INIT', child: 'child-1', run: 1, at: 5000, observer: 'teacher' },
    ]);
    expect(await room.store.rows('note', null)).toMatchObject([
      { text: '今天很安静', child: null, run: null, at: null },
    ]);
    expect(room.console().moments.map(({ kind }) => kind)).toEqual(['note', 'code']);
  });

  test('the balance shows the longest waits, without the one who has the floor', async () => {
    const room = await classroom({ children: 12 });
    const held = await game(room, 'name-ball', 2);
    await room.pass(3000);
    const holder = holderOf(room, held);
    await actAs(room, holder, { type: 'claim' });
    await room.pass(2000);
    await actAs(room, holder, nextBallAct(room));
    await room.settle();
    const { balance } = room.console();
    expect(balance).toHaveLength(8);
    const waiting = balance.map(({ since }) => since);
    expect(waiting).toEqual([...waiting].sort((a, b) => a - b));
    const onFloor = [ball(room, 1).floor?.speaker, ball(room, 2).floor?.speaker];
    expect(balance.some(({ seat: number }) => onFloor.includes(number))).toBe(false);
    for (const sent of [room.publisher.sentTo('screens'), room.publisher.sentTo('tablet-1')]) {
      expect(sent).not.toContain('"balance"');
    }
  });
});
