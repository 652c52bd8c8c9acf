/** Which lessons a wish for an export means. */
import type { ExportWish } from '../../../src/wire/export.ts';
import type { SessionRow } from '../../record/facts.ts';
import type { LogStore } from '../../store/port.ts';
import { localTime } from './localTime.ts';

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
