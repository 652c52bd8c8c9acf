/** A column of an exported file and its line in the codebook, said once. */
import type { Cell } from './cell.ts';

/** A message of the codebook, worded in every language. */
export type Meaning = (inputs: Record<string, never>, options: { locale: 'zh-CN' | 'en' }) => string;

export interface Column<Row> {
  readonly name: string;
  readonly type: 'id' | 'code' | 'integer' | 'decimal' | 'flag' | 'text' | 'json' | 'list' | 'datetime';
  readonly unit: '' | 'ms' | 'unix_ms' | 'minutes' | 'count';
  /** The closed list of a code; empty where any value may stand. */
  readonly codes: readonly string[];
  /** The cell may be empty: not defined, for the reason that the meaning gives. */
  readonly empty: boolean;
  readonly meaning: Meaning;
  readonly cell: (row: Row) => Cell;
}

type Filled<Value> = <Row>(name: string, meaning: Meaning, cell: (row: Row) => Value) => Column<Row>;
type Type = Column<never>['type'];
type Unit = Column<never>['unit'];

/** Columns whose every cell holds a value. */
function filled<Value extends Cell>(
  type: Type,
  unit: Unit = '',
  codes: readonly string[] = [],
): Filled<Value> {
  return (name, meaning, cell) => ({ name, type, unit, codes, empty: false, meaning, cell });
}
/** Columns with cells that may be empty. */
function open<Value extends Cell>(
  type: Type,
  unit: Unit = '',
  codes: readonly string[] = [],
): Filled<Value | null> {
  return (name, meaning, cell) => ({ name, type, unit, codes, empty: true, meaning, cell });
}

const flags = ['0', '1'];
export const id = filled<string>('id');
export const idOrEmpty = open<string>('id');
export const text = filled<string>('text');
export const textOrEmpty = open<string>('text');
export const json = filled<string>('json');
/** Items between semicolons. */
export const listOrEmpty = open<string>('list');
/** ISO 8601 with the offset of the laptop's place. */
export const datetime = filled<string>('datetime');
export const flag = filled<number>('flag', '', flags);
export const flagOrEmpty = open<number>('flag', '', flags);
export const integer = filled<number>('integer');
export const integerOrEmpty = open<number>('integer');
export const decimalOrEmpty = open<number>('decimal');
export const count = filled<number>('integer', 'count');
export const countOrEmpty = open<number>('integer', 'count');
export const minutes = filled<number>('integer', 'minutes');
/** On the run's clock, which stands still while paused; also lengths of time. */
export const ms = filled<number>('integer', 'ms');
export const msOrEmpty = open<number>('integer', 'ms');
/** Milliseconds since 1970-01-01 UTC by the laptop's clock. */
export const wall = filled<number>('integer', 'unix_ms');
export const wallOrEmpty = open<number>('integer', 'unix_ms');

/** `codes` names every value of the type once, so that none can be forgotten. */
type Codes<Value extends string> = Readonly<Record<Value, true>>;

export function code<Row, Value extends string>(
  name: string,
  codes: Codes<Value>,
  meaning: Meaning,
  cell: (row: Row) => Value,
): Column<Row> {
  return filled<Value>('code', '', Object.keys(codes))(name, meaning, cell);
}
export function codeOrEmpty<Row, Value extends string>(
  name: string,
  codes: Codes<Value>,
  meaning: Meaning,
  cell: (row: Row) => Value | null,
): Column<Row> {
  return open<Value>('code', '', Object.keys(codes))(name, meaning, cell);
}
