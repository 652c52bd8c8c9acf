/** The store contract for people, classes and consent. */
import { describe, expect, it } from 'vitest';
import { nine } from '../../tests/support/rows.ts';
import type { Child, Consent, Store } from './port.ts';

const classRow = { classId: 'c1', name: '三年级', kind: 'class', sample: false, createdWall: nine } as const;
const ming: Child = { child: 'k1', name: '小明', animal: 'fox', colour: 0 };
const fang: Child = { child: 'k2', name: '小芳', animal: 'cat', colour: 1 };

const consent = (over: Partial<Consent> = {}): Consent => ({
  child: 'k1',
  purpose: 'record',
  answer: 'yes',
  date: '2026-03-01',
  giver: 'guardian',
  way: 'signed_form',
  assent: true,
  enteredWall: nine,
  ...over,
});

export function storePeopleContract(store: () => Store, reopen: () => Promise<void>): void {
  describe('people', () => {
    it('keeps classes with the number of their children, oldest first', async () => {
      await store().addClass({
        ...classRow,
        classId: 'c2',
        name: '小组',
        kind: 'small_group',
        createdWall: nine + 1,
      });
      await store().addClass({ ...classRow, sample: true });
      await store().addChildren('c1', [ming, fang]);
      await reopen();
      expect(await store().classes()).toEqual([
        { classId: 'c1', name: '三年级', kind: 'class', children: 2, sample: true },
        { classId: 'c2', name: '小组', kind: 'small_group', children: 0, sample: false },
      ]);
    });

    it('renames a class, and says so when there is none', async () => {
      await store().addClass(classRow);
      expect(await store().renameClass('c1', '四年级')).toBe(true);
      expect(await store().renameClass('c9', '四年级')).toBe(false);
      expect((await store().classes())[0]?.name).toBe('四年级');
    });

    it('adds children at the end of the roster, and keeps that order', async () => {
      await store().addClass(classRow);
      await store().addChildren('c1', [fang]);
      await store().addChildren('c1', [ming]);
      expect(await store().members('c1')).toEqual([fang, ming]);
    });

    it('adds all children of a call or none', async () => {
      await store().addClass(classRow);
      await expect(store().addChildren('c1', [ming, fang, ming])).rejects.toMatchObject({
        code: 'not_saved',
      });
      expect(await store().members('c1')).toEqual([]);
      expect(await store().children(['k1', 'k2'])).toEqual([]);
    });

    it('knows one child as one person in every class', async () => {
      await store().addClass(classRow);
      await store().addClass({ ...classRow, classId: 'c2' });
      await store().addChildren('c1', [ming]);
      await store().enrol('c2', 'k1');
      await store().enrol('c2', 'k1');
      expect(await store().classesOf('k1')).toEqual(['c1', 'c2']);
      expect(await store().members('c2')).toEqual([ming]);
      await store().unenrol('c1', 'k1');
      expect(await store().members('c1')).toEqual([]);
      expect(await store().children(['k1'])).toEqual([ming]);
    });

    it('changes a child everywhere, and says so when there is none', async () => {
      await store().addClass(classRow);
      await store().addChildren('c1', [ming]);
      expect(await store().editChild({ ...ming, animal: 'panda' })).toBe(true);
      expect(await store().editChild({ ...ming, child: 'k9' })).toBe(false);
      expect(await store().members('c1')).toEqual([{ ...ming, animal: 'panda' }]);
    });

    it('finds nobody for no ids', async () => {
      expect(await store().children([])).toEqual([]);
      expect(await store().consents([])).toEqual([]);
    });
  });

  describe('consent', () => {
    it('stands as last entered, per child and purpose, even within one millisecond', async () => {
      await store().addConsents([consent(), consent({ purpose: 'observe', answer: 'no' })]);
      await store().addConsents([
        consent({ answer: 'no', assent: null, date: null, giver: null, way: null }),
      ]);
      await store().addConsents([consent({ child: 'k2', assent: false })]);
      await reopen();
      expect(await store().consents(['k1', 'k2', 'k3'])).toEqual([
        consent({ purpose: 'observe', answer: 'no' }),
        consent({ answer: 'no', assent: null, date: null, giver: null, way: null }),
        consent({ child: 'k2', assent: false }),
      ]);
    });
  });
}
