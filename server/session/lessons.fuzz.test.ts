/** A lesson in which anyone does anything at any moment; what must hold, holds after every step. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { activities } from '../../activities/registry.rules.ts';
import { childIds, classroom, consent } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import { newActionId } from '../../tests/support/games.ts';
import { heldBack } from '../../tests/support/storeFaults.ts';
import type { Gate } from '../../tests/support/storeFaults.ts';
import type { ConsoleParts, HeldSeat } from '../../src/wire/publish.ts';
import type { Parts } from './publish/parts.ts';
import type * as Pictures from './publish/picture.ts';

/** Pictures in which something that was kept is not what a camera sees that keeps nothing. */
const blurred = vi.hoisted((): string[] => []);
vi.mock('./publish/picture.ts', async (importOriginal) => {
  const real: typeof Pictures = await importOriginal();
  const seen = (picture: Pictures.Picture) => {
    const { screen, console: adult, tablets, lobby } = picture;
    const onTablet = ({ shared, own }: Pictures.TabletPicture): Parts => new Map([...shared, ['own', own]]);
    const onTablets = [...tablets].map(([device, parts]): [string, Parts] => [device, onTablet(parts)]);
    const audiences: [string, Parts][] = [['screen', screen], ['console', adult], ['lobby', onTablet(lobby)], ...onTablets]; // prettier-ignore
    return new Map(
      audiences.flatMap(([who, parts]) =>
        [...parts].map(([key, one]) => [`${who} ${key}`, JSON.stringify(one.value)] as const),
      ),
    );
  };
  return {
    ...real,
    createCamera: (...around: Parameters<typeof real.createCamera>) => {
      const keeping = real.createCamera(...around);
      return {
        take: (live: Parameters<typeof keeping.take>[0]) => {
          const picture = keeping.take(live);
          const kept = seen(picture);
          const fresh = seen(real.createCamera(...around).take(live));
          for (const [where, json] of fresh) if (kept.get(where) !== json) blurred.push(`${where}: ${json}`);
          if (kept.size !== fresh.size) blurred.push(`${kept.size} parts, not ${fresh.size}`);
          return picture;
        },
      };
    },
  };
});

const long = process.env['CIRCLETIME_LONG'] === '1';
const children = childIds(7);
const tablets = ['tablet-1', 'tablet-2', 'tablet-3'];
const begin = { classId: 'class-1', rehearsal: false, speed: 1, confirmDate: false };

interface Scene {
  readonly room: Classroom;
  readonly gate: Gate;
  /** Tablets whose page is closed: it says hello before it does anything. */
  readonly asleep: Set<string>;
}
type Deed = (scene: Scene, a: number, b: number) => Promise<unknown>;

/** Picks by a number that the generator drew, so that a failure shrinks. */
const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];
const some = <T>(items: readonly T[], n: number): T => pick(items, n) as T;
const seatsOf = (room: Classroom): number[] => room.console().roll.flatMap(({ seat }) => seat ?? []);
const wake = ({ room, asleep }: Scene, n: number): string => {
  const device = some(tablets, n);
  if (asleep.delete(device)) room.open(device);
  return device;
};
const heldOn = (room: Classroom, device: string): readonly HeldSeat[] => room.tablet(device).own.seats;

