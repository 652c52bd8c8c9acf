/** Every format of every lesson at the edges: whole, without NaN, and without a trace of who may not be in it. */
import { unzipSync } from 'fflate';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { reviewSessions } from '../../../tests/support/reviewSessions.ts';
import { exportFormats } from '../../../src/wire/vocabulary.ts';
import { exportedBy, tablesIn } from './exported.testing.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** Texts of all files, workbooks unpacked. */
function textsIn(files: Record<string, Uint8Array>): [name: string, text: string][] {
  return Object.entries(files).flatMap(([name, bytes]): [string, string][] =>
    name.endsWith('.xlsx')
      ? Object.entries(unzipSync(bytes)).map(([part, inner]) => [`${name} ${part}`, text(inner)])
      : [[name, text(bytes)]],
  );
}

/** Where a number or a word ended up that is none. */
const nonsense = /\b(NaN|Infinity|undefined|\[object Object\])\b/;

it.each(Object.keys(reviewSessions) as (keyof typeof reviewSessions)[])('%s', async (name) => {
  const { store, canaries } = await reviewSessions[name]();
  const files = await exportedBy(store, { formats: exportFormats, names: true });
  const texts = textsIn(files);
  for (const [file, told] of texts) {
    expect(nonsense.exec(told)?.[0] ?? '', file).toBe('');
    for (const canary of canaries) expect(told.includes(canary), `${file}: ${canary}`).toBe(false);
  }

  const tables = tablesIn(Object.fromEntries(texts));
  expect(tables['sessions']).toHaveLength(1);
  const children = new Set(tables['children']!.map(({ child }) => child));
  for (const line of tables['figures']!) {
    expect(line['value'] === '', JSON.stringify(line)).toBe(line['reason'] !== '');
    if (line['child'] !== '') expect(children).toContain(line['child']);
    if (line['formula'] !== '')
      expect(tables['formulas']!.map(({ formula }) => formula)).toContain(line['formula']);
  }
  for (const [file, told] of texts.filter(([path]) => path.endsWith('.csv')))
    expect(() => parse(told, { bom: true }) as unknown, file).not.toThrow();
  for (const [file, told] of texts.filter(([path]) => path.endsWith('.json')))
    expect(() => JSON.parse(told) as unknown, file).not.toThrow();
});
