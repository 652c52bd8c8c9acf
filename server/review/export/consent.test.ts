/** Who is in an export: by consent, by recipient, by choice of names. Every file of every format is looked through. */
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import {
  contributionRow, entry, groupRow, nine, noteRow, observationRow, presenceRow, promptRow, requestRow, rollRow, runRow,
  sessionRow, turnRow,
} from '../../../tests/support/rows.ts'; // prettier-ignore
import { exportFormats } from '../../../src/wire/vocabulary.ts';
import type { ConsentPurpose } from '../../../src/wire/vocabulary.ts';
import type { FactWrite } from '../../record/facts.ts';
import type { Child, Store } from '../../store/port.ts';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import { exportedFiles, exportedTables } from './exported.testing.ts';
import type { Line } from './exported.testing.ts';
import type { ExportWish } from '../../../src/wire/export.ts';

/** Ids and names that stand nowhere else; nobody granted what their word says. */
const people: readonly (Child & { readonly refuses: ConsentPurpose | 'assent' | null })[] = [
  { child: 'canaryid1', name: '甲一', animal: 'fox', colour: 0, refuses: null },
  { child: 'canaryid2', name: '乙二', animal: 'cat', colour: 1, refuses: null },
  { child: 'canaryid3', name: '丙三', animal: 'dog', colour: 2, refuses: null },
  {
    child: 'canaryid4',
    name: '丁四',
    animal: 'owlish' as Child['animal'],
    colour: 3,
    refuses: 'research_export',
  },
  { child: 'canaryid5', name: '戊五', animal: 'tiger', colour: 4, refuses: 'assent' },
  { child: 'canaryid6', name: '己六', animal: 'eagle', colour: 5, refuses: 'record' },
];
const ids = people.map(({ child }) => child);
const names = people.map(({ name }) => name);

/** Everybody has a row of every kind, and stands in the rows of the next. */
function factsOf(child: string, index: number): FactWrite[] {
  const next = ids[(index + 1) % ids.length]!;
  const seq = 100 + index * 10;
  const at = 1000 * (index + 1);
  return [
    { table: 'roll', insert: rollRow(child) },
    {
      table: 'turn',
      insert: turnRow({
        turn: index + 1,
        child,
        givenBy: 'child',
        givenByChild: next,
        options: JSON.stringify(ids),
        toward: 'child',
        towardChild: next,
        offeredAt: at,
        claimedAt: at,
        claimedWall: nine + at,
        endedAt: at + 500,
        endedWall: nine + at + 500,
        why: 'self',
        bounded: 0,
      }),
    },
    {
      table: 'contribution',
      insert: contributionRow({ seq, child, toward: 'child', towardChild: next, turn: null }),
    },
    { table: 'request', insert: requestRow({ request: index + 1, child }) },
    { table: 'presence', insert: presenceRow({ seq: seq + 1, child, device: 'canarytablet' }) },
    { table: 'prompt', insert: promptRow({ seq: seq + 2, child }) },
    { table: 'observation', insert: observationRow({ seq: seq + 3, child, observer: 'canaryadult' }) },
    {
      table: 'note',
      insert: noteRow({ seq: seq + 4, child, text: `说的是${names[index]!}`, author: 'canaryadult' }),
    },
  ];
}

async function kept(): Promise<string> {
  const folder = await newFolder();
  const store = await openSqliteStore({ folder });
  await store.addClass({
    classId: 'canaryclass',
    name: '梧桐班',
    kind: 'class',
    sample: false,
    createdWall: nine,
  });
  await store.addChildren(
    'canaryclass',
    people.map(({ refuses: _refuses, ...child }) => child),
  );
  await consents(store);
  const opening: FactWrite[] = [
    { table: 'session', insert: sessionRow({ class: 'canaryclass', phase: 'closed' }) },
    { table: 'run', insert: runRow({ regime: 'chosen', endedAt: 60_000, why: 'done' }) },
    { table: 'run_group', insert: groupRow({ seats: 6, recorded: 6, endedAt: 60_000 }) },
  ];
  await store.append('s1', 1, 0, [entry(1)], [...opening, ...ids.flatMap(factsOf)]);
  await store.append(
    's1',
    1,
    1,
    [entry(2)],
    [
      {
        table: 'note',
        insert: noteRow({
          seq: 900,
          child: null,
          text: `今天${names[3]!}帮了${names[0]!}`,
          author: 'canaryadult',
        }),
      },
    ],
  );
  await store.close();
  return folder;
}

async function consents(store: Store): Promise<void> {
  const given = { date: '2026-02-01', giver: 'parent', way: 'signed_form', enteredWall: nine } as const;
  for (const { child, refuses } of people)
    for (const purpose of ['record', 'research_export'] as const)
      await store.addConsents([
        {
          ...given,
          child,
          purpose,
          answer: refuses === purpose ? 'no' : 'yes',
          assent: !(refuses === 'assent' && purpose === 'research_export'),
        },
      ]);
}

