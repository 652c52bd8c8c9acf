/**
 * Reads a file of turns. All faults are found at once, by row and column, and nothing is given of a file that has any.
 * Pure: who the names are, and whether the record has them, is asked elsewhere.
 */
import { maxGroups } from '../../../src/wire/vocabulary.ts';
import type { Fault, FileFault } from '../../../src/wire/exchange.ts';
import {
  attributionIn, channelIn, codeIn, flagIn, integerIn, kindIn, peopleIn, personIn, promptIn, regimeIn, requestEndIn,
  timeIn, turnEndIn,
} from './cells.ts'; // prettier-ignore
import { faultsAmong } from './order.ts';
import { isFloor, isRoll, words } from './row.ts';
import type { ColumnName, ExchangeRow, Kind, Person } from './row.ts';
import { readTable } from './table.ts';
import type { TableRow } from './table.ts';

export interface ExchangeFile {
  readonly encoding: 'utf-8' | 'gb18030';
  /** In the order of the file; within a game, in the order of their times. */
  readonly rows: readonly ExchangeRow[];
}
export type ReadTurns =
  | { readonly ok: true; readonly file: ExchangeFile }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Runs of one lesson. */
const mostRuns = 99;

/** @param bytes CSV (comma, tab or semicolon) or JSON, in UTF-8 or GB18030. */
export function readTurns(bytes: Uint8Array): ReadTurns {
  const read = readTable(bytes);
  if (!read.ok) return read;
  const { encoding, decimalComma, rows: lines } = read.table;
  const faults: Fault[] = [];
  const rows = lines.map((line) => readRow(line, decimalComma, faults));
  const whole = faults.length > 0 ? faults : [...clockFaults(rows), ...faultsAmong(rows)];
  return whole.length > 0 ? { ok: false, faults: whole } : { ok: true, file: { encoding, rows } };
}

/** Later than this nobody begins to speak in an activity: it is the time of day. */
const latestFirst = 3 * 3_600_000;

/** One for each run whose first start looks like the time of day, at its row. */
function clockFaults(rows: readonly ExchangeRow[]): Fault[] {
  const first = new Map<number | null, ExchangeRow>();
  for (const row of rows) if (row.start !== null && !first.has(row.run)) first.set(row.run, row);
  return [...first.values()]
    .filter(({ start }) => (start ?? 0) > latestFirst)
    .map(({ row }): Fault => ({ row, column: 'start', code: 'clock_time' }));
}

/** Names of a file that `knows` does not have, once each, at the row where each comes first. */
export function unknownNames(rows: readonly ExchangeRow[], knows: (name: string) => boolean): Fault[] {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  const meet = (row: number, column: ColumnName, person: Person | null) => {
    if (person === null || typeof person === 'string' || seen.has(person.name) || knows(person.name)) return;
    seen.add(person.name);
    faults.push({ row, column, code: 'unknown_name' });
  };
  for (const { row, speaker, toward, options, givenBy } of rows) {
    meet(row, 'speaker', speaker);
    meet(row, 'addressee', toward === 'group' || toward === 'unknown' ? null : toward);
    for (const person of options ?? []) meet(row, 'options', person);
    meet(row, 'given_by', givenBy === 'rules' ? null : givenBy);
  }
  return faults;
}

const runColumns: readonly ColumnName[] = ['kind', 'run', 'activity', 'regime'];
const floorColumns: readonly ColumnName[] = [
  ...runColumns, 'start', 'end', 'speaker', 'addressee', 'prompted', 'group', 'turn', 'bounded', 'options', 'given_by',
  'channel',
]; // prettier-ignore
const rollColumns: readonly ColumnName[] = [...runColumns, 'speaker', 'group'];

/** What a row of each kind may tell; a cell in another column would be lost without a word. */
const columnsOf: Readonly<Record<Kind, readonly ColumnName[]>> = {
  turn: [...floorColumns, 'offered', 'why', 'attribution'],
  pass: [...floorColumns, 'offered', 'attribution'],
  offer: [...floorColumns, 'why'],
  contribution: [...runColumns, 'start', 'speaker', 'addressee', 'group', 'turn', 'code'],
  request: [...runColumns, 'start', 'end', 'speaker', 'group', 'turn', 'why'],
  prompt: [...runColumns, 'start', 'speaker', 'prompted', 'group', 'turn'],
  void: [...runColumns, 'start', 'group', 'turn'],
  pause: [...runColumns, 'start'],
  end: [...runColumns, 'start', 'group'],
  present: rollColumns,
  late: rollColumns,
  absent: rollColumns,
};

