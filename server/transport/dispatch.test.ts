import { describe, expect, it } from 'vitest';
import type { When } from '../access/permissions.ts';
import type { Handlers, Principal } from '../session/api.ts';
import { StoreError } from '../store/port.ts';
import { createBucket } from './bucket.ts';
import { classroomLimits } from './limits.ts';
import { dispatch } from './dispatch.ts';
import type { Dispatch, Sender } from './dispatch.ts';

const admin: Principal = { device: 'd', role: 'admin', account: 'a', session: null, loopback: true };

/** The message path over one handler, with what it told and what it called a fault of ours. */
function path(home: () => Promise<unknown>, principal: Principal | null = admin) {
  const told: unknown[] = [];
  const faults: unknown[] = [];
  const to: Dispatch = {
    handlers: { home } as unknown as Handlers,
    when: () => 'none',
    speed: () => 1,
    fault: (event, error) => void faults.push([event, error]),
  };
  const bucket = createBucket(() => 0, classroomLimits.messages);
  const from: Sender = {
    bucket,
    hints: bucket,
    principal: () => principal,
    hello: () => Promise.reject(new Error('hello is not called here')),
  };
  const send = async (event: unknown, ...args: unknown[]) => {
    dispatch(to, from, event, [...args, (answer: unknown) => told.push(answer)]);
    await new Promise((resolve) => setImmediate(resolve));
    return told[told.length - 1];
  };
  return { to, from, send, told, faults };
}

const fine = () => Promise.resolve({ ok: true });

describe('the message path', () => {
  it('answers what the handler answers', async () => {
    expect(await path(fine).send('home', {})).toEqual({ ok: true });
  });

  it('drops a message without acknowledgement, for nobody waits for its answer', () => {
    let called = 0;
    const { to, from } = path(() => {
      called += 1;
      return fine();
    });
    for (const args of [[], [{}], [{}, 'not a function'], [null]]) dispatch(to, from, 'home', args);
    expect(called).toBe(0);
  });

  it('refuses an event nobody knows', async () => {
    for (const event of ['nothing', 'toString', '__proto__', 7, null, {}])
      expect(await path(fine).send(event, {})).toEqual({ ok: false, code: 'unknown_event' });
  });

  it('refuses a stranger everything but hello', async () => {
    expect(await path(fine, null).send('home', {})).toEqual({ ok: false, code: 'signed_out' });
    expect(await path(fine, null).send('hello', null)).toMatchObject({ code: 'bad_input' });
  });

  it('refuses who is not permitted before it looks at the payload', async () => {
    const tablet = { ...admin, role: 'tablet' } as const;
    expect(await path(fine, tablet).send('home', 'rubbish')).toEqual({ ok: false, code: 'not_permitted' });
  });

  it('refuses none or two payloads, and any of a wrong shape', async () => {
    const { send } = path(fine);
    expect(await send('home')).toMatchObject({ code: 'bad_input' });
    expect(await send('home', {}, {})).toMatchObject({ code: 'bad_input' });
    for (const shape of [null, [], 'x', 1])
      expect(await send('home', shape)).toMatchObject({ code: 'bad_input' });
  });

  it('answers a fault of ours as one, notes it, and goes on', async () => {
    const boom = new Error('boom');
    for (const handler of [
      () => Promise.reject(boom),
      () => {
        throw boom;
      },
    ]) {
      const { send, faults } = path(handler);
      expect(await send('home', {})).toEqual({ ok: false, code: 'server_error' });
      expect(faults).toEqual([['home', boom]]);
    }
  });

  it('says when the record could not be written', async () => {
    const { send } = path(() => Promise.reject(new StoreError('disk_full', null)));
    expect(await send('home', {})).toEqual({ ok: false, code: 'disk_full' });
  });

  it('survives an acknowledgement that throws', async () => {
    const { to, from, faults } = path(fine);
    dispatch(to, from, 'home', [
      {},
      () => {
        throw new Error('gone');
      },
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(faults).toHaveLength(1);
  });

  it('refuses what comes too fast, with the time to wait, and counts junk too', async () => {
    const { send } = path(fine);
    let last: unknown;
    for (let n = 0; n < 101; n += 1) last = await send('junk', {});
    expect(last).toEqual({ ok: false, code: 'too_fast', retryMs: 50 });
    expect(await send('home', {})).toMatchObject({ code: 'too_fast' });
  });

  it('counts messages that nobody waits for, too', async () => {
    const { to, from, send } = path(fine);
    for (let n = 0; n < 100; n += 1) dispatch(to, from, 'home', [{}]);
    expect(await send('home', {})).toMatchObject({ code: 'too_fast' });
  });

  describe('of a hint, which nobody waits for', () => {
    const held = { kind: 'held', seats: [3] } as const;
    const tablet = { ...admin, role: 'tablet' } as const;

    function hinting(when: When = 'play', principal: Principal | null = tablet) {
      const heard: unknown[] = [];
      const { to, from, faults } = path(fine, principal);
      const hint = (by: Principal, payload: unknown) => {
        heard.push([by.device, payload]);
        return Promise.resolve({ ok: true });
      };
      const told = { ...to, when: () => when, handlers: { hint } as unknown as Handlers };
      return { heard, faults, from, send: (...args: unknown[]) => dispatch(told, from, 'hint', args) };
    }

    it('permits and parses it like any other', () => {
      const { heard, send } = hinting();
      send(held);
      for (const wrong of [[], [null], [held, held], [{ ...held, extra: 1 }], [{ kind: 'held', seats: [] }]])
        send(...wrong);
      expect(heard).toEqual([['d', held]]);
      for (const [when, by] of [
        ['card', tablet],
        ['play', admin],
        ['play', null],
      ] as const) {
        const other = hinting(when, by);
        other.send(held);
        expect(other.heard).toEqual([]);
      }
    });

    it('drops those beyond the rate, and takes no patience for them', () => {
      let impatient = 0;
      const { heard, from, send } = hinting();
      const { hints } = from;
      Object.assign(from, {
        bucket: {
          take: () => {
            impatient += 1;
            return 1;
          },
        },
        hints,
      });
      for (let n = 0; n < 1000; n += 1) send(held);
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.length).toBeLessThan(1000);
      expect(impatient).toBe(0);
    });
  });

  it('makes guessing at doors, codes and PINs dearer than tapping', async () => {
    const { send } = path(fine);
    const guesses: unknown[] = [];
    for (let n = 0; n < 21; n += 1) guesses.push(await send('auth.pair', { code: '000000' }));
    expect(guesses[20]).toMatchObject({ code: 'too_fast' });
  });
});
