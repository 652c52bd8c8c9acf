/** The state of every game of a lesson at any of its moments, replayed from the log. */
import { begin, envOf } from '../../activities/_kit/replay.ts';
import type { AnyInput, AnyState, FirstEntry } from '../../activities/_kit/replay.ts';
import type { AnyActivity, Step } from '../../activities/_kit/contract.ts';
import type { Entry } from '../../server/store/port.ts';

/** One group's game at one moment. */
export interface PastState {
  readonly group: number;
  readonly activity: AnyActivity;
  readonly state: AnyState;
}

interface Game extends Omit<PastState, 'state'> {
  readonly run: number;
  readonly seed: number;
  /** State from a seq on, in order. */
  readonly states: { readonly seq: number; readonly state: AnyState }[];
}

/** @param entries the whole log of a session, in order */
export function statesOf(
  entries: readonly Entry[],
  activities: Readonly<Record<string, AnyActivity>>,
): { at(seq: number): readonly PastState[] } {
  const games = new Map<string, Game>();
  for (const { kind, run, grp, step, seq, at, payload } of entries) {
    const key = `${String(run)}:${String(grp)}`;
    if (kind === 'setup') {
      const first = payload as FirstEntry;
      const activity = activities[first.activity];
      if (!activity) throw new Error(`no activity ${first.activity}`);
      const { state } = begin(activity, first);
      games.set(key, {
        group: grp ?? 0,
        run: run ?? 0,
        activity,
        seed: first.seed,
        states: [{ seq, state }],
      });
    }
    const game = games.get(key);
    if (kind !== 'step' || !game) continue;
    const before = game.states[game.states.length - 1];
    const { input } = payload as { readonly input: AnyInput };
    if (!before) continue;
    const result: Step<AnyState> = game.activity.reduce(
      before.state,
      input,
      envOf(game.seed, step ?? 0, at ?? 0),
    );
    if (!result.ok) throw new Error(`entry ${seq} is refused: ${result.refusal}`);
    game.states.push({ seq, state: result.state });
  }
  return {
    at: (seq) => {
      const begun = [...games.values()].filter((game) => (game.states[0]?.seq ?? Infinity) <= seq);
      const run = Math.max(0, ...begun.map((game) => game.run));
      return begun
        .filter((game) => game.run === run)
        .flatMap(({ group, activity, states }) => {
          const last = lastAt(states, seq);
          return last === null ? [] : [{ group, activity, state: last }];
        });
    },
  };
}

/** The last state whose seq is not later. */
function lastAt(states: Game['states'], seq: number): AnyState | null {
  let [low, high] = [0, states.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((states[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
    else high = middle;
  }
  return states[low - 1]?.state ?? null;
}
