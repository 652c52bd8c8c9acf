/** Sends each audience what changed since the last picture it was shown. */
import type { Publish } from '../../../src/wire/publish.ts';
import type { Audience, Clocks, Publisher } from '../api.ts';
import { changedKeys, pick } from './encoded.ts';
import type { Encoded } from './encoded.ts';
import { clockPart } from './picture.ts';
import type { Picture } from './picture.ts';

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
    const message = (parts: Encoded, keys: Iterable<string>) =>
      ({ ...head, parts: pick(parts, keys) }) as Publish<never>;
    const changes = (parts: Encoded, old: Encoded | undefined) =>
      old === undefined ? [...parts.keys()] : changedKeys(old, parts);

    // A new seq or a clock that stops goes to everyone, so that nobody finds a gap; else only changes do.
    const ticked = before?.seq !== next.seq || before.clock.running !== next.clock.running;

    const forScreens = changes(next.screen, before?.screen);
    if (ticked || forScreens.length > 0) publisher.toScreens(message(next.screen, forScreens));
    const forConsoles = changes(next.console, before?.console);
    if (ticked || forConsoles.length > 0) publisher.toConsoles(message(next.console, forConsoles));
    // Tablets with the same changes to the same parts share one message; an own change makes it one device's.
    const rooms = new Map<string, { devices: string[]; parts: Encoded; keys: string[] }>();
    for (const device of new Set([...listening, ...next.tablets.keys()])) {
      const parts = tabletParts(next, device);
      const keys = changes(parts, before === null ? undefined : tabletParts(before, device));
      if (!ticked && keys.length === 0) continue;
      // What a group is shown alike is one part for all its tablets.
      const room = keys.map((key) => `${key} ${parts.get(key)?.id ?? 0}`).join();
      const known = rooms.get(room);
      if (known) known.devices.push(device);
      else rooms.set(room, { devices: [device], parts, keys });
    }
    for (const { devices, parts, keys } of rooms.values()) {
      publisher.toTablets(devices, message(parts, keys));
    }
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

function tabletParts(picture: Picture, device: string): Encoded {
  return picture.tablets.get(device) ?? picture.lobby;
}

function partsFor(picture: Picture, audience: Audience): Encoded {
  switch (audience.kind) {
    case 'screen':
      return picture.screen;
    case 'console':
      return picture.console;
    case 'tablet':
      return tabletParts(picture, audience.device);
  }
}
