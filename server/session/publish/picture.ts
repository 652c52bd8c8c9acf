/** Everything every audience may see at one moment; shown once the writes behind it are durable. */
import { read } from '../clock.ts';
import type { RunClock } from '../clock.ts';
import type { ClockPart } from '../../../src/wire/publish.ts';
import type { Hearing, Live } from '../live.ts';
import { consoleParts, ownPart, screenParts, tabletGroupParts } from './audiences.ts';
import { encode, joined } from './encoded.ts';
import type { Encoded } from './encoded.ts';

export interface Picture {
  readonly session: string;
  readonly seq: number;
  readonly clock: RunClock;
  readonly screen: Encoded;
  readonly console: Encoded;
  /** By device. */
  readonly tablets: ReadonlyMap<string, Encoded>;
  /** For pages that the lesson has not let in. */
  readonly lobby: Encoded;
}

export function pictureOf(live: Live, urls: readonly string[], hearing: Hearing): Picture {
  const shared = new Map<number | null, Encoded>();
  const sharedBy = (group: number | null): Encoded => {
    const known = shared.get(group) ?? encode({ ...tabletGroupParts(live, group) });
    shared.set(group, known);
    return known;
  };
  const tabletParts = (device: string, group: number | null) =>
    joined(sharedBy(group), encode({ own: ownPart(live, device) }));
  return {
    session: live.session.session,
    seq: live.seq,
    clock: live.run?.clock ?? { at: 0, mono: 0, running: false, speed: live.session.speed },
    screen: encode({ ...screenParts(live, urls) }),
    console: encode({ ...consoleParts(live, urls, hearing) }),
    tablets: new Map([...live.devices.values()].map(({ device, grp }) => [device, tabletParts(device, grp)])),
    lobby: tabletParts('', null),
  };
}

export function clockPart(clock: RunClock, mono: number): ClockPart {
  return { now: read(clock, mono), running: clock.running, speed: clock.speed };
}
