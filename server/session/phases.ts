/** The steps of a lesson around its runs, and 下课. */
import type { LogStore } from '../store/port.ts';
import { ok, refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { outcomeOf } from './instance.ts';
import { log, playing, present, update, updateSession } from './live.ts';
import type { Live, Work } from './live.ts';
import { closeFinishedRun, endRun, step } from './steps.ts';

export const lessonPhase: Performs<'lesson.phase' | 'screen.door'> = {
  'lesson.phase': (work, _by, { phase }) => {
    const { live } = work;
    if (playing(live) !== null) return refuse('not_permitted');
    if (live.session.phase === phase) return ok;
    // The last game is looked at while the class reflects on it, and put away afterwards.
    if (phase !== 'reflect') live.run = null;
    log(work, 'session', { type: 'phase', phase });
    updateSession(work, { phase });
    return ok;
  },

  /** Not on the record: it changes what is looked at, not what happens. */
  'screen.door': ({ live }, _by, { shown }) => {
    live.doorShown = shown;
    return ok;
  },
};

/** Ends what still runs and closes the lesson. */
export function closeLesson(work: Work): typeof ok {
  const { live } = work;
  const run = playing(live);
  if (run !== null) {
    for (const instance of run.instances.values()) {
      if (outcomeOf(instance) === null) step(work, run, instance, { kind: 'end' });
    }
    closeFinishedRun(work);
    if (playing(live) !== null) endRun(work, run, 'ended');
  }
  live.run = null;
  log(work, 'session', { type: 'closed' });
  updateSession(work, { phase: 'closed', endedWall: work.wall });
  return ok;
}

/**
 * 「已保存」, as read back from the store: recorded children who were here, and their acts: turns that they
 * claimed, contributions and requests.
 */
export async function countSaved(
  store: LogStore,
  live: Live,
): Promise<{ readonly children: number; readonly acts: number }> {
  const { session } = live.session;
  const turns = await store.rows('turn', session);
  const contributions = await store.rows('contribution', session);
  const requests = await store.rows('request', session);
  const claimed = turns.filter(({ speaker, claimedAt }) => speaker === 'child' && claimedAt !== null);
  return {
    children: present(live).filter(({ recorded }) => recorded === 1).length,
    acts: claimed.length + contributions.length + requests.length,
  };
}

/** A run that today's rules cannot go on with is closed as it stands; its record is left as it is. */
export function supersede(work: Work, groups: readonly number[]): void {
  const run = playing(work.live);
  if (run === null) return;
  const { session, run: number } = run.row;
  for (const grp of groups) {
    const key = { session, run: number, grp };
    update(work, 'run_group', key, { outcome: 'superseded', endedAt: run.clock.at });
  }
  endRun(work, run, 'superseded');
}
