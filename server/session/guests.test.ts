import { describe, expect, test } from 'vitest';
import { classroom, consent, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import {
  actAs,
  ball,
  game,
  holderOf,
  nextBallAct,
  playBallToTheEnd,
  startRun,
  withBells,
} from '../../tests/support/games.ts';
import type { Held } from '../../tests/support/games.ts';
import { recordKeys } from '../record/facts.ts';
import type { RecordTable } from '../record/facts.ts';

const tables = Object.keys(recordKeys) as RecordTable[];

/** Tables beyond the roll, and the log, in which the needle stands. */
async function placesOf(room: Classroom, needle: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    if (table === 'roll') continue;
    if (JSON.stringify(await room.store.rows(table, null)).includes(needle)) found.push(table);
  }
  for (const { session } of await room.store.rows('session', null)) {
    if (JSON.stringify(await room.store.entries(session)).includes(needle)) found.push('log');
  }
  return found;
}

const ringTo = (to: number | 'group') => ({ type: 'ring', to });
const of = (held: readonly Held[], child: string) => held.find((one) => one.child === child)!;

describe('a guest', () => {
  test('plays like everyone, and stands in no row but the roll, in no log entry and no fault', async () => {
    const room = await classroom({ children: 6, guests: ['child-5', 'child-6'] });
    const held = await game(room);
    await room.did('run.prompting', { on: true });
    await playBallToTheEnd(room, held);
    await room.did('note.add', { text: '好', child: 'child-5' });
    await room.did('lesson.close', {});
    for (const guest of ['child-5', 'child-6', '孩子5', '孩子6'])
      expect(await placesOf(room, guest)).toEqual([]);
    expect(await placesOf(room, 'child-1')).toContain('turn');
    const roll = await room.store.rows('roll', null);
    expect(roll.map(({ recorded }) => recorded)).toEqual([1, 1, 1, 1, 0, 0]);
    expect((await room.store.rows('seat', null)).filter(({ child }) => child === null)).toHaveLength(2);
    expect(await room.store.rows('run_group', null)).toMatchObject([{ seats: 6, recorded: 4 }]);
    expect(await room.store.rows('note', null)).toMatchObject([{ child: null, text: '好' }]);
    expect(room.faults).toEqual([]);
  });

  test('leaves gaps in the turns; among options and as giver it is only `guest`', async () => {
    const room = await classroom({ children: 3, guests: ['child-2'] });
    const held = await game(room);
    await playBallToTheEnd(room, held);
    const turns = await room.store.rows('turn', null);
    const session = (await room.store.rows('session', null))[0]!.session;
    const steps = JSON.stringify(await room.store.entries(session));
    expect(turns.every(({ child }) => child === 'child-1' || child === 'child-3')).toBe(true);
    expect(Math.max(...turns.map(({ turn }) => turn))).toBeGreaterThanOrEqual(turns.length);
    const named = turns.flatMap(({ options }) => (options === null ? [] : (JSON.parse(options) as string[])));
    expect(named.every((one) => ['child-1', 'child-3', 'guest'].includes(one))).toBe(true);
    for (const { givenBy, givenByChild, toward, towardChild } of turns) {
      expect(givenByChild === null).toBe(givenBy !== 'child');
      expect(towardChild === null).toBe(toward !== 'child');
    }
    expect(steps).not.toContain('child-1');
  });

  test('an act toward a guest is toward unknown; a guest has no acts and no requests', async () => {
    const room = await classroom({ children: 3, guests: ['child-2'], ...withBells });
    const held = await game(room, 'bells');
    const [one, guest, three] = ['child-1', 'child-2', 'child-3'].map((child) => of(held, child));
    await actAs(room, one!, ringTo(guest!.seat));
    await actAs(room, one!, ringTo(three!.seat));
    await actAs(room, guest!, ringTo(one!.seat));
    await actAs(room, guest!, { type: 'ask' });
    await actAs(room, three!, { type: 'ask' });
    await actAs(room, one!, { type: 'grant', ...{ request: 1 } });
    await actAs(room, one!, { type: 'grant', ...{ request: 2 } });
    expect(await room.store.rows('contribution', null)).toMatchObject([
      { child: 'child-1', toward: 'unknown', towardChild: null },
      { child: 'child-1', toward: 'child', towardChild: 'child-3' },
    ]);
    expect(await room.store.rows('request', null)).toMatchObject([
      { request: 2, child: 'child-3', outcome: 'unserved' },
    ]);
    const presence = await room.store.rows('presence', null);
    expect(presence.some(({ child }) => child === 'child-2')).toBe(false);
  });

  test('looks the same to the class, and only the adult sees who is recorded', async () => {
    const room = await classroom({ children: 2, guests: ['child-2'], ...withBells });
    const held = await game(room, 'bells');
    expect(room.screen().faces[String(of(held, 'child-2').seat)]).toMatchObject({
      name: '孩子2',
      animal: 'bee',
    });
    expect(room.publisher.sentTo('tablet-1') + room.publisher.sentTo('screens')).not.toContain('recorded');
    expect(room.console().lesson).toMatchObject({ present: 2, recorded: 1 });
    expect(await room.send('code.add', { code: 'HELP', child: 'child-2' })).toMatchObject({
      code: 'not_allowed',
    });
    await room.did('run.prompting', { on: true });
    const mark = { group: 1, seat: of(held, 'child-2').seat, level: 1 } as const;
    expect(await room.send('prompt.mark', mark)).toMatchObject({ code: 'not_allowed' });
  });

  test('nobody consenting: the game is played, and nothing but the lesson itself is kept', async () => {
    const room = await classroom({ children: 3, guests: ['child-1', 'child-2', 'child-3'] });
    const held = await game(room);
    await playBallToTheEnd(room, held);
    expect(await room.did('lesson.close', {})).toMatchObject({ children: 0, acts: 0 });
    for (const table of ['turn', 'contribution', 'request', 'presence', 'prompt', 'observation'] as const) {
      expect(await room.store.rows(table, null)).toEqual([]);
    }
  });
});

