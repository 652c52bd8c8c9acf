import { expect, test } from 'vitest';
import { childIds, classroom, letIn, seat, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom } from '../../tests/support/classroom.ts';
import type { FacilitatorView, GroupView } from '../../activities/name-ball/rules.ts';

/** A name-ball run of one group on one tablet, everyone seated. */
async function playing(room: Classroom) {
  await startLesson(room);
  await letIn(room, 'tablet-1', 1);
  const held = new Map<number, { seat: number; epoch: number; token: string }>();
  for (const { child } of room.console().roll) {
    const claimed = await seat(room, 'tablet-1', child);
    held.set(claimed.seat, claimed);
  }
  await room.did('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await room.did('lesson.phase', { phase: 'card' });
  await room.did('run.start', {});
  await room.settle();
  return held;
}

test('a whole lesson: roll, groups, tablets, a game, reflect, 下课, and the record behind it', async () => {
  const room = await classroom({ children: 4 });
  const held = await playing(room);
  let acts = 0;
  for (;;) {
    const view = room.screen()['group:1']?.view as GroupView | undefined;
    if (!view?.floor || view.outcome !== null) break;
    const { speaker } = view.floor;
    const holder = held.get(Number(speaker));
    if (!holder) throw new Error('the ball is nowhere');
    await room.tapped('tablet-1', 'hand', { seat: holder.seat });
    const facilitator = room.console()['group:1']?.view as FacilitatorView;
    const action =
      view.floor.state === 'offered'
        ? { type: 'claim' }
        : view.golden
          ? { type: 'close' }
          : { type: 'throw', to: facilitator.options[0] };
    room.clocks.pass(1500);
    await room.tapped('tablet-1', 'act', {
      actionId: `action-${acts}`,
      run: 1,
      group: 1,
      seat: holder.seat,
      epoch: holder.epoch,
      asOf: view.asOf,
      action,
      shownMs: 900,
      queued: false,
    });
    acts += 1;
    await room.settle();
  }
  expect(room.screen().stage.phase).toBe('reflect');
  const saved = await room.did('lesson.close', {});
  await room.settle();
  expect(saved.children).toBe(4);
  expect(room.screen().stage).toMatchObject({ phase: 'closed', saved: { children: 4 } });
  expect(room.lessons.current()).toBeNull();
  const turns = await room.store.rows('turn', null);
  expect(turns.filter(({ claimedAt }) => claimedAt !== null)).toHaveLength(saved.acts);
  expect(new Set(turns.map(({ child }) => child))).toEqual(new Set(childIds(4)));
  expect(room.faults).toEqual([]);
});
