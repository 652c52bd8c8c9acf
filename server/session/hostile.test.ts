/** What a pupil with a tablet, a browser of its own or a script may try against a lesson, and what the lesson answers. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { AnyActivity } from '../../activities/_kit/contract.ts';
import type { Payload } from '../../src/wire/schemas.ts';
import { maxTablets } from '../../src/wire/vocabulary.ts';
import { bells } from '../../tests/support/bells.ts';
import { classroom, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import { actAs, deedOf, game, holderOf, seatGroup, startRun, withBells } from '../../tests/support/games.ts';
import { StoreError } from '../store/port.ts';

describe('a page that was not let in', () => {
  test('is shown nothing of a game of the whole class, and neither is a tablet without a group', async () => {
    const room = await classroom({ children: 3, ...withBells });
    await startLesson(room);
    await seatGroup(room, 'tablet-1', 1);
    room.open('stranger');
    room.open('tablet-2');
    await room.tapped('tablet-2', 'door.open', { pictures: [...room.screen().stage.join!.door] });
    await startRun(room, 'bells', {}, 'class');
    expect(room.tablet('tablet-1').group?.view).toBeDefined();
    for (const device of ['stranger', 'tablet-2']) {
      expect(room.tablet(device), device).toMatchObject({ group: null, run: null, faces: {} });
      expect(room.publisher.sentTo(device), device).not.toContain('rung');
    }
  });

  test('is let in no more once a lesson has as many tablets as a class could hold', async () => {
    const room = await classroom({ children: 3 });
    await startLesson(room);
    await letIn(room, 'tablet-1', 1);
    const [first, second, third] = room.screen().stage.join!.door;
    const pictures: Payload<'door.open'>['pictures'] = [first, second, third];
    for (let more = 2; more <= maxTablets; more += 1) await room.tapped(`tablet-${more}`, 'door.open', { pictures }); // prettier-ignore
    expect(await room.tap('one-more', 'door.open', { pictures })).toEqual({ ok: false, code: 'lesson_full' });
    expect(await room.store.rows('device', null)).toHaveLength(maxTablets);
    expect(await room.tap('tablet-7', 'door.open', { pictures })).toEqual({ ok: true });
    expect(await seat(room, 'tablet-1', 'child-1')).toMatchObject({ state: 'seated' });
  });
});

describe("another tablet's seat", () => {
  test('cannot be acted for, taken in hand, left, or moved; and nothing of the try is kept', async () => {
    const room = await classroom({ children: 4 });
    await startLesson(room);
    await letIn(room, 'tablet-2', 1);
    const held = await seatGroup(room, 'tablet-1', 1);
    await startRun(room, 'name-ball');
    const session = room.console().lesson!.session;
    const before = await room.store.entries(session);
    const holder = holderOf(room, held);
    const deed = deedOf(room, holder, { type: 'claim' });
    const theft = { 'act': 'seat_moved', 'act, queued': 'outbox_refused', 'hand': 'seat_moved', 'seat.leave': 'seat_moved' }; // prettier-ignore
    const answers = {
      'act': await room.tap('tablet-2', 'act', deed),
      'act, queued': await room.tap('tablet-2', 'act', { ...deed, queued: true }),
      'hand': await room.tap('tablet-2', 'hand', { seat: holder.seat }),
      'seat.leave': await room.tap('tablet-2', 'seat.leave', { seat: holder.seat }),
    }; // prettier-ignore
    expect(answers).toMatchObject(
      Object.fromEntries(Object.entries(theft).map(([what, code]) => [what, { ok: false, code }])),
    );
    await room.settle();
    expect(await room.store.entries(session)).toEqual(before);
    expect(room.console().asks).toEqual([]);
    expect(room.tablet('tablet-2').own).toMatchObject({ seats: [], views: {} });
  });
});

describe('an act at the wrong moment', () => {
  test('before the first game, while paused, after the last and after 下课 has its own answer and changes nothing', async () => {
    const room = await classroom({ children: 2, ...withBells });
    await startLesson(room);
    const held = await seatGroup(room, 'tablet-1', 1);
    const ring = { type: 'ring', to: 'group' };
    expect(await actAs(room, held[0]!, ring)).toMatchObject({ code: 'no_run' });
    await startRun(room, 'bells');
    await room.did('run.pause', {});
    expect(await actAs(room, held[0]!, ring)).toMatchObject({ code: 'paused' });
    await room.did('run.resume', {});
    await room.did('run.end', { group: null });
    await room.settle();
    expect(await actAs(room, held[0]!, ring)).toMatchObject({ code: 'over' });
    const late = deedOf(room, held[0]!, ring);
    await room.did('lesson.close', {});
    expect(await room.tap('tablet-1', 'act', late)).toMatchObject({ code: 'no_lesson' });
    expect(await room.store.rows('contribution', null)).toEqual([]);
  });
});

/** Bells that cannot be shown to the adult while `broken` says so. */
function shaky(broken: () => boolean): AnyActivity {
  const sound = bells as unknown as AnyActivity;
  const facilitator: AnyActivity['view']['facilitator'] = (state) => {
    if (broken()) throw new Error('planted');
    return sound.view.facilitator(state) as unknown;
  };
  return { ...sound, view: { ...sound.view, facilitator } };
}

describe('a fault of ours', () => {
  let broken: boolean;
  beforeEach(() => {
    broken = false;
  });

  test('in what an activity shows costs one answer: the lesson is read back, paused, and goes on', async () => {
    const room = await classroom({ children: 2, activities: { bells: shaky(() => broken) } });
    const held = await game(room, 'bells');
    broken = true;
    expect(await actAs(room, held[0]!, { type: 'ask' })).toMatchObject({ code: 'server_error' });
    broken = false;
    await room.pass(1000);
    expect(room.console().lesson).toMatchObject({ paused: 'not_saved' });
    await room.did('run.resume', {});
    await room.settle();
    expect(await actAs(room, held[0]!, { type: 'ask' })).toMatchObject({ ok: true });
    expect(await room.store.rows('request', null)).toHaveLength(1);
  });

  test('that stays in what an activity shows ends its run, not the lesson', async () => {
    const room = await classroom({ children: 2, activities: { bells: shaky(() => broken) } });
    const held = await game(room, 'bells');
    broken = true;
    await room.pass(60_000); // the game's end comes while it cannot be shown
    expect(room.console().lesson).toMatchObject({ phase: 'reflect' });
    expect(await room.store.rows('run', null)).toMatchObject([{ why: 'superseded' }]);
    expect(await actAs(room, held[0]!, { type: 'ask' })).toMatchObject({ code: 'over' });
    expect(await room.did('lesson.close', {})).toMatchObject({ ok: true });
  });

  test('in counting what was saved leaves no lesson behind that can neither be left nor started anew', async () => {
    const room = await classroom({
      children: 2,
      ...withBells,
      through: (store) => ({
        ...store,
        rows: (table, session) =>
          broken
            ? Promise.reject(new StoreError('not_saved', new Error('planted')))
            : store.rows(table, session),
      }),
    });
    await startLesson(room);
    broken = true;
    await expect(room.send('lesson.close', {})).rejects.toThrow();
    broken = false;
    expect(room.lessons.current()).toBeNull();
    await startLesson(room);
    expect(room.console().lesson).toMatchObject({ phase: 'roll' });
  });
});
