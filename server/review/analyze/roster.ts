/** The names of a group beside its turns: a CSV file with the columns `name` and, if there are adults, `role`. */
import { parse as parseCsv } from 'csv-parse/sync';
import type { Fault } from '../../../src/wire/exchange.ts';
import { decodeText, tidyName } from '../../roster/text.ts';

export interface Member {
  readonly name: string;
  readonly role: 'child' | 'adult';
}
export type ReadMembers =
  | { readonly ok: true; readonly members: readonly Member[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const nameHeadings = new Set(['name', '姓名', '名字']);
const roleHeadings = new Set(['role', '角色', '身份']);
const roles: ReadonlyMap<string, Member['role']> = new Map([
  ...(['', 'child', '儿童', '孩子', '学生'] as const).map((word) => [word, 'child'] as const),
  ...(['adult', 'teacher', 'facilitator', '成人', '老师', '带领者'] as const).map(
    (word) => [word, 'adult'] as const,
  ),
]);

/** In the order of the file. All faults are found at once; rows without anything in them are passed over. */
export function readMembers(bytes: Uint8Array): ReadMembers {
  const text = decodeText(bytes)?.text;
  if (text === undefined) return failed([{ row: null, column: null, code: 'encoding' }]);
  const lines = linesOf(text);
  if (lines === null) return failed([{ row: null, column: null, code: 'not_a_table' }]);
  const [heading = []] = lines;
  const nameAt = placeOf(heading, nameHeadings);
  const roleAt = placeOf(heading, roleHeadings);
  if (nameAt < 0) return failed([{ row: 1, column: 'name', code: 'missing' }]);

  const faults: Fault[] = [];
  const members: Member[] = [];
  lines.slice(1).forEach((cells, index) => {
    const row = index + 2;
    if (cells.every((cell) => cell === '')) return;
    const name = tidyName(cells[nameAt] ?? '');
    const role = roles.get((cells[roleAt] ?? '').toLowerCase());
    if (name === '') faults.push({ row, column: 'name', code: 'missing' });
    else if (members.some((member) => member.name === name))
      faults.push({ row, column: 'name', code: 'name_of_several' });
    if (role === undefined) faults.push({ row, column: 'role', code: 'bad_value' });
    else members.push({ name, role });
  });
  if (faults.length > 0) return failed(faults);
  return members.length > 0 ? { ok: true, members } : failed([{ row: null, column: null, code: 'empty' }]);
}

const failed = (faults: readonly Fault[]): ReadMembers => ({ ok: false, faults });

const placeOf = (heading: readonly string[], names: ReadonlySet<string>): number =>
  heading.findIndex((cell) => names.has(cell.toLowerCase()));

function linesOf(text: string): string[][] | null {
  const firstLine = /^[^\r\n]*/u.exec(text)?.[0] ?? '';
  const delimiter = [',', '\t', ';', '，', '；'].find((mark) => firstLine.includes(mark)) ?? ',';
  try {
    return parseCsv(text, { delimiter, relax_column_count: true, skip_empty_lines: false, trim: true });
  } catch {
    return null;
  }
}
