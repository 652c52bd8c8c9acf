/** The children that a page speaks of, by id. */
import type { ReviewPerson } from '../wire/review.ts';

export type Person = Pick<ReviewPerson, 'name' | 'animal'>;
export type People = ReadonlyMap<string, Person>;

export function peopleOf(rows: readonly (Person & { readonly child: string })[]): People {
  return new Map(rows.map((row) => [row.child, row]));
}

/** Empty for a child that the page does not know. */
export function nameIn(people: People, child: string): string {
  return people.get(child)?.name ?? '';
}
