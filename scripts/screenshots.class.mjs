// An invented class with four weekly lessons, played through the real session on a clock of their own, so that a review
// has a past, a network and a replay within seconds. Nothing here is a real child; chance has a seed.
import { rngFor } from '../activities/_kit/rng.ts';
import { openSqliteStore } from '../server/store/sqlite/open.ts';
import { animals } from '../src/wire/vocabulary.ts';
import { fakeClocks } from '../tests/support/fakeClocks.ts';
import { actAs, seatGroup, startRun } from '../tests/support/games.ts';
import { consent, openRoom } from '../tests/support/room.ts';

/** @typedef {import('../tests/support/room.ts').Classroom} Classroom */
/** @typedef {import('../tests/support/games.ts').Held} Held */
/** @typedef {import('../activities/_kit/contract.ts').Rng} Rng */
/** @typedef {{ readonly type: string, readonly to?: number }} Act */

const classId = 'class-3-1';
const tickMs = 1000;

/**
 * Each child: how often its hand goes up in the circle of each lesson, and whom it likes to throw the ball to. Without
 * `consent` it plays as a guest; `absent` from the last lesson; `prompted`: the lessons in which it needs a prompt.
 * Odd rows are the first group, even rows the second.
 * @type {readonly { readonly name: string, readonly hands: readonly number[], readonly likes: readonly string[], readonly guest?: true, readonly absent?: true, readonly prompted?: readonly number[] }[]}
 */
const children = [
  { name: '小雨', hands: [2, 1, 3, 2], likes: ['李明', '周舟'], prompted: [0, 1, 2] },
  { name: '石头', hands: [1, 2, 3, 2], likes: ['丫丫', '冬冬'] },
  { name: '李明', hands: [3, 2, 1, 2], likes: ['小雨', '天天'] },
  { name: '丫丫', hands: [2, 3, 1, 2], likes: ['石头', '扎西'] },
  { name: '周舟', hands: [3, 1, 2, 2], likes: ['小雨', '梅朵'] },
  { name: '阿依', hands: [1, 3, 2, 2], likes: ['大勇', '丫丫'], absent: true },
  { name: '天天', hands: [2, 3, 1, 1], likes: ['李明', '晓晓'] },
  { name: '冬冬', hands: [3, 2, 1, 2], likes: ['石头', '豆豆'] },
  { name: '梅朵', hands: [1, 0, 0, 3], likes: ['周舟', '可可'] },
  { name: '扎西', hands: [2, 1, 3, 1], likes: ['丫丫', '大勇'] },
  { name: '晓晓', hands: [1, 3, 2, 2], likes: ['天天', '梅朵'] },
  { name: '大勇', hands: [3, 4, 3, 1], likes: ['扎西', '冬冬'] },
  { name: '可可', hands: [2, 1, 1, 1], likes: ['梅朵', '安安'] },
  { name: '豆豆', hands: [1, 1, 2, 1], likes: ['冬冬', '乐乐'] },
  { name: '安安', hands: [1, 1, 1, 1], likes: ['可可', '晓晓'], guest: true },
  { name: '乐乐', hands: [1, 1, 1, 1], likes: ['豆豆', '石头'], guest: true },
];
const groups = [1, 2];
const idOf = (/** @type {number} */ index) => `child-${index + 1}`;
const groupOf = (/** @type {number} */ index) => groups[index % groups.length] ?? 1;
/** @param {string} id */
const told = (id) =>
  /** @type {(typeof children)[number]} */ (children[Number(id.slice('child-'.length)) - 1]);

/** How long the circle of each lesson lasts (ms): the last one lies between the others, so that rates may be like before. */
const circleMs = [360_000, 345_000, 375_000, 360_000];

/**
 * Keeps the four lessons in the record of a folder, a week apart, all before `now`.
 * @param {string} folder @param {number} now wall clock (ms)
 * @returns {Promise<{ readonly classId: string, readonly session: string, readonly child: string }>} the last lesson, and whose page tells something
 */
