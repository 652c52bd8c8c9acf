/**
 * Spot checks: now and then, while a recorded child's turn is on, the adult is asked who really holds it. How often the
 * answer is the child whom the program has tells how far "own tap" can be trusted. The children notice nothing.
 *
 * When one is due follows from the run's seed and its clock alone, and which are done with stands in the log; so after
 * a restart the same ones come at the same moments, and none is asked twice.
 */
import * as v from 'valibot';
import { rngFor } from '../../activities/_kit/rng.ts';
import type { Ms, Seat } from '../../activities/_kit/contract.ts';
import type { SpotPart } from '../../src/wire/publish.ts';
import type { Entry } from '../store/port.ts';
import { read } from './clock.ts';
import { refuse, ok } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { outcomeOf } from './instance.ts';
import type { Instance } from './instance.ts';
import { insert, log, ofSession, playing } from './live.ts';
import type { Live, Run, Work } from './live.ts';

/** Play between two checks, and how long each waits for a turn to be about; ms of the run's clock. */
const gapMs = { least: 180_000, most: 360_000 };
const waitMs = 60_000;
/** Sets the checks' draws apart from the rules', which take the same seed. */
const stream = 0x5b07;

/** The spot checks of one run. */
export interface Spots {
  /** The one whose moment came last, or comes first: 1, 2, 3 … within the run. */
  due: { readonly check: number; readonly at: Ms };
  /** This one and all before it are done with. */
  settled: number;
  open: (SpotPart & { readonly check: number; readonly seat: Seat }) | null;
}

export function newSpots(seed: number, settled = 0): Spots {
  return { due: { check: 1, at: gapBefore(seed, 1) }, settled, open: null };
}

function gapBefore(seed: number, check: number): Ms {
  return gapMs.least + rngFor(seed ^ stream, check).int(gapMs.most - gapMs.least + 1);
}

const settledPayload = v.object({ type: v.literal('spot'), check: v.number() });

/** The last check of a run that was answered or put off, by the session's log. */
export function settledIn(entries: readonly Entry[], run: number): number {
  const checks = entries.flatMap((entry) => {
    if (entry.kind !== 'note' || entry.run !== run) return [];
    const parsed = v.safeParse(settledPayload, entry.payload);
    return parsed.success ? [parsed.output.check] : [];
  });
  return Math.max(0, ...checks);
}

/** Opens the check that is due and closes the one whose turn is over. Whether anything changed. */
export function watchSpots({ live, mono }: Work): boolean {
  const run = playing(live);
  if (run === null || live.session.rehearsal === 1) return false;
  const { spots } = run;
  const before = spots.open;
  if (before !== null && !isOn(live, run, before)) spots.open = null;
  if (spots.open === null && run.paused === null) spots.open = dueNow(live, run, read(run.clock, mono));
  return spots.open !== before;
}

function dueNow(live: Live, run: Run, now: Ms): Spots['open'] {
  const { spots } = run;
  for (;;) {
    const check = spots.due.check + 1;
    const at = spots.due.at + gapBefore(run.row.seed, check);
    if (now < at) break;
    spots.due = { check, at };
  }
  const { check, at } = spots.due;
  if (check <= spots.settled || now < at || now >= at + waitMs) return null;
  const instances = [...run.instances.values()];
  const instance = rngFor(run.row.seed ^ stream, -check).pick(instances);
  const seat = heldSeat(live, instance);
  const turn = seat === null ? undefined : instance.ledger.held.get(seat);
  if (seat === null || turn === undefined) return null;
  return { check, seat, run: run.row.run, group: instance.group, turn };
}

/** The seat of a recorded child that holds the floor now. */
function heldSeat(live: Live, instance: Instance): Seat | null {
  if (outcomeOf(instance) !== null) return null;
  for (const speaker of instance.ledger.held.keys()) {
    if (speaker !== 'adult' && childOn(live, speaker) !== null) return speaker;
  }
  return null;
}

const childOn = (live: Live, seat: Seat): string | null => live.seats.get(seat)?.row.child ?? null;

function isOn(live: Live, run: Run, { group, seat, turn }: NonNullable<Spots['open']>): boolean {
  const instance = run.instances.get(group);
  return instance?.ledger.held.get(seat) === turn && childOn(live, seat) !== null;
}

export const spots: Performs<'spot.answer'> = {
  'spot.answer': (work, by, { run: number, group, turn, answer }) => {
    const { live, wall, mono } = work;
    const run = playing(live);
    if (run === null) return refuse('no_run');
    const { open } = run.spots;
    if (open === null || !isOn(live, run, open)) return refuse('stale');
    if (open.run !== number || open.group !== group || open.turn !== turn) return refuse('stale');
    const holder = childOn(live, open.seat);
    if (holder === null) return refuse('stale');
    const named = typeof answer === 'string' ? undefined : live.roll.get(answer.child);
    if (typeof answer !== 'string' && (named === undefined || named.status === 'absent'))
      return refuse('no_such_child');

    const seq = log(work, 'note', { type: 'spot', check: open.check }, { grp: group });
    run.spots.settled = open.check;
    run.spots.open = null;
    if (answer === 'not_now') return ok;
    insert(work, 'spot_check', {
      ...ofSession(live),
      ...{ seq, run: number, grp: group, turn, holder },
      at: read(run.clock, mono),
      wall,
      // A guest is named in no row.
      answer: named?.recorded === 1 ? named.child : null,
      observer: by.account ?? '',
    });
    return ok;
  },
};