/** Every text in every file, workbooks unpacked. */
async function textsOf(folder: string, wish: Partial<ExportWish>): Promise<[name: string, text: string][]> {
  const files = await exportedFiles(folder, { formats: exportFormats, ...wish });
  return Object.entries(files).flatMap(([name, bytes]): [string, string][] =>
    name.endsWith('.xlsx')
      ? Object.entries(unzipSync(bytes)).map(([part, inner]) => [`${name} ${part}`, text(inner)])
      : [[name, text(bytes)]],
  );
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

async function filesWith(
  folder: string,
  wish: Partial<ExportWish>,
  words: readonly string[],
): Promise<string[]> {
  const texts = await textsOf(folder, wish);
  return texts.filter(([, text]) => words.some((word) => text.includes(word))).map(([name]) => name);
}

it('tells no id and no name of anybody unless names are chosen, in any file of any format', async () => {
  const folder = await kept();
  const secrets = [...ids, ...names, 'canarytablet', 'canaryadult', 'canaryclass', '梧桐班', 'owlish'];
  expect(await filesWith(folder, {}, secrets)).toEqual([]);
  expect(await filesWith(folder, { recipient: '某大学' }, secrets)).toEqual([]);
  // The words are found where they are told: of each format at least one file.
  const told = await filesWith(folder, { names: true }, ids);
  for (const part of ['turns.csv', '.xlsx', '.graphml', '.gexf', 'boris/', 'xapi/'])
    expect(
      told.some((name) => name.includes(part)),
      part,
    ).toBe(true);
});

it('gives a recipient only children who may be given, and leaves no trace of the others even with names', async () => {
  const folder = await kept();
  const wish = { recipient: '某大学', names: true };
  const left = people.filter(({ refuses }) => refuses !== null).flatMap(({ child, name }) => [child, name]);
  expect(await filesWith(folder, wish, left)).toEqual([]);

  const tables = await exportedTables(folder, { ...wish, formats: ['csv'] });
  expect(tables['children']!.map(({ child }) => child)).toEqual(ids.slice(0, 3));
  expect(tables['sessions']).toMatchObject([{ present: '6', recorded: '6', exported: '3' }]);
  expect(tables['groups']).toMatchObject([{ seats: '6', exported: '3' }]);
  expect(tables['turns']!.map(({ child }) => child)).toEqual(ids.slice(0, 3));
  expect(tables['turns']![2]).toMatchObject({
    given_by: 'guest',
    given_by_child: '',
    toward: 'unknown',
    toward_child: '',
    options: [...ids.slice(0, 3), 'guest', 'guest', 'guest'].join(';'),
  });
});

it('breaks sequences at a child who is not told of, and withholds what too few children make', async () => {
  const tables = await exportedTables(await kept(), { recipient: '某大学' });
  const figure = (measure: string) => tables['figures']!.find((line) => line['measure'] === measure);
  expect(figure('game.present')).toMatchObject({ value: '6' });
  expect(figure('game.recorded')).toMatchObject({ value: '3' });
  expect(figure('equality.turns.gini')).toMatchObject({ value: '', reason: 'consent' });
  expect(figure('network.density')).toMatchObject({ value: '', reason: 'consent' });
});

it('at the school itself leaves out only who withdrew consent to record, and says what it is not for', async () => {
  const folder = await kept();
  expect(await filesWith(folder, { names: true }, [ids[5]!, names[5]!])).toEqual([]);
  const tables = await exportedTables(folder, { names: true });
  expect(tables['children']!.map(({ child }) => child)).toEqual(ids.slice(0, 5));
  const texts = new Map(await textsOf(folder, {}));
  expect(texts.get('README.txt')).toContain('请勿外传');
});

it('keeps a note that names a child who is not told of, without its text', async () => {
  const folder = await kept();
  const notes = async (wish: Partial<ExportWish>) =>
    (await exportedTables(folder, { names: true, ...wish }))['notes']!;
  const ofGroup = (lines: Line[]) => lines.find(({ child }) => child === '');
  expect(ofGroup(await notes({}))).toMatchObject({ text: `今天${names[3]!}帮了${names[0]!}` });
  expect(ofGroup(await notes({ recipient: '某大学' }))).toMatchObject({ text: '' });
});

it('calls a child the same for the same recipient and otherwise for another', async () => {
  const folder = await kept();
  const called = async (recipient: string | null) =>
    (await exportedTables(folder, { recipient }))['children']!.map(({ child }) => child!);
  const first = await called('某大学');
  expect(first).toHaveLength(3);
  for (const name of first) expect(name).toMatch(/^P-[A-Z2-7]{8}$/);
  expect(await called(' 某大学 ')).toEqual(first);
  const others = [...(await called('Other University')), ...(await called(null))];
  expect(others.filter((name) => first.includes(name))).toEqual([]);
  expect(await called('OTHER university')).toEqual(others.slice(0, 3));
});

it('calls classes, tablets and adults by pseudonyms, too', async () => {
  const tables = await exportedTables(await kept(), { recipient: '某大学' });
  for (const name of [
    tables['sessions']![0]!['class'],
    tables['presence']![0]!['device'],
    tables['observations']![0]!['observer'],
    tables['notes']![0]!['author'],
  ])
    expect(name).toMatch(/^P-[A-Z2-7]{8}$/);
});

it('writes down who got what, with the size of the smallest group of children who are alike', async () => {
  const folder = await kept();
  await exportedFiles(folder, { recipient: '某大学', formats: ['boris', 'csv'], from: '2026-03-01' });
  await exportedFiles(folder, { names: true, session: 's1' });
  const store = await openSqliteStore({ folder });
  const lines = await store.exports();
  await store.close();
  const scope = { session: null, from: '2026-03-01', to: null, rehearsals: false, lessons: 1, children: 3 };
  expect(lines).toContainEqual(
    expect.objectContaining({
      account: 'a1',
      scope,
      formats: ['boris', 'csv'],
      names: false,
      recipient: '某大学',
      k: 3,
    }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({
      names: true,
      recipient: null,
      k: 1,
      scope: { ...scope, session: 's1', from: null, children: 5 },
    }),
  );
});
