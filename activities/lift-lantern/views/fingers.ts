/** What fingers and pads that do not agree ask for: the server's word is the truth of a pad, the finger that of the child. */
import type { PadView } from '../rules.ts';

/** How long they may disagree before the tablet says so again (ms): longer than an answer usually takes. */
export const disagreeMs = 700;

/** What to send so that the pad is as the finger; null where nothing is to be sent. */
export function wanted(pad: PadView | null, finger: boolean): 'press' | 'release' | null {
  if (pad === null) return null;
  // A tap in order holds by itself, and a finger that stays on it means no second one.
  if (pad.order !== null || pad.byAdult) return null;
  if (finger) return pad.state === 'ready' || pad.state === 'slipped' ? 'press' : null;
  return pad.state === 'held' ? 'release' : null;
}

/** Held on this tablet, as the server knows it: what it has to be kept hearing of. */
export function heldHere(pad: PadView | null): boolean {
  return pad !== null && !pad.byAdult && (pad.state === 'held' || pad.state === 'slipped');
}

/** How many touches the tablet can tell apart, 1 … 10. `touchPoints`: `navigator.maxTouchPoints`, 0 for a mouse. */
export function fingersOf(touchPoints: number): number {
  return Math.min(10, Math.max(1, touchPoints));
}