export async function keepClass(folder, now) {
  const store = await openSqliteStore({ folder });
  const clocks = fakeClocks();
  const rng = rngFor(5, 0);
  const random = (/** @type {number} */ bytes) => Uint8Array.from({ length: bytes }, () => rng.int(256));
  const startedWall = (/** @type {number} */ lesson) => wallOf(now, circleMs.length - 1 - lesson);
  await store.addClass({
    classId,
    name: '三年级一班',
    kind: 'class',
    sample: false,
    createdWall: startedWall(0),
  });
  await store.addChildren(
    classId,
    children.map(({ name }, index) => ({
      ...{ child: idOf(index), name },
      ...{ animal: animals[(index * 7 + 2) % animals.length] ?? 'bear', colour: index % 8 },
    })),
  );
  const agreed = children.flatMap(({ guest }, index) => (guest ? [] : [consent(idOf(index), 'yes')]));
  await store.addConsents(agreed);
  await store.addConsents(agreed.map((one) => ({ ...one, purpose: 'research_export' })));
  const room = await openRoom(store, clocks, { random });
  let session = '';
  for (const lesson of circleMs.keys()) {
    clocks.setWall(startedWall(lesson));
    session = await keepLesson(room, lesson, rng);
  }
  clocks.silence();
  await store.close();
  return { classId, session, child: idOf(children.findIndex(({ name }) => name === '梅朵')) };
}

/** Ten past ten on the last Tuesday before `now`, or so many weeks earlier. @param {number} now @param {number} weeks */
function wallOf(now, weeks) {
  const day = new Date(now);
  day.setDate(day.getDate() - ((day.getDay() + 4) % 7) - 1 - weeks * 7);
  return day.setHours(10, 10, 0, 0);
}

/** @param {Classroom} room @param {number} lesson 0: the first @param {Rng} rng */
async function keepLesson(room, lesson, rng) {
  const isLast = lesson === circleMs.length - 1;
  const start = { classId, rehearsal: false, speed: 1, confirmDate: true };
  const { session } = await room.did('lesson.start', start);
  for (const [index, { absent }] of children.entries())
    if (isLast && absent) await room.did('roll.mark', { child: idOf(index), status: 'absent' });
  await room.did('groups.propose', { how: 'random', count: groups.length });
  for (const index of children.keys())
    await room.did('groups.place', { child: idOf(index), group: groupOf(index) });
  await room.did('lesson.phase', { phase: 'tablets' });
  await room.settle();
  /** @type {Held[]} */
  const held = [];
  for (const group of groups) held.push(...(await seatGroup(room, deviceOf(lesson, group), group)));
  const table = { room, rng, held, lesson };

  await startRun(room, 'talking-circle', { regime: 'queue', minutes: 8, thinkSeconds: 1, turnSeconds: 40 });
  await room.did('run.prompting', { on: true });
  await playCircle(table);
  await pass(table, 60_000);
  await startRun(room, 'name-ball', { rounds: 3, minutes: 8 });
  await playBall(table);
  await pass(table, 90_000);
  await room.did('lesson.close', {});
  await room.settle();
  return session;
}

/** @typedef {{ readonly room: Classroom, readonly rng: Rng, readonly held: readonly Held[], readonly lesson: number }} Table */

const deviceOf = (/** @type {number} */ lesson, /** @type {number} */ group) =>
  `tablet-${lesson + 1}-${group}`;

/** Time in which the tablets are heard of. @param {Table} table @param {number} ms */
async function pass({ room, lesson }, ms) {
  for (let left = ms; left > 0; left -= tickMs) {
    for (const group of groups) room.lessons.heard(deviceOf(lesson, group));
    await room.pass(tickMs);
  }
}

/** @param {Table} table @param {number} group */
function gameOf({ room, held }, group) {
  const part = room.screen()[`group:${group}`];
  /** @type {{ readonly speaker: number, readonly state: string } | null} */
  const floor = /** @type {any} */ (part?.view)?.floor ?? null;
  const holder = held.find(({ seat }) => seat === floor?.speaker) ?? null;
  return { over: (part?.outcome ?? null) !== null, state: floor?.state ?? null, holder };
}

/**
 * Whoever has the floor takes it after a moment of its own, keeps it for a while, and then does what `act` says.
 * @param {Table} table @param {number} group @param {(holder: Held) => Act} act @param {() => number} thinkMs
 */
