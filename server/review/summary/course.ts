/** What the adult marked, the children's "not now", and where play stood still. */
import { quickCodes } from '../../../src/wire/vocabulary.ts';
import type { Evidence, SummaryLine } from '../../../src/wire/review.ts';
import type { ReviewFacts } from '../facts.ts';
import { line, ofGame, ofTurn } from './line.ts';

/** Codes for what a child did; withdrawing is left to the notes. */
const strengths = quickCodes.filter((code) => code !== 'WITH');

export function noticed(facts: ReviewFacts): SummaryLine[] {
  return strengths.flatMap((code) => {
    const marks = facts.observations.filter((row) => row.code === code);
    const children = facts.roll.map(({ child }) => child).filter((child) => marks.some((row) => row.child === child)); // prettier-ignore
    const evidence = marks.map(({ seq }): Evidence => ({ kind: 'moment', seq }));
    return children.length === 0 ? [] : [line('noticed', { code, children }, evidence)];
  });
}

export function passes(facts: ReviewFacts): SummaryLine[] {
  const passed = facts.games.flatMap(({ turns }) => turns.filter(({ why }) => why === 'passed'));
  return passed.length === 0 ? [] : [line('passes', { count: passed.length }, passed.map(ofTurn))];
}

/** Pauses of the adult, with how long they lasted; and how often the program itself stopped. */
export function standstills(facts: ReviewFacts): SummaryLine[] {
  const evidenceOf = (runs: ReadonlySet<number>) =>
    facts.games.filter(({ run }) => runs.has(run)).map(ofGame);
  const adult = facts.pauses.filter(({ why }) => why === 'adult');
  const program = facts.pauses.filter(({ why }) => why !== 'adult');
  const ms = adult.reduce(
    (sum, { fromWall, toWall }) => sum + Math.max(0, (toWall ?? fromWall) - fromWall),
    0,
  );
  const runsOf = (pauses: typeof adult) => new Set(pauses.map(({ run }) => run));
  return [
    ...(adult.length === 0 ? [] : [line('pauses', { count: adult.length, ms }, evidenceOf(runsOf(adult)))]),
    ...(program.length === 0
      ? []
      : [line('stopped', { count: program.length }, evidenceOf(runsOf(program)))]),
  ];
}