const deeds: Record<string, Deed> = {
  comeIn: (scene, a) =>
    scene.room.tap(wake(scene, a), 'door.open', { pictures: [...scene.room.console().lesson!.join.door] }),
  chooseGroup: (scene, a, b) => scene.room.tap(wake(scene, a), 'group.choose', { group: 1 + (b % 3) }),
  claim: (scene, a, b) => scene.room.tap(wake(scene, a), 'seat.claim', { child: some(children, b) }),
  leave: (scene, a, b) => {
    const device = wake(scene, a);
    const held = pick(heldOn(scene.room, device), b);
    return scene.room.tap(device, 'seat.leave', { seat: held?.seat ?? 5 });
  },
  hand: (scene, a, b) => {
    const device = wake(scene, a);
    const held = pick(heldOn(scene.room, device), b);
    return scene.room.tap(device, 'hand', { seat: held?.seat ?? null });
  },
  act: actOfChild,
  actAgain: actOfChild,
  actOnce: actOfChild,
  adultActs: actOfAdult,
  mark: ({ room }, a, b) =>
    room.send('roll.mark', { child: some(children, a), status: some(['present', 'late', 'absent'], b) }),
  place: ({ room }, a, b) => room.send('groups.place', { child: some(children, a), group: 1 + (b % 3) }),
  propose: ({ room }, a, b) =>
    room.send('groups.propose', { how: some(['last', 'random'], a), count: 1 + (b % 3) }),
  assign: ({ room }, a, b) => room.send('device.assign', { device: some(tablets, a), group: 1 + (b % 3) }),
  seatAll: ({ room }, a) => room.send('device.seatAll', { device: some(tablets, a) }),
  releaseTablet: ({ room }, a) => room.send('device.release', { device: some(tablets, a) }),
  move: ({ room }, a, b) =>
    room.send('seat.move', { seat: pick(seatsOf(room), a) ?? 1, device: some(tablets, b) }),
  releaseSeat: ({ room }, a) => room.send('seat.release', { seat: pick(seatsOf(room), a) ?? 1 }),
  answer: ({ room }, a, b) =>
    room.send('ask.answer', { ask: pick(room.console().asks, a)?.ask ?? 'none', accept: b % 2 === 0 }),
  choose: ({ room }, a, b) =>
    room.send('activity.choose', {
      activity: some(Object.keys(activities), a),
      config: {},
      scope: some(['group', 'class'], b),
    }),
  start: ({ room }) => room.send('run.start', {}),
  startAgain: ({ room }) => room.send('run.start', {}),
  pause: ({ room }) => room.send('run.pause', {}),
  resume: ({ room }) => room.send('run.resume', {}),
  goOn: ({ room }) => room.send('run.resume', {}),
  extend: ({ room }, a) => room.send('run.extend', { ms: 1000 + a, group: null }),
  skip: ({ room }, a) => {
    const row = room.console().roll.filter(({ seat }) => seat !== null);
    const { seat, group } = pick(row, a) ?? { seat: 1, group: 1 };
    const isClass = room.console().run?.scope === 'class';
    return room.send('run.skip', { seat: seat ?? 1, group: isClass ? 0 : (group ?? 1) });
  },
  end: ({ room }, a) => room.send('run.end', { group: a % 4 === 0 ? null : 1 + (a % 3) }),
  phase: ({ room }, a) =>
    room.send('lesson.phase', { phase: some(['groups', 'card', 'demo', 'reflect'], a) }),
  door: ({ room }, a) => room.send('screen.door', { shown: a % 2 === 0 }),
  prompting: ({ room }, a) => room.send('run.prompting', { on: a % 2 === 0 }),
  prompt: ({ room }, a, b) =>
    room.send('prompt.mark', { group: 1, seat: pick(seatsOf(room), a) ?? 1, level: some([1, 2, 3], b) }),
  note: ({ room }, a) => room.send('note.add', { text: '记', child: some([...children, null], a) }),
  code: ({ room }, a, b) =>
    room.send('code.add', { code: some(['INIT', 'RESP', 'HELP', 'WITH'], b), child: some(children, a) }),
  consent: async ({ room }, a, b) => {
    const child = some(children, a);
    await room.store.addConsents([consent(child, b % 2 === 0 ? 'yes' : 'no')]);
    await room.lessons.peopleChanged([child]);
  },
  wait: ({ room }, a) => room.pass(some([500, 5000, 21_000], a)),
  sleep: ({ room, asleep }, a) => {
    asleep.add(some(tablets, a));
    room.lessons.lost(some(tablets, a));
    return Promise.resolve();
  },
  wake: (scene, a) => Promise.resolve(wake(scene, a)),
  loseWrites: async ({ room, gate }, a) => {
    gate.lose(some(['disk_full', 'not_saved'], a));
    await room.send('note.add', { text: '丢', child: null });
    gate.heal();
  },
};

/** A child does what its own view says it may, or taps while it is not its turn. */
function actOfChild(scene: Scene, a: number, b: number): Promise<unknown> {
  const { room } = scene;
  const device = wake(scene, a);
  const { own, run, group } = room.tablet(device);
  const held = own.seats.find(({ seat }) => legalOf(room, device, seat).length > 0) ?? pick(own.seats, b);
  if (!held || !run || !group) return Promise.resolve();
  const action = pick(legalOf(room, device, held.seat), b) ?? { type: 'claim' };
  return room.tap(device, 'hand', { seat: held.seat }).then(() =>
    room.tap(device, 'act', {
      ...{ actionId: newActionId(), run: run.run, group: group.group, seat: held.seat, epoch: held.epoch },
      ...{ asOf: group.view.asOf, action, shownMs: a, queued: b % 2 === 0 },
    }),
  );
}

function legalOf(room: Classroom, device: string, seat: number): readonly { readonly type: string }[] {
  const { own, run } = room.tablet(device);
  const view = own.views[String(seat)];
  const activity = run && activities[run.activity];
  return activity && view ? (activity.legal.seat(view) as { type: string }[]) : [];
}

