/** The export against the truth, row by row. Every difference is a sentence that names the row. */
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { compareContributions, type SeenLifts } from './contributions.ts';
import {
  expectedRequests,
  expectedTurns,
  type ExpectedRequest,
  type ExpectedTurn,
  type Known,
} from './expected.ts';
import type { Mark } from './lesson.ts';

type Row = Readonly<Record<string, string>>;
type Tables = Readonly<Record<string, readonly Row[]>>;

export interface Comparison {
  /** Rows that were compared. */
  readonly rows: number;
  readonly differences: readonly string[];
}

/** The tables of an exported zip, each parsed into rows by column. */
export function readExport(zip: Uint8Array): Tables {
  const files = unzipSync(zip, { filter: ({ name }) => /^\w+\.csv$/.test(name) });
  return Object.fromEntries(
    Object.entries(files).map(([file, bytes]) => [
      file.replace(/\.csv$/, ''),
      parse<Row>(strFromU8(bytes), { bom: true, columns: true }),
    ]),
  );
}

export function compare(
  tables: Tables,
  known: Known & { readonly seenLifts: SeenLifts },
  roll: ReadonlyMap<string, string>,
  marks: readonly Mark[],
): Comparison {
  const parts = [
    compareTurns(tables['turns'] ?? [], expectedTurns(known), known),
    compareRequests(tables['requests'] ?? [], expectedRequests(known), unseenTurns(tables['turns'] ?? [], known)),
    compareContributions(tables['contributions'] ?? [], known),
    compareRoll(tables['roll'] ?? [], roll, known.recorded),
    compareBags('notes', (tables['notes'] ?? []).map(({ child }) => child ?? ''), ofKind(marks, 'note', () => '')),
    compareBags('observations', (tables['observations'] ?? []).map(({ child, code }) => `${child}:${code}`), ofKind(marks, 'code', ({ value }) => `:${value}`)),
    compareBags('prompts', (tables['prompts'] ?? []).map(({ child, level }) => `${child}:${level}`), ofKind(marks, 'prompt', ({ value }) => `:${value}`)),
  ]; // prettier-ignore
  return {
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    differences: parts.flatMap((part) => part.differences),
  };
}

const ofKind = (marks: readonly Mark[], kind: Mark['kind'], tail: (mark: Mark) => string) =>
  marks.filter((mark) => mark.kind === kind).map((mark) => `${mark.child ?? ''}${tail(mark)}`);

const cell = (value: string | number | boolean | null) =>
  value === null ? '' : typeof value === 'boolean' ? (value ? '1' : '0') : String(value);

/** Expected turns by key; each exported row must have one, with the same cells wherever the truth is known. */
function compareTurns(rows: readonly Row[], expected: readonly ExpectedTurn[], known: Known): Comparison {
  const left = new Map(expected.map((turn) => [`${turn.run}/${turn.group}/${turn.turn}`, turn]));
  const differences: string[] = [];
  let before = '';
  for (const row of rows) {
    const key = keyOf(row);
    const turn = left.get(key);
    left.delete(key);
    if (turn) differences.push(...turnDifferences(key, row, turn));
    else if (wasVisible(row, known)) differences.push(`turn ${key}: in the export, never seen`);
    const order = [row['run'], row['group'], row['turn']].map((part) => (part ?? '').padStart(6, '0')).join();
    if (order <= before) differences.push(`turn ${key}: out of order`);
    before = order;
  }
  for (const key of left.keys()) differences.push(`turn ${key}: seen, not in the export`);
  return { rows: rows.length, differences };
}

/**
 * False for a turn that began and ended between two looks at the screen, as when time ran out at its offer. A look's
 * clock is read when it is sent; what it shows may be as old as a commit and the publisher's pace make it.
 */
function wasVisible(row: Row, { looks, staleMs }: Pick<Known, 'looks' | 'staleMs'>): boolean {
  const [from, to] = [Number(row['offered_at_ms']), Number(row['ended_at_ms'])];
  if (row['ended_at_ms'] === '') return true;
  return looks.get(Number(row['run']))?.some((now) => now > from + staleMs && now < to) ?? true;
}

