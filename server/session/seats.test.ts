import { describe, expect, test } from 'vitest';
import { classroom, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import { actAs, bellsOf, deedOf, game, seatGroup, startRun, withBells } from '../../tests/support/games.ts';
import type { Held } from '../../tests/support/games.ts';
import { silenceMs } from './presence.ts';

const ring = { type: 'ring', to: 'group' };

/** Two tablets of one group; nobody sits yet. */
async function twoTablets(children = 3): Promise<Classroom> {
  const room = await classroom({ children, ...withBells });
  await startLesson(room);
  await letIn(room, 'tablet-1', 1);
  await letIn(room, 'tablet-2', 1);
  return room;
}

async function running(room: Classroom, device: string, child: string): Promise<Held> {
  const held = { device, child, ...(await seat(room, device, child)) };
  await startRun(room, 'bells');
  return held;
}

/** Devices that hold the child's seat, by what the devices themselves were told. */
function holders(room: Classroom, child: string): string[] {
  const devices = ['tablet-1', 'tablet-2'];
  return devices.filter((device) => room.tablet(device).own.seats.some((held) => held.child === child));
}

describe('letting tablets in', () => {
  test('asks for the three door pictures in their order', async () => {
    const room = await twoTablets();
    const [first, second, third] = room.screen().stage.join!.door;
    const wrong = await room.tap('tablet-9', 'door.open', { pictures: [second, first, third] });
    expect(wrong).toEqual({ ok: false, code: 'wrong_door' });
    expect(await room.tap('tablet-9', 'group.choose', { group: 1 })).toMatchObject({ code: 'not_permitted' });
    expect(await room.tap('tablet-9', 'seat.claim', { child: 'child-1' })).toMatchObject({
      code: 'not_permitted',
    });
    expect(await room.store.rows('device', null)).toHaveLength(2);
  });

  test('refuses a group that does not exist and one whose children all sit on tablets', async () => {
    const room = await classroom({ children: 4, ...withBells });
    await startLesson(room, 2);
    await seatGroup(room, 'tablet-1', 1);
    room.open('tablet-2');
    await room.tapped('tablet-2', 'door.open', { pictures: [...room.screen().stage.join!.door] });
    expect(await room.tap('tablet-2', 'group.choose', { group: 5 })).toMatchObject({ code: 'no_such_group' });
    expect(await room.tap('tablet-2', 'group.choose', { group: 1 })).toMatchObject({ code: 'group_full' });
    expect(await room.tap('tablet-2', 'group.choose', { group: 2 })).toEqual({ ok: true });
    expect(await room.tap('tablet-1', 'group.choose', { group: 2 })).toMatchObject({ code: 'not_allowed' });
  });

  test('keeps eight seats a tablet, and children of other groups off it', async () => {
    const room = await classroom({ children: 10, ...withBells });
    await startLesson(room);
    await room.did('groups.place', { child: 'child-10', group: 2 });
    await letIn(room, 'tablet-1', 1);
    for (let child = 1; child <= 8; child += 1) await seat(room, 'tablet-1', `child-${child}`);
    expect(await room.tap('tablet-1', 'seat.claim', { child: 'child-9' })).toMatchObject({
      code: 'tablet_full',
    });
    expect(await room.tap('tablet-1', 'seat.claim', { child: 'child-10' })).toMatchObject({
      code: 'not_in_this_group',
    });
    expect(await room.tap('tablet-1', 'seat.claim', { child: 'nobody' })).toMatchObject({
      code: 'no_such_child',
    });
  });
});

describe('one seat, two tablets', () => {
  test('the second to claim waits for the adult; a yes moves the seat and tells the older tablet', async () => {
    const room = await twoTablets();
    const first = await running(room, 'tablet-1', 'child-1');
    expect(await room.tap('tablet-2', 'seat.claim', { child: 'child-1' })).toEqual({
      ok: true,
      state: 'asking',
    });
    await room.tap('tablet-2', 'seat.claim', { child: 'child-1' });
    await room.settle();
    const [ask, ...more] = room.console().asks;
    expect(more).toEqual([]);
    expect(ask).toMatchObject({ kind: 'seat_taken', child: 'child-1', device: 'tablet-2' });
    expect(holders(room, 'child-1')).toEqual(['tablet-1']);
    expect(room.tablet('tablet-2').own.tiles.find(({ child }) => child === 'child-1')?.state).toBe('asking');

    await room.did('ask.answer', { ask: ask!.ask, accept: true });
    await room.settle();
    expect(holders(room, 'child-1')).toEqual(['tablet-2']);
    const [moved] = room.tablet('tablet-2').own.seats;
    expect(moved).toMatchObject({ seat: first.seat, epoch: first.epoch + 1 });
    // the tablet claims its own seat once more, for the token; nothing else changes
    const again = await seat(room, 'tablet-2', 'child-1');
    expect(again).toMatchObject({ seat: first.seat, epoch: first.epoch + 1 });
    expect(await actAs(room, { ...first, ...again, device: 'tablet-2' }, ring)).toMatchObject({ ok: true });
    expect(await room.send('ask.answer', { ask: ask!.ask, accept: true })).toMatchObject({
      code: 'ask_gone',
    });
  });

  test('a no changes nothing', async () => {
    const room = await twoTablets();
    const first = await running(room, 'tablet-1', 'child-1');
    await room.tap('tablet-2', 'seat.claim', { child: 'child-1' });
    await room.settle();
    await room.did('ask.answer', { ask: room.console().asks[0]!.ask, accept: false });
    await room.settle();
    expect(holders(room, 'child-1')).toEqual(['tablet-1']);
    expect(room.tablet('tablet-2').own.tiles.find(({ child }) => child === 'child-1')?.state).toBe(
      'elsewhere',
    );
    expect(await actAs(room, first, ring)).toMatchObject({ ok: true });
  });

  test('claims made in the same instant have one winner, the first', async () => {
    const room = await twoTablets();
    const [first, second] = await Promise.all([
      room.tap('tablet-2', 'seat.claim', { child: 'child-1' }),
      room.tap('tablet-1', 'seat.claim', { child: 'child-1' }),
    ]);
    await room.settle();
    expect(first).toMatchObject({ ok: true, state: 'seated' });
    expect(second).toMatchObject({ ok: true, state: 'asking' });
    expect(holders(room, 'child-1')).toEqual(['tablet-2']);
  });

  test('a tablet unheard for 20 s loses the seat to the next claim, and its outbox is refused', async () => {
    const room = await twoTablets();
    const first = await running(room, 'tablet-1', 'child-1');
    const stale = deedOf(room, first, ring);
    room.lessons.lost('tablet-1');
    await room.pass(silenceMs - 1000);
    room.lessons.heard('tablet-2');
    expect(await room.tap('tablet-2', 'seat.claim', { child: 'child-1' })).toMatchObject({ state: 'asking' });
    await room.pass(1000);
    const second = { ...first, device: 'tablet-2', ...(await seat(room, 'tablet-2', 'child-1')) };
    await room.settle();
    expect(second).toMatchObject({ seat: first.seat, epoch: first.epoch + 1 });
    expect(holders(room, 'child-1')).toEqual(['tablet-2']);

    room.open('tablet-1');
    await room.lessons.returned('tablet-1', [{ ...first, child: 'child-1' }]);
    await room.settle();
    expect(holders(room, 'child-1')).toEqual(['tablet-2']);
    expect(await room.tap('tablet-1', 'act', { ...stale, queued: true })).toMatchObject({
      code: 'outbox_refused',
    });
    expect(await room.tap('tablet-1', 'act', stale)).toMatchObject({ code: 'seat_moved' });
    expect(await actAs(room, second, ring)).toMatchObject({ ok: true });
    expect(await room.store.rows('contribution', null)).toHaveLength(1);
  });

  test('a stolen token moves nothing while its tablet is connected, and tells the thief nothing private', async () => {
    const room = await twoTablets();
    const owner = await running(room, 'tablet-1', 'child-1');
    const secret = String((room.tablet('tablet-1').own.views[owner.seat] as { secret?: number }).secret);
    expect(secret).toMatch(/^\d{6}$/);
    await room.lessons.returned('tablet-2', [{ ...owner, child: 'child-1' }]);
    await room.tap('tablet-2', 'hand', { seat: owner.seat });
    const theft = await room.tap('tablet-2', 'act', deedOf(room, owner, ring));
    await room.settle();
    expect(theft).toMatchObject({ code: 'seat_moved' });
    expect(holders(room, 'child-1')).toEqual(['tablet-1']);
    expect(room.publisher.sentTo('tablet-2')).not.toContain(secret);
    // a guessed token is worth nothing at any time
    room.lessons.lost('tablet-1');
    await room.lessons.returned('tablet-2', [{ ...owner, child: 'child-1', token: 'x'.repeat(24) }]);
    await room.settle();
    expect(holders(room, 'child-1')).toEqual(['tablet-1']);
  });

  test('a tablet that was given a new name has its seats back by their tokens once the old one is gone', async () => {
    const room = await twoTablets();
    const owner = await running(room, 'tablet-1', 'child-1');
    room.lessons.lost('tablet-1');
    await room.lessons.returned('tablet-2', [{ ...owner, child: 'child-1' }]);
    await room.settle();
    expect(holders(room, 'child-1')).toEqual(['tablet-2']);
  });
});

describe("the adult's hand", () => {
  test('a moved seat acts from its new tablet only; its old outbox is refused', async () => {
    const room = await twoTablets();
    const before = await running(room, 'tablet-1', 'child-1');
    const stale = deedOf(room, before, ring);
    await room.did('seat.move', { seat: before.seat, device: 'tablet-2' });
    await room.settle();
    expect(holders(room, 'child-1')).toEqual(['tablet-2']);
    expect(await room.tap('tablet-1', 'act', { ...stale, queued: true })).toMatchObject({
      code: 'outbox_refused',
    });
    const [now] = room.tablet('tablet-2').own.seats;
    const held = { ...before, device: 'tablet-2', epoch: now!.epoch };
    expect(await actAs(room, held, ring)).toMatchObject({ ok: true });
    // and back again: still another epoch
    await room.did('seat.move', { seat: before.seat, device: 'tablet-1' });
    expect(await room.tap('tablet-1', 'act', { ...stale, queued: true })).toMatchObject({
      code: 'outbox_refused',
    });
  });

  test('a wish to leave is confirmed by the adult; the seat plays on without a tablet', async () => {
    const room = await twoTablets();
    const held = await running(room, 'tablet-1', 'child-1');
    await room.tapped('tablet-1', 'seat.leave', { seat: held.seat });
    await room.settle();
    expect(room.tablet('tablet-1').own.seats).toHaveLength(1);
    const [ask] = room.console().asks;
    expect(ask).toMatchObject({ kind: 'leave', child: 'child-1' });
    await room.did('ask.answer', { ask: ask!.ask, accept: true });
    await room.settle();
    expect(room.tablet('tablet-1').own.seats).toEqual([]);
    expect(bellsOf(room).away).toEqual([held.seat]);
    const { seat: _seat, epoch: _epoch, ...deed } = deedOf(room, held, ring);
    expect(await room.send('act.adult', { ...deed, by: held.seat })).toMatchObject({ ok: true });
  });

  test('seats a whole group on a tablet; each child then says hello by its own animal', async () => {
    const room = await twoTablets();
    await room.did('device.seatAll', { device: 'tablet-1' });
    await room.settle();
    expect(room.tablet('tablet-1').own).toMatchObject({
      greet: ['child-1', 'child-2', 'child-3'],
      seats: [],
    });
    await seat(room, 'tablet-1', 'child-2');
    await room.settle();
    expect(room.tablet('tablet-1').own.greet).toEqual(['child-1', 'child-3']);
    expect(room.screen().stage.groups[0]?.arrived).toHaveLength(1);
  });

  test('a released tablet has no seats and no group', async () => {
    const room = await twoTablets();
    await seat(room, 'tablet-1', 'child-1');
    await room.did('device.release', { device: 'tablet-1' });
    await room.settle();
    expect(room.tablet('tablet-1').own).toMatchObject({ admitted: true, group: null, seats: [], tiles: [] });
    expect(await room.send('device.release', { device: 'none' })).toMatchObject({ code: 'no_such_device' });
    expect(await room.send('seat.release', { seat: 998 })).toMatchObject({ code: 'no_such_seat' });
  });

  test('a child who changes group in the middle of a game leaves one and joins the other', async () => {
    const room = await classroom({ children: 6, ...withBells });
    const held = await game(room, 'bells', 2);
    const mover = held.find(({ device }) => device === 'tablet-1')!;
    await room.did('seat.move', { seat: mover.seat, device: 'tablet-2' });
    await room.settle();
    expect(bellsOf(room, 1).seats).not.toContain(mover.seat);
    expect(bellsOf(room, 2).seats).toContain(mover.seat);
    expect(room.console().roll.find(({ child }) => child === mover.child)?.group).toBe(2);
    // back again: the first game knew that number as one that has left, so the child gets another
    await room.did('groups.place', { child: mover.child, group: 1 });
    await room.settle();
    const now = room.console().roll.find(({ child }) => child === mover.child)!;
    expect(now).toMatchObject({ group: 1, device: null });
    expect(now.seat).not.toBe(mover.seat);
    expect(bellsOf(room, 1).seats).toContain(now.seat);
    expect(bellsOf(room, 2).seats).not.toContain(mover.seat);
    expect(room.faults).toEqual([]);
  });
});

describe('the roll', () => {
  test('a late child joins the running game; one marked absent leaves it and plays on another number when back', async () => {
    const room = await classroom({ children: 3, ...withBells });
    await startLesson(room);
    await room.did('roll.mark', { child: 'child-3', status: 'absent' });
    await startRun(room, 'bells');
    expect(bellsOf(room).seats).toHaveLength(2);
    await room.did('roll.mark', { child: 'child-3', status: 'late' });
    await room.settle();
    const late = room.console().roll[2]!;
    expect(bellsOf(room).seats).toContain(late.seat);
    await room.did('roll.mark', { child: 'child-3', status: 'absent' });
    await room.settle();
    expect(bellsOf(room).seats).not.toContain(late.seat);
    await room.did('roll.mark', { child: 'child-3', status: 'present' });
    await room.settle();
    expect(room.console().roll[2]!.seat).not.toBe(late.seat);
    expect(bellsOf(room).seats).toHaveLength(3);
  });

  test('an absent child who taps its own animal is present during roll call and late afterwards', async () => {
    const room = await twoTablets();
    await room.did('roll.mark', { child: 'child-1', status: 'absent' });
    await room.did('roll.mark', { child: 'child-2', status: 'absent' });
    await seat(room, 'tablet-1', 'child-1');
    await room.did('lesson.phase', { phase: 'tablets' });
    await seat(room, 'tablet-1', 'child-2');
    const roll = await room.store.rows('roll', null);
    expect(roll.map(({ status }) => status)).toEqual(['present', 'late', 'present']);
  });

  test('presence of recorded children is kept with its tablet and moment', async () => {
    const room = await twoTablets();
    const held = await running(room, 'tablet-1', 'child-1');
    await room.did('seat.move', { seat: held.seat, device: 'tablet-2' });
    await room.did('seat.release', { seat: held.seat });
    const rows = await room.store.rows('presence', null);
    expect(rows.map(({ child, change, device, at }) => ({ child, change, device, at }))).toEqual([
      { child: 'child-1', change: 'seated', device: 'tablet-1', at: null },
      { child: 'child-1', change: 'moved', device: 'tablet-2', at: 0 },
      { child: 'child-1', change: 'left', device: 'tablet-2', at: 0 },
    ]);
  });
});
