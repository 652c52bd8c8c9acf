/** How a device follows a lesson: publishes applied in order, a gap noticed, never guessed over. */
import type { ClockPart, Publish } from './publish.ts';

export interface Followed<Parts> {
  readonly session: string;
  readonly seq: number;
  readonly clock: ClockPart;
  readonly parts: Partial<Parts>;
}

/**
 * What the device knows after this publish. A snapshot (`from: null`) replaces everything; a change is
 * merged part by part when it follows on what the device has; null means a gap or another lesson: say hello again.
 * A publish that is already known (`to` not newer) leaves the state as it was.
 */
export function follow<Parts>(
  known: Followed<Parts> | null,
  publish: Publish<Parts>,
): Followed<Parts> | null {
  const { session, clock } = publish;
  if (publish.from === null) return { session, seq: publish.to, clock, parts: publish.parts };
  if (known === null || known.session !== session) return null;
  if (publish.to < known.seq) return known;
  if (publish.from !== known.seq) return null;
  return { session, seq: publish.to, clock, parts: { ...known.parts, ...publish.parts } };
}