function floorOf(table, group, act, thinkMs) {
  let shown = '';
  let left = 0;
  return async () => {
    const { state, holder } = gameOf(table, group);
    const now = `${state} ${holder?.seat}`;
    if (now !== shown) left = state === 'offered' ? 1000 + table.rng.int(4000) : thinkMs();
    shown = now;
    left -= tickMs;
    if (left > 0 || holder === null) return;
    shown = '';
    // The tablet is in the hands of whose turn it is.
    await table.room.tapped(holder.device, 'hand', { seat: holder.seat });
    await actAs(table.room, holder, state === 'offered' ? { type: 'claim' } : act(holder));
  };
}

/** Raised hands one after the other, with prompts, a mark, a note and a pause. @param {Table} table */
async function playCircle(table) {
  const { room, rng, held, lesson } = table;
  const lengthMs = circleMs[lesson] ?? 0;
  const raises = held.flatMap((holder) => {
    const times = told(holder.child).hands[lesson] ?? 0;
    return Array.from({ length: times }, (_, nth) => ({
      holder,
      at: Math.round(((nth + 0.9 * (rng.int(1000) / 1000)) / times) * (lengthMs - 75_000)) + 2000,
    }));
  });
  const speaking = () => 6000 + rng.int(9000);
  const floors = groups.map((group) => floorOf(table, group, () => ({ type: 'done' }), speaking));
  const notice = noticing(table);
  for (let at = 0; at < lengthMs; at += tickMs) {
    for (const raise of raises.filter((one) => one.at <= at)) {
      const answer = await actAs(room, raise.holder, { type: 'raise' });
      if (answer.ok) raises.splice(raises.indexOf(raise), 1);
    }
    for (const group of groups) await promptIfNeeded(table, group, at);
    for (const floor of floors) await floor();
    await notice(at);
    await pass(table, tickMs);
  }
  await room.did('run.end', { group: null });
  await room.settle();
}

/** Once a minute, if its turn comes then. @param {Table} table @param {number} group @param {number} at */
async function promptIfNeeded(table, group, at) {
  const { state, holder } = gameOf(table, group);
  if (holder === null || state !== 'offered' || at % 3000 !== 0) return;
  if (!told(holder.child).prompted?.includes(table.lesson)) return;
  await table.room.did('prompt.mark', { group, seat: holder.seat, level: 2 });
}

/** What the adult does in the last circle, where 梅朵 has come to speak. @param {Table} table */
function noticing(table) {
  const { room, lesson } = table;
  const childOf = (/** @type {string} */ name) => idOf(children.findIndex((one) => one.name === name));
  const quiet = childOf('梅朵');
  /** When it first began to speak. */
  let began = Infinity;
  return async (/** @type {number} */ at) => {
    if (lesson !== circleMs.length - 1) return;
    const { state, holder } = gameOf(table, 1);
    if (state === 'claimed' && holder?.child === quiet) began = Math.min(began, at);
    if (at === began + 3000) await room.did('code.add', { code: 'INIT', child: quiet });
    if (at === began + 15_000)
      await room.did('note.add', { text: '自己举的手，声音很轻，大家都等她说完。', child: quiet });
    if (at === 182_000) await room.did('code.add', { code: 'HELP', child: childOf('石头') });
    if (at === 240_000) await room.did('run.pause', {});
    if (at === 262_000) await room.did('run.resume', {});
  };
}

/** The ball goes to whom its holder likes, mostly. @param {Table} table */
async function playBall(table) {
  const { room, rng, held } = table;
  const throwing = (/** @type {Held} */ holder) => {
    const view = /** @type {any} */ (room.tablet(holder.device).own.views[String(holder.seat)]);
    if (view.golden) return { type: 'close' };
    /** @type {readonly number[]} */
    const options = view.options;
    const liked = options.filter((seat) => {
      const child = held.find((other) => other.seat === seat)?.child;
      return child !== undefined && told(holder.child).likes.includes(told(child).name);
    });
    return { type: 'throw', to: rng.pick(liked.length > 0 && rng.int(5) > 0 ? liked : options) };
  };
  const floors = groups.map((group) => floorOf(table, group, throwing, () => 2000 + rng.int(5000)));
  for (let ticks = 0; ticks < 480; ticks += 1) {
    if (groups.every((group) => gameOf(table, group).over)) break;
    for (const floor of floors) await floor();
    await pass(table, tickMs);
  }
  if (room.console().run?.status === 'playing') await room.did('run.end', { group: null });
  await room.settle();
}
