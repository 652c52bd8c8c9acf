import { m } from '../../../generated/paraglide/messages.js';
import type { Language } from '../../../src/wire/vocabulary.ts';
import { columns } from '../exchange/row.ts';
import type { ColumnName } from '../exchange/row.ts';
import type { Column } from './column.ts';
import { decimalOrEmpty, listOrEmpty, text, textOrEmpty } from './column.ts';

/** What the codebook says of one column of one file; the row itself plays no part. */
export interface CodebookLine {
  readonly file: string;
  readonly column: Described;
}
type Described = Omit<Column<never>, 'cell'>;

type ExchangeColumn = ColumnName | 'name' | 'role';
const described = (name: ExchangeColumn, type: Described['type'] = 'text'): Described => ({
  name,
  type,
  unit: '',
  codes: [],
  empty: name !== 'kind' && name !== 'name' && name !== 'role',
  meaning: m[`codebook.exchange.${name}`],
});
const seconds: readonly ColumnName[] = ['start', 'end', 'offered'];
const numbers: readonly ColumnName[] = ['prompted', 'run', 'group', 'turn'];

/** The files of a lesson that import and analysis read. */
export const exchangeLines: readonly CodebookLine[] = [
  ...columns.map((name) => ({
    file: 'exchange/<session>/turns.csv',
    column: described(name, seconds.includes(name) ? 'decimal' : numbers.includes(name) ? 'integer' : 'text'),
  })),
  ...(['name', 'role'] as const).map((name) => ({
    file: 'exchange/<session>/roster.csv',
    column: described(name),
  })),
];

const meaning = {
  'zh-CN': text<CodebookLine>('meaning_zh_CN', m['codebook.codebook.meaning_zh'], ({ column }) =>
    column.meaning({}, { locale: 'zh-CN' }),
  ),
  en: text<CodebookLine>('meaning_en', m['codebook.codebook.meaning_en'], ({ column }) =>
    column.meaning({}, { locale: 'en' }),
  ),
};

/** Both languages stand in every codebook; the reader's own comes first. */
export function codebookColumns(language: Language): readonly Column<CodebookLine>[] {
  return [
    text('file', m['codebook.codebook.file'], ({ file }) => file),
    text('column', m['codebook.codebook.column'], ({ column }) => column.name),
    text('type', m['codebook.codebook.type'], ({ column }) => column.type),
    textOrEmpty('unit', m['codebook.codebook.unit'], ({ column }) => column.unit || null),
    decimalOrEmpty('least', m['codebook.codebook.least'], ({ column }) => rangeOf(column)[0]),
    decimalOrEmpty('greatest', m['codebook.codebook.greatest'], ({ column }) => rangeOf(column)[1]),
    listOrEmpty('codes', m['codebook.codebook.codes'], ({ column }) => column.codes.join(';') || null),
    text('missing', m['codebook.codebook.missing'], ({ column }) => (column.empty ? 'empty' : 'none')),
    meaning[language],
    meaning[language === 'en' ? 'zh-CN' : 'en'],
  ];
}

/** Of whole numbers; of figures formulas.csv has it. */
function rangeOf({ type, unit }: Described): readonly [number | null, number | null] {
  if (unit === 'minutes') return [-720, 840];
  return type === 'integer' ? [0, null] : [null, null];
}
