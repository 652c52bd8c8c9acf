/** What a lesson's record fills into a process record: facts only, no judgement. */
import type { LessonPage } from '../../wire/answers.ts';
import type { RollStatus } from '../../wire/vocabulary.ts';
import type { GameMeasures, NetworkEdge } from '../../wire/review.ts';

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

/** Children who passed, with how often, in roster order. */
export function passesOf({ children }: Pick<GameMeasures, 'children'>): readonly Count[] {
  return children.flatMap(({ child, passes }) => (passes > 0 ? [{ child, times: passes }] : []));
}
interface Count {
  readonly child: string;
  readonly times: number;
}

/** One child turned to another so many times. */
export interface Toward {
  readonly from: string;
  readonly to: string;
  readonly times: number;
}

/**
 * Who turned to whom: by an own choice or in what was said, and where only one child was left to give to. What the rule
 * gave is left out and only told of. Null where consent forbids it.
 */
export function towardOf({ network }: Pick<GameMeasures, 'network'>): {
  readonly own: readonly Toward[];
  readonly only: readonly Toward[];
  readonly ruled: boolean;
} | null {
  if (network === null) return null;
  const { edges } = network;
  const counted = (times: (edge: NetworkEdge) => number) =>
    edges.flatMap((edge) => (times(edge) > 0 ? [{ from: edge.from, to: edge.to, times: times(edge) }] : []));
  return {
    own: counted(({ turns, ruled }) => turns - ruled),
    only: counted(({ only }) => only),
    ruled: edges.some(({ ruled, only }) => ruled > only),
  };
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
