/** The store contract for the reads of the review. What a figure means is tested in server/review. */
import { describe, expect, it } from 'vitest';
import { entry, groupRow, nine, rollRow, runRow, sessionRow, turnRow } from '../../tests/support/rows.ts';
import type { FactWrite } from '../record/facts.ts';
import type { Child, Store } from './port.ts';

const ming: Child = { child: 'k1', name: '小明', animal: 'fox', colour: 0 };
const fang: Child = { child: 'k2', name: '小芳', animal: 'cat', colour: 1 };

async function lesson(store: Store, session: string, facts: readonly FactWrite[]): Promise<void> {
  await store.append(session, 1, 0, [entry(1)], facts);
}

export function storeReviewContract(store: () => Store): void {
  describe('review', () => {
    it('lists lessons newest first with their counts, rehearsals only when asked', async () => {
      await store().addClass({
        classId: 'c1',
        name: '三年级',
        kind: 'class',
        sample: false,
        createdWall: nine,
      });
      await lesson(store(), 's1', [
        { table: 'session', insert: sessionRow({ endedWall: nine + 5 }) },
        { table: 'roll', insert: rollRow('k1') },
        { table: 'roll', insert: rollRow('k2', { status: 'late', recorded: 0 }) },
        { table: 'roll', insert: rollRow('k3', { status: 'absent' }) },
        { table: 'run', insert: runRow() },
        { table: 'run', insert: runRow({ run: 2, activity: 'talking-circle' }) },
        { table: 'run', insert: runRow({ run: 3 }) },
        { table: 'turn', insert: turnRow({ claimedAt: 1 }) },
        { table: 'turn', insert: turnRow({ turn: 2, claimedAt: 1, endedAt: 2, why: 'passed' }) },
        { table: 'turn', insert: turnRow({ turn: 3, endedAt: 2, why: 'unclaimed' }) },
        { table: 'turn', insert: turnRow({ turn: 4, claimedAt: 1, speaker: 'adult', child: null }) },
        { table: 'turn', insert: turnRow({ turn: 6, claimedAt: 1, child: 'k2' }) },
        { table: 'turn', insert: turnRow({ turn: 5, claimedAt: 1, endedAt: 2, why: 'self' }) },
      ]);
      const rehearsal = sessionRow({ session: 's2', rehearsal: 1, startedWall: nine + 10, class: 'gone' });
      await lesson(store(), 's2', [{ table: 'session', insert: rehearsal }]);

      const first = {
        session: 's1',
        classId: 'c1',
        className: '三年级',
        startedWall: nine,
        endedWall: nine + 5,
        rehearsal: false,
        imported: false,
        activities: ['name-ball', 'talking-circle'],
        present: 2,
        recorded: 1,
        turns: 2,
      };
      expect(await store().lessons(false)).toEqual([first]);
      const all = await store().lessons(true);
      expect(all.map((row) => row.session)).toEqual(['s2', 's1']);
      expect(all[0]).toMatchObject({ className: '', rehearsal: true, present: 0, turns: 0, activities: [] });
      expect((await store().lesson('s1'))?.lesson).toEqual(first);
    });

    it('gives the page of a lesson: children in roster order, then others of the roll', async () => {
      await store().addClass({
        classId: 'c1',
        name: '三年级',
        kind: 'class',
        sample: false,
        createdWall: nine,
      });
      await store().addChildren('c1', [fang, ming, { child: 'k3', name: '阿强', animal: 'dog', colour: 2 }]);
      await store().unenrol('c1', 'k3');
      await store().append(
        's1',
        1,
        0,
        [entry(1), entry(2, { kind: 'step', run: 1, grp: 1, step: 1, at: 4200 })],
        [
          { table: 'session', insert: sessionRow() },
          ...['k1', 'k2', 'k3'].map((child): FactWrite => ({ table: 'roll', insert: rollRow(child) })),
          { table: 'run', insert: runRow() },
          { table: 'run_group', insert: groupRow() },
        ],
      );
      const page = await store().lesson('s1');
      expect(page?.children.map((row) => row.name)).toEqual(['小芳', '小明', '阿强']);
      expect(page?.runs).toMatchObject([{ run: 1, lengthMs: 4200, groups: [1] }]);
      expect(await store().lesson('nobody')).toBeNull();
    });

    it('finds the last lesson of a class, or of any, leaving out what runs, rehearsals and what was imported', async () => {
      expect(await store().lastOfClass(null)).toBeNull();
      await lesson(store(), 's1', [
        { table: 'session', insert: sessionRow({ endedWall: nine }) },
        { table: 'roll', insert: rollRow('k2', { grp: 2 }) },
        { table: 'roll', insert: rollRow('k1', { grp: 1, status: 'absent' }) },
        { table: 'roll', insert: rollRow('k3', { grp: null }) },
        { table: 'run', insert: runRow() },
        { table: 'run', insert: runRow({ run: 2, activity: 'talking-circle' }) },
      ]);
      const other = sessionRow({ session: 's2', class: 'c2', startedWall: nine + 1, endedWall: nine + 1 });
      await lesson(store(), 's2', [{ table: 'session', insert: other }]);
      const rehearsal = sessionRow({
        session: 's3',
        rehearsal: 1,
        startedWall: nine + 2,
        endedWall: nine + 2,
      });
      await lesson(store(), 's3', [{ table: 'session', insert: rehearsal }]);
      const imported = sessionRow({
        session: 's4',
        origin: 'imported',
        startedWall: nine + 3,
        endedWall: nine + 3,
      });
      await lesson(store(), 's4', [{ table: 'session', insert: imported }]);
      const running = sessionRow({ session: 's5', startedWall: nine + 4 });
      await lesson(store(), 's5', [{ table: 'session', insert: running }]);

      expect(await store().lastOfClass('c1')).toEqual({
        session: 's1',
        classId: 'c1',
        startedWall: nine,
        activity: 'talking-circle',
        groups: [
          { child: 'k1', grp: 1, status: 'absent' },
          { child: 'k2', grp: 2, status: 'present' },
        ],
      });
      expect(await store().lastOfClass(null)).toMatchObject({ session: 's2', activity: null, groups: [] });
      expect(await store().lastOfClass('c9')).toBeNull();
    });
  });
}
