/** A publisher whose devices apply what they are sent exactly as the real ones do, and notice every gap. */
import type { Publisher } from '../../server/session/api.ts';
import { follow } from '../../src/wire/follow.ts';
import type { Followed } from '../../src/wire/follow.ts';
import type { ConsoleParts, Publish, ScreenParts, TabletParts } from '../../src/wire/publish.ts';

export interface RecordingPublisher extends Publisher {
  /** What each audience knows by now; null before the first publish. */
  screen(): Followed<ScreenParts> | null;
  console(): Followed<ConsoleParts> | null;
  tablet(device: string): Followed<TabletParts> | null;
  /** A device said hello and was given this. */
  greet(device: string, snapshot: Publish<never>): void;
  /** Everything that was ever sent to a device, as JSON. */
  sentTo(device: string): string;
  /** In the order of sending: `screens 5`, `consoles 5`, `tablet-1 5`. */
  readonly sent: string[];
}

export function recordingPublisher(): RecordingPublisher {
  const known = new Map<string, Followed<unknown>>();
  const bytes = new Map<string, string>();
  const sent: string[] = [];

  function take(who: string, publish: Publish<never>): void {
    const json = JSON.stringify(publish);
    const next = follow(known.get(who) ?? null, JSON.parse(json) as Publish<unknown>);
    if (next === null) throw new Error(`${who} has a gap before ${publish.to}`);
    known.set(who, next);
    bytes.set(who, (bytes.get(who) ?? '') + json);
    sent.push(`${who} ${publish.to}`);
  }

  return {
    hears: () => true,
    toScreens: (publish) => take('screens', publish),
    toConsoles: (publish) => take('consoles', publish),
    toTablets: (devices, publish) => devices.forEach((device) => take(device, publish)),
    screen: () => (known.get('screens') as Followed<ScreenParts> | undefined) ?? null,
    console: () => (known.get('consoles') as Followed<ConsoleParts> | undefined) ?? null,
    tablet: (device) => (known.get(device) as Followed<TabletParts> | undefined) ?? null,
    greet: take,
    sentTo: (device) => bytes.get(device) ?? '',
    sent,
  };
}
