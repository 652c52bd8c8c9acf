/** What can be done at a mark of the timeline. */
import type { Ms } from '../../../activities/_kit/contract.ts';
import type { LessonTurn } from '../../wire/answers.ts';

export interface GameDeeds {
  /** The address of the moment in the replay; null where there is no log to replay. */
  readonly replay: (run: number, group: number, at: Ms) => string | null;
  /** Opens the correction of a turn. */
  readonly correct: (turn: LessonTurn) => void;
}
