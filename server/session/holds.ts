/** Held pads: while any is down the session listens, and lets go for a tablet that has fallen silent. */
import type { Seat } from '../../activities/_kit/contract.ts';
import type { Clocks } from './api.ts';
import { outcomeOf } from './instance.ts';
import type { Instance } from './instance.ts';
import { playing } from './live.ts';
import type { Live, Run, Work } from './live.ts';
import { step } from './steps.ts';

/** Silence after which a pad is let go (ms), the shorter in a rehearsal the faster its clock runs … */
const silentMs = 2000;
/** … but never shorter than this, since the network does not run faster with it. */
const leastSilentMs = 250;
/** A server that was itself too busy for its timer may have packets waiting: it lets them in first (ms). */
const lateMs = 100;

/** Real ms of silence after which the pads of a tablet are let go. */
export function lettingGoMs(speed: number): number {
  return Math.max(leastSilentMs, Math.ceil(silentMs / speed));
}

export interface Holds {
  /** Listens for as long as the lesson, as it stands now, has a pad held; null for no lesson. Call it after every command. */
  watch(live: Live | null): void;
}

interface HeldPad {
  readonly instance: Instance;
  readonly seat: Seat;
  /** Monotonic ms when its tablet was last heard; -Infinity where the seat was taken off its tablet. */
  readonly heardAt: number;
}

/**
 * @param heardAt monotonic ms when a device was last heard.
 * @param perform carries out a command on the lesson that is watched.
 */
export function createHolds(
  clocks: Clocks,
  heardAt: (device: string) => number,
  perform: (command: (work: Work) => void) => void,
): Holds {
  let cancel = (): void => undefined;
  /** Games whose rules refuse to let go, against their promise: listening to them on would not end. */
  const deaf = new WeakSet<Instance>();

  function heldPads(live: Live, run: Run): HeldPad[] {
    const listened = [...run.instances.values()].filter((instance) => !deaf.has(instance));
    return listened.flatMap((instance) =>
      heldIn(instance).map((seat) => {
        const device = live.seats.get(seat)?.row.device ?? null;
        return { instance, seat, heardAt: device === null ? -Infinity : heardAt(device) };
      }),
    );
  }

  /** One timer for all tablets, set for the one that was heard longest ago; packets only note the time. */
  function listen(live: Live): void {
    const run = playing(live);
    if (!run?.clock.running) return;
    const pads = heldPads(live, run);
    if (pads.length === 0) return;
    const due = Math.min(...pads.map((pad) => pad.heardAt)) + lettingGoMs(run.clock.speed);
    const wait = Math.max(0, due - clocks.mono());
    const end = clocks.mono() + wait;
    cancel = clocks.after(wait, () => {
      if (clocks.mono() - end > lateMs) cancel = clocks.after(lateMs, () => meet(live));
      else meet(live);
    });
  }

  function meet(live: Live): void {
    const run = playing(live);
    if (run !== null && silentPads(live, run, clocks.mono()).length > 0) perform(letGo);
    else listen(live);
  }

  function silentPads(live: Live, run: Run, mono: number): HeldPad[] {
    const tooLong = lettingGoMs(run.clock.speed);
    return heldPads(live, run).filter((pad) => mono - pad.heardAt >= tooLong);
  }

  function letGo(work: Work): void {
    const run = playing(work.live);
    if (run === null) return;
    for (const { instance, seat } of silentPads(work.live, run, work.mono)) {
      // One seat's letting go may have been another's too.
      if (!heldIn(instance).includes(seat)) continue;
      if (step(work, run, instance, { kind: 'let_go', seat }).ok) continue;
      work.tools.log.error({ activity: instance.activity.id }, 'the rules refuse to let go');
      deaf.add(instance);
    }
  }

  return {
    watch: (live) => {
      cancel();
      cancel = () => undefined;
      if (live !== null) listen(live);
    },
  };
}

/** Seats whose pads are down on their tablets. */
function heldIn(instance: Instance): readonly Seat[] {
  const { activity, state } = instance;
  return outcomeOf(instance) === null ? (activity.holding?.(state) ?? []) : [];
}
