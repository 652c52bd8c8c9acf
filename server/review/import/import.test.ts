import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { nine } from '../../../tests/support/rows.ts';
import { recordKeys } from '../../record/facts.ts';
import type { RecordTable } from '../../record/facts.ts';
import type { Consent, Store } from '../../store/port.ts';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import { exportedBy } from '../export/exported.testing.ts';
import { reviewFacts } from '../facts.ts';
import { correctTurn } from '../correct.ts';
import { keepImport, prepareImport } from './import.ts';
import type { ImportWish } from './import.ts';

const classId = 'c1';
/** 小禁 never agreed, 小晚 agreed after the day, 小反 said no itself; of the Lis there are two. */
const names = ['小明', '小芳', '阿静', '小禁', '小晚', '小反', '李雷', '李雷'];
const canaries = ['k4', 'k5', 'k6', '小禁', '小晚', '小反'];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const tally = 'start,speaker,addressee\n3,小明,\n9,小芳,小明\n15,小禁,小明\n20,小明,小晚\n';

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ folder: await newFolder() });
  onTestFinished(() => store.close());
  await store.addClass({ classId, name: '三年级', kind: 'class', sample: false, createdWall: nine });
  const children = names.map((name, index) => ({
    child: `k${index + 1}`,
    name,
    animal: 'fox' as const,
    colour: 0,
  }));
  await store.addChildren(classId, children);
  const yes = (child: string, over: Partial<Consent> = {}): Consent => ({
    ...{ child, purpose: 'record', answer: 'yes', date: '2026-02-01', giver: 'parent', way: 'signed_form' },
    ...{ assent: null, enteredWall: nine },
    ...over,
  });
  await store.addConsents([
    ...['k1', 'k2', 'k3', 'k7', 'k8'].map((child) => yes(child)),
    yes('k5', { date: '2026-03-03' }),
    yes('k6', { assent: false }),
  ]);
});

const wish = (text: string | Uint8Array, over: Partial<ImportWish> = {}): ImportWish => ({
  bytes: typeof text === 'string' ? bytes(text) : text,
  ...{
    classId,
    day: '2026-03-02',
    time: '09:30',
    regime: 'free_floor',
    activity: 'other',
    absent: [],
    again: false,
  },
  ...over,
});
const now = { session: 'new-session1', wall: nine + 86_400_000 };

function prepare(text: string | Uint8Array, over: Partial<ImportWish> = {}, session = now.session) {
  return prepareImport(store, wish(text, over), { ...now, session });
}
async function prepared(text: string, over: Partial<ImportWish> = {}, session = now.session) {
  const told = await prepare(text, over, session);
  if (!told.ok || told.faults !== null) throw new Error(JSON.stringify(told));
  return told;
}
async function kept(text: string, over: Partial<ImportWish> = {}, session = now.session) {
  const refused = await keepImport(store, await prepared(text, over, session), over.again ?? false, now.wall);
  if (refused !== null) throw new Error(refused);
  return (await store.lesson(session))!;
}
async function everything(): Promise<string> {
  const tables = Object.keys(recordKeys) as RecordTable[];
  const rows = await Promise.all(
    tables.map(async (table) => [table, await store.rows(table, null)] as const),
  );
  return JSON.stringify([rows.filter(([table]) => table !== 'roll'), await store.entries(now.session)]);
}

