/** What a lesson reads of those before it, from a real store. */
import { describe, expect, it } from 'vitest';
import {
  correctionRow,
  entry,
  groupRow,
  nine,
  rollRow,
  runRow,
  sessionRow,
  turnRow,
} from '../../tests/support/rows.ts';
import { keepProgramme, programme } from '../../tests/support/programme.ts';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import type { FactWrite, RollRow, RunRow, SessionRow } from '../record/facts.ts';
import type { Store } from '../store/port.ts';
import type { SummaryCode } from '../../src/wire/review.ts';

const dayMs = 86_400_000;
const three = ['k1', 'k2', 'k3'];

/** The `number`th lesson of a class: a circle of ten minutes with so many turns of k1, and one of k2. */
async function keep(
  store: Store,
  number: number,
  turns: number,
  over: {
    session?: Partial<SessionRow>;
    run?: Partial<RunRow>;
    roll?: Readonly<Record<string, Partial<RollRow>>>;
    /** In place of k1. */
    turnOf?: string;
    more?: readonly FactWrite[];
  } = {},
): Promise<void> {
  const session = `s${number}`;
  const startedWall = nine + number * dayMs;
  const run = {
    session,
    activity: 'talking-circle',
    regime: 'queue',
    startedWall,
    endedAt: 600_000,
    endedWall: startedWall + 1,
    why: 'done',
  } as const;
  const whose = [...Array.from({ length: turns }, () => over.turnOf ?? 'k1'), 'k2'];
  const taken = { regime: 'queue', bounded: 0, why: 'self', claimedAt: 1, endedAt: 2 } as const;
  await store.append(session, 1, 0, [entry(1)], [
    { table: 'session', insert: sessionRow({ session, startedWall, endedWall: startedWall + 2, ...over.session }) },
    ...three.map((child): FactWrite => ({ table: 'roll', insert: rollRow(child, { session, ...over.roll?.[child] }) })),
    { table: 'run', insert: runRow({ ...run, ...over.run }) },
    { table: 'run_group', insert: groupRow({ session, endedAt: 600_000, outcome: 'done' }) },
    ...whose.map((child, index): FactWrite => {
      return { table: 'turn', insert: turnRow({ session, turn: index + 1, child, ...taken, claimedWall: startedWall + index }) };
    }),
    ...(over.more ?? []),
  ]); // prettier-ignore
}

async function classOf(): Promise<Store> {
  const store = await temporaryStore();
  await store.addClass({ classId: 'c1', name: '三年级', kind: 'class', sample: false, createdWall: nine });
  await store.addChildren('c1', three.map((child) => ({ child, name: child, animal: 'fox', colour: 0 }))); // prettier-ignore
  return store;
}
const said = async (store: Store, session: string, code: SummaryCode) =>
  (await store.lesson(session))?.summary.filter((one) => one.code === code).map(({ params }) => params);

describe('earlier lessons', () => {
  it('are those of the same class, activity, regime and settings that ended before; the newest ten of them', async () => {
    const store = await classOf();
    await keep(store, 1, 50);
    await keep(store, 2, 60, { session: { class: 'other' } });
    await keep(store, 3, 60, { session: { rehearsal: 1 } });
    await keep(store, 4, 60, { run: { config: '{"minutes":5}' } });
    await keep(store, 5, 60, { run: { endedAt: null, endedWall: null } });
    for (let number = 6; number < 16; number += 1) await keep(store, number, number % 3);
    await keep(store, 16, 9);
    await keep(store, 17, 40);
    expect(await said(store, 's16', 'own_more')).toEqual([
      { child: 'k1', measure: 'turns', now: 9, least: 0, most: 2, sessions: 10 },
    ]);
  });

  it('count as they were corrected', async () => {
    const store = await classOf();
    const notK1 = (number: number): FactWrite => ({
      table: 'correction',
      insert: correctionRow({ session: `s${number}`, seq: 5, turn: 1, what: 'child', child: 'k3' }),
    });
    for (let number = 1; number <= 3; number += 1) await keep(store, number, 2, { more: [notK1(number)] });
    await keep(store, 4, 2);
    expect(await said(store, 's4', 'own_more')).toEqual([
      { child: 'k1', measure: 'turns', now: 2, least: 1, most: 1, sessions: 3 },
    ]);
  });

  it('tell whose first turn it was; a turn that was corrected away, passed or made in a rehearsal is none', async () => {
    const store = await classOf();
    const away: FactWrite = {
      table: 'correction',
      insert: correctionRow({ session: 's2', seq: 5, turn: 1, what: 'void' }),
    };
    await keep(store, 1, 1, { session: { rehearsal: 1 } });
    await keep(store, 2, 1, { more: [away] });
    await keep(store, 3, 1);
    await keep(store, 4, 1);
    expect(await said(store, 's2', 'first_turns')).toEqual([]);
    expect(await said(store, 's3', 'first_turns')).toEqual([{ children: ['k1'] }]);
    expect(await said(store, 's4', 'first_turns')).toEqual([]);
  });

  it.each<[string, Partial<RollRow>]>([
    ['absent', { status: 'absent' }],
    ['not recorded', { recorded: 0 }],
  ])('tell no first turn of a child who was %s in them', async (_, roll) => {
    const store = await classOf();
    await keep(store, 1, 0, { roll: { k1: roll } });
    await keep(store, 2, 1);
    expect(await said(store, 's2', 'first_turns')).toEqual([]);
    await keep(store, 3, 0);
    await keep(store, 4, 1, { turnOf: 'k3' });
    expect(await said(store, 's4', 'first_turns')).toEqual([{ children: ['k3'] }]);
  });
});

