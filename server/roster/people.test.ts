import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import type { ErrorCode } from '../../src/wire/errors.ts';
import { animals } from '../../src/wire/vocabulary.ts';
import type { Handlers, Principal } from '../session/api.ts';
import type { Store } from '../store/port.ts';
import { freeAnimal, rarestColour } from './animals.ts';
import { createConsentHandlers } from './consent.ts';
import type { ConsentEvent } from './consent.ts';
import { createPeopleHandlers } from './people.ts';
import type { PeopleEvent } from './people.ts';

const adult: Principal = { device: 'd', role: 'facilitator', account: 'a', session: null, loopback: true };
const form = { date: '2026-09-01', giver: 'guardian', way: 'signed_form' } as const;
const bytes = (text: string) => Buffer.from(text).toString('base64');

describe('people', () => {
  let store: Store;
  let on: Handlers<PeopleEvent | ConsentEvent>;
  let changed: (readonly string[])[];

  beforeEach(async () => {
    store = await temporaryStore();
    changed = [];
    const roster = {
      people: store,
      wall: () => 1_800_000_000_000,
      changed: (children: readonly string[]) => {
        changed.push(children);
        return Promise.resolve();
      },
    };
    on = { ...createPeopleHandlers(roster), ...createConsentHandlers(roster) };
  });

  /** The answer of a call that must succeed. */
  function must<T extends { readonly ok: boolean }>(answer: T): Extract<T, { ok: true }> {
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer as Extract<T, { ok: true }>;
  }
  const codeOf = (answer: { readonly ok: boolean; readonly code?: ErrorCode }) =>
    answer.ok ? 'ok' : answer.code;
  const addClass = async (name: string) =>
    must(await on['class.add'](adult, { name, kind: 'class' })).classId;
  const addChild = async (classId: string, name: string) =>
    must(await on['child.add'](adult, { classId, name })).child;
  const rows = async (classId: string) => must(await on['people.class'](adult, { classId })).children;

  it('live in classes of different names', async () => {
    const one = await addClass('三年级一班');
    expect(codeOf(await on['class.add'](adult, { name: '三年级一班', kind: 'small_group' }))).toBe(
      'class_name_taken',
    );
    const two = await addClass('三年级二班');
    expect(codeOf(await on['class.rename'](adult, { classId: two, name: '三年级一班' }))).toBe(
      'class_name_taken',
    );
    expect(codeOf(await on['class.rename'](adult, { classId: one, name: '三年级一班' }))).toBe('ok');
    expect(codeOf(await on['class.rename'](adult, { classId: 'nowhere', name: 'x' }))).toBe('no_such_class');
  });

  it('are given an animal of their own and colours in turn', async () => {
    const classId = await addClass('三年级');
    must(
      await on['roster.import'](adult, {
        classId,
        bytes: bytes(Array.from({ length: 60 }, (_, n) => `R${n}`).join('\n')),
      }),
    );
    const children = await rows(classId);
    expect(new Set(children.map(({ animal }) => animal)).size).toBe(60);
    expect(children.slice(0, 8).map(({ colour }) => colour)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are sixty in a class at most, by either way, and nothing is done beyond', async () => {
    const classId = await addClass('三年级');
    must(
      await on['roster.import'](adult, {
        classId,
        bytes: bytes(Array.from({ length: 58 }, (_, n) => `R${n}`).join('\n')),
      }),
    );
    expect(codeOf(await on['roster.import'](adult, { classId, bytes: bytes('a\nb\nc') }))).toBe(
      'roster_too_many',
    );
    expect(await rows(classId)).toHaveLength(58);
    await addChild(classId, 'a');
    await addChild(classId, 'b');
    expect(codeOf(await on['child.add'](adult, { classId, name: 'c' }))).toBe('roster_too_many');
  });

  it('are not added twice when a list is imported again', async () => {
    const classId = await addClass('三年级');
    const list = { classId, bytes: bytes('姓名\n王芳\n李娜') };
    expect(must(await on['roster.import'](adult, list)).added).toBe(2);
    const again = must(await on['roster.import'](adult, list));
    expect(again.added).toBe(0);
    expect(again.preview.skipped.map(({ why }) => why)).toEqual(['duplicate', 'duplicate']);
    expect(await rows(classId)).toHaveLength(2);
  });

  it('may share a name when the adult types it', async () => {
    const classId = await addClass('三年级');
    await addChild(classId, '王芳');
    await addChild(classId, '王芳');
    expect((await rows(classId)).map(({ name }) => name)).toEqual(['王芳', '王芳']);
  });

  it('can change name and animal, unless somebody in one of their classes has it', async () => {
    const [classId, group] = [await addClass('三年级'), await addClass('小组')];
    const [fang, na, wei] = [
      await addChild(classId, '王芳'),
      await addChild(classId, '李娜'),
      await addChild(group, '张伟'),
    ];
    must(await on['child.enrol'](adult, { classId: group, child: fang }));
    const animalOf = async (child: string) => (await store.children([child]))[0]!.animal;
    const edit = async (animal: (typeof animals)[number]) =>
      codeOf(await on['child.edit'](adult, { child: fang, name: '王小芳', animal }));
    expect(await edit(await animalOf(na))).toBe('animal_taken');
    expect(await edit(await animalOf(wei))).toBe('animal_taken');
    changed = [];
    expect(await edit('whale')).toBe('ok');
    expect(await edit('whale')).toBe('ok');
    expect(changed).toEqual([[fang], [fang]]);
    expect((await store.children([fang]))[0]).toMatchObject({ name: '王小芳', animal: 'whale' });
    expect(codeOf(await on['child.edit'](adult, { child: 'nobody', name: 'x', animal: 'cat' }))).toBe(
      'no_such_child',
    );
  });

  it('are one person in every class, with an animal that is free in all of them', async () => {
    const [classId, group] = [await addClass('三年级'), await addClass('小组')];
    const [fang, wei] = [await addChild(classId, '王芳'), await addChild(group, '张伟')];
    must(await on['child.enrol'](adult, { classId: group, child: fang }));
    const members = await rows(group);
    expect(members.map(({ child }) => child)).toEqual([wei, fang]);
    expect(new Set(members.map(({ animal }) => animal)).size).toBe(2);
    expect(members[1]!.classes).toEqual(expect.arrayContaining([classId, group]));
    must(await on['child.enrol'](adult, { classId: group, child: fang }));
    expect(await rows(group)).toHaveLength(2);
    must(await on['child.unenrol'](adult, { classId: group, child: fang }));
    expect(await rows(group)).toHaveLength(1);
    expect(await rows(classId)).toHaveLength(1);
  });

  it('that do not exist are refused everywhere', async () => {
    const classId = await addClass('三年级');
    expect(codeOf(await on['people.class'](adult, { classId: 'nowhere' }))).toBe('no_such_class');
    expect(codeOf(await on['child.add'](adult, { classId: 'nowhere', name: 'x' }))).toBe('no_such_class');
    expect(codeOf(await on['child.enrol'](adult, { classId, child: 'nobody' }))).toBe('no_such_child');
    expect(codeOf(await on['child.enrol'](adult, { classId: 'nowhere', child: 'x' }))).toBe('no_such_class');
    expect(codeOf(await on['roster.import'](adult, { classId: 'nowhere', bytes: bytes('x') }))).toBe(
      'no_such_class',
    );
    expect(
      codeOf(await on['consent.enterAll'](adult, { classId: 'nowhere', purpose: 'record', ...form })),
    ).toBe('no_such_class');
    expect(
      codeOf(
        await on['consent.set'](adult, {
          child: 'nobody',
          purpose: 'record',
          answer: 'no',
          ...form,
          assent: null,
        }),
      ),
    ).toBe('no_such_child');
  });

  it('preview a list just as it would be imported', async () => {
    const classId = await addClass('三年级');
    const list = bytes('学号,姓名\n1,王芳\n2,\n3,李娜');
    const { ok: _, ...preview } = must(await on['roster.preview'](adult, { bytes: list }));
    expect(must(await on['roster.import'](adult, { classId, bytes: list })).preview).toEqual(preview);
    expect(codeOf(await on['roster.preview'](adult, { bytes: bytes('学号\n1') }))).toBe(
      'roster_no_name_column',
    );
  });

  describe('consent', () => {
    const consentOf = async (classId: string, name: string) =>
      (await rows(classId)).find((row) => row.name === name)!.consents;

    it('is entered for a whole class in one tap, and only for those not asked yet', async () => {
      const classId = await addClass('三年级');
      const [fang, na] = [await addChild(classId, '王芳'), await addChild(classId, '李娜')];
      must(
        await on['consent.set'](adult, {
          child: na,
          purpose: 'record',
          answer: 'no',
          date: '2026-08-30',
          giver: 'parent',
          way: 'spoken',
          assent: false,
        }),
      );
      changed = [];
      expect(must(await on['consent.enterAll'](adult, { classId, purpose: 'record', ...form })).entered).toBe(
        1,
      );
      expect(changed).toEqual([[fang]]);
      expect(await consentOf(classId, '王芳')).toEqual([
        { purpose: 'record', answer: 'yes', ...form, assent: null },
      ]);
      expect(await consentOf(classId, '李娜')).toMatchObject([{ answer: 'no', assent: false }]);
      expect(must(await on['consent.enterAll'](adult, { classId, purpose: 'record', ...form })).entered).toBe(
        0,
      );
    });

    it('is withdrawn by a new answer, and the running lesson is told', async () => {
      const classId = await addClass('三年级');
      const fang = await addChild(classId, '王芳');
      must(await on['consent.enterAll'](adult, { classId, purpose: 'record', ...form }));
      changed = [];
      must(
        await on['consent.set'](adult, {
          child: fang,
          purpose: 'record',
          answer: 'no',
          ...form,
          assent: null,
        }),
      );
      expect(changed).toEqual([[fang]]);
      expect(await consentOf(classId, '王芳')).toMatchObject([{ answer: 'no' }]);
    });

    it('for another purpose is no business of the lesson', async () => {
      const classId = await addClass('三年级');
      const fang = await addChild(classId, '王芳');
      must(
        await on['consent.set'](adult, {
          child: fang,
          purpose: 'interview',
          answer: 'yes',
          ...form,
          assent: true,
        }),
      );
      must(await on['consent.enterAll'](adult, { classId, purpose: 'observe', ...form }));
      expect(changed).toEqual([]);
      expect((await consentOf(classId, '王芳')).map(({ purpose }) => purpose).sort()).toEqual([
        'interview',
        'observe',
      ]);
    });

    it('is no yes unless somebody gave it in some way', async () => {
      const classId = await addClass('三年级');
      const child = await addChild(classId, '王芳');
      const yes = { child, purpose: 'record', answer: 'yes', date: '2026-09-01', assent: null } as const;
      expect(await on['consent.set'](adult, { ...yes, giver: null, way: 'spoken' })).toMatchObject({
        code: 'bad_input',
        where: 'giver',
      });
      expect(await on['consent.set'](adult, { ...yes, giver: 'parent', way: null })).toMatchObject({
        code: 'bad_input',
        where: 'way',
      });
      expect(await consentOf(classId, '王芳')).toEqual([]);
    });
  });
});

describe('animals', () => {
  it('are the familiar ones first, each once, and run out after sixty', () => {
    const taken = new Set<(typeof animals)[number]>();
    for (let next = freeAnimal(taken); next; next = freeAnimal(taken)) taken.add(next);
    expect(taken.size).toBe(animals.length);
    expect([...taken].slice(0, 3)).toEqual(['cat', 'dog', 'panda']);
  });

  it('come with the colour that is used least', () => {
    expect(rarestColour([])).toBe(0);
    expect(rarestColour([0, 0, 1, 2, 3, 4, 5, 6])).toBe(7);
  });
});
