import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import type { Handlers, Principal } from '../session/api.ts';
import type { Store } from '../store/port.ts';
import { createAttempts } from './attempts.ts';
import { createAccessHandlers } from './auth.ts';
import type { AccessEvent } from './auth.ts';
import { createDevices, roleOf } from './devices.ts';
import type { Devices } from './devices.ts';
import { createPairings } from './pairing.ts';

const pin = '2468';

describe('signing in', () => {
  let store: Store;
  let devices: Devices;
  let handlers: Handlers<AccessEvent>;
  let now: number;
  /** Real ms the laptop was made to wait. */
  let paused: number[];

  beforeEach(async () => {
    store = await temporaryStore();
    now = 1_800_000_000_000;
    paused = [];
    devices = createDevices(store, () => now);
    handlers = createAccessHandlers({
      store,
      devices,
      attempts: createAttempts(store, () => now),
      pairings: createPairings(() => now),
      pause: (ms) => {
        paused.push(ms);
        return Promise.resolve();
      },
      baseUrls: () => ['http://192.168.1.5:8765'],
    });
  });

  /** A device that said hello, as the message path would name it. */
  async function arrive(loopback: boolean): Promise<() => Principal> {
    const { known } = await devices.identify(null, 'zh-CN');
    return () => {
      const { device, account, session } = devices.get(known.device) ?? known;
      return {
        device,
        role: roleOf(devices.get(device) ?? known, 'console', loopback, null),
        account,
        session,
        loopback,
      };
    };
  }
  async function setUp(): Promise<() => Principal> {
    const laptop = await arrive(true);
    expect(await handlers['auth.setUp'](laptop(), { name: '李老师', pin })).toMatchObject({ ok: true });
    return laptop;
  }
  const accountId = async () => (await store.accounts())[0]?.account ?? '';
  const signIn = async (by: () => Principal, tried: string) =>
    handlers['auth.signIn'](by(), { account: await accountId(), pin: tried });

  it('is set up once, on the laptop, and makes its first adult an admin', async () => {
    const phone = await arrive(false);
    expect(await handlers['auth.setUp'](phone(), { name: 'x', pin })).toMatchObject({
      code: 'not_on_this_laptop',
    });
    const laptop = await setUp();
    expect(laptop().role).toBe('admin');
    expect(await handlers['auth.setUp'](laptop(), { name: 'x', pin })).toMatchObject({
      code: 'already_set_up',
    });
    expect(await store.accounts()).toHaveLength(1);
  });

  it('takes one of two set-ups that are sent at once', async () => {
    const laptop = await arrive(true);
    const both = await Promise.all([
      handlers['auth.setUp'](laptop(), { name: 'a', pin }),
      handlers['auth.setUp'](laptop(), { name: 'b', pin }),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await store.accounts()).toHaveLength(1);
  });

  it('asks for four characters at least', async () => {
    const laptop = await arrive(true);
    expect(await handlers['auth.setUp'](laptop(), { name: 'x', pin: '123' })).toMatchObject({
      code: 'pin_too_short',
    });
    expect(await store.accounts()).toEqual([]);
  });

  it('takes the right PIN and no other', async () => {
    await setUp();
    const again = await arrive(true);
    expect(await signIn(again, '0000')).toMatchObject({ code: 'wrong_pin' });
    expect(again().role).toBe('visitor');
    expect(await signIn(again, pin)).toEqual({ ok: true, role: 'admin' });
    expect(again().role).toBe('admin');
  });

  it('tells an unknown account nothing but that the PIN is wrong', async () => {
    await setUp();
    const laptop = await arrive(true);
    expect(await handlers['auth.signIn'](laptop(), { account: 'nobody', pin })).toEqual({
      ok: false,
      code: 'wrong_pin',
    });
  });

  it('keeps no PIN in the database', async () => {
    await setUp();
    expect(JSON.stringify(await store.accounts())).not.toContain(pin);
  });

  it('never locks the laptop out: after many failures the right PIN still works, a little slower', async () => {
    await setUp();
    const laptop = await arrive(true);
    for (let n = 0; n < 8; n += 1) await signIn(laptop, '0000');
    expect(await signIn(laptop, pin)).toMatchObject({ ok: true });
    expect(Math.max(...paused)).toBeLessThanOrEqual(2000);
    expect(paused.slice(0, 3)).toEqual([0, 0, 0]);
  });

  describe('from another device', () => {
    async function pair(): Promise<() => Principal> {
      const laptop = await setUp();
      const offer = await handlers['pairing.start'](laptop(), { role: 'facilitator' });
      const phone = await arrive(false);
      const code = offer.ok ? offer.code : '';
      expect(await handlers['auth.pair'](phone(), { code, role: 'facilitator' })).toEqual({
        ok: true,
        role: 'facilitator',
      });
      return phone;
    }

    it('needs pairing before a PIN is even tried, and is told no account', async () => {
      await setUp();
      const phone = await arrive(false);
      expect(await signIn(phone, pin)).toMatchObject({ code: 'not_on_this_laptop' });
      expect(await handlers['auth.status'](phone(), {})).toMatchObject({ setUp: true, accounts: [] });
    });

    it('takes the one-time code, and later the PIN of the adult who offered it', async () => {
      const phone = await pair();
      expect(phone().role).toBe('facilitator');
      await handlers['auth.signOut'](phone(), {});
      expect(phone().role).toBe('visitor');
      expect(await signIn(phone, pin)).toMatchObject({ ok: true });
    });

    it('waits longer after each failure, while the laptop goes on', async () => {
      const phone = await pair();
      for (let n = 0; n < 3; n += 1) expect(await signIn(phone, '0000')).toMatchObject({ code: 'wrong_pin' });
      expect(await signIn(phone, pin)).toEqual({ ok: false, code: 'wait_before_retry', retryMs: 1000 });
      expect(await signIn(await arrive(true), pin)).toMatchObject({ ok: true });
    });

    it('is refused with a code that is wrong, used or old', async () => {
      const laptop = await setUp();
      const offer = await handlers['pairing.start'](laptop(), { role: 'screen' });
      expect(offer).toMatchObject({ urls: ['http://192.168.1.5:8765/'] });
      const code = offer.ok ? offer.code : '';
      now += 300_001;
      const board = await arrive(false);
      expect(await handlers['auth.pair'](board(), { code, role: 'screen' })).toEqual({
        ok: false,
        code: 'pairing_expired',
      });
      expect(board().role).toBe('visitor');
    });
  });

  it('makes no adult of a screen page and no screen of a phone: a code is for what it was offered for', async () => {
    const laptop = await setUp();
    const offer = await handlers['pairing.start'](laptop(), { role: 'facilitator' });
    const code = offer.ok && 'code' in offer ? offer.code : '';
    const board = await arrive(false);
    expect(await handlers['auth.pair'](board(), { code, role: 'screen' })).toMatchObject({
      code: 'pairing_expired',
    });
    expect(board()).toMatchObject({ role: 'visitor', account: null });
    const phone = await arrive(false);
    expect(await handlers['auth.pair'](phone(), { code, role: 'facilitator' })).toMatchObject({ ok: true });
  });

  it('lapses after half a day unseen', async () => {
    const laptop = await arrive(true);
    const { token } = await devices.identify(null, 'zh-CN');
    const { known } = await devices.identify(token, 'zh-CN');
    await devices.change(known.device, { role: 'facilitator', account: laptop().device });
    now += 11 * 3_600_000;
    expect((await devices.identify(token, 'zh-CN')).known.role).toBe('facilitator');
    now += 13 * 3_600_000;
    expect((await devices.identify(token, 'zh-CN')).known.role).toBe('visitor');
  });

  it('ends on every other device when the PIN is changed, seen now or later', async () => {
    const laptop = await setUp();
    const account = await accountId();
    const { token } = await devices.identify(null, 'en');
    const here = await arrive(false);
    await devices.change(here().device, { role: 'facilitator', account });
    const away = await devices.identify(token, 'en');
    await devices.change(away.known.device, { role: 'facilitator', account });

    now += 1000;
    expect(await handlers['account.setPin'](laptop(), { account, pin: '9999' })).toEqual({ ok: true });
    expect(here().role).toBe('visitor');
    expect(laptop().role).toBe('admin');
    // After a restart the server knows no device until it says hello.
    const restarted = createDevices(store, () => now);
    expect((await restarted.identify(token, 'en')).known.role).toBe('visitor');
    expect(await signIn(await arrive(true), pin)).toMatchObject({ code: 'wrong_pin' });
    expect(await signIn(await arrive(true), '9999')).toMatchObject({ ok: true });
  });

  it('adds accounts of either role and lists them without their PINs', async () => {
    const laptop = await setUp();
    const added = await handlers['account.add'](laptop(), {
      name: '王社工',
      pin: '1357',
      role: 'facilitator',
    });
    expect(added).toMatchObject({ ok: true });
    const listed = await handlers['account.list'](laptop(), {});
    const named = listed.ok ? listed.accounts.map(({ name, role }) => `${name} ${role}`) : [];
    expect(named.sort()).toEqual(['李老师 admin', '王社工 facilitator']);
    expect(JSON.stringify(listed)).not.toContain('scrypt');
    expect(await handlers['account.setPin'](laptop(), { account: 'nobody', pin: '1234' })).toMatchObject({
      code: 'bad_input',
    });
  });
});

describe('a device', () => {
  it('is known by its token again, which is kept as a hash only', async () => {
    const store = await temporaryStore();
    const first = await createDevices(store, () => 1).identify(null, 'en');
    const again = await createDevices(store, () => 2).identify(first.token, 'en');
    expect(again.known.device).toBe(first.known.device);
    expect(again.token).toBeNull();
    expect(JSON.stringify(again.known)).not.toContain(first.token);
  });

  it('with a token nobody knows is a new visitor and told so', async () => {
    const devices = createDevices(await temporaryStore(), () => 1);
    const stranger = await devices.identify('a-token-of-another-laptop', 'en');
    expect(stranger).toMatchObject({ dead: true, known: { role: 'visitor' } });
    expect(stranger.token).not.toBeNull();
  });

  it('is the screen by itself only with the screen page on the laptop', async () => {
    const { known } = await createDevices(await temporaryStore(), () => 1).identify(null, 'en');
    expect(roleOf(known, 'screen', true, null)).toBe('screen');
    expect(roleOf(known, 'screen', false, null)).toBe('visitor');
    expect(roleOf(known, 'console', true, null)).toBe('visitor');
  });

  it('is a tablet only in the lesson whose door it opened', async () => {
    const { known } = await createDevices(await temporaryStore(), () => 1).identify(null, 'en');
    const tablet = { ...known, role: 'tablet', session: 's1' } as const;
    expect(roleOf(tablet, 'tablet', false, 's1')).toBe('tablet');
    expect(roleOf(tablet, 'tablet', false, 's2')).toBe('visitor');
    expect(roleOf(tablet, 'tablet', false, null)).toBe('visitor');
  });
});
