/** Lessons at the edges of what a review must show, told by their facts, and how they are kept in a store. */
import type { FactWrite, RollRow, RunRow, SessionRow, TurnRow } from '../../server/record/facts.ts';
import type { Consent, Entry, Store } from '../../server/store/port.ts';
import { animals } from '../../src/wire/vocabulary.ts';
import { entry, groupRow, nine, pauseRow, promptRow, requestRow, rollRow, runRow, seatRow, sessionRow, turnRow } from './rows.ts'; // prettier-ignore

export interface ReviewSession {
  readonly store: Store;
  readonly session: string;
  /** Ids and names of children who may stand in no page, file or chart. */
  readonly canaries: readonly string[];
}

/** A turn as a test tells it; `end` null: nobody wrote it down. Left out: it lasted 2 s. */
export interface ToldTurn extends Partial<TurnRow> {
  readonly child: string | null;
  readonly start: number;
  readonly end?: number | null;
  /** A child, `group` or `adult`; left out: unknown. */
  readonly to?: string;
}

export interface ToldLesson {
  readonly session?: Partial<SessionRow>;
  /** Ids of the class in roster order. Each is called 甲 and its id: 甲k1. */
  readonly children: readonly string[];
  /** Of them without consent to record. */
  readonly guests?: readonly string[];
  readonly roll?: Readonly<Record<string, Partial<RollRow>>>;
  /** Run 1; null: nothing was played. */
  readonly run?: Partial<RunRow> | null;
  /** Turns by group, numbered in the order told unless they say; a whole class is group 0. */
  readonly groups?: Readonly<
    Record<number, { readonly of: readonly string[]; readonly turns: readonly ToldTurn[] }>
  >;
  /** Pauses, requests and whatever else was. */
  readonly more?: readonly FactWrite[];
}

const classId = 'class-1';
const lengthMs = 600_000;

/** Keeps a lesson as it is told. Seats and log entries say who played in which group. */
export async function keepTold(store: Store, told: ToldLesson): Promise<ReviewSession> {
  const { children, guests = [], roll = {}, run = {}, groups = {}, more = [] } = told;
  const nameOf = (child: string) => `甲${child}`;
  await store.addClass({ classId, name: '三年级', kind: 'class', sample: false, createdWall: nine });
  await store.addChildren(
    classId,
    children.map((child, index) => ({
      child,
      name: nameOf(child),
      animal: animals[index] ?? 'bear',
      colour: 0,
    })),
  );
  await store.addConsents(children.filter((child) => !guests.includes(child)).map(recordingAgreed));
  const ended = { phase: 'closed', endedWall: nine + lengthMs } as const;
  const row = sessionRow({ class: classId, ...ended, ...told.session });
  const isGuest = (child: string) => guests.includes(child);
  const hidden = children.filter((child) => isGuest(child) || roll[child]?.recorded === 0);
  const played =
    run === null ? [] : Object.entries(groups).map(([grp, group]) => ({ grp: Number(grp), ...group }));
  const facts: FactWrite[] = [
    { table: 'session', insert: row },
    ...children.map((child): FactWrite => {
      const grp = played.find(({ of }) => of.includes(child))?.grp ?? null;
      const insert = rollRow(child, { grp, recorded: isGuest(child) ? 0 : 1, ...roll[child] });
      return { table: 'roll', insert };
    }),
    ...children.map((child, index): FactWrite => {
      return { table: 'seat', insert: seatRow({ seat: index + 1, child: isGuest(child) ? null : child }) };
    }),
    ...(run === null ? [] : [runFact(run)]),
    ...played.flatMap(({ grp, of, turns }) => [
      groupFact(grp, of, guests),
      ...turns.map((turn, index) => turnFact(turn, index + 1, grp, run ?? {})),
    ]),
    ...more,
  ];
  const setups = played.map(({ grp, of }, index) => setup(index + 2, grp, of.map((child) => children.indexOf(child) + 1))); // prettier-ignore
  await store.append(row.session, 1, 0, [entry(1), ...setups], facts);
  return { store, session: row.session, canaries: hidden.flatMap((child) => [child, nameOf(child)]) };
}

const recordingAgreed = (child: string): Consent => ({
  ...{ child, answer: 'yes', purpose: 'record', date: '2026-03-01', giver: 'parent', way: 'signed_form' },
  ...{ assent: null, enteredWall: nine },
});

function runFact(run: Partial<RunRow>): FactWrite {
  const free = { activity: 'talking-circle', regime: 'free_floor' } as const;
  const done = { endedWall: nine + 60_000 + lengthMs, endedAt: lengthMs, why: 'done' } as const;
  return { table: 'run', insert: runRow({ ...free, ...done, ...run }) };
}

function groupFact(grp: number, of: readonly string[], guests: readonly string[]): FactWrite {
  const recorded = of.filter((child) => !guests.includes(child)).length;
  const insert = groupRow({ grp, seats: of.length, recorded, outcome: 'done', endedAt: lengthMs });
  return { table: 'run_group', insert };
}

