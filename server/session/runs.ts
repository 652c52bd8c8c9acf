/** A run from its start to its end: the choice of activity, the seats, the clock, the adult's acts on it. */
import * as v from 'valibot';
import type { AnyActivity, Seat } from '../../activities/_kit/contract.ts';
import type { AnyInput, FirstEntry } from '../../activities/_kit/replay.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { Failure } from '../../src/wire/errors.ts';
import type { RunRow } from '../record/facts.ts';
import { randomInt } from './chance.ts';
import { inSeatingOrder } from './claims.ts';
import { pauseAt, read, resumeAt } from './clock.ts';
import type { RunClock } from './clock.ts';
import { smallestGroup } from './groups.ts';
import { ok, refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { beginInstance, outcomeOf } from './instance.ts';
import type { Instance } from './instance.ts';
import {
  activityOf,
  insert,
  log,
  ofSession,
  playing,
  present,
  update,
  updateRoll,
  updateSession,
} from './live.ts';
import type { Live, Place, Run, Work } from './live.ts';
import { activeSeats, labelOf, makeSeat, retire, seatFor, seatOf } from './seats.ts';
import { newSpots } from './spots.ts';
import { endPause, step, writeFacts } from './steps.ts';

/** What stands in the session's row as the chosen activity. */
export interface Choice {
  readonly id: string;
  readonly config: unknown;
  readonly scope: 'group' | 'class';
}

export function choiceOf(live: Live): Choice | null {
  return live.session.activity === null ? null : (JSON.parse(live.session.activity) as Choice);
}

/** The choice an activity starts from. */
export function usualChoice(activity: AnyActivity): Choice {
  const scope = activity.scope === 'class' ? 'class' : 'group';
  return { id: activity.id, config: activity.defaults as unknown, scope };
}

type RunEvent =
  | 'activity.choose' | 'run.start' | 'run.pause' | 'run.resume' | 'run.extend' | 'run.skip' | 'run.end'
  | 'run.prompting'; // prettier-ignore

export const runs: Performs<RunEvent> = {
  'activity.choose': (work, _by, { activity: id, config, scope }) => {
    if (playing(work.live) !== null) return refuse('not_permitted');
    const activity = activityOf(work.tools.activities, id);
    if (activity === null) return refuse('no_such_activity');
    if (activity.scope !== 'either' && activity.scope !== scope) return refuse('bad_input', 'scope');
    const parsed = v.safeParse(activity.config, { ...(activity.defaults as object), ...config });
    if (!parsed.success) return refuse('bad_input', v.getDotPath(parsed.issues[0]) ?? 'config');
    const choice: Choice = { id, config: parsed.output, scope };
    log(work, 'session', { type: 'activity', activity: id });
    updateSession(work, { activity: JSON.stringify(choice) });
    return ok;
  },

  'run.start': startRun,

  'run.pause': (work) => {
    const run = playing(work.live);
    if (run === null) return refuse('no_run');
    if (run.paused !== null) return ok;
    run.clock = pauseAt(run.clock, work.mono);
    run.pauses += 1;
    run.paused = { why: 'adult', fromWall: work.wall, written: true };
    log(work, 'pause', { type: 'paused' });
    insert(work, 'pause', {
      ...ofSession(work.live),
      run: run.row.run,
      pause: run.pauses,
      at: run.clock.at,
      fromWall: work.wall,
      toWall: null,
      why: 'adult',
    });
    return ok;
  },

  'run.resume': (work) => {
    const run = playing(work.live);
    if (run === null) return refuse('no_run');
    if (run.paused === null) return ok;
    log(work, 'pause', { type: 'resumed' });
    endPause(work, run);
    run.clock = resumeAt(run.clock, work.mono);
    return ok;
  },

  'run.extend': (work, _by, { ms, group }) => tellGroups(work, group, { kind: 'extend', ms }),
  'run.end': (work, _by, { group }) => tellGroups(work, group, { kind: 'end' }),

  'run.skip': (work, _by, { group, seat }) => {
    const run = playing(work.live);
    if (run === null) return refuse('no_run');
    const instance = run.instances.get(group);
    if (instance === undefined) return refuse('no_such_group');
    if (!instance.playing.has(seat)) return refuse('not_seated');
    const stepped = step(work, run, instance, { kind: 'skip', seat });
    return stepped.ok ? ok : refuse(stepped.refusal);
  },

  'run.prompting': (work, _by, { on }) => {
    const { live } = work;
    live.promptingNext = on;
    const run = playing(live);
    if (run === null || run.prompting === on) return ok;
    run.prompting = on;
    log(work, 'run', { type: 'prompting', on });
    if (on && run.row.prompting === 0) {
      run.row.prompting = 1;
      update(work, 'run', { session: run.row.session, run: run.row.run }, { prompting: 1 });
    }
    return ok;
  },
};

/** One of the adult's standard acts for one group or all that still play. */
function tellGroups(work: Work, group: number | null, input: AnyInput): AnswerOf<'run.extend'> {
  const run = playing(work.live);
  if (run === null) return refuse('no_run');
  if (group !== null && !run.instances.has(group)) return refuse('no_such_group');
  const open = [...run.instances.values()].filter((instance) => outcomeOf(instance) === null);
  const told = group === null ? open : open.filter((instance) => instance.group === group);
  const steps = told.map((instance) => step(work, run, instance, input));
  if (steps.some((stepped) => stepped.ok)) return ok;
  const [refused] = steps;
  return refuse(refused?.ok === false ? refused.refusal : 'over');
}

function startRun(work: Work): AnswerOf<'run.start'> {
  const { live, tools } = work;
  if (live.session.phase === 'play') return refuse('not_permitted');
  const choice = choiceOf(live);
  const activity = choice && activityOf(tools.activities, choice.id);
  if (!choice || !activity) return refuse('no_such_activity');
  if (present(live).length === 0) return refuse('nobody_present');
  const groups = groupsToPlay(live, choice.scope);
  const refusal = misfit(live, activity, groups);
  if (refusal !== null) return refusal;

  for (const { child, grp } of present(live))
    if (grp === null) updateRoll(work, child, { grp: smallestGroup(live) });
  fixConsent(work);
  begin(work, activity, choice, [...groups.keys()]);
  return ok;
}

/** Group → children who will play in it; empty groups are left out, children without a group join the smallest. */
function groupsToPlay(live: Live, scope: Choice['scope']): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  const spare = smallestGroup(live);
  for (const { child, grp } of present(live)) {
    const group = scope === 'class' ? 0 : (grp ?? spare);
    groups.set(group, [...(groups.get(group) ?? []), child]);
  }
  return new Map([...groups].sort(([a], [b]) => a - b));
}

