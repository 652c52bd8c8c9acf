import { expect, it } from 'vitest';
import { correctionRow } from '../../../tests/support/rows.ts';
import { keepTold } from '../../../tests/support/toldLessons.ts';
import { temporaryStore } from '../../../tests/support/temporaryStore.ts';
import { exportedBy, tablesIn } from './exported.testing.ts';
import type { Tables } from './exported.testing.ts';

const children = ['k1', 'k2', 'k3', 'k4', 'hidden'];

/** Turns 1 to 4; the first was k2's, the second was longer, the third was none, the fourth was nobody's to know. */
async function corrected(): Promise<Tables> {
  const { store } = await keepTold(await temporaryStore(), {
    children,
    guests: ['hidden'],
    groups: {
      1: {
        of: children,
        turns: [
          { child: 'k1', start: 1000, end: 3000 },
          { child: 'k3', start: 4000, end: 5000 },
          { child: 'k4', start: 6000, end: 7000 },
          { child: 'k4', start: 8000, end: 9000 },
        ],
      },
    },
    more: [
      { table: 'correction', insert: correctionRow({ seq: 20, turn: 1, what: 'child', child: 'k2' }) },
      {
        table: 'correction',
        insert: correctionRow({ seq: 21, turn: 2, what: 'time', startAt: 4000, endAt: 5500 }),
      },
      { table: 'correction', insert: correctionRow({ seq: 22, turn: 3, what: 'void' }) },
      { table: 'correction', insert: correctionRow({ seq: 23, turn: 4, what: 'child', child: 'hidden' }) },
    ],
  });
  const files = await exportedBy(store, { names: true });
  return tablesIn(
    Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]),
    ),
  );
}

it('exports a turn as it was corrected, with the old beside it', async () => {
  const { turns, corrections, figures } = await corrected();
  expect(turns!.map((line) => [line['turn'], line['child'], line['ended_at_ms'], line['corrected']])).toEqual(
    [
      ['1', 'k2', '3000', '1'],
      ['2', 'k3', '5500', '1'],
    ],
  );
  expect(corrections).toMatchObject([
    { turn: '1', what: 'child', old_who: 'child', old_child: 'k1', new_who: 'child', new_child: 'k2' },
    { turn: '2', what: 'time', old_end_ms: '5000', new_end_ms: '5500', old_child: 'k3', new_child: 'k3' },
    {
      turn: '3',
      what: 'void',
      old_who: 'child',
      old_child: 'k4',
      new_who: '',
      new_child: '',
      new_start_ms: '',
    },
    { turn: '4', what: 'child', old_child: 'k4', new_who: 'guest', new_child: '' },
  ]);
  const turnsOf = (child: string) =>
    figures!.find((line) => line['measure'] === 'child.turns' && line['child'] === child)?.['value'];
  expect(['k1', 'k2', 'k3', 'k4'].map(turnsOf)).toEqual(['0', '1', '1', '0']);
});