/** Keys of the turns that nobody could see. */
function unseenTurns(rows: readonly Row[], known: Known): ReadonlySet<string> {
  const keys = rows.filter((row) => !wasVisible(row, known)).map(keyOf);
  return new Set(keys.filter((key) => !known.turns.has(key)));
}

const keyOf = (row: Row): string => `${row['run']}/${row['group']}/${row['turn']}`;

function turnDifferences(key: string, row: Row, turn: ExpectedTurn): string[] {
  const known: Record<string, string | number | boolean | null | undefined> = {
    speaker: turn.speaker,
    child: turn.child,
    given_by: turn.givenBy,
    given_by_child: turn.givenByChild,
    regime: turn.regime,
    offered_at_ms: turn.offeredAt,
    claimed_at_ms: turn.claimedAt,
    ended_at_ms: turn.endedAt,
    toward: turn.toward,
    toward_child: turn.towardChild,
    attribution: turn.attribution,
    claim_shown_ms: turn.claimShownMs,
    claim_queued: turn.claimQueued,
  };
  const wrong = Object.entries(known)
    .filter(([column, value]) => value !== undefined && row[column] !== cell(value))
    .map(([column, value]) => `turn ${key}: ${column} is ${row[column]}, was ${cell(value ?? null)}`);
  if (!turn.why.includes(row['why'] ?? ''))
    wrong.push(`turn ${key}: why is ${row['why']}, was ${turn.why.join(' or ')}`);
  const options = (text: string) => text.split(';').sort().join(';');
  if (options(row['options'] ?? '') !== options((turn.options ?? []).join(';')))
    wrong.push(`turn ${key}: options are ${row['options']}, were ${turn.options?.join(';')}`);
  const [from, to] = turn.endedWithin ?? [0, Number.MAX_SAFE_INTEGER];
  const ended = Number(row['ended_at_ms']);
  if (row['ended_at_ms'] === '' || ended < from || ended > to)
    wrong.push(`turn ${key}: ended_at_ms is ${row['ended_at_ms']}, was within ${from} and ${to}`);
  return wrong;
}

/** What became of a request that an unseen turn served, nobody but the record can say. */
function compareRequests(
  rows: readonly Row[],
  expected: readonly ExpectedRequest[],
  unseen: ReadonlySet<string>,
): Comparison {
  const made = (run: unknown, group: unknown, child: unknown, at: unknown) =>
    [run, group, child, at].map(String).join('/');
  const madeBy = (row: Row) => made(row['run'], row['group'], row['child'], row['at_ms']);
  const untold = new Set(rows.filter((row) => unseen.has(keyOf(row))).map(madeBy));
  const text = (request: string, outcome: unknown, turn: unknown) =>
    untold.has(request) ? request : `${request}/${String(outcome)}/${String(turn)}`;
  return compareBags(
    'requests',
    rows.map((row) => text(madeBy(row), row['outcome'], row['turn'])),
    expected.map(({ run, group, child, at, outcome, turn }) =>
      text(made(run, group, child, at), outcome, turn ?? ''),
    ),
  );
}

function compareRoll(
  rows: readonly Row[],
  roll: ReadonlyMap<string, string>,
  recorded: ReadonlySet<string>,
): Comparison {
  const expected = [...roll]
    .filter(([child]) => recorded.has(child))
    .map(([child, status]) => `${child}:${status}`);
  return compareBags('roll', rows.map(({ child, status }) => `${child}:${status}`), expected); // prettier-ignore
}

/** Two lists as multisets. */
function compareBags(what: string, exported: readonly string[], expected: readonly string[]): Comparison {
  const left = [...expected];
  const differences: string[] = [];
  for (const row of exported) {
    const at = left.indexOf(row);
    if (at < 0) differences.push(`${what} ${row}: in the export, never happened`);
    else left.splice(at, 1);
  }
  differences.push(...left.map((row) => `${what} ${row}: happened, not in the export`));
  return { rows: exported.length, differences };
}
