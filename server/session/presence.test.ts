import { expect, test } from 'vitest';
import { classroom, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import { actAs, bellsOf, game, holderOf, startRun, withBells } from '../../tests/support/games.ts';
import type { Held } from '../../tests/support/games.ts';
import { silenceMs } from './presence.ts';

test('a tablet unheard for 20 s is away for its game and the record, and back when it is heard', async () => {
  const room = await classroom({ children: 3, guests: ['child-3'], ...withBells });
  const held = await game(room, 'bells');
  await room.pass(silenceMs - 1);
  expect(bellsOf(room).away).toEqual([]);
  await room.pass(1);
  expect(bellsOf(room).away.length).toBe(3);
  expect(room.console().devices).toMatchObject([{ device: 'tablet-1', online: false }]);
  expect(room.console().roll.every(({ online }) => !online)).toBe(true);
  room.lessons.heard('tablet-1');
  await room.settle();
  expect(bellsOf(room).away).toEqual([]);
  expect(room.console().roll.every(({ online }) => online)).toBe(true);
  const rows = await room.store.rows('presence', null);
  expect(rows.filter(({ change }) => change === 'away').map(({ child, at }) => [child, at])).toEqual(
    expect.arrayContaining([['child-1', silenceMs], ['child-2', silenceMs]]), // prettier-ignore
  );
  expect(rows.filter(({ change }) => change === 'back')).toHaveLength(2);
  expect(rows.some(({ child }) => child === 'child-3')).toBe(false);
  expect(held).toHaveLength(3);
});

test('any packet counts as heard, and a tablet that goes on talking is never away', async () => {
  const room = await classroom({ children: 2, ...withBells });
  await game(room, 'bells');
  for (let time = 0; time < 6; time += 1) {
    await room.pass(8000);
    room.lessons.heard('tablet-1');
  }
  expect(await room.store.rows('presence', null)).toHaveLength(2);
  expect(room.console().devices[0]?.online).toBe(true);
});

test('a closed page drops what its child had in hand', async () => {
  const room = await classroom({ children: 3 });
  const held = await game(room);
  const [first] = held;
  await room.tapped('tablet-1', 'hand', { seat: first!.seat });
  await room.settle();
  const optionsOf = () =>
    (room.tablet('tablet-1').own.views[first!.seat] as unknown as { options: unknown }).options;
  expect(optionsOf()).not.toBeNull();
  room.lessons.lost('tablet-1');
  await room.settle();
  expect(optionsOf()).toBeNull();
});

test('only the seat in hand is sent its private part, and only to its own tablet', async () => {
  const room = await classroom({ children: 4 });
  const held = await game(room);
  const views = () =>
    Object.values(room.tablet('tablet-1').own.views) as unknown as { me: number; options: unknown }[];
  expect(views().map(({ options }) => options)).toEqual([null, null, null, null]);
  await room.tapped('tablet-1', 'hand', { seat: held[2]!.seat });
  await room.settle();
  expect(views().filter(({ options }) => options !== null).map(({ me }) => me)).toEqual([held[2]!.seat]); // prettier-ignore
  await room.tapped('tablet-1', 'hand', { seat: null });
  await room.settle();
  expect(views().every(({ options }) => options === null)).toBe(true);
  expect(await room.tap('tablet-2', 'hand', { seat: held[2]!.seat })).toMatchObject({ code: 'seat_moved' });
});

test('a tablet already silent when the game begins is away in it from the start', async () => {
  const room = await classroom({ children: 2, ...withBells });
  await startLesson(room);
  await letIn(room, 'tablet-1', 1);
  const held = await seat(room, 'tablet-1', 'child-1');
  await room.pass(silenceMs);
  await room.did('activity.choose', { activity: 'bells', config: {}, scope: 'group' });
  await room.did('run.start', {});
  await room.settle();
  expect(bellsOf(room).away).toEqual([held.seat]);
});

test('a tablet that leaves in the middle of its child’s turn: its time ends it, or the adult at once, and others play on', async () => {
  for (const how of ['timer', 'skipped'] as const) {
    const room = await classroom({ children: 4 });
    await startLesson(room);
    for (const device of ['tablet-1', 'tablet-2']) await letIn(room, device, 1);
    const held: Held[] = [];
    for (const [index, { child }] of room.console().roll.entries()) {
      const device = index < 2 ? 'tablet-1' : 'tablet-2';
      held.push({ device, child, ...(await seat(room, device, child)) });
    }
    await startRun(room, 'name-ball');
    const holder = holderOf(room, held);
    expect(await actAs(room, holder, { type: 'claim' })).toMatchObject({ ok: true });
    const stays = holder.device === 'tablet-1' ? 'tablet-2' : 'tablet-1';
    room.lessons.lost(holder.device);
    if (how === 'skipped') await room.did('run.skip', { group: 1, seat: holder.seat });
    for (let second = 0; second < 40; second += 1) {
      await room.pass(1000);
      room.lessons.heard(stays);
    }
    const [turn] = await room.store.rows('turn', null);
    expect(turn).toMatchObject({ child: holder.child, why: how });
    const next = holderOf(room, held);
    expect(next.device).toBe(stays);
    expect(room.console().lesson).toMatchObject({ phase: 'play', paused: null });
    expect(room.console().roll.filter(({ online }) => !online)).toHaveLength(2);
  }
});