describe('looking at a file', () => {
  it('names the rows without an end, where others have one', async () => {
    const rows = (text: string) => prepared(text).then(({ preview }) => preview.withoutEnd);
    expect(await rows('start,end,speaker\n0,2,小明\n3,,小芳\n6,8,小明\n9,,阿静')).toEqual([3, 5]);
    expect(await rows('start,end,speaker\n0,2,小明\n3,4,小芳')).toEqual([]);
  });

  it('refuses times of day, at the first of each run', async () => {
    const told = await prepare('start,speaker\n09:30:01,小明\n09:30:05,小芳');
    expect(told).toMatchObject({ faults: [{ row: 2, column: 'start', code: 'clock_time' }] });
    expect(await prepare('start,speaker\n3:00:00,小明')).toMatchObject({ faults: null });
  });

  it('tells what it holds and keeps nothing', async () => {
    const { preview } = await prepared(tally);
    expect(preview).toEqual({
      ...{ encoding: 'utf-8', rows: 4, leftOut: 1, turns: 3, runs: 1, lengthMs: 20_000, hasEnds: false },
      ...{ withoutEnd: [], overlaps: 0, hasRoll: false, already: false, present: 8, recorded: 5 },
      children: [
        { child: 'k1', name: '小明', status: 'present', turns: 2 },
        { child: 'k2', name: '小芳', status: 'present', turns: 1 },
        { child: 'k3', name: '阿静', status: 'present', turns: 0 },
        { child: 'k7', name: '李雷', status: 'present', turns: 0 },
        { child: 'k8', name: '李雷', status: 'present', turns: 0 },
      ],
    });
    expect(await store.rows('session', null)).toEqual([]);
  });

  it('tells every fault of the file, and names that are nobody’s or of two children', async () => {
    expect(await prepare('start,speaker\n5,小明\nx,小芳')).toEqual({
      ok: true,
      faults: [{ row: 3, column: 'start', code: 'bad_time' }],
    });
    expect(await prepare('start,speaker,addressee\n1,小明,李雷\n2,生人,\n3,李雷,生人')).toEqual({
      ok: true,
      faults: [
        { row: 2, column: 'addressee', code: 'name_of_several' },
        { row: 3, column: 'speaker', code: 'unknown_name' },
      ],
    });
  });

  it('refuses a class that is not there, and days that are not or have not been', async () => {
    expect(await prepare(tally, { classId: 'nobody' })).toEqual({ ok: false, code: 'no_such_class' });
    expect(await prepare(tally, { day: '2026-02-30' })).toEqual({ ok: false, code: 'bad_input' });
    expect(await prepare(tally, { day: '2027-03-02' })).toEqual({ ok: false, code: 'bad_input' });
  });
});

describe('an imported file', () => {
  it('is a session that is over, told to be imported, at the time that the adult said', async () => {
    await kept(tally);
    const startedWall = new Date('2026-03-02T09:30:00').getTime();
    expect(await store.rows('session', null)).toEqual([
      {
        ...{ session: now.session, rehearsal: 0, class: classId, phase: 'closed', startedWall },
        ...{
          endedWall: startedWall + 20_000,
          utcOffset: 0 - new Date(startedWall).getTimezoneOffset(),
          door: '',
        },
        ...{ activity: null, speed: 1, origin: 'imported' },
        source: createHash('sha256').update(tally).digest('hex'),
      },
    ]);
    expect(await store.openSessions()).toEqual([]);
    expect(await store.lastOfClass(classId)).toBeNull();
  });

  it('has the page of any lesson: turns, silent children, no floor time without ends', async () => {
    const page = await kept(tally);
    expect(page.lesson).toMatchObject({ imported: true, turns: 3, present: 8, recorded: 5 });
    expect(page.children.map(({ child, turns }) => [child, turns])).toEqual([
      ['k1', 2],
      ['k2', 1],
      ['k3', 0],
      ['k7', 0],
      ['k8', 0],
    ]);
    expect(page.turns.map(({ turn, child }) => [turn, child])).toEqual([
      [1, 'k1'],
      [2, 'k2'],
      [4, 'k1'],
    ]);
    const [game] = page.games;
    expect(game).toMatchObject({ present: 8, recorded: 5, turns: 3 });
    expect(game?.equality.floorTime.gini).toMatchObject({ value: null });
    expect(game?.children.every(({ floorMs }) => floorMs === null || floorMs === 0)).toBe(true);
  });

  it('keeps no trace of children without consent on that day but their place on the roll', async () => {
    await kept(tally);
    const all = await everything();
    for (const canary of canaries) expect(all, canary).not.toContain(`"${canary}"`);
    expect(JSON.stringify(await store.lesson(now.session))).not.toMatch(/"k[456]"|小禁|小晚|小反/u);
    const turns = await store.rows('turn', now.session);
    expect(turns.at(-1)).toMatchObject({ turn: 4, toward: 'unknown', towardChild: null });
  });

  it('leaves out who was absent by the word of the adult, but nobody who has a row', async () => {
    const page = await kept(tally, { absent: ['k1', 'k3', 'k4'] });
    expect(page.children.map(({ child, status }) => [child, status]).slice(0, 3)).toEqual([
      ['k1', 'present'],
      ['k2', 'present'],
      ['k3', 'absent'],
    ]);
    expect(page.games[0]).toMatchObject({ present: 7, recorded: 4 });
  });

  it('tells by seats who played in which group, guests too', async () => {
    const page = await kept(
      'start,speaker,group,kind\n,小明,1,present\n,小芳,2,present\n,小禁,2,present\n,阿静,2,present\n1,小明,1,\n2,小芳,2,',
    );
    expect(page.games.map(({ group, present, recorded }) => [group, present, recorded])).toEqual([
      [1, 1, 1],
      [2, 3, 2],
    ]);
    const seats = await store.rows('seat', now.session);
    expect(seats.map(({ child, active }) => [child, active])).toEqual([
      ['k1', 0],
      ['k2', 0],
      ['k3', 0],
      [null, 0],
    ]);
  });

  it('knows the same turns of the same day again, whatever bytes they are written in', async () => {
    await kept(tally);
    const again = `\uFEFF${tally.replaceAll('\n', '\r\n').replaceAll(',', ';')}`;
    expect((await prepared(again)).preview.already).toBe(true);
    expect((await prepared(again, { day: '2026-03-01' })).preview.already).toBe(false);
    expect((await prepared(tally.replace('9,', '10,'))).preview.already).toBe(false);
  });

  it('is refused a second time for the same class, unless it is asked for', async () => {
    await kept(tally);
    expect((await prepared(tally)).preview.already).toBe(true);
    expect(await keepImport(store, await prepared(tally, {}, 'second'), false, now.wall)).toBe(
      'already_imported',
    );
    expect(await store.rows('session', null)).toHaveLength(1);
    await kept(tally, { again: true }, 'second');
    expect(await store.rows('session', null)).toHaveLength(2);
    await store.addClass({ classId: 'c2', name: '四', kind: 'class', sample: false, createdWall: nine });
    const other = await prepare('start,speaker\n1,(adult)', { classId: 'c2' });
    expect(other).toMatchObject({ preview: { already: false } });
  });

  it('is kept whole or not at all', async () => {
    const told = await prepared(tally);
    const broken = {
      ...told,
      record: { ...told.record, turns: [...told.record.turns, ...told.record.turns] },
    };
    await expect(keepImport(store, broken as typeof told, false, now.wall)).rejects.toThrow();
    expect(await everything()).toBe(JSON.stringify([Object.keys(recordKeys).filter((t) => t !== 'roll').map((t) => [t, []]), []])); // prettier-ignore
  });

  it('marks prompts as entries of their own', async () => {
    await kept('start,speaker,prompted\n1,小明,2\n2,小芳,0\n3,小明,yes');
    const entries = await store.entries(now.session);
    expect(entries.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'session'],
      [2, 'run'],
      [3, 'review'],
      [4, 'review'],
    ]);
    expect(await store.rows('prompt', now.session)).toMatchObject([
      { seq: 3, child: 'k1', level: 2, turn: 1 },
      { seq: 4, child: 'k1', level: 1, turn: 3 },
    ]);
    expect((await store.lesson(now.session))?.children[0]?.prompts).toBe(2);
  });

  it('can be corrected like any other', async () => {
    await kept('start,end,speaker\n1,4,小明\n5,6,小芳');
    const place = { run: 1, grp: 0, turn: 1 };
    const change = { what: 'child', child: 'k3' } as const;
    expect(
      await correctTurn(store, { session: now.session, place, change, author: 'a1' }, now.wall),
    ).toBeNull();
    expect((await store.lesson(now.session))?.children[2]).toMatchObject({
      child: 'k3',
      turns: 1,
      floorMs: 3000,
    });
  });
});

