import { describe, expect, it } from 'vitest';
import { eventNames } from '../../src/wire/schemas.ts';
import type { EventName } from '../../src/wire/schemas.ts';
import { phases, roles } from '../../src/wire/vocabulary.ts';
import type { Role } from '../../src/wire/vocabulary.ts';
import type { Handlers, Principal } from '../session/api.ts';
import { createBucket } from '../transport/bucket.ts';
import { dispatch } from '../transport/dispatch.ts';
import { classroomLimits } from '../transport/limits.ts';
import { permissions, permitted, whens } from './permissions.ts';
import type { When } from './permissions.ts';

/** What a message of this role comes to in this phase: refused, or let through to its schema. */
function outcome(role: Role, event: EventName, when: When): string {
  let told = '';
  const by: Principal = { device: 'd', role, account: null, session: null, loopback: true };
  const to = {
    handlers: {} as Handlers<Exclude<EventName, 'hello'>>,
    when: () => when,
    speed: () => 1,
    fault: () => undefined,
  };
  const bucket = createBucket(() => 0, classroomLimits.messages);
  const from = {
    bucket,
    hints: bucket,
    principal: () => by,
    hello: () => Promise.reject(new Error()),
  };
  dispatch(to, from, event, [null, (answer: { code: string }) => (told = answer.code)]);
  return told;
}

/** Every role × event × phase. */
const cases = roles.flatMap((role) =>
  eventNames.flatMap((event) => whens.map((when) => [role, event, when] as const)),
);

describe('permissions', () => {
  it('govern every role, event and phase of the message path, and nothing they do not name passes', () => {
    const wrong = cases.filter(([role, event, when]) => {
      // A null payload fits no schema: whoever is let through is stopped there, before any handler.
      const expected = permissions[event][role]?.includes(when) ? 'bad_input' : 'not_permitted';
      return outcome(role, event, when) !== expected;
    });
    expect(cases).toHaveLength(roles.length * eventNames.length * (phases.length + 1));
    expect(wrong).toEqual([]);
  });

  it('are as the reviewed matrix says, so that each change of one is seen', async () => {
    const row = (role: Role, event: EventName) => {
      const open = whens.filter((when) => permitted(role, event, when));
      if (open.length === 0) return null;
      return `${event.padEnd(18)} ${role.padEnd(12)} ${open.length === whens.length ? 'always' : open.join(' ')}`;
    };
    const matrix = eventNames.flatMap((event) => roles.map((role) => row(role, event))).filter(Boolean);
    await expect(matrix.join('\n') + '\n').toMatchFileSnapshot('permissions.matrix.txt');
  });

  const allowed = (role: Role) =>
    eventNames.filter((event) => whens.some((when) => permitted(role, event, when)));

  it('let a visitor say hello, sign in and knock at the door, no more', () => {
    expect(allowed('visitor')).toEqual([
      'hello',
      'auth.status',
      'auth.setUp',
      'auth.signIn',
      'auth.pair',
      'door.open',
    ]);
  });

  it('let a classroom screen only look', () => {
    expect(allowed('screen')).toEqual(['hello', 'auth.status', 'auth.signOut']);
  });

  it('let a tablet do nothing that steers, and nothing at all but hello without a lesson', () => {
    const steering = allowed('tablet').filter((event) => permitted('facilitator', event, 'play'));
    expect(steering).toEqual(['hello', 'auth.status']);
    for (const when of ['none', 'closed'] as const)
      expect(eventNames.filter((event) => permitted('tablet', event, when))).toEqual([
        'hello',
        'auth.status',
      ]);
  });

  it('let an admin do all that a facilitator may, and accounts and the list of exports besides', () => {
    expect(allowed('admin').filter((event) => !allowed('facilitator').includes(event))).toEqual([
      'review.exports',
      'account.list',
      'account.add',
      'account.setPin',
    ]);
    const less = cases.filter(
      ([role, event, when]) =>
        role === 'facilitator' && permitted(role, event, when) && !permitted('admin', event, when),
    );
    expect(less).toEqual([]);
  });
});