describe('consent that changes', () => {
  test('withdrawn in the middle of a game: from there on no fact of the child, and the game goes on', async () => {
    const room = await classroom({ children: 3 });
    const held = await game(room);
    const holder = holderOf(room, held);
    await actAs(room, holder, { type: 'claim' });
    await room.settle();
    await room.store.addConsents([consent(holder.child, 'no')]);
    await room.lessons.peopleChanged([holder.child]);
    const before = await room.store.rows('turn', null);
    await actAs(room, holder, nextBallAct(room));
    await room.settle();
    await playBallToTheEnd(room, held);
    const turns = await room.store.rows('turn', null);
    expect(turns.filter(({ child }) => child === holder.child)).toEqual(before);
    expect(before).toMatchObject([{ claimedAt: 0, endedAt: null }]);
    expect(turns[1]).toMatchObject({ givenBy: 'guest', givenByChild: null });
    expect(room.console().lesson?.recorded).toBe(2);
    const seatRow = (await room.store.rows('seat', null)).find((row) => row.seat === holder.seat);
    expect(seatRow?.child).toBeNull();
  });

  test('withdrawn: the next run gives the child another number, so that it cannot be joined to its old turns', async () => {
    const room = await classroom({ children: 3, ...withBells });
    const held = await game(room, 'bells');
    const child = held[0]!.child;
    await room.store.addConsents([consent(child, 'no')]);
    await room.lessons.peopleChanged([child]);
    await room.did('run.end', { group: null });
    const again = await room.restart();
    await again.lessons.returned('tablet-1', held);
    await again.did('run.start', {});
    await again.settle();
    const now = again.console().roll.find((row) => row.child === child);
    expect(now?.device).toBe('tablet-1');
    expect(now?.seat).not.toBe(held[0]!.seat);
    for (const other of held.slice(1)) {
      expect(again.console().roll.find((row) => row.child === other.child)?.seat).toBe(other.seat);
    }
  });

  test('granted during a game waits for the next run, where the child plays on a new seat', async () => {
    const room = await classroom({ children: 2, guests: ['child-2'], ...withBells });
    const held = await game(room, 'bells');
    const guest = of(held, 'child-2');
    await room.store.addConsents([consent('child-2', 'yes')]);
    await room.lessons.peopleChanged(['child-2']);
    await actAs(room, guest, ringTo('group'));
    await room.did('run.end', { group: null });
    await room.settle();
    expect(await room.store.rows('contribution', null)).toEqual([]);
    expect(room.console().lesson?.recorded).toBe(2);
    expect((await room.store.rows('roll', null))[1]?.recorded).toBe(0);
    await room.did('run.start', {});
    await room.settle();
    const [now] = room.tablet('tablet-1').own.seats.filter(({ child }) => child === 'child-2');
    expect(now!.seat).not.toBe(guest.seat);
    await actAs(room, { ...guest, seat: now!.seat, epoch: now!.epoch }, ringTo('group'));
    expect(await room.store.rows('contribution', null)).toMatchObject([{ run: 2, child: 'child-2' }]);
    expect(await room.store.rows('seat', null)).toContainEqual(
      expect.objectContaining({ seat: guest.seat, child: null, active: 0 }),
    );
  });

  test("the child's own no counts, and consent given before the first run is taken up at once", async () => {
    const room = await classroom({ children: 2, guests: ['child-2'], ...withBells });
    await startLesson(room);
    await room.store.addConsents([
      { ...consent('child-1', 'yes'), assent: false },
      consent('child-2', 'yes'),
    ]);
    await room.lessons.peopleChanged(['child-1', 'child-2']);
    const roll = await room.store.rows('roll', null);
    expect(roll.map(({ recorded }) => recorded)).toEqual([0, 1]);
  });

  test('a changed name is shown at once; a child new to the class is on the roll', async () => {
    const room = await classroom({ children: 2, ...withBells });
    await startLesson(room);
    await room.store.editChild({ child: 'child-1', name: '小明', animal: 'fox', colour: 3 });
    await room.store.addChildren('class-1', [{ child: 'child-9', name: '新来', animal: 'cow', colour: 1 }]);
    await room.lessons.peopleChanged(['child-1', 'child-9', 'nobody']);
    await room.settle();
    expect(room.console().roll.map(({ name, status }) => [name, status])).toEqual([
      ['小明', 'present'],
      ['孩子2', 'present'],
      ['新来', 'present'],
    ]);
  });
});

