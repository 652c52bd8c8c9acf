import { expect, test } from 'vitest';
import type { FacilitatorView, GroupView } from '../../activities/lift-lantern/rules.ts';
import { classroom, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import { actAs, newActionId, startRun } from '../../tests/support/games.ts';
import type { Held } from '../../tests/support/games.ts';
import { lettingGoMs } from './holds.ts';

/** Four children of one group, two on each of two tablets; all are in, and the lift is on. */
async function lifting(speed = 1): Promise<{ room: Classroom; held: Held[] }> {
  const room = await classroom({ children: 4 });
  await startLesson(room);
  if (speed > 1) {
    await room.did('lesson.close', {});
    await room.did('lesson.start', { classId: 'class-1', rehearsal: true, speed, confirmDate: true });
    await room.did('groups.propose', { how: 'random', count: 1 });
    await room.settle();
  }
  const held: Held[] = [];
  for (const [index, device] of ['tablet-1', 'tablet-1', 'tablet-2', 'tablet-2'].entries()) {
    if (index % 2 === 0) await letIn(room, device, 1);
    const child = `child-${index + 1}`;
    held.push({ device, child, ...(await seat(room, device, child)) });
  }
  await startRun(room, 'lift-lantern');
  for (const holder of held) await tap(room, holder, { type: 'join', fingers: 10 } as never);
  return { room, held };
}

/** As a tablet does: whatever it sends is heard. */
async function tap(room: Classroom, holder: Held, action: { readonly type: string }): Promise<void> {
  room.lessons.heard(holder.device);
  const answer = await actAs(room, holder, action);
  if (!answer.ok) throw new Error(`${action.type}: ${answer.code}`);
  await room.settle();
}

const press = { type: 'press' };
const view = (room: Classroom) => room.screen()['group:1']?.view as GroupView;
const letGos = async (room: Classroom) =>
  (await room.store.entries(room.lessons.current()!.session)).flatMap(({ at, payload }) => {
    const { input } = payload as { input?: { kind: string; seat: number } };
    return input?.kind === 'let_go' ? [{ at, seat: input.seat }] : [];
  });

test('a tablet unheard for 2 s lets go of its pads and of no other’s, as inputs of the log', async () => {
  const { room, held } = await lifting();
  const [a, b, c, d] = held as [Held, Held, Held, Held];
  for (const holder of [a, b, c]) await tap(room, holder, press);
  for (const after of [1000, 999]) {
    await room.pass(after);
    room.lessons.heard(d.device);
  }
  expect(view(room).holding).toBe(3);
  await room.pass(1);
  expect(view(room).holding).toBe(1);
  const told = await letGos(room);
  expect(told.map(({ at }) => at)).toEqual([2000, 2000]);
  expect(new Set(told.map(({ seat: number }) => number))).toEqual(new Set([a.seat, b.seat]));
});

test('hints keep a pad down, and leave no trace', async () => {
  const { room, held } = await lifting();
  const [a] = held as [Held];
  await tap(room, a, press);
  const seq = room.publisher.screen()?.seq;
  const sent = room.publisher.sent.length;
  const { session } = room.lessons.current()!;
  const entries = (await room.store.entries(session)).length;
  for (let beats = 0; beats < 20; beats += 1) {
    await room.pass(500);
    expect(await room.tap(a.device, 'hint', { kind: 'held', seats: [a.seat] })).toEqual({ ok: true });
    await room.settle();
  }
  expect(view(room).holding).toBe(1);
  expect(room.publisher.screen()?.seq).toBe(seq);
  expect(room.publisher.sent).toHaveLength(sent);
  expect(await room.store.entries(session)).toHaveLength(entries);
});

test('a closed page lets go 2 s after it was last heard', async () => {
  const { room, held } = await lifting();
  const [a] = held as [Held];
  await tap(room, a, press);
  await room.pass(500);
  room.lessons.lost(a.device);
  await room.pass(1499);
  expect(view(room).holding).toBe(1);
  await room.pass(1);
  expect(view(room).holding).toBe(0);
});

test('tablets that go on being heard hold to the lift', async () => {
  const { room, held } = await lifting();
  for (const holder of held) await tap(room, holder, press);
  for (let beats = 0; beats < 6; beats += 1) {
    await room.pass(500);
    for (const device of ['tablet-1', 'tablet-2']) room.lessons.heard(device);
  }
  expect(view(room)).toMatchObject({ phase: 'rising', goal: { done: 1, of: 3 } });
  expect(await letGos(room)).toEqual([]);
});

test('a pause lets go of nothing; going on does, for tablets that are silent by then', async () => {
  const { room, held } = await lifting();
  const [a, , c] = held as [Held, Held, Held];
  await tap(room, a, press);
  await tap(room, c, press);
  await room.did('run.pause', {});
  await room.pass(10_000);
  expect(await letGos(room)).toEqual([]);
  room.lessons.heard(c.device);
  await room.did('run.resume', {});
  await room.pass(1);
  expect((await letGos(room)).map(({ seat: number }) => number)).toEqual([a.seat]);
  expect(view(room).holding).toBe(1);
});

test('a restart replays what was let go', async () => {
  const { room, held } = await lifting();
  const [a, , c] = held as [Held, Held, Held];
  await tap(room, a, press);
  await room.pass(2000);
  await tap(room, c, press);
  const before = room.console()['group:1']?.view as FacilitatorView;
  const again = await room.restart();
  expect(again.faults).toEqual([]);
  expect(again.console()['group:1']?.view).toEqual(before);
});

test('what the adult holds for a child is let go by no silence', async () => {
  const { room, held } = await lifting();
  const [a] = held as [Held];
  const { run } = room.console();
  await room.did('act.adult', {
    ...{ actionId: newActionId(), run: run!.run, group: 1, asOf: view(room).asOf, action: press },
    ...{ shownMs: null, queued: false, by: a.seat },
  });
  await room.pass(10_000);
  expect(view(room).holding).toBe(1);
});

test('a server too busy to listen hears first what has been waiting', async () => {
  const { room, held } = await lifting();
  const [a] = held as [Held];
  await tap(room, a, press);
  room.clocks.freeze(5000);
  await room.pass(0);
  room.lessons.heard(a.device);
  await room.pass(1000);
  expect(view(room).holding).toBe(1);
  await room.pass(1000);
  expect(view(room).holding).toBe(0);
});

test('a rehearsal lets go as much sooner as its clock runs faster, within what a network can do', async () => {
  expect([1, 4, 50].map(lettingGoMs)).toEqual([2000, 500, 250]);
  const { room, held } = await lifting(4);
  const [a] = held as [Held];
  await tap(room, a, press);
  await room.pass(499);
  expect(view(room).holding).toBe(1);
  await room.pass(1);
  expect(view(room).holding).toBe(0);
});

test('listens only while something is held', async () => {
  const { room, held } = await lifting();
  const [a] = held as [Held];
  const before = room.clocks.waiting;
  await tap(room, a, press);
  expect(room.clocks.waiting).toBe(before + 1);
  await tap(room, a, { type: 'release' });
  await room.pass(400);
  expect(view(room).holding).toBe(0);
  expect(room.clocks.waiting).toBe(before);
});