function actOfAdult({ room }: Scene, a: number, b: number): Promise<unknown> {
  const { run } = room.console();
  const group = pick(run?.groups ?? [], a);
  const activity = run && activities[run.activity];
  if (!run || !activity || group === undefined) return Promise.resolve();
  const { view } = room.console()[`group:${group}`]!;
  const deed = pick(activity.legal.facilitator(view), b);
  if (!deed) return Promise.resolve();
  const action = deed.action as { type: string };
  return room.send('act.adult', {
    ...{ actionId: newActionId(), run: run.run, group, by: deed.by, asOf: view.asOf, action },
    ...{ shownMs: null, queued: false },
  });
}

/** What every device knows fits together. */
async function check({ room }: Scene): Promise<void> {
  const parts = room.console();
  const seated = parts.roll.flatMap(({ seat }) => seat ?? []);
  expect(new Set(seated).size).toBe(seated.length);
  const held = tablets.flatMap((device) => heldOn(room, device).map(({ seat }) => ({ seat, device })));
  expect(new Set(held.map(({ seat }) => seat)).size).toBe(held.length);
  for (const { child, seat, device } of parts.roll) {
    if (device === null) continue;
    expect(held).toContainEqual({ seat, device });
    expect(heldOn(room, device).find((one) => one.seat === seat)?.child).toBe(child);
  }
  for (const device of tablets) {
    const seats = heldOn(room, device).map(({ seat }) => String(seat));
    expect(seats).toEqual(expect.arrayContaining(Object.keys(room.tablet(device).own.views)));
  }
  const { goal } = parts.run ?? { goal: { done: 0, of: 0 } };
  expect(goal.done).toBeLessThanOrEqual(goal.of);
  const entries = await room.store.entries(parts.lesson!.session);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expect(JSON.stringify(entries)).not.toContain('child-');
}

/** What a restart keeps: all but why it stands still, open questions, who was heard, and who the guests are. */
function lasting(parts: ConsoleParts, linked: ReadonlySet<string | null>) {
  const { lesson, roll, devices, moments } = parts;
  const run = parts.run?.status === 'playing' ? parts.run : null;
  return {
    // A restart hides the door beside a game again, and stands still.
    lesson: { ...lesson, paused: null, prompting: null, doorShown: null },
    roll: roll.map(({ online: _online, seat, device, ...row }) =>
      linked.has(row.child) ? { ...row, seat, device } : row,
    ),
    devices: devices.map(({ online: _online, ...row }) => row),
    moments,
    run,
    // parts of an earlier run's groups are void
    games: run?.groups.map((group) => parts[`group:${group}`]),
  };
}

/** Two tablets come in and a game starts, so that most of what follows meets one. */
const prelude: readonly (readonly [string, number, number])[] = [
  ...([0, 1].flatMap((n) => [['comeIn', n, 0], ['chooseGroup', n, n]] as const)),
  ...children.flatMap((_, n) => [['claim', 0, n], ['claim', 1, n]] as const),
  ['choose', 0, 0],
  ['start', 0, 0],
]; // prettier-ignore

const script = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.nat({ max: 999 }), fc.nat({ max: 999 })),
  { minLength: 20, maxLength: long ? 200 : 60 },
);

test('anything at any moment: one holder a seat, no gap, no lost entry, and a restart finds the same lesson', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const gate = heldBack();
      const room = await classroom({
        children: children.length,
        guests: ['child-6', 'child-7'],
        through: gate.wrap,
      });
      await room.did('lesson.start', begin);
      await room.did('groups.propose', { how: 'random', count: 2 });
      const scene: Scene = { room, gate, asleep: new Set(tablets) };
      for (const n of tablets.keys()) wake(scene, n);
      await room.settle();
      for (const [name, a, b] of [...prelude, ...steps]) {
        await deeds[name]!(scene, a, b);
        await room.settle();
        expect(blurred).toEqual([]);
        await check(scene);
      }
      const faults = room.faults.filter((fault) => fault !== 'the record could not be written');
      expect(faults).toEqual([]);
      await room.pass(0);
      const before = room.console();
      const again = await room.restart();
      await again.settle();
      const seats = await room.store.rows('seat', null);
      const linked = new Set(seats.flatMap(({ child, active }) => (active === 1 ? [child] : [])));
      expect(lasting(again.console(), linked)).toEqual(lasting(before, linked));
      expect(again.faults).toEqual([]);
      await again.did('lesson.close', {});
      await again.lessons.stop();
    }),
    { numRuns: long ? 300 : 8 },
  );
}, 600_000);