it('gives the same facts when an import is exported and the exported file imported again', async () => {
  const first = [
    'start,end,speaker,addressee,kind,prompted,group,given_by,options',
    ',,小明,,present,,1,,',
    ',,小芳,,present,,1,,',
    ',,小禁,,present,,1,,',
    ',,阿静,,late,,2,,',
    '1,3,小明,小芳,,0,1,,',
    '4.5,6,小芳,,,2,1,小明,小芳;小禁',
    '6.1,7,小禁,小明,,,1,,',
    '7,,小明,,request,,1,,',
    '8,9,小明,老师,,,1,小禁,',
    '2,,阿静,,contribution,,2,,',
    '3,4,阿静,?,pass,,2,,',
  ].join('\n');
  // A file of names tells two children of one name apart no more than people do.
  for (const child of ['k7', 'k8']) await store.unenrol(classId, child);
  await kept(first);
  const factsOf = async (session: string) => {
    const record = (await store.lessonRecord(session))!;
    return reviewFacts(record, ['k1', 'k2', 'k3', 'k7', 'k8']);
  };
  const facts = await factsOf(now.session);
  const exported = await exportedBy(store, { session: now.session, names: true });
  const file = Buffer.from(exported[`exchange/${now.session}/turns.csv`]!).toString('utf8');
  await kept(file, { again: true }, 'again-again1');
  const { session: ofFirst, ...one } = facts;
  const { session: ofSecond, ...two } = await factsOf('again-again1');
  const renamed = (text: string) => text.replaceAll('again-again1', now.session);
  expect(JSON.parse(renamed(JSON.stringify(two)))).toEqual(JSON.parse(JSON.stringify(one)));
  expect({ ...ofSecond, session: ofFirst.session, source: ofFirst.source }).toEqual(ofFirst);
});
