/** A refusal in a child's words: what to do now, never a blame. Whatever a child cannot mend is the teacher's. */
import { m } from '../../generated/paraglide/messages.js';

const words: Readonly<Record<string, (() => string) | undefined>> = {
  offline: () => m['tablet.refused.offline'](),
  no_answer: () => m['tablet.refused.offline'](),
  outbox_full: () => m['tablet.refused.offline'](),
  wrong_door: () => m['tablet.refused.door'](),
  too_fast: () => m['tablet.refused.slowly'](),
  wait_before_retry: () => m['tablet.refused.slowly'](),
  group_full: () => m['tablet.refused.full'](),
  tablet_full: () => m['tablet.refused.full'](),
  stale: () => m['tablet.refused.late'](),
  over: () => m['tablet.refused.late'](),
  not_your_turn: () => m['tablet.refused.late'](),
  not_offered: () => m['tablet.refused.late'](),
  not_claimed: () => m['tablet.refused.late'](),
  not_allowed: () => m['tablet.refused.late'](),
  no_run: () => m['tablet.refused.late'](),
  paused: () => m['tablet.refused.paused'](),
  seat_moved: () => m['tablet.refused.moved'](),
  outbox_refused: () => m['tablet.refused.moved'](),
  not_saved: () => m['tablet.refused.again'](),
  server_error: () => m['tablet.refused.again'](),
};

export const refusalWords = (code: string): string => (words[code] ?? m['tablet.refused.teacher'])();
