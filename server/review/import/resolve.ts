/** Whose the names of a file are: the class's children, and of whom a record may be kept. */
import type { Fault } from '../../../src/wire/exchange.ts';
import { tidyName } from '../../roster/text.ts';
import type { Consent, PeopleStore } from '../../store/port.ts';
import { unknownNames } from '../exchange/read.ts';
import { isKept } from '../exchange/record.ts';
import type { Known } from '../exchange/record.ts';
import type { ExchangeRow } from '../exchange/row.ts';

/** The class in roster order; null where there is no such class. `day` is YYYY-MM-DD. */
export async function peopleOn(
  store: Pick<PeopleStore, 'classes' | 'members' | 'consents'>,
  classId: string,
  day: string,
): Promise<readonly Known[] | null> {
  if (!(await store.classes()).some((row) => row.classId === classId)) return null;
  const members = await store.members(classId);
  const consents = await store.consents(members.map(({ child }) => child));
  const agreed = new Set(consents.filter((consent) => covers(consent, day)).map(({ child }) => child));
  return members.map(({ child, name }) => ({
    child,
    name: tidyName(name),
    recorded: agreed.has(child),
  }));
}

/** The newest answer is yes, the child itself did not say no, and it was given by that day: it never reaches back. */
function covers({ purpose, answer, assent, date, enteredWall }: Consent, day: string): boolean {
  const given = date ?? new Date(enteredWall).toISOString().slice(0, 10);
  return purpose === 'record' && answer === 'yes' && assent !== false && given <= day;
}

/** Names of the file that are nobody's in the class, or of several children. */
export function nameFaults(rows: readonly ExchangeRow[], people: readonly Known[]): readonly Fault[] {
  const counts = new Map<string, number>();
  for (const { name } of people) counts.set(name, (counts.get(name) ?? 0) + 1);
  const unknown = unknownNames(rows, (name) => counts.has(name));
  const several = unknownNames(rows, (name) => (counts.get(name) ?? 0) < 2);
  return [...unknown, ...several.map((fault): Fault => ({ ...fault, code: 'name_of_several' }))].sort(
    (a, b) => (a.row ?? 0) - (b.row ?? 0),
  );
}

/** Rows that nothing is kept of: those of children without consent, or whom the file itself does not name. */
export function leftOut(rows: readonly ExchangeRow[], people: readonly Known[]): number {
  return rows.filter((row) => row.speaker !== null && !isKept(row, people)).length;
}
