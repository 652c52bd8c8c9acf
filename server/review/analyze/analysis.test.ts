import { describe, expect, it } from 'vitest';
import { activities } from '../../../activities/registry.rules.ts';
import { playLesson } from '../../../tests/support/playedLesson.ts';
import { reviewSessions } from '../../../tests/support/reviewSessions.ts';
import { temporaryStore } from '../../../tests/support/temporaryStore.ts';
import { consent } from '../../../tests/support/classroom.ts';
import { nine } from '../../../tests/support/rows.ts';
import type { Store } from '../../store/port.ts';
import type { GameMeasures } from '../../../src/wire/review.ts';
import { exportedBy } from '../export/exported.testing.ts';
import { figureLines } from '../export/figures.ts';
import { keepImport, prepareImport } from '../import/import.ts';
import type { ImportWish } from '../import/import.ts';
import { analyze } from './analysis.ts';
import type { Analysis } from './analysis.ts';
import { analyzedGame } from './json.ts';

const bytes = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));

function analyzed(turns: Uint8Array, roster: Uint8Array | null = null): Extract<Analysis, { ok: true }> {
  const analysis = analyze({ turns, roster, regime: 'free_floor' });
  if (!analysis.ok) throw new Error(JSON.stringify(analysis.faults));
  return analysis;
}