describe('a programme', () => {
  it('gives a child its lessons in order, with a gap where it was absent or a guest', async () => {
    const store = await temporaryStore();
    await keepProgramme(store);
    const missed = await store.childPage('k3');
    expect(missed?.sessions.map(({ session, reason }) => [session, reason])).toEqual(
      programme.lessons.map((session) => [session, session === 'w3' ? 'absent' : null]),
    );
    expect(missed?.sessions[2]).toMatchObject({ status: 'absent', games: [], moments: [] });
    const late = await store.childPage('k8');
    expect(late?.sessions.map(({ reason }) => reason)).toEqual([
      'consent',
      'consent',
      null,
      null,
      null,
      null,
    ]);
    expect(await store.childPage('guest-canary')).toBeNull();
    expect(await store.childPage('nobody')).toBeNull();
  });

  it('has the same figures of a child as the lesson’s own page', async () => {
    const store = await temporaryStore();
    await keepProgramme(store);
    const child = await store.childPage('k2');
    for (const { session, games } of child?.sessions ?? []) {
      const page = await store.lesson(session);
      const own = page?.games.map((game) => game.children.find((one) => one.child === 'k2'));
      expect(
        games.map(({ turns, floorMs, firstAt, passes, initiationRate }) => ({
          turns,
          floorMs,
          firstAt,
          passes,
          initiationRate,
        })),
      ).toEqual(
        own?.map((one) => ({
          turns: one?.turns,
          floorMs: one?.floorMs,
          firstAt: one?.firstAt,
          passes: one?.passes,
          initiationRate: one?.initiationRate,
        })),
      );
      expect(games.map(({ prompts }) => prompts !== null)).toEqual([true, false]);
    }
  });

  it('gives a group its lessons with like figures, and choices by everybody’s place', async () => {
    const store = await temporaryStore();
    await keepProgramme(store);
    const page = await store.groupPage('small-group');
    expect(page?.people.map(({ child }) => child)).toEqual(programme.children.slice(0, 8));
    expect(page?.sessions.map(({ present, recorded }) => [present, recorded])).toEqual([
      [9, 7], [9, 7], [8, 7], [9, 8], [9, 8], [9, 8],
    ]); // prettier-ignore
    for (const { session, games } of page?.sessions ?? []) {
      const own = (await store.lesson(session))?.games ?? [];
      expect(games.map(({ gini }) => gini)).toEqual(own.map(({ equality }) => equality.turns.giniCorrected));
      expect(games.map(({ regime, density }) => [regime, density.reason])).toEqual([
        ['queue', 'no_options'],
        ['chosen', null],
      ]);
    }
    expect(page?.networks.map(({ session }) => session)).toEqual(programme.lessons);
    const times = (edges: readonly (readonly [number, number, number])[]) =>
      edges.reduce((sum, [, , n]) => sum + n, 0);
    // Nineteen of the twenty throws of each lesson were chosen.
    expect(page?.networks.map(({ edges }) => times(edges))).toEqual([19, 19, 19, 19, 19, 19]);
    expect(times(page?.allEdges ?? [])).toBe(6 * 19);
    expect(page?.allEdges.every(([from, to]) => from !== to && from < 8 && to < 8)).toBe(true);
    expect(await store.groupPage('nobody')).toBeNull();
  });
});
