/** What is asked of an export, and which lessons that means. */
import type { ExportFormat, Language } from '../../../src/wire/vocabulary.ts';
import type { SessionRow } from '../../record/facts.ts';
import type { LogStore } from '../../store/port.ts';
import { localTime } from './localTime.ts';

export interface ExportWish {
  /** One lesson, a rehearsal too; null for all. */
  readonly session: string | null;
  /** First and last day (YYYY-MM-DD, where the lesson was held), both included. */
  readonly from?: string;
  readonly to?: string;
  /** Rehearsals among "all". */
  readonly rehearsals: boolean;
  readonly formats: readonly ExportFormat[];
  /** Names of children and classes, animals, and the text of notes; an admin's choice alone. */
  readonly names: boolean;
  /** Who gets it. Null: nobody outside; it stays at the school. */
  readonly recipient: string | null;
  /** Whose words come first in codebook and README. */
  readonly language: Language;
}

/** The name of a recipient: one line. */
export const recipientPattern = /^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u;

/** The lesson that was asked for is not in the record. */
export class NoSuchLesson extends Error {}

/**
 * The lessons that a wish means, the earliest first.
 *
 * @throws NoSuchLesson
 */
export async function chosenLessons(
  source: Pick<LogStore, 'rows'>,
  wish: Pick<ExportWish, 'session' | 'from' | 'to' | 'rehearsals'>,
): Promise<readonly SessionRow[]> {
  const lessons = await source.rows('session', wish.session);
  if (wish.session !== null) {
    if (lessons.length === 0) throw new NoSuchLesson(wish.session);
    return lessons;
  }
  return lessons
    .filter((lesson) => {
      const day = localTime(lesson.startedWall, lesson.utcOffset).slice(0, 10);
      return (
        (wish.rehearsals || lesson.rehearsal === 0) &&
        (wish.from === undefined || day >= wish.from) &&
        (wish.to === undefined || day <= wish.to)
      );
    })
    .sort((a, b) => a.startedWall - b.startedWall || (a.session < b.session ? -1 : 1));
}
