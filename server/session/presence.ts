/** Who has been heard. A tablet unheard for 20 s is away: greyed, skippable, its seats free to claim. */
import type { Clocks } from './api.ts';
import type { Hearing, Work } from './live.ts';
import { log } from './live.ts';
import { notePresence, seatsOn } from './seats.ts';
import { tellSeat } from './steps.ts';

/** Real ms of silence after which a device is away; not scaled in rehearsals. */
export const silenceMs = 20_000;

export interface Presence extends Hearing {
  heard(device: string): void;
  /** Monotonic ms when it was last heard; -Infinity for never. */
  heardAt(device: string): number;
  /** Its last socket closed. */
  lost(device: string): void;
  /** Devices of a lesson that the server has just taken up again: they have 20 s to be heard. */
  expect(devices: Iterable<string>): void;
  stop(): void;
}

interface Heard {
  at: number;
  connected: boolean;
  away: boolean;
  cancel: () => void;
}

/** @param changed called when a device goes away or comes back. */
export function createPresence(clocks: Clocks, changed: (device: string, away: boolean) => void): Presence {
  const devices = new Map<string, Heard>();
  let stopped = false;

  /** One timer per device, set for when its silence would be long enough; packets only note the time. */
  function watch(device: string, heard: Heard): void {
    const silent = clocks.mono() - heard.at;
    heard.cancel = clocks.after(Math.max(1, silenceMs - silent), () => {
      if (clocks.mono() - heard.at < silenceMs) return watch(device, heard);
      heard.away = true;
      changed(device, true);
    });
  }

  function hear(device: string, connected: boolean): void {
    if (stopped) return;
    const known = devices.get(device);
    if (known === undefined) {
      const heard: Heard = { at: clocks.mono(), connected, away: false, cancel: () => undefined };
      devices.set(device, heard);
      watch(device, heard);
      return;
    }
    known.at = clocks.mono();
    known.connected = connected;
    if (!known.away) return;
    known.away = false;
    watch(device, known);
    changed(device, false);
  }

  return {
    heard: (device) => hear(device, true),
    lost: (device) => {
      const known = devices.get(device);
      if (known !== undefined) known.connected = false;
    },
    expect: (ids) => {
      for (const device of ids) if (!devices.has(device)) hear(device, false);
    },
    unheard: (device) => {
      const known = devices.get(device);
      return known === undefined || clocks.mono() - known.at >= silenceMs;
    },
    heardAt: (device) => devices.get(device)?.at ?? -Infinity,
    connected: (device) => devices.get(device)?.connected === true,
    stop: () => {
      stopped = true;
      for (const heard of devices.values()) heard.cancel();
      devices.clear();
    },
  };
}

/** The seats of a tablet that fell silent or is back. */
export function tellPresence(work: Work, device: string, away: boolean): void {
  const change = away ? 'away' : 'back';
  if (away) work.live.inHand.delete(device);
  for (const place of seatsOn(work.live, device)) {
    const seq = log(work, 'seat', { type: change, seat: place.row.seat });
    notePresence(work, seq, place.row, change);
    tellSeat(work, place.row.seat, change);
  }
}
