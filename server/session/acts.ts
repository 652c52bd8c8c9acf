/** Acts of children and of the adult: the busiest path, and the one where nothing may be lost or doubled. */
import * as v from 'valibot';
import type { AnyAction, AnyInput } from '../../activities/_kit/replay.ts';
import type { Speaker } from '../../activities/_kit/contract.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { Failure } from '../../src/wire/errors.ts';
import type { Payload } from '../../src/wire/schemas.ts';
import { refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import type { Work } from './live.ts';
import { countOn, labelOf } from './seats.ts';
import { step } from './steps.ts';

type Deed = Pick<Payload<'act'>, 'actionId' | 'run' | 'group' | 'asOf' | 'action' | 'shownMs' | 'queued'>;

export const acts: Performs<'act' | 'act.adult'> = {
  act: (work, by, deed) => {
    const how = onTablet(work, by.device);
    return once(work, deed, () => {
      const row = work.live.seats.get(deed.seat)?.row;
      if (row?.active !== 1) return refuse('no_such_seat');
      if (row.device === by.device && row.epoch === deed.epoch) return perform(work, deed, deed.seat, how);
      return refuse(deed.queued ? 'outbox_refused' : 'seat_moved');
    });
  },

  'act.adult': (work, _by, deed) =>
    once(work, deed, () => perform(work, deed, deed.by, { via: 'adult', alone: false })),
};

/** The same actionId again gets the same answer, whatever has happened since. */
function once(work: Work, { actionId }: Deed, first: () => AnswerOf<'act'>): AnswerOf<'act'> {
  const stored = work.live.answers.get(actionId);
  if (stored !== undefined) return { ok: true, ...stored };
  const answer = first();
  if (answer.ok) work.live.answers.set(actionId, { seq: answer.seq, at: answer.at });
  return answer;
}

/** What the rules are told of the hand that tapped. */
type How = Pick<Extract<AnyInput, { readonly kind: 'action' }>, 'via' | 'alone' | 'tablet'>;

function onTablet({ live }: Work, device: string): How {
  const tablet = labelOf(live, device);
  const alone = countOn(live, device) === 1;
  return { via: 'tablet', alone, ...(tablet === null ? {} : { tablet }) };
}

function perform(work: Work, deed: Deed, by: Speaker, how: How): AnswerOf<'act'> {
  const run = work.live.run;
  if (run === null) return refuse('no_run');
  if (deed.run !== run.row.run) return refuse('stale');
  if (run.row.endedWall !== null) return refuse('over');
  if (run.paused !== null) return refuse('paused');
  const instance = run.instances.get(deed.group);
  if (instance === undefined) return refuse('no_such_group');
  if (by !== 'adult' && !instance.playing.has(by)) return refuse('not_seated');
  const parsed = v.safeParse(instance.activity.action, deed.action);
  if (!parsed.success) return badAction(parsed.issues[0]);
  const input: AnyInput = {
    kind: 'action',
    by,
    ...how,
    asOf: deed.asOf,
    action: parsed.output as AnyAction,
  };
  const { actionId, shownMs, queued } = deed;
  const stepped = step(work, run, instance, input, { actionId, tap: { shownMs, queued } });
  return stepped.ok ? stepped : refuse(stepped.refusal);
}

function badAction(issue: v.BaseIssue<unknown>): Failure {
  const path = v.getDotPath(issue);
  return refuse('bad_input', path === null ? 'action' : `action.${path}`);
}