describe('seat numbers', () => {
  test('say nothing about the roll: neither numbers nor seating order follow it', async () => {
    const follows: boolean[] = [];
    const numbers = new Set<number>();
    for (let time = 0; time < 6; time += 1) {
      const room = await classroom({ children: 8, ...withBells });
      await startLesson(room);
      await startRun(room, 'bells');
      const inRoll = room.console().roll.map((entry) => entry.seat ?? 0);
      const seating = (room.console()['group:1']!.view as unknown as { seats: number[] }).seats;
      for (const number of inRoll) numbers.add(number);
      follows.push(inRoll.every((number, index) => number === seating[index]));
    }
    // by chance all six would agree once in 8!^6
    expect(follows).toContain(false);
    expect(numbers.size).toBeGreaterThan(8);
  });
});

describe('after a restart', () => {
  async function restarted() {
    const room = await classroom({ children: 3, guests: ['child-2', 'child-3'] });
    const held = await game(room);
    return { held, room: await room.restart() };
  }

  test("a guest's face is neutral until its tablet is back with the seat's token", async () => {
    const { room, held } = await restarted();
    const guest = of(held, 'child-2');
    room.open('tablet-1');
    expect(room.tablet('tablet-1').own.seats.map(({ child }) => child)).toEqual(['child-1']);
    await room.lessons.returned('tablet-1', [{ ...guest, token: 'x'.repeat(24) }]);
    await room.lessons.returned('tablet-1', [{ ...guest, child: 'child-1' }]);
    await room.settle();
    expect(room.console().faces[String(guest.seat)]).toEqual({ name: '', animal: null, colour: 0 });
    await room.lessons.returned('tablet-1', held);
    await room.settle();
    expect(room.console().faces[String(guest.seat)]).toMatchObject({ name: '孩子2' });
    expect(
      room
        .tablet('tablet-1')
        .own.seats.map(({ child }) => child)
        .sort(),
    ).toEqual(['child-1', 'child-2', 'child-3']);
    await room.did('run.resume', {});
    await room.settle();
    expect(ball(room).floor).not.toBeNull();
  });

  test('or until the child claims by its tile: it gets a guest seat of its group, and none is made', async () => {
    const { room, held } = await restarted();
    room.open('tablet-1');
    const claimed = [await seat(room, 'tablet-1', 'child-2'), await seat(room, 'tablet-1', 'child-3')];
    const before = ['child-2', 'child-3'].map((child) => of(held, child).seat);
    expect(claimed.map((one) => one.seat).sort()).toEqual(before.sort());
    expect(await room.store.rows('seat', null)).toHaveLength(3);
  });

  test('another tablet asks before it takes a guest seat that its tablet may be back for', async () => {
    const { room } = await restarted();
    await letIn(room, 'tablet-2', 1);
    expect(await room.tap('tablet-2', 'seat.claim', { child: 'child-2' })).toMatchObject({ state: 'asking' });
    await room.pass(20_000);
    room.lessons.heard('tablet-2');
    expect(await room.tap('tablet-2', 'seat.claim', { child: 'child-2' })).toMatchObject({ state: 'seated' });
  });
});
