/** The reference cases of section G, by name. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { anonymity } from './anonymity.ts';
import { aggregatedHeader, tabularHeader } from './boris.ts';
import { csvRows } from './cell.ts';
import type { Cell } from './cell.ts';
import { pseudonym } from './pseudonym.ts';

interface Case {
  readonly name: string;
  readonly section: string;
  readonly inputs: Record<string, unknown>;
  readonly expected: unknown;
}
const file = new URL('../../../tests/reference/reference_values.json', import.meta.url);
const cases = (JSON.parse(readFileSync(file, 'utf8')) as Case[]).filter(({ section }) => section === 'G');

interface BorisInputs {
  readonly independent_variables: string[];
  readonly max_modifiers: number;
}
type People = readonly (readonly string[])[];

const ours: Readonly<Record<string, (inputs: Case['inputs']) => unknown>> = {
  boris_tabular_header_live: (inputs) => {
    const { independent_variables, max_modifiers } = inputs as unknown as BorisInputs;
    return tabularHeader(independent_variables, max_modifiers);
  },
  boris_aggregated_header: (inputs) => {
    const { independent_variables, max_modifiers } = inputs as unknown as BorisInputs;
    return aggregatedHeader(independent_variables, max_modifiers);
  },
  pseudonym_hmac: (inputs) => {
    const { key_utf8, ids } = inputs as unknown as { readonly key_utf8: string; readonly ids: string[] };
    return ids.map((id) => pseudonym(key_utf8, id));
  },
  k_anonymity: (inputs) => {
    const { rows } = inputs as unknown as { readonly rows: People };
    const { k, alone } = anonymity(rows);
    return { k, rows_below_2: alone, k_age_band_only: anonymity(rows.map((row) => row.slice(0, 1))).k };
  },
  csv_injection: (inputs) => {
    const { cells } = inputs as unknown as { readonly cells: Cell[] };
    const written = cells.map((cell) => csvRows([[cell]]).replace('\r\n', ''));
    const read: string[][] = parse(csvRows([cells]));
    expect(read[0]).toHaveLength(cells.length);
    return written.map((text, index) => (typeof cells[index] === 'number' ? Number(text) : text));
  },
};

it('knows every case of the section', () => {
  expect(cases.map(({ name }) => name).sort()).toEqual(Object.keys(ours).sort());
});

it.each(cases)('$name', ({ name, inputs, expected }) => {
  expect(ours[name]?.(inputs)).toEqual(expected);
});
