/** Which animal and colour a child is given: an animal is one child's alone in every class it belongs to. */
import { animals, childColours } from '../../src/wire/vocabulary.ts';
import type { Animal } from '../../src/wire/vocabulary.ts';

/** Those that small children know and tell apart, before the others. */
const familiar: readonly Animal[] = [
  'cat', 'dog', 'panda', 'rabbit', 'tiger', 'duck', 'monkey', 'elephant', 'frog', 'horse', 'bear', 'chick',
  'lion', 'fish', 'sheep', 'giraffe', 'pig', 'penguin', 'fox', 'turtle', 'cow', 'mouse', 'butterfly', 'bee',
]; // prettier-ignore
const inOrder = [...new Set([...familiar, ...animals])];

/** The first animal nobody has, familiar ones first; null when all sixty are taken. */
export function freeAnimal(taken: ReadonlySet<Animal>): Animal | null {
  return inOrder.find((animal) => !taken.has(animal)) ?? null;
}

/** The colour used least among `used`, so that neighbours in a roster differ; the first among equals. */
export function rarestColour(used: readonly number[]): number {
  const counts = Array.from({ length: childColours }, () => 0);
  for (const colour of used) counts[colour] = (counts[colour] ?? 0) + 1;
  return counts.indexOf(Math.min(...counts));
}
