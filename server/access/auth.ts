/** Signing in: first set-up, PIN, pairing, accounts. PINs are compared here and kept nowhere but as hashes. */
import type { Failure } from '../../src/wire/errors.ts';
import type { EventName } from '../../src/wire/schemas.ts';
import { newId } from '../ids.ts';
import type { Handlers, Principal } from '../session/api.ts';
import type { AccessStore, Account } from '../store/port.ts';
import type { Attempts } from './attempts.ts';
import type { Devices } from './devices.ts';
import { createLine, createLines } from './line.ts';
import { hashPin, minPinLength, pinMatches } from './pin.ts';
import type { Pairings } from './pairing.ts';

export type AccessEvent = Extract<EventName, `auth.${string}` | `account.${string}` | 'pairing.start'>;

export interface Access {
  readonly store: AccessStore;
  readonly devices: Devices;
  readonly attempts: Attempts;
  readonly pairings: Pairings;
  /** Resolves after so many real ms. */
  readonly pause: (ms: number) => Promise<void>;
  /** Where another device reaches this laptop, the likeliest first, without a path. */
  readonly baseUrls: () => readonly string[];
}

/** Who may wait for a try at an account's PIN besides its own devices: at two seconds each, nobody waits long. */
const strangersInLine = 4;
/** What one before costs at the least: the hashing of a PIN on an old laptop, and the way there. */
const leastWaitMs = 500;

const refused = (code: Failure['code'], more: Omit<Failure, 'ok' | 'code'> = {}): Failure => ({
  ok: false,
  code,
  ...more,
});

/** Makes the very first account, an admin's. False when there is one already. */
export async function setUpFirstAccount(
  store: AccessStore,
  name: string,
  pin: string,
): Promise<string | null> {
  if ((await store.accounts()).length > 0) return null;
  const account: Account = { account: newId(), name, role: 'admin', pinHash: await hashPin(pin) };
  await store.putAccount(account);
  return account.account;
}

export function createAccessHandlers(access: Access): Handlers<AccessEvent> {
  const { store, devices, attempts, pairings } = access;
  const settingUp = createLine(strangersInLine);
  /** Of each account: parallel tries must not slip past the count of failures. */
  const signingIn = createLines(strangersInLine);

  /** A paired phone is known as its adult's; any other device than the laptop must be paired first. */
  const mayTryPin = (by: Principal) => by.loopback || by.account !== null;

  async function signIn(by: Principal, account: Account | undefined, id: string, pin: string) {
    if (by.loopback) await access.pause(await attempts.slowingMs(id));
    else {
      const retryMs = await attempts.waitMs(id);
      if (retryMs > 0) return refused('wait_before_retry', { retryMs });
    }
    const right = await pinMatches(pin, account?.pinHash ?? (await decoy()));
    if (!account || !right) {
      await attempts.failed(id);
      return refused('wrong_pin');
    }
    await attempts.succeeded(id);
    await devices.change(by.device, { role: account.role, account: id });
    return { ok: true, role: account.role } as const;
  }

  return {
    'auth.status': async (by) => {
      const accounts = await store.accounts();
      return {
        ok: true,
        setUp: accounts.length > 0,
        role: by.role,
        loopback: by.loopback,
        accounts: mayTryPin(by) ? accounts.map(({ account, name }) => ({ account, name })) : [],
      };
    },
    'auth.setUp': async (by, { name, pin }) => {
      if (!by.loopback) return refused('not_on_this_laptop');
      if (pin.length < minPinLength) return refused('pin_too_short');
      const account = await settingUp.join({ who: by.device, known: false }, () =>
        setUpFirstAccount(store, name, pin),
      );
      if (account === null) return refused('already_set_up');
      await devices.change(by.device, { role: 'admin', account });
      return { ok: true, role: 'admin' };
    },
    'auth.signIn': async (by, { account, pin }) => {
      if (!mayTryPin(by)) return refused('not_on_this_laptop');
      const tried = (await store.accounts()).find((row) => row.account === account);
      // An unknown account takes as long and fails in the same words as a wrong PIN.
      const id = tried?.account ?? 'unknown';
      const line = signingIn(id);
      const place = { who: by.device, known: by.account === id };
      const done = line.join(place, () => signIn(by, tried, id, pin));
      if (done !== null) return done;
      const retryMs = line.before(place) * Math.max(leastWaitMs, await attempts.slowingMs(id));
      return refused('wait_before_retry', { retryMs });
    },
    'auth.pair': async (by, { code, role }) => {
      const paired = pairings.redeem(code, role);
      if (!paired) return refused('pairing_expired');
      await devices.change(by.device, paired);
      return { ok: true, role: paired.role };
    },
    'auth.signOut': async (by) => {
      await devices.change(by.device, { role: 'visitor' });
      return { ok: true };
    },
    'pairing.start': (by, { role }) => {
      const path = role === 'screen' ? '/' : '/console';
      const urls = access.baseUrls().map((url) => url + path);
      const offer = pairings.offer(role, role === 'screen' ? null : by.account);
      return Promise.resolve({ ok: true, ...offer, urls });
    },
    'account.list': async () => ({
      ok: true,
      accounts: (await store.accounts()).map(({ account, name, role }) => ({ account, name, role })),
    }),
    'account.add': async (_by, { name, pin, role }) => {
      if (pin.length < minPinLength) return refused('pin_too_short');
      const account: Account = { account: newId(), name, role, pinHash: await hashPin(pin) };
      await store.putAccount(account);
      return { ok: true, account: account.account };
    },
    'account.setPin': async (by, { account, pin }) => {
      if (pin.length < minPinLength) return refused('pin_too_short');
      const known = (await store.accounts()).find((row) => row.account === account);
      if (!known) return refused('bad_input', { where: 'account' });
      await store.putAccount({ ...known, pinHash: await hashPin(pin) });
      await attempts.succeeded(account);
      await devices.signOutAccount(account, by.device);
      return { ok: true };
    },
  };
}

/** A hash that no PIN fits, made once: it keeps an unknown account's answer as slow as a known one's. */
const decoy = (() => {
  let hash: Promise<string> | null = null;
  return () => (hash ??= hashPin(newId()));
})();