/** Every figure of every game by what it is of, so that the order of children does not matter; ids become names. */
function told(games: readonly GameMeasures[], nameOf: (child: string) => string): Map<string, unknown> {
  const name = (child: string | null) => (child === null ? '' : nameOf(child));
  const lines = games.flatMap(figureLines).map(({ child, otherChild, value, ...line }): [string, unknown] => {
    // Sums in another order differ in the last bits.
    const rounded = value === null ? null : Number(value.toPrecision(12));
    const { run, group, measure } = line;
    return [
      JSON.stringify([run, group, measure, name(child), name(otherChild)]),
      { ...line, value: rounded },
    ];
  });
  expect(new Set(lines.map(([key]) => key)).size).toBe(lines.length);
  return new Map(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Figures = ReturnType<typeof told>;

/** The figures of the session's page, and those of the command on the session's exported turns; by names both. */
async function bothWays(store: Store, session: string): Promise<{ page: Figures; command: Figures }> {
  const page = await store.lesson(session);
  const files = await exportedBy(store, { session, names: true });
  const turns = files[`exchange/${session}/turns.csv`];
  const roster = files[`exchange/${session}/roster.csv`];
  if (page === null || turns === undefined || roster === undefined) throw new Error('nothing exported');
  const { games, nameOf } = analyzed(turns, roster);
  const names = new Map(page.children.map(({ child, name }) => [child, name]));
  return { page: told(page.games, (child) => names.get(child) ?? child), command: told(games, nameOf) };
}

describe('the figures of exported turns are those of the page', () => {
  for (const [name, make] of Object.entries(reviewSessions)) {
    it(`of ${name}`, async () => {
      const { store, session } = await make();
      const { page, command } = await bothWays(store, session);
      expect(command).toEqual(page);
    });
  }

  for (const id of ['name-ball', 'story-train', 'guide-and-walker', 'lift-lantern'] as const) {
    it(`of a lesson of ${id}, played with all that befalls one`, async () => {
      const activity = activities[id];
      if (activity === undefined) throw new Error(`no ${id}`);
      const play = { activity, seed: 9, groups: 2, children: 10, guests: ['child-9'], moves: 60 };
      const { room, session } = await playLesson(play);
      const { page, command } = await bothWays(room.store, session);
      expect(command).toEqual(page);
    });
  }

  it('of an imported lesson: the file itself, the page and the page’s export all say the same', async () => {
    const store = await temporaryStore();
    const names = ['小明', '小芳', '阿静', '阿强'];
    await store.addClass({ classId: 'c1', name: '三年级', kind: 'class', sample: false, createdWall: nine });
    await store.addChildren(
      'c1',
      names.map((name, index) => ({ child: `k${index}`, name, animal: 'fox', colour: 0 })),
    );
    await store.addConsents(names.map((_, index) => consent(`k${index}`, 'yes')));
    const file = bytes(
      'start,end,speaker,addressee,kind,prompted',
      '0,6,小明,,,no',
      '7,10.5,小芳,小明,,no',
      '0:00:11,0:00:15,小明,小芳,,no',
      '18,21,阿静,?,,yes',
      '22.5,26,小芳,阿静,,no',
      '24,30,阿静,,request,',
      '27,29,阿静,小芳,,no',
    );
    const wish: ImportWish = {
      ...{ bytes: file, classId: 'c1', day: '2026-03-02', time: null, activity: 'other' },
      ...{ regime: 'free_floor', absent: [], again: false },
    };
    const prepared = await prepareImport(store, wish, { session: 's9', wall: nine + 86_400_000 });
    if (!prepared.ok || prepared.faults !== null) throw new Error('not imported');
    await keepImport(store, prepared, false, nine + 86_400_000);

    const { page, command } = await bothWays(store, 's9');
    expect(command).toEqual(page);
    const { games, nameOf } = analyzed(file, bytes('name', ...names));
    const own = told(games.map((game) => ({ ...game, activity: 'other' })), nameOf); // prettier-ignore
    expect(own).toEqual(page);
    expect(games[0]).toMatchObject({ turns: 6, recorded: 4, time: { prompted: { value: 1 } } });
  });
});

describe('a roster', () => {
  const turns = bytes(
    'start,end,speaker,addressee',
    '0,2,甲,乙',
    '3,5,乙,',
    '6,8,王老师,甲',
    '9,11,甲,丙',
    '12,13,乙,甲',
  );

  it('keeps the silent in the denominator, in its order', () => {
    const [without] = analyzed(
      turns,
      bytes('name,role', '甲,child', '乙,', '丙,child', '王老师,adult'),
    ).games;
    expect(without?.children.map(({ turns: count }) => count)).toEqual([2, 2, 0]);
    expect(without?.equality.turns.activeShare).toMatchObject({ n: 3, value: 2 / 3 });
  });

  it('tells who is an adult: in no share, but breaking the sequence', () => {
    const [game] = analyzed(turns, bytes('姓名,角色', '甲,儿童', '乙,儿童', '丙,儿童', '王老师,老师')).games;
    expect(game).toMatchObject({ turns: 4, transitions: { n: 2 } });
    // Without it 王老师 is a child like the others.
    expect(analyzed(turns).games[0]).toMatchObject({ turns: 5, transitions: { n: 4 } });
  });

  it('without a name that the turns have is a fault of the turns, by row', () => {
    const analysis = analyze({ turns, roster: bytes('name', '甲', '丙', '王老师'), regime: 'free_floor' });
    expect(analysis).toEqual({
      ok: false,
      file: 'turns',
      faults: [{ row: 2, column: 'addressee', code: 'unknown_name' }],
    });
  });

  it('may have faults of its own, all told at once', () => {
    const faults = (roster: Uint8Array) => {
      const analysis = analyze({ turns, roster, regime: 'free_floor' });
      return analysis.ok
        ? []
        : analysis.faults.map(({ row, column, code }) => [analysis.file, row, column, code]);
    };
    expect(faults(bytes('name,role', '甲,child', '甲,child', ',child', '乙,pirate'))).toEqual([
      ['roster', 3, 'name', 'name_of_several'],
      ['roster', 4, 'name', 'missing'],
      ['roster', 5, 'role', 'bad_value'],
    ]);
    expect(faults(bytes('no,role', '1,child'))).toEqual([['roster', 1, 'name', 'missing']]);
    expect(faults(bytes('name'))).toEqual([['roster', null, null, 'empty']]);
    expect(faults(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 255]))).toEqual([
      ['roster', null, null, 'encoding'],
    ]);
  });
});

describe('as JSON', () => {
  it('each figure stands under its measure with value, n, reason and formula', () => {
    const lines = ['start,speaker,addressee', '0,甲,乙', '3,乙,', '6,丙,__proto__', '9,__proto__,甲'];
    const { games, nameOf } = analyzed(bytes(...lines));
    const json = JSON.parse(JSON.stringify(analyzedGame(games[0]!, nameOf))) as ReturnType<
      typeof analyzedGame
    >;
    expect(json.measures['equality.turns.gini']).toEqual({
      value: 0,
      n: 4,
      reason: null,
      formula: 'equality.gini@1',
    });
    expect(json.measures['time.floor_time']).toMatchObject({
      value: null,
      reason: 'no_times',
      formula: 'time.floorTime@1',
    });
    expect(Object.keys(json.children)).toEqual(['甲', '乙', '丙', '__proto__']);
    expect(json.children['乙']?.['child.turns']).toMatchObject({ value: 1 });
    expect(json.pairs['甲']?.['乙']?.['transitions.count']).toMatchObject({ value: 1, n: 3 });
    expect(json.pairs['丙']?.['__proto__']?.['network.tie_turns']).toMatchObject({ value: 1 });
  });
});