/** Why these groups cannot play this activity; merging or parting groups is the teacher's to decide. */
function misfit(
  live: Live,
  { seats, needs }: AnyActivity,
  groups: ReadonlyMap<number, readonly string[]>,
): Failure | null {
  for (const [group, children] of groups) {
    const where = `group:${group}`;
    if (children.length < seats.min) return refuse('too_few_seats', where);
    if (children.length > seats.max) return refuse('too_many_seats', where);
    if (tabletsOf(live, group) < needs.tablets) return refuse('too_few_tablets', where);
  }
  return null;
}

/** Tablets of a group; of all groups for the whole class (0). */
function tabletsOf(live: Live, group: number): number {
  return [...live.devices.values()].filter(({ grp }) => grp !== null && (group === 0 || grp === group))
    .length;
}

/**
 * Consent is fixed here for the run. A child whose answer changed since plays on a new seat number, so that its
 * guest turns before and its recorded turns now (or the other way round) cannot be joined.
 */
function fixConsent(work: Work): void {
  const { live } = work;
  for (const row of live.roll.values()) {
    const recorded = live.people.get(row.child)?.consents === true ? 1 : 0;
    if (row.recorded !== recorded) updateRoll(work, row.child, { recorded });
    const place = seatOf(live, row.child);
    if (place === null || ((place.row.child !== null) === (recorded === 1) && !place.exposed)) continue;
    const { device, grp } = place.row;
    retire(work, place);
    makeSeat(work, row.child, grp, device);
  }
}

