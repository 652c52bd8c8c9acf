/**
 * Who may do what, when: the one table that the message path checks and the exhaustive test walks.
 * What it does not name is denied. `none` stands for "no lesson is running".
 */
import type { EventName } from '../../src/wire/schemas.ts';
import { phases } from '../../src/wire/vocabulary.ts';
import type { Phase, Role } from '../../src/wire/vocabulary.ts';

export type When = Phase | 'none';
export const whens: readonly When[] = ['none', ...phases];

type Rule = Partial<Record<Role, readonly When[]>>;

const always = whens;
/** From 开始上课 until 下课. */
const lesson: readonly When[] = phases.filter((phase) => phase !== 'closed');
const betweenRuns: readonly When[] = lesson.filter((phase) => phase !== 'play');
/** A tap made while the run was ending is answered by the rules (`over`), not by this table. */
const playing: readonly When[] = ['play', 'reflect'];
const noLesson: readonly When[] = ['none', 'closed'];

/** Both adult roles. */
const adult = (when: readonly When[]): Rule => ({ facilitator: when, admin: when });
const admin = (when: readonly When[]): Rule => ({ admin: when });
const tablet = (when: readonly When[]): Rule => ({ tablet: when });
const anyone: Rule = { visitor: always, tablet: always, screen: always, ...adult(always) };

export const permissions: Readonly<Record<EventName, Rule>> = {
  hello: anyone,
  'auth.status': anyone,
  'auth.setUp': { visitor: always },
  'auth.signIn': { visitor: always, ...adult(always) },
  'auth.pair': { visitor: always },
  'auth.signOut': { screen: always, ...adult(always) },

  'door.open': { visitor: lesson, tablet: lesson },
  'group.choose': tablet(lesson),
  'seat.claim': tablet(lesson),
  'seat.leave': tablet(lesson),
  hand: tablet(lesson),
  act: tablet(playing),
  hint: tablet(['play']),

  home: adult(always),
  // While another lesson runs the answer is `lesson_running`, which says more than "not permitted".
  'lesson.start': adult(always),
  'lesson.phase': adult(lesson),
  'lesson.close': adult(lesson),
  'screen.door': adult(lesson),
  'roll.mark': adult(lesson),
  'groups.propose': adult(betweenRuns),
  'groups.place': adult(lesson),
  'device.assign': adult(lesson),
  'device.seatAll': adult(lesson),
  'device.release': adult(lesson),
  'seat.move': adult(lesson),
  'seat.release': adult(lesson),
  'ask.answer': adult(lesson),
  'activity.choose': adult(betweenRuns),
  'run.start': adult(betweenRuns),
  'run.pause': adult(playing),
  'run.resume': adult(playing),
  'run.extend': adult(playing),
  'run.skip': adult(playing),
  'run.end': adult(playing),
  'run.prompting': adult(lesson),
  'prompt.mark': adult(playing),
  'act.adult': adult(playing),
  'spot.answer': adult(playing),
  'note.add': adult(lesson),
  'code.add': adult(lesson),
  'rehearsal.start': adult(noLesson),
  'pairing.start': adult(always),

  'people.classes': adult(always),
  'people.class': adult(always),
  'class.add': adult(always),
  'class.rename': adult(always),
  'child.add': adult(always),
  'child.enrol': adult(always),
  'child.unenrol': adult(always),
  'child.edit': adult(always),
  'roster.preview': adult(always),
  'roster.import': adult(always),
  'consent.enterAll': adult(always),
  'consent.set': adult(always),

  'review.lessons': adult(always),
  'review.lesson': adult(always),
  'review.correct': adult(always),
  'review.replay': adult(always),
  'review.child': adult(always),
  'review.group': adult(always),
  'review.exports': admin(always),

  'account.list': admin(always),
  'account.add': admin(always),
  'account.setPin': admin(always),
};

/** Whether `role` may send `event` now; nothing else is asked of the table. */
export function permitted(role: Role, event: EventName, when: When): boolean {
  return permissions[event][role]?.includes(when) ?? false;
}
