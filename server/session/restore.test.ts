import { describe, expect, test } from 'vitest';
import { classroom, letIn, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import { bells } from '../../tests/support/bells.ts';
import {
  actAs,
  ball,
  bellsOf,
  deedOf,
  game,
  holderOf,
  nextBallAct,
  playBallToTheEnd,
  withBells,
} from '../../tests/support/games.ts';
import { heldBack } from '../../tests/support/storeFaults.ts';
import { entry, sessionRow } from '../../tests/support/rows.ts';

const ring = { type: 'ring', to: 'group' };

/** The tablets are back and the teacher goes on. */
async function goOn(room: Classroom, devices: readonly string[] = ['tablet-1']): Promise<void> {
  for (const device of devices) room.open(device);
  await room.did('run.resume', {});
  await room.settle();
}

describe('a restart', () => {
  test('brings the lesson back paused at its last entry, with everything acknowledged, and it is played to its end', async () => {
    const room = await classroom({ children: 4 });
    const held = await game(room);
    await room.pass(2500);
    await actAs(room, holderOf(room, held), { type: 'claim' });
    await room.pass(60);
    const before = { ball: ball(room), console: room.console() };
    room.clocks.pass(4000); // run time that no entry tells of
    const again = await room.restart();

    expect(again.lessons.current()).toEqual({
      session: before.console.lesson!.session,
      phase: 'play',
      rehearsal: false,
    });
    expect(again.publisher.screen()?.clock).toEqual({ now: 2500, running: false, speed: 1 });
    expect(ball(again)).toEqual(before.ball);
    expect(again.console()).toEqual({
      ...before.console,
      lesson: { ...before.console.lesson, paused: 'restart' },
    });
    again.open('tablet-1');
    expect(await actAs(again, holderOf(again, held), nextBallAct(again))).toMatchObject({ code: 'paused' });
    await again.pass(600_000);
    expect(ball(again).floor?.turn).toBe(1);
    await goOn(again);
    await playBallToTheEnd(again, held);
    expect(again.screen().stage.phase).toBe('reflect');
    const [pause, ...more] = await again.store.rows('pause', null);
    expect(more).toEqual([]);
    expect(pause).toMatchObject({ pause: 1, at: 2500, why: 'restart' });
    expect(pause!.toWall! - pause!.fromWall).toBe(60 + 4000 + 600_000);
    expect(again.faults).toEqual([]);
  });

  test('twice in a row is one pause; a pause of the adult goes on as that', async () => {
    const room = await classroom({ children: 2, ...withBells });
    await game(room, 'bells');
    await room.pass(1000);
    const twice = await (await room.restart()).restart();
    await goOn(twice);
    await twice.did('run.pause', {});
    const third = await twice.restart();
    expect(third.console().lesson?.paused).toBe('restart');
    await goOn(third);
    expect(
      (await third.store.rows('pause', null)).map(({ pause, why, toWall }) => [pause, why, toWall !== null]),
    ).toEqual(
      [[1, 'restart', true], [2, 'adult', true]], // prettier-ignore
    );
  });

  test('between runs it finds its phase, roll, groups, tablets and notes again', async () => {
    const room = await classroom({ children: 4, guests: ['child-4'], ...withBells });
    await startLesson(room, 2);
    await letIn(room, 'tablet-1', 2);
    await room.did('roll.mark', { child: 'child-2', status: 'late' });
    await room.did('note.add', { text: '开始', child: null });
    await room.did('lesson.phase', { phase: 'tablets' });
    await room.settle();
    const again = await room.restart();
    expect(again.console()).toEqual(room.console());
    again.open('tablet-1');
    expect(again.tablet('tablet-1')).toEqual(room.tablet('tablet-1'));
  });

  test('a run whose rules have changed is closed as superseded, its record left as it is', async () => {
    const room = await classroom({ children: 2, ...withBells });
    const [holder] = await game(room, 'bells');
    await actAs(room, holder!, ring);
    await room.settle();
    const newer = await room.restart({ activities: { bells: { ...bells, version: 2 } } });
    expect(newer.lessons.current()?.phase).toBe('reflect');
    expect(await newer.store.rows('run', null)).toMatchObject([
      { why: 'superseded', version: 1, endedAt: 0 },
    ]);
    expect(await newer.store.rows('run_group', null)).toMatchObject([{ outcome: 'superseded' }]);
    expect(await newer.store.rows('contribution', null)).toHaveLength(1);
    await newer.did('run.start', {});
    await newer.settle();
    expect(newer.screen().run).toMatchObject({ run: 2, version: 2, status: 'playing' });
  });

  test('an older lesson that was never closed is closed, the newest goes on', async () => {
    const room = await classroom();
    const older = sessionRow({ session: 'older', class: 'class-1', startedWall: 1 });
    await room.store.append('older', 1, 0, [entry(1)], [{ table: 'session', insert: older }]);
    await startLesson(room);
    const again = await room.restart();
    expect(again.lessons.current()?.session).not.toBe('older');
    expect(await again.store.openSessions()).toEqual([again.lessons.current()?.session]);
  });

  test('after 下课 nothing is running', async () => {
    const room = await classroom();
    await startLesson(room);
    await room.did('lesson.close', {});
    const again = await room.restart();
    expect(again.lessons.current()).toBeNull();
    expect(again.lessons.snapshot({ kind: 'console' })).toBeNull();
  });
});

describe('a write that fails', () => {
  test('is answered not_saved with all behind it; the lesson stands at its last durable state, paused', async () => {
    const gate = heldBack();
    const room = await classroom({ children: 3, guests: ['child-3'], ...withBells, through: gate.wrap });
    const held = await game(room, 'bells');
    await actAs(room, held[0]!, ring);
    await room.settle();
    const before = room.console();
    gate.lose('disk_full');
    const deed = deedOf(room, held[1]!, ring);
    const answers = await Promise.all([
      actAs(room, held[0]!, ring),
      room.tap('tablet-1', 'act', deed),
      room.send('note.add', { text: '丢了', child: null }),
      room.tap('tablet-1', 'act', { ...deed, actionId: 'refused-one', asOf: 1 }),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'disk_full' });
    gate.heal();
    await room.settle();
    const { paused } = room.console().lesson!;
    expect(paused).toBe('not_saved');
    expect({ ...room.console(), lesson: { ...room.console().lesson, paused: null } }).toEqual(before);
    expect(bellsOf(room).rung).toBe(1);
    // guests keep their seats: the process still knows them
    expect(room.tablet('tablet-1').own.seats).toHaveLength(3);

    await room.did('run.resume', {});
    expect(await room.tap('tablet-1', 'act', deed)).toMatchObject({ ok: true });
    await room.settle();
    expect(bellsOf(room).rung).toBe(2);
    expect(await room.store.rows('pause', null)).toMatchObject([{ why: 'not_saved' }]);
    expect(room.faults).toEqual(['the record could not be written']);
  });

  test('no timer runs on what was lost', async () => {
    const gate = heldBack();
    const room = await classroom({ children: 2, ...withBells, through: gate.wrap });
    await game(room, 'bells');
    gate.lose('not_saved');
    await room.pass(60_000); // the deadline's own entry is lost
    gate.heal();
    await room.pass(600_000);
    expect(room.console().lesson).toMatchObject({ phase: 'play', paused: 'not_saved' });
    await room.did('run.resume', {});
    await room.pass(60_000);
    expect(room.screen().stage.phase).toBe('reflect');
  });

  test.each(['not_saved', 'disk_full'] as const)(
    'while the store cannot even be read everything is refused as %s; it is tried again until it can',
    async (code) => {
      const gate = heldBack();
      const room = await classroom({ children: 2, ...withBells, through: gate.wrap });
      const [holder] = await game(room, 'bells');
      gate.lose(code);
      gate.lock();
      expect(await actAs(room, holder!, ring)).toMatchObject({ code });
      await room.settle();
      expect(room.lessons.current()).toMatchObject({ phase: 'play' });
      expect(await room.send('run.resume', {})).toMatchObject({ code });
      await room.pass(3000);
      expect(await room.send('lesson.start', {
      classId: 'class-1', rehearsal: false, speed: 1, confirmDate: false,
    })).toMatchObject({ code: 'lesson_running' }); // prettier-ignore
      gate.heal();
      await room.pass(1000);
      await room.did('run.resume', {});
      expect(await actAs(room, holder!, ring)).toMatchObject({ ok: true });
    },
  );

  test('at the start of a lesson leaves no lesson', async () => {
    const gate = heldBack();
    const room = await classroom({ through: gate.wrap });
    gate.lose('disk_full');
    const begin = { classId: 'class-1', rehearsal: false, speed: 1, confirmDate: false };
    expect(await room.send('lesson.start', begin)).toMatchObject({ code: 'disk_full' });
    gate.heal();
    await room.settle();
    expect(room.lessons.current()).toBeNull();
    expect(await room.send('lesson.start', begin)).toMatchObject({ ok: true });
  });
});
