import type { LessonPage } from '../../src/wire/answers.ts';
import type { ReviewFacts } from './facts.ts';

type Moment = LessonPage['moments'][number];

/** Notes, codes and prompts in the order they were made. A code's text is the code; a prompt has none. */
export function momentsOf(facts: ReviewFacts): Moment[] {
  const notes = facts.notes.map(({ seq, wall, run, at, child, text }): Moment => {
    return { kind: 'note', seq, wall, run, group: null, at, child, text, level: null };
  });
  const codes = facts.observations.map(({ seq, wall, run, at, child, code }): Moment => {
    return { kind: 'code', seq, wall, run, group: null, at, child, text: code, level: null };
  });
  const prompts = facts.prompts.map(({ seq, wall, run, grp, at, child, level }): Moment => {
    return { kind: 'prompt', seq, wall, run, group: grp, at, child, text: '', level };
  });
  return [...notes, ...codes, ...prompts].sort((a, b) => a.wall - b.wall || a.seq - b.seq);
}
