/** Inputs into the instances of the run: taken, logged and put on the record; deadlines met; the run's end. */
import type { AnyInput } from '../../activities/_kit/replay.ts';
import type { Refusal, Seat } from '../../activities/_kit/contract.ts';
import type { ActAnswer } from '../../src/wire/answers.ts';
import { record } from '../record/recorder.ts';
import type { Tap } from '../record/recorder.ts';
import type { RunRow } from '../record/facts.ts';
import { dueTimers, goalOf, outcomeOf, take } from './instance.ts';
import type { Instance } from './instance.ts';
import { read } from './clock.ts';
import { insert, log, ofSession, playing, update, updateSession } from './live.ts';
import type { Live, Run, Work } from './live.ts';

type Stepped =
  ({ readonly ok: true } & ActAnswer) | { readonly ok: false; readonly refusal: Refusal | 'server_error' };

/** One input: state, log entry and rows together, or a refusal that leaves no trace. */
export function step(
  work: Work,
  run: Run,
  instance: Instance,
  input: AnyInput,
  act: { readonly actionId?: string; readonly tap?: Tap } = {},
): Stepped {
  const at = read(run.clock, work.mono);
  let taken: ReturnType<typeof take>;
  try {
    taken = take(instance, input, at);
  } catch (error) {
    // The rules' promise is never to throw; should they, the class goes on without this input.
    work.tools.log.error(
      { err: error, activity: instance.activity.id, input: input.kind },
      'the rules threw',
    );
    return { ok: false, refusal: 'server_error' };
  }
  if (!taken.ok) return taken;
  const { actionId } = act;
  const place = { grp: instance.group, step: instance.step };
  const seq = log(work, 'step', { input }, actionId === undefined ? place : { ...place, actionId });
  writeFacts(work, run, instance, taken.facts, { seq, at, tap: act.tap ?? null });
  return { ok: true, seq, at };
}

/** Rows of an instance's facts, and of its end when this was its last step. */
export function writeFacts(
  work: Work,
  run: Run,
  instance: Instance,
  facts: Parameters<typeof record>[1],
  step: { readonly seq: number; readonly at: number; readonly tap: Tap | null },
): void {
  const { live, wall } = work;
  work.facts.push(
    ...record(instance.ledger, facts, {
      ...ofSession(live),
      ...step,
      run: run.row.run,
      grp: instance.group,
      wall,
      prompting: run.prompting,
      childOn: (seat) => live.seats.get(seat)?.row.child ?? null,
    }),
  );
  const outcome = outcomeOf(instance);
  if (outcome === null) return;
  const { done, of } = goalOf(instance);
  const key = { session: live.session.session, run: run.row.run, grp: instance.group };
  update(work, 'run_group', key, { goalDone: done, goalOf: of, outcome, endedAt: step.at });
}

/** Meets every deadline that has come, each checked against the state as the one before left it. */
export function meetDeadlines(work: Work): void {
  const run = playing(work.live);
  if (run === null) return;
  const now = read(run.clock, work.mono);
  for (const instance of run.instances.values()) meetDeadlinesOf(work, run, instance, now);
}

/** More deadlines than this at one moment are a fault of the rules, not a busy group. */
const maxAtOnce = 200;

function meetDeadlinesOf(work: Work, run: Run, instance: Instance, now: number): void {
  if (dueTimers(instance, now).length === 0) return;
  const refused = new Set<string>();
  for (let met = 0; met < maxAtOnce; met += 1) {
    const timer = dueTimers(instance, now).find(({ name }) => !refused.has(name));
    if (timer === undefined) return;
    if (step(work, run, instance, { kind: 'timer', name: timer.name }).ok) refused.clear();
    else refused.add(timer.name);
  }
  work.tools.log.error({ activity: instance.activity.id, group: instance.group }, 'timers do not settle');
}

/** A seat's coming or going, told to the instance that it plays in; nothing if it plays in none or knows. */
export function tellSeat(work: Work, seat: Seat, change: 'left' | 'away' | 'back'): void {
  const run = playing(work.live);
  const instance = run && instanceOf(run, seat);
  if (!instance) return;
  if (change !== 'left' && instance.away.has(seat) === (change === 'away')) return;
  step(work, run, instance, { kind: 'seat', seat, change });
}

/** The running instance in which a seat plays. */
export function instanceOf(run: Run, seat: Seat): Instance | null {
  for (const instance of run.instances.values()) {
    if (instance.playing.has(seat)) return instance;
  }
  return null;
}

/** The instance of a group: its own, or the whole class's. */
export function instanceForGroup(live: Live, group: number | null): Instance | null {
  const run = live.run;
  if (run === null) return null;
  return run.instances.get(0) ?? (group === null ? null : (run.instances.get(group) ?? null));
}

/** Closes the run once every group has its outcome; the lesson goes on to reflect. */
export function closeFinishedRun(work: Work): void {
  const run = playing(work.live);
  if (run === null) return;
  const outcomes = [...run.instances.values()].map(outcomeOf);
  if (outcomes.length === 0 || outcomes.includes(null)) return;
  endRun(work, run, outcomes.every((outcome) => outcome === 'done') ? 'done' : 'ended');
}

export function endRun(work: Work, run: Run, why: NonNullable<RunRow['why']>): void {
  endPause(work, run);
  log(work, 'run', { type: 'ended', why });
  const ended = { endedWall: work.wall, endedAt: read(run.clock, work.mono), why };
  Object.assign(run.row, ended);
  run.clock = { ...run.clock, at: ended.endedAt, running: false };
  update(work, 'run', { session: run.row.session, run: run.row.run }, ended);
  updateSession(work, { phase: 'reflect' });
}

/** Writes that a pause is over; a pause the server itself made is written whole only now. */
export function endPause(work: Work, run: Run): void {
  const { paused } = run;
  if (paused === null) return;
  const { session, run: number } = run.row;
  if (paused.written) {
    update(work, 'pause', { session, run: number, pause: run.pauses }, { toWall: work.wall });
  } else {
    insert(work, 'pause', {
      ...ofSession(work.live),
      run: number,
      pause: run.pauses,
      at: run.clock.at,
      fromWall: paused.fromWall,
      toWall: work.wall,
      why: paused.why,
    });
  }
  run.paused = null;
}
