/** Sends each audience what changed since the last picture it was shown. */
import type { Publish } from '../../../src/wire/publish.ts';
import type { Audience, Clocks, Publisher } from '../api.ts';
import { changedKeys, isOther, pick } from './parts.ts';
import type { Parts } from './parts.ts';
import { clockPart } from './picture.ts';
import type { Picture, TabletPicture } from './picture.ts';

export interface Sender {
  /** Shows the next picture of the lesson, or the first of another one (then whole). */
  show(picture: Picture): void;
  /** The picture as shown, for a device that says hello; tablets are listened for from then on. */
  snapshot(audience: Audience): { readonly session: string; readonly publish: Publish<never> } | null;
  forget(device: string): void;
}

export function createSender(publisher: Publisher, clocks: Clocks): Sender {
  let shown: Picture | null = null;
  /** Devices on the join page, let in or not. */
  const listening = new Set<string>();

  function show(next: Picture): void {
    const before = shown?.session === next.session ? shown : null;
    shown = next;
    const head = {
      session: next.session,
      from: before?.seq ?? null,
      to: next.seq,
      clock: clockPart(next.clock, clocks.mono()),
    };
    const message = (parts: Parts, keys: Iterable<string>) =>
      ({ ...head, parts: pick(parts, keys) }) as Publish<never>;
    const changes = (parts: Parts, old: Parts | undefined) =>
      old === undefined ? [...parts.keys()] : changedKeys(old, parts);

    // A new seq or a clock that stops goes to everyone, so that nobody finds a gap; else only changes do.
    const ticked = before?.seq !== next.seq || before.clock.running !== next.clock.running;

    // Where nobody listens nothing needs to be compared: who comes is given all of it.
    if (publisher.hears('screen')) {
      const forScreens = changes(next.screen, before?.screen);
      if (ticked || forScreens.length > 0) publisher.toScreens(message(next.screen, forScreens));
    }
    if (publisher.hears('console')) {
      const forConsoles = changes(next.console, before?.console);
      if (ticked || forConsoles.length > 0) publisher.toConsoles(message(next.console, forConsoles));
    }
    // Tablets of a group share one message; a change of its own makes it one device's.
    const shared = new Map<Parts, { readonly old: Parts | undefined; readonly keys: readonly string[] }[]>();
    const sharedChanges = (parts: Parts, old: Parts | undefined): readonly string[] => {
      const known = shared.get(parts) ?? [];
      shared.set(parts, known);
      const found = known.find((one) => one.old === old)?.keys;
      if (found) return found;
      const changed = changes(parts, old);
      const keys = changed.length === 0 ? unchanged : changed;
      known.push({ old, keys });
      return keys;
    };
    const rooms = new Map<readonly string[], { readonly devices: string[]; readonly parts: Parts }>();
    const tell = (device: string): void => {
      const { shared: parts, own } = tabletOf(next, device);
      const old = before === null ? null : tabletOf(before, device);
      const keys = sharedChanges(parts, old?.shared);
      if (old === null || isOther(old.own, own)) {
        const all = new Map([
          ...keys.map((key) => [key, parts.get(key) ?? own] as const),
          ['own', own] as const,
        ]);
        publisher.toTablets([device], message(all, all.keys()));
        return;
      }
      if (!ticked && keys.length === 0) return;
      const room = rooms.get(keys);
      if (room) room.devices.push(device);
      else rooms.set(keys, { devices: [device], parts });
    };
    for (const device of next.tablets.keys()) tell(device);
    for (const device of listening) if (!next.tablets.has(device)) tell(device);
    for (const [keys, { devices, parts }] of rooms) publisher.toTablets(devices, message(parts, keys));
  }

  return {
    show,
    snapshot: (audience) => {
      if (audience.kind === 'tablet') listening.add(audience.device);
      if (shown === null) return null;
      const parts = partsFor(shown, audience);
      const { session, seq } = shown;
      const clock = clockPart(shown.clock, clocks.mono());
      const publish = { session, from: null, to: seq, clock, parts: pick(parts, parts.keys()) };
      return { session, publish: publish as unknown as Publish<never> };
    },
    forget: (device) => {
      listening.delete(device);
    },
  };
}

/** The same list wherever nothing changed, so that all who are only told the new seq share a message. */
const unchanged: readonly string[] = [];

function tabletOf(picture: Picture, device: string): TabletPicture {
  return picture.tablets.get(device) ?? picture.lobby;
}

function partsFor(picture: Picture, audience: Audience): Parts {
  switch (audience.kind) {
    case 'screen':
      return picture.screen;
    case 'console':
      return picture.console;
    case 'tablet': {
      const { shared, own } = tabletOf(picture, audience.device);
      return new Map([...shared, ['own', own]]);
    }
  }
}