function turnFact(
  told: ToldTurn,
  turn: number,
  grp: number,
  { regime = 'free_floor' }: Partial<RunRow>,
): FactWrite {
  const { child, start, end = start + 2000, to, ...over } = told;
  const [toward, towardChild] =
    to === undefined
      ? (['unknown', null] as const)
      : to === 'group' || to === 'adult'
        ? ([to, null] as const)
        : (['child', to] as const);
  const insert = turnRow({
    ...{ turn, grp, child, speaker: child === null ? 'adult' : 'child', regime, bounded: 0 },
    ...{
      offeredAt: start,
      offeredWall: nine + 60_000 + start,
      claimedAt: start,
      claimedWall: nine + 60_000 + start,
    },
    ...{ endedAt: end, endedWall: end === null ? null : nine + 60_000 + end, why: 'self' },
    ...{ toward, towardChild, attribution: 'own_tap', channel: 'tap' },
    ...over,
  });
  return { table: 'turn', insert };
}

function setup(seq: number, grp: number, seats: readonly number[]): Entry {
  const payload = { setup: { seats: seats.map((seat) => ({ seat, tablet: null })) } };
  return entry(seq, { kind: 'setup', run: 1, grp, step: 0, at: 0, payload });
}

/** `count` ids: k1, k2 … */
export const kids = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index + 1}`);

/** Every 10 s one of these children in turn speaks to the next, to the group or to nobody known. */
export function chatter(children: readonly string[], turns: number): ToldTurn[] {
  return Array.from({ length: turns }, (_, index): ToldTurn => {
    const child = children[(index * index + index) % children.length] ?? null;
    const next = children[(index + 1) % children.length] ?? 'group';
    const to = index % 3 === 0 ? 'group' : next;
    return { child, start: index * 10_000, ...(index % 5 === 4 || to === child ? {} : { to }) };
  });
}

function oneGroup(of: readonly string[], turns: readonly ToldTurn[]): NonNullable<ToldLesson['groups']> {
  return { 1: { of, turns } };
}

const six = kids(6);

/** By what is special about them. */
export const toldLessons = {
  'a silent child': { children: six, groups: oneGroup(six, chatter(six.slice(0, 5), 18)) },
  'no turns at all': { children: six, groups: oneGroup(six, []) },
  'nothing played': { children: six, run: null },
  'one child': { children: ['k1'], groups: oneGroup(['k1'], chatter(['k1'], 4)) },
  'sixty children': { children: kids(60), groups: { 0: { of: kids(60), turns: chatter(kids(60), 59) } } },
  'a crash in the middle': {
    children: six,
    run: { endedWall: null, endedAt: null, why: 'superseded' },
    groups: oneGroup(six, [
      ...chatter(six, 7),
      { child: 'k2', start: 90_000, end: 95_000, to: 'group', why: 'interrupted' },
      { child: 'k3', start: 99_000, end: null, why: null, toward: null },
    ]),
    more: [
      { table: 'pause', insert: pauseRow({ at: 80_000, why: 'restart', toWall: nine + 300_000 }) },
      { table: 'request', insert: requestRow({ child: 'k4', at: 91_000 }) },
    ],
  },
  'a child without consent': {
    children: [...six, 'guest-canary'],
    guests: ['guest-canary'],
    groups: oneGroup(
      [...six, 'guest-canary'],
      // The guest's turn has no row: number 8 is missing.
      chatter(six, 14).map((turn, index) => ({ ...turn, turn: index < 7 ? index + 1 : index + 2 })),
    ),
  },
  'consent withdrawn in the middle': {
    children: [...six, 'gone-canary'],
    roll: { 'gone-canary': { recorded: 0 } },
    groups: oneGroup([...six, 'gone-canary'], chatter([...six, 'gone-canary'], 20)),
  },
  'too few recorded': {
    children: six,
    guests: ['k4', 'k5', 'k6'],
    groups: oneGroup(six, chatter(['k1', 'k2', 'k3'], 9)),
  },
  'imported without ends': {
    session: { origin: 'imported' },
    children: six,
    groups: oneGroup(
      six,
      chatter(six, 12).map((turn) => ({ ...turn, end: null, endedWall: null })),
    ),
  },
  'turns by the rule': {
    children: six,
    run: { activity: 'guide-and-walker', regime: 'forced' },
    groups: oneGroup(
      six,
      chatter(six, 12).map((turn) => ({ ...turn, bounded: 1 })),
    ),
  },
  'prompts marked': {
    children: six,
    run: { prompting: 1 },
    groups: oneGroup(
      six,
      chatter(six, 18).map((turn, index) => ({ ...turn, prompt: index % 4 === 1 ? 2 : 0 })),
    ),
    more: [
      ...chatter(six, 18).flatMap(({ child, start }, index): FactWrite[] => {
        if (index % 4 !== 1 || child === null) return [];
        const of = { seq: 100 + index, child, turn: index + 1, level: 2 } as const;
        return [{ table: 'prompt', insert: promptRow({ ...of, at: start, wall: nine + 60_000 + start }) }];
      }),
      // One between turns, which no turn tells of.
      { table: 'prompt', insert: promptRow({ seq: 200, child: 'k6', turn: null, at: 55_000 }) },
    ],
  },
} as const satisfies Readonly<Record<string, ToldLesson>>;
