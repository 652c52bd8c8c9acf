/**
 * Devices by their tokens, and the role each has right now. A change is durable before it counts. Adult
 * roles lapse when a device was away for half a day, or when its account's PIN was changed meanwhile; the
 * device stays known as that adult's, so that the PIN brings the role back.
 */
import type { Payload } from '../../src/wire/schemas.ts';
import type { Role } from '../../src/wire/vocabulary.ts';
import { newId } from '../ids.ts';
import { StoreError } from '../store/port.ts';
import type { AccessStore, KnownDevice } from '../store/port.ts';
import { hashToken, newToken } from './tokens.ts';

export type App = Payload<'hello'>['app'];

const lapseMs = 12 * 3_600_000;

type Patch = Partial<Pick<KnownDevice, 'role' | 'session' | 'account'>>;

export interface Identified {
  readonly known: KnownDevice;
  /** The token to tell the device; null when the one it sent stands. */
  readonly token: string | null;
  /** It sent a token that nobody knows (any more). */
  readonly dead: boolean;
}

export interface Devices {
  /** Finds a device by its token, or makes a new visitor of it. */
  identify(token: string | null, language: string): Promise<Identified>;
  /** A device that said hello since the server started. */
  get(device: string): KnownDevice | null;
  /** By token without making one; for requests that are no hello. */
  find(token: string): Promise<KnownDevice | null>;
  /** Durable first, then in force, then told to listeners. Unknown devices are left alone. */
  change(device: string, patch: Patch): Promise<void>;
  /** The account's PIN was changed: every other device of its adult must sign in again. */
  signOutAccount(account: string, but: string): Promise<void>;
  onChange(listener: (device: string) => void): void;
}

export function createDevices(store: AccessStore, wall: () => number): Devices {
  const known = new Map<string, KnownDevice>();
  const byToken = new Map<string, KnownDevice>();
  const listeners: ((device: string) => void)[] = [];
  const pinChanged = (account: string) => `pin-changed:${account}`;

  async function lapsed(device: KnownDevice): Promise<boolean> {
    if (!isAdult(device.role)) return false;
    if (wall() - device.seenWall > lapseMs) return true;
    if (device.account === null) return false;
    return Number(await store.setting(pinChanged(device.account))) > device.seenWall;
  }
  function keep(device: KnownDevice): KnownDevice {
    known.set(device.device, device);
    byToken.set(device.tokenHash, device);
    return device;
  }
  async function put(device: KnownDevice): Promise<KnownDevice> {
    await store.putDevice(device);
    return keep(device);
  }
  /** As `put`; a full disk shuts nobody out, it only forgets with the server who came meanwhile. */
  async function greet(device: KnownDevice): Promise<KnownDevice> {
    try {
      return await put(device);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'disk_full') return keep(device);
      throw error;
    }
  }
  /** What is known of a device by its token, without asking the store again. */
  async function recall(tokenHash: string): Promise<KnownDevice | null> {
    return byToken.get(tokenHash) ?? (await store.deviceByToken(tokenHash));
  }
  const inTurn = createTurns();
  async function seen(device: KnownDevice, language: string): Promise<KnownDevice> {
    const role = (await lapsed(device)) ? 'visitor' : device.role;
    // Only an adult's role depends on when its device was last seen; a class of tablets that comes back writes nothing.
    const isSame = role === device.role && language === device.language && !isAdult(role);
    if (isSame && known.has(device.device)) return device;
    return greet({ ...device, role, language, seenWall: wall() });
  }
  async function change(id: string, patch: Patch): Promise<void> {
    const tokenHash = known.get(id)?.tokenHash;
    if (tokenHash === undefined) return;
    const changed = await inTurn(tokenHash, async () => {
      const device = known.get(id);
      return device ? put({ ...device, ...patch, seenWall: wall() }) : null;
    });
    if (changed) for (const listener of listeners) listener(id);
  }
  async function identify(token: string | null, language: string): Promise<Identified> {
    if (token !== null) {
      const tokenHash = hashToken(token);
      const found = await inTurn(tokenHash, async () => {
        const device = await recall(tokenHash);
        return device && seen(device, language);
      });
      if (found) return { known: found, token: null, dead: false };
    }
    const fresh = newToken();
    const device: KnownDevice = {
      device: newId(),
      tokenHash: hashToken(fresh),
      role: 'visitor',
      session: null,
      account: null,
      language,
      seenWall: wall(),
    };
    return { known: await greet(device), token: fresh, dead: token !== null };
  }

  return {
    identify,
    get: (device) => known.get(device) ?? null,
    async find(token) {
      const found = await recall(hashToken(token));
      if (!found) return null;
      return { ...found, role: (await lapsed(found)) ? 'visitor' : found.role };
    },
    change,
    async signOutAccount(account, but) {
      await store.putSetting(pinChanged(account), String(wall()));
      for (const device of [...known.values()])
        if (device.account === account && device.device !== but)
          await change(device.device, { role: 'visitor' });
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

export const isAdult = (role: Role): boolean => role === 'facilitator' || role === 'admin';

/**
 * One at a time for each token: a hello in another tab must not write back the role it read before a sign-out. Others
 * do not wait, so that a class that comes in together shares its writes.
 */
function createTurns(): <T>(token: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (token, work) => {
    const done = (last.get(token) ?? Promise.resolve()).then(work);
    const settled = done.then(
      () => undefined,
      () => undefined,
    );
    last.set(token, settled);
    void settled.then(() => {
      if (last.get(token) === settled) last.delete(token);
    });
    return done;
  };
}

/**
 * The role a device has in this connection. The laptop's own browser is the classroom screen by itself; a
 * tablet is one only in the lesson whose door it opened.
 */
export function roleOf(known: KnownDevice, app: App, loopback: boolean, session: string | null): Role {
  if (known.role === 'tablet') return known.session === session ? 'tablet' : 'visitor';
  if (known.role === 'visitor' && app === 'screen' && loopback) return 'screen';
  return known.role;
}
