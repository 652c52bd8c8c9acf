/** What is marked along a replay's time, and the jumps between. Pure. Times are run ms. */
import type { Ms } from '../../../activities/_kit/contract.ts';
import type { ReplayMoment, ReplayPause, ReplayTurn, RunReplay } from '../../wire/replay.ts';

/** One group's turns as bars on a line of its own. */
export interface Lane {
  readonly group: number;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly turn: ReplayTurn;
  readonly from: Ms;
  readonly to: Ms;
  /** Somebody came for it and did not give it back. */
  readonly taken: boolean;
}

/** What the list beside the picture jumps to. */
export type Stop =
  | { readonly kind: 'moment'; readonly id: string; readonly at: Ms; readonly moment: ReplayMoment }
  | { readonly kind: 'pause'; readonly id: string; readonly at: Ms; readonly pause: ReplayPause };

/** The lanes of `groups`, in their order. A turn still open is drawn to the run's end. */
export function lanesOf(
  run: Pick<RunReplay, 'turns' | 'lengthMs'>,
  groups: readonly number[],
): readonly Lane[] {
  return groups.map((group) => ({
    group,
    bars: run.turns
      .filter((turn) => turn.group === group)
      .map((turn) => ({
        turn,
        from: turn.claimedAt ?? turn.offeredAt,
        to: Math.max(turn.endedAt ?? run.lengthMs, turn.claimedAt ?? turn.offeredAt),
        taken: turn.claimedAt !== null && turn.why !== 'passed',
      })),
  }));
}

/** Moments and pauses in order of their times. */
export function stopsOf(run: Pick<RunReplay, 'moments' | 'pauses'>): readonly Stop[] {
  const moments = run.moments.map((moment): Stop => {
    return { kind: 'moment', id: `moment-${moment.seq}`, at: moment.at, moment };
  });
  const pauses = run.pauses.map((pause, index): Stop => {
    return { kind: 'pause', id: `pause-${index}`, at: pause.at, pause };
  });
  return [...moments, ...pauses].sort((a, b) => a.at - b.at);
}

/** When turns of these lanes begin to be shown, each time once, in order. */
export function turnTimes(lanes: readonly Lane[]): readonly Ms[] {
  const times = new Set(lanes.flatMap(({ bars }) => bars.map(({ turn }) => turn.offeredAt)));
  return [...times].sort((a, b) => a - b);
}

/**
 * The turn after or before `at`; null where there is none. A step back from a little way into a turn leads to its
 * beginning, as with any player.
 */
export function turnBeside(times: readonly Ms[], at: Ms, direction: 'next' | 'previous'): Ms | null {
  if (direction === 'next') return times.find((time) => time > at) ?? null;
  const begun = times.filter((time) => time <= at);
  const current = begun[begun.length - 1];
  if (current === undefined) return null;
  return at - current > graceMs ? current : (begun[begun.length - 2] ?? null);
}

/** So far into a turn a step back still means the turn before it. */
const graceMs = 1000;

/** The turns that are on at `at`: offered and not ended. */
export function turnsAt(lanes: readonly Lane[], at: Ms): readonly ReplayTurn[] {
  return lanes.flatMap(({ bars }) =>
    bars
      .filter(({ turn, to }) => turn.offeredAt <= at && (at < to || turn.endedAt === null))
      .map(({ turn }) => turn),
  );
}
