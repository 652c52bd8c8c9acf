/** What a lesson's record fills into a process record: facts only, no judgement. */
import type { LessonPage } from '../../wire/answers.ts';
import type { RollStatus } from '../../wire/vocabulary.ts';
import { shiftFamilies } from '../../wire/review.ts';
import type { GameMeasures, ShiftFamily } from '../../wire/review.ts';

/** Names of recorded children by their roll, in roster order; of the others only how many were there. */
export interface Attendance {
  readonly present: readonly string[];
  readonly late: readonly string[];
  readonly absent: readonly string[];
  readonly unrecorded: number;
}

export function attendanceOf({ lesson, children }: Pick<LessonPage, 'lesson' | 'children'>): Attendance {
  const named = (status: RollStatus) =>
    children.filter((row) => row.status === status).map(({ name }) => name);
  return {
    present: named('present'),
    late: named('late'),
    absent: named('absent'),
    unrecorded: Math.max(0, lesson.present - lesson.recorded),
  };
}

/** Recorded children of the game who took a floor or did another act, of all of them. */
export function tookPart({ children }: Pick<GameMeasures, 'children'>): {
  readonly had: number;
  readonly of: number;
} {
  const had = children.filter(({ turns, contributions }) => turns + contributions > 0).length;
  return { had, of: children.length };
}

/** Pairs who gave turns both ways, and children without a tie; null where consent forbids a network. */
export function pairsOf({
  network,
}: Pick<GameMeasures, 'network'>): { readonly mutual: number; readonly isolates: number } | null {
  if (network?.dyads === undefined || network.dyads === null) return null;
  return { mutual: network.dyads.mutual, isolates: network.nodes.filter(({ isolate }) => isolate).length };
}

/** How often the floor shifted in each way, without the ways that did not occur. */
export function shiftsOf({
  shifts,
}: Pick<GameMeasures, 'shifts'>): readonly { readonly family: ShiftFamily; readonly count: number }[] {
  return shiftFamilies.flatMap((family) => {
    const count = shifts.families[family];
    return count > 0 ? [{ family, count }] : [];
  });
}

/** Pauses and what the adult noted or coded, by time of day; prompts stand in the measures. */
export type KeyEvent =
  | { readonly kind: 'pause'; readonly wall: number; readonly why: string; readonly wallMs: number | null }
  | {
      readonly kind: 'note' | 'code';
      readonly wall: number;
      readonly child: string | null;
      readonly text: string;
    };

export function keyEvents({ runs, moments }: Pick<LessonPage, 'runs' | 'moments'>): readonly KeyEvent[] {
  const pauses = runs.flatMap((run) => {
    let paused = 0;
    return run.pauses.map(({ at, wallMs, why }): KeyEvent => {
      // The run's clock stands still while paused.
      const wall = run.startedWall + at + paused;
      paused += wallMs ?? 0;
      return { kind: 'pause', wall, why, wallMs };
    });
  });
  const told = moments.flatMap(({ kind, wall, child, text }): KeyEvent[] =>
    kind === 'prompt' ? [] : [{ kind, wall, child, text }],
  );
  return [...pauses, ...told].sort((a, b) => a.wall - b.wall);
}