function readRow({ row, cells }: TableRow, decimalComma: boolean, faults: Fault[]): ExchangeRow {
  const fault = (column: ColumnName, code: FileFault) => void faults.push({ row, column, code });
  /** The cell's value; `otherwise` where it is empty, or not understood, which is a fault. */
  function told<T, O>(
    column: ColumnName,
    read: (text: string) => T | null,
    otherwise: O,
    code: FileFault,
  ): T | O {
    const text = cells.get(column);
    if (text === undefined) return otherwise;
    const value = read(text);
    if (value === null) fault(column, code);
    return value ?? otherwise;
  }
  const value = <T>(column: ColumnName, read: (text: string) => T | null) =>
    told(column, read, null, 'bad_value');
  const time = (column: ColumnName) => told(column, (text) => timeIn(text, decimalComma), null, 'bad_time');
  const number = (column: ColumnName, min: number, max: number) =>
    told(column, (text) => integerIn(text, min, max), null, 'bad_number');

  const kind = told('kind', kindIn, 'turn' as const, 'bad_value');
  const isOfRoll = isRoll({ kind });
  const isToward = isFloor({ kind }) || kind === 'contribution';
  for (const column of cells.keys()) if (!columnsOf[kind].includes(column)) fault(column, 'not_for_kind');
  const read: ExchangeRow = {
    row,
    kind,
    run: number('run', isOfRoll ? 0 : 1, mostRuns) ?? (isOfRoll ? null : 1),
    group: number('group', 0, maxGroups) ?? (isOfRoll || kind === 'pause' ? null : 0),
    turn: number('turn', 1, 1_000_000),
    speaker: value('speaker', personIn),
    toward:
      isToward && cells.get('addressee') !== words.nobody
        ? told('addressee', towardIn, 'group' as const, 'bad_value')
        : null,
    start: time('start'),
    end: time('end'),
    offered: time('offered'),
    prompted: value('prompted', promptIn),
    activity: value('activity', codeIn),
    regime: value('regime', regimeIn),
    bounded: value('bounded', flagIn) ?? false,
    options: value('options', peopleIn),
    givenBy: value('given_by', (text) => (text.toLowerCase() === words.rules ? 'rules' : personIn(text))),
    why: kind === 'request' ? value('why', requestEndIn) : value('why', turnEndIn),
    attribution: value('attribution', attributionIn),
    channel: value('channel', channelIn),
    code: value('code', codeIn),
  };
  const needsSpeaker = kind !== 'pause' && kind !== 'end' && kind !== 'void';
  if (!isOfRoll && !cells.has('start')) fault('start', 'missing');
  if (kind === 'void' && !cells.has('turn')) fault('turn', 'missing');
  if (kind === 'prompt' && !cells.has('prompted')) fault('prompted', 'missing');
  if (kind === 'prompt' && read.prompted === 0) fault('prompted', 'bad_value');
  // It is the adult who prompts.
  if (kind === 'prompt' && read.speaker === 'adult') fault('speaker', 'bad_value');
  if (needsSpeaker && !cells.has('speaker')) fault('speaker', 'missing');
  const { start, end, offered, speaker, toward } = read;
  if (start !== null && end !== null && end < start) fault('end', 'end_before_start');
  if (start !== null && offered !== null && offered > start) fault('offered', 'end_before_start');
  if (isNamed(speaker) && isNamed(toward) && speaker.name === toward.name)
    fault('addressee', 'speaks_to_itself');
  // How a pass ended is said by what it is, and the rest of the floor is not passed.
  if (isFloor(read) && read.why === 'passed') fault('why', 'bad_value');
  return read;
}

const isNamed = (person: ExchangeRow['toward']): person is { readonly name: string } =>
  typeof person === 'object' && person !== null;

function towardIn(text: string): Exclude<ExchangeRow['toward'], null> | null {
  if (text === words.unknown || text === '？') return 'unknown';
  return personIn(text);
}
