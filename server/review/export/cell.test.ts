import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { csv, safe } from './cell.ts';

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: false });
/** What a spreadsheet looks at first: blanks are skipped by some. */
const starts = (text: string) => text.trimStart().charAt(0);
const dangerous = '=+-@＝＋－＠';

const seed = Date.now() % 2 ** 31;
const hostile = fc.tuple(
  fc.constantFrom('', ' ', '\u3000', '\u00a0', '\ufeff', '\t', '\r', '\n', '\u2003 '),
  fc.constantFrom(...dangerous.split('')),
  fc.string({ unit: 'grapheme' }),
);

it(`never lets a cell begin as a formula (seed ${seed})`, () => {
  fc.assert(
    fc.property(hostile, ([blank, sign, rest]) => {
      const [[cell = '']] = read(csv(['a'], [[blank + sign + rest]])).slice(1) as [string[]];
      expect(cell).toBe(`'${blank}${sign}${rest}`);
      expect(dangerous).not.toContain(starts(cell));
    }),
    { seed },
  );
});

it('marks a cell that begins with a tab or a line break, which would be pasted as a new cell', () => {
  for (const start of ['\t', '\r', '\n']) expect(safe(`${start}x`)).toBe(`'${start}x`);
});

it(`changes nothing else: text, quotes, separators and line breaks come back as they were (seed ${seed})`, () => {
  const calm = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !dangerous.includes(starts(text) || ' ') && !/^[\t\r\n]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(calm, calm), { minLength: 1 }), (rows) => {
      expect(read(csv(['a', 'b'], rows)).slice(1)).toEqual(rows);
    }),
    { seed },
  );
});

it('keeps numbers numbers, negative ones too, and writes null as the empty cell', () => {
  const cells: Cell[] = [-300, 0, null, 7];
  expect(cells.map(safe)).toEqual(cells);
  expect(csv(['a', 'b', 'c', 'd'], [cells])).toBe('\ufeffa,b,c,d\r\n-300,0,,7\r\n');
});

it('begins with the byte-order mark that Excel needs to read Chinese', () => {
  expect([...Buffer.from(csv(['a'], [['小明']])).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});
