/**
 * A small group over a programme of weekly lessons, told by their facts: each has a circle with hands raised and prompts
 * marked, and a game in which whoever has the ball chooses who is next. k1 raises a hand for the first time in the last
 * lesson; k3 misses the third; k8 is a guest in the first two; `guest-canary` is one throughout.
 */
import type { FactWrite, TurnRow } from '../../server/record/facts.ts';
import type { Entry, Store } from '../../server/store/port.ts';
import { animals } from '../../src/wire/vocabulary.ts';
import {
  entry, groupRow, nine, noteRow, observationRow, promptRow, requestRow, rollRow, runRow, seatRow, sessionRow, turnRow,
} from './rows.ts'; // prettier-ignore

export const programme = {
  classId: 'small-group',
  children: ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'guest-canary'],
  names: ['小雨', '石头', '李明', '丫丫', '周舟', '天天', '月月', '阿依古丽', '客人'],
  lessons: ['w1', 'w2', 'w3', 'w4', 'w5', 'w6'],
} as const;

const weekMs = 7 * 86_400_000;
const lengthMs = 600_000;
type Child = (typeof programme.children)[number];

/** Who is not recorded in a lesson (0: the first), and who is not there. */
const isGuest = (child: Child, lesson: number): boolean =>
  child === 'guest-canary' || (child === 'k8' && lesson < 2);
const isAbsent = (child: Child, lesson: number): boolean => child === 'k3' && lesson === 2;

export async function keepProgramme(store: Store, over: { readonly lessons?: number } = {}): Promise<void> {
  const { classId, children, names, lessons } = programme;
  await store.addClass({ classId, name: '周三小组', kind: 'small_group', sample: false, createdWall: nine });
  await store.addChildren(
    classId,
    children.map((child, index) => ({
      child,
      name: names[index] ?? '',
      animal: animals[index * 3] ?? 'bear',
      colour: index % 8,
    })),
  );
  for (const [lesson, session] of lessons.slice(0, over.lessons).entries()) {
    const { facts, entries } = lessonOf(session, lesson);
    await store.append(session, 1, 0, entries, facts);
  }
}

function lessonOf(session: string, lesson: number): { facts: FactWrite[]; entries: Entry[] } {
  const startedWall = nine + lesson * weekMs;
  const { children, classId } = programme;
  const here = children.filter((child) => !isAbsent(child, lesson));
  const players = here.filter((child) => !isGuest(child, lesson));
  const seats = here.map((child) => children.indexOf(child) + 1);
  const facts: FactWrite[] = [
    {
      table: 'session',
      insert: sessionRow({
        session,
        class: classId,
        phase: 'closed',
        startedWall,
        endedWall: startedWall + 2_000_000,
      }),
    },
    ...children.map((child): FactWrite => {
      const insert = rollRow(child, {
        session,
        status: isAbsent(child, lesson) ? 'absent' : 'present',
        recorded: isGuest(child, lesson) ? 0 : 1,
      });
      return { table: 'roll', insert };
    }),
    ...children.map((child, index): FactWrite => {
      const insert = seatRow({ session, seat: index + 1, child: isGuest(child, lesson) ? null : child });
      return { table: 'seat', insert };
    }),
  ];
  const entries = [entry(1)];
  const begin = (run: number, activity: string, regime: 'queue' | 'chosen', config: string): void => {
    const wall = startedWall + run * lengthMs;
    const ended = { endedWall: wall + lengthMs, endedAt: lengthMs, why: 'done' } as const;
    facts.push(
      { table: 'run', insert: runRow({ session, run, activity, regime, config, prompting: regime === 'queue' ? 1 : 0, startedWall: wall, ...ended }) },
      { table: 'run_group', insert: groupRow({ session, run, grp: 1, seats: here.length, recorded: players.length, outcome: 'done', endedAt: lengthMs }) },
    ); // prettier-ignore
    const payload = { setup: { seats: seats.map((seat) => ({ seat, tablet: 1 })) } };
    entries.push(entry(entries.length + 1, { kind: 'setup', run, grp: 1, step: 0, at: 0, payload }));
  };
  const turn = (run: number, number: number, child: Child, over: Partial<TurnRow>): void => {
    const at = number * 25_000;
    const wall = startedWall + run * lengthMs;
    facts.push({
      table: 'turn',
      insert: turnRow({
        ...{
          session,
          run,
          turn: number,
          child,
          bounded: 0,
          why: 'self',
          attribution: 'own_tap',
          channel: 'tap',
        },
        ...{ offeredAt: at, claimedAt: at + 1000, endedAt: at + 9000 + 500 * ((number * 7 + lesson) % 9) },
        ...{ offeredWall: wall + at, claimedWall: wall + at + 1000, endedWall: wall + at + 9000 },
        ...over,
      }),
    });
  };

  begin(1, 'talking-circle', 'queue', '{"regime":"queue"}');
  // k1 waits until the last lesson; k2 comes to more turns from week to week.
  const hands = players.filter((child) => child !== 'k1' || lesson === 5);
  const order = [...hands, ...hands.slice(1, 3), ...Array.from({ length: lesson }, () => 'k2' as const)];
  order.forEach((child, index) => {
    const number = index + 1;
    const at = number * 25_000 - 4000;
    const request = { session, run: 1, request: number, child, at, closedAt: at + 4000, turn: number };
    facts.push({ table: 'request', insert: requestRow({ ...request, outcome: 'granted' }) });
    const prompted = (index + lesson) % 4 === 0;
    turn(1, number, child, { regime: 'queue', toward: 'group', prompt: prompted ? 1 : 0 });
    const seq = 100 + index;
    if (prompted)
      facts.push({ table: 'prompt', insert: promptRow({ session, run: 1, seq, child, turn: number, at }) });
  });

  begin(2, 'name-ball', 'chosen', '{"rounds":2}');
  let from: Child | null = null;
  for (let number = 1; number <= 20; number += 1) {
    const could: Child[] = players.filter((child) => child !== from);
    const to: Child = could[(number * number + lesson) % could.length] ?? 'k2';
    const choice: Partial<TurnRow> =
      from === null ? {} : { givenBy: 'child', givenByChild: from, options: JSON.stringify(could) };
    turn(2, number, to, { regime: 'chosen', ...choice });
    from = to;
  }

  const about = { session, run: 1, at: 60_000, wall: startedWall + lengthMs + 60_000 };
  facts.push({
    table: 'observation',
    insert: observationRow({ ...about, seq: 900, child: 'k2', code: lesson % 2 === 0 ? 'HELP' : 'INIT' }),
  });
  facts.push({
    table: 'note',
    insert: noteRow({ ...about, seq: 901, child: 'k1', text: `第 ${lesson + 1} 次：坐得离大家近了一点。` }),
  });
  return { facts, entries };
}
