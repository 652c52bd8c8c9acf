/** Writes a file of turns, so that reading it gives the same rows. */
import { csv } from '../export/cell.ts';
import { columns, isFloor, words } from './row.ts';
import type { ColumnName, ExchangeRow, Person } from './row.ts';

/** Times in seconds. CSV has a byte-order mark; JSON is `{"turns": […]}` with texts as in CSV, and no empty cells. */
export function writeTurns(rows: readonly ExchangeRow[], format: 'csv' | 'json'): string {
  const cells = rows.map((row) => cellsOf(row));
  if (format === 'csv') {
    const lines = cells.map((line) => columns.map((column) => marked(line[column] ?? null)));
    return csv([...columns], lines);
  }
  const turns = cells.map((line) =>
    Object.fromEntries(columns.flatMap((column) => (line[column] === null ? [] : [[column, line[column]]]))),
  );
  return `${JSON.stringify({ turns }, null, 1)}\n`;
}

type Cells = Readonly<Record<ColumnName, string | number | null>>;

function cellsOf(row: ExchangeRow): Cells {
  return {
    start: secondsOf(row.start),
    end: secondsOf(row.end),
    speaker: row.speaker && personWord(row.speaker),
    addressee: addresseeWord(row),
    kind: row.kind,
    prompted: row.prompted,
    run: row.run,
    group: row.group,
    turn: row.turn,
    activity: row.activity,
    regime: row.regime,
    bounded: isFloor(row) ? (row.bounded ? 'yes' : 'no') : null,
    options: row.options && listOf(row.options.map(personWord)),
    given_by: row.givenBy === 'rules' ? words.rules : row.givenBy && personWord(row.givenBy),
    offered: secondsOf(row.offered),
    why: row.why,
    attribution: row.attribution,
    channel: row.channel,
    code: row.code,
  };
}

const secondsOf = (ms: number | null): number | null => ms && ms / 1000;

function personWord(person: Person): string {
  return typeof person === 'string' ? words[person] : person.name;
}

/** Empty for everyone. */
function addresseeWord({ kind, toward }: ExchangeRow): string | null {
  if (kind !== 'contribution' && !isFloor({ kind })) return null;
  if (toward === null) return words.nobody;
  if (toward === 'group') return null;
  return toward === 'unknown' ? words.unknown : personWord(toward);
}

/** Between semicolons, unless a name has in it what parts names. */
function listOf(names: readonly string[]): string {
  const isPlain = names.length > 0 && names.every((name) => !/[;；|、[\]]/u.test(name));
  return isPlain ? names.join(';') : JSON.stringify(names);
}

/** A text that begins as a marked formula does is marked once more: reading takes one mark away. */
const marked = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && /^'+\s*[=+\-@＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