function begin(work: Work, activity: AnyActivity, choice: Choice, groups: readonly number[]): void {
  const { live, tools, wall, mono } = work;
  live.runs += 1;
  const row: RunRow = {
    ...ofSession(live),
    run: live.runs,
    activity: activity.id,
    version: activity.version,
    config: JSON.stringify(choice.config),
    deck: JSON.stringify(activity.deck),
    seed: randomInt(tools.random, 0x8000_0000),
    regime: activity.regime(choice.config),
    scope: choice.scope,
    prompting: live.promptingNext ? 1 : 0,
    startedWall: wall,
    endedWall: null,
    endedAt: null,
    why: null,
  };
  const instances = new Map<number, Instance>();
  const clock: RunClock = { at: 0, mono, running: true, speed: live.session.speed };
  const run: Run = {
    ...{ row, clock, pauses: 0, paused: null, instances, prompting: live.promptingNext },
    spots: newSpots(row.seed),
  };
  const placesOf = new Map(groups.map((group) => [group, seatGroup(work, group)]));
  // Guest seats that no guest here has taken up again belong to nobody any more.
  for (const place of activeSeats(live)) if (place.sitter === null) retire(work, place);
  live.run = run;
  log(work, 'run', { type: 'started', activity: activity.id, version: activity.version });
  insert(work, 'run', row);
  updateSession(work, { phase: 'play' });
  for (const [group, places] of placesOf)
    instances.set(group, beginGroup(work, run, activity, choice, group, places));
}

/** The places of everyone who plays in the group, made where missing, in seating order. */
function seatGroup(work: Work, group: number): Place[] {
  const players = present(work.live).filter(({ grp }) => group === 0 || grp === group);
  const places = players.map(({ child, grp }) => seatFor(work, child, grp ?? 1));
  return inSeatingOrder(work, places);
}

function beginGroup(
  work: Work,
  run: Run,
  activity: AnyActivity,
  choice: Choice,
  group: number,
  places: readonly Place[],
): Instance {
  const { live } = work;
  const tabletOf = ({ row }: Place) => (row.device === null ? null : labelOf(live, row.device));
  const first: FirstEntry = {
    activity: activity.id,
    version: activity.version,
    seed: instanceSeed(run.row.seed, group),
    at: read(run.clock, work.mono),
    setup: {
      config: choice.config,
      deck: activity.deck,
      seats: places.map((place) => ({ seat: place.row.seat, tablet: tabletOf(place) })),
    },
  };
  const { instance, facts } = beginInstance(activity, group, first);
  const seq = log(work, 'setup', first, { grp: group, step: 0 });
  insert(work, 'run_group', {
    ...ofSession(live),
    run: run.row.run,
    grp: group,
    seats: places.length,
    recorded: places.filter(({ row }) => row.child !== null).length,
    tablets: tabletsOf(live, group),
    ...{ goalDone: null, goalOf: null, outcome: null, endedAt: null },
  });
  writeFacts(work, run, instance, facts, { seq, at: first.at, tap: null });
  tellAway(work, run, instance, places.map(({ row }) => row.seat)); // prettier-ignore
  return instance;
}

/** Tablets that are already silent when the game begins. */
function tellAway(work: Work, run: Run, instance: Instance, seats: readonly Seat[]): void {
  for (const seat of seats) {
    const device = work.live.seats.get(seat)?.row.device ?? null;
    if (device === null || !work.tools.hearing.unheard(device)) continue;
    step(work, run, instance, { kind: 'seat', seat, change: 'away' });
  }
}

/** Groups of one run draw apart; 0x9e3779b1 is 2³² divided by the golden ratio. */
function instanceSeed(seed: number, group: number): number {
  return (seed ^ Math.imul(group, 0x9e3779b1)) >>> 0;
}
