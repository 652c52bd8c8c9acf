import { expect, it } from 'vitest';
import { m } from '../../../generated/paraglide/messages.js';
import { exchangeColumns, fileFaults } from '../../wire/exchange.ts';

it('words every fault and every column of a file, in both languages', () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const told = [
      ...fileFaults.map((code) => m[`exchange.fault.${code}`]({ column: 'x' }, { locale })),
      ...exchangeColumns.map((column) => m[`exchange.column.${column}`]({}, { locale })),
    ];
    expect(new Set(told).size).toBe(told.length);
    for (const text of told)
      expect(text).toMatch(locale === 'zh-CN' ? /\p{Script=Han}/u : /^[^\p{Script=Han}]+$/u);
  }
});
