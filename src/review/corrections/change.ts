/** What the form of a correction asks the server for. */
import type { LessonPage } from '../../wire/answers.ts';
import type { TurnChange } from '../../wire/review.ts';

type Turn = LessonPage['turns'][number];

export interface CorrectionForm {
  what: TurnChange['what'];
  /** A child's id, or `adult`. */
  who: string;
  /** Seconds on the run's clock, as typed; empty: not known. */
  start: number | null;
  end: number | null;
}

export function formOf(turn: Turn): CorrectionForm {
  const { child, claimedAt, offeredAt, endedAt } = turn;
  return {
    what: 'child',
    who: child ?? 'adult',
    start: (claimedAt ?? offeredAt) / 1000,
    end: endedAt === null ? null : endedAt / 1000,
  };
}

/** Null where there is nothing to save yet: nothing would change, or a time is missing or the wrong way round. */
export function changeOf({ what, who, start, end }: CorrectionForm, turn: Turn): TurnChange | null {
  if (what === 'child') {
    const child = who === 'adult' ? null : who;
    return child === turn.child ? null : { what, child };
  }
  if (what !== 'time') return { what };
  if (start === null || start < 0 || (end === null && turn.endedAt !== null)) return null;
  const startAt = Math.round(start * 1000);
  const endAt = end === null ? null : Math.round(end * 1000);
  const isSame = startAt === turn.claimedAt && endAt === turn.endedAt;
  return isSame || (endAt !== null && endAt < startAt) ? null : { what, startAt, endAt };
}
