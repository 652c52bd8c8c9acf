/** Games under way in a test classroom. */
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { FacilitatorView, GroupView } from '../../activities/name-ball/rules.ts';
import { bells } from './bells.ts';
import type { BellsView } from './bells.ts';
import { letIn, seat, startLesson } from './room.ts';
import type { Classroom } from './room.ts';

export interface Held {
  readonly device: string;
  readonly child: string;
  readonly seat: number;
  readonly epoch: number;
  readonly token: string;
}

/** Everyone of the group sits on one tablet. */
export async function seatGroup(room: Classroom, device: string, group: number): Promise<Held[]> {
  await letIn(room, device, group);
  const held: Held[] = [];
  for (const { child, group: own, status } of room.console().roll) {
    if (own !== group || status === 'absent') continue;
    held.push({ device, child, ...(await seat(room, device, child)) });
  }
  await room.settle();
  return held;
}

export async function startRun(
  room: Classroom,
  activity: string,
  config: Record<string, number | string | boolean> = {},
  scope: 'group' | 'class' = 'group',
): Promise<void> {
  await room.did('activity.choose', { activity, config, scope });
  await room.did('run.start', {});
  await room.settle();
}

/** `groups` groups with a tablet each (`tablet-1` …), everyone seated, a run of `activity` started. */
export async function game(room: Classroom, activity = 'name-ball', groups = 1): Promise<Held[]> {
  await startLesson(room, groups);
  const held: Held[] = [];
  for (let group = 1; group <= groups; group += 1) {
    held.push(...(await seatGroup(room, `tablet-${group}`, group)));
  }
  await startRun(room, activity);
  return held;
}

let acts = 0;
export const newActionId = (): string => `action-${String((acts += 1)).padStart(4, '0')}`;

/** An act of a seat from its tablet, as of the view that the tablet has. */
export function deedOf(room: Classroom, holder: Held, action: { readonly type: string }) {
  const part = room.tablet(holder.device);
  return {
    actionId: newActionId(),
    run: part.run?.run ?? 1,
    group: part.group?.group ?? 0,
    seat: holder.seat,
    epoch: holder.epoch,
    asOf: part.group?.view.asOf ?? 0,
    action: { ...action },
    shownMs: 800,
    queued: false,
  };
}

export function actAs(
  room: Classroom,
  holder: Held,
  action: { readonly type: string },
): Promise<AnswerOf<'act'>> {
  return room.tap(holder.device, 'act', deedOf(room, holder, action));
}

export function ball(room: Classroom, group = 1): GroupView {
  const part = room.screen()[`group:${group}`];
  if (!part) throw new Error(`no game in group ${group}`);
  return part.view as GroupView;
}

export function holderOf(room: Classroom, held: readonly Held[], group = 1): Held {
  const holder = held.find(({ seat: number }) => number === ball(room, group).floor?.speaker);
  if (!holder) throw new Error('nobody here has the ball');
  return holder;
}

/** The one act by which the ball goes on; the holder takes the first animal on offer. */
export function nextBallAct(room: Classroom, group = 1): { readonly type: string } {
  const view = room.console()[`group:${group}`]?.view as FacilitatorView;
  if (view.floor?.state === 'offered') return { type: 'claim' };
  if (view.golden) return { type: 'close' };
  return { type: 'throw', ...{ to: view.options[0] } };
}

/** Plays until the group's game is over; returns how many acts that took. */
export async function playBallToTheEnd(room: Classroom, held: readonly Held[], group = 1): Promise<number> {
  for (let count = 0; count < 200; count += 1) {
    if (ball(room, group).outcome !== null) return count;
    const answer = await actAs(room, holderOf(room, held, group), nextBallAct(room, group));
    if (!answer.ok) throw new Error(`the ball is stuck: ${answer.code}`);
    await room.pass(700);
  }
  throw new Error('the ball never came home');
}

export const withBells = { activities: { bells } };

export function bellsOf(room: Classroom, group = 1): BellsView {
  return room.screen()[`group:${group}`]?.view as BellsView;
}
