/** For the tests of rules: what went on the record, by kind. */
import type { Fact } from './contract.ts';

/** The facts of one kind, in their order. */
export function factsOfKind<K extends Fact['fact']>(facts: readonly Fact[], kind: K) {
  return facts.filter((fact): fact is Extract<Fact, { readonly fact: K }> => fact.fact === kind);
}
