/**
 * Pressing as small hands do it: it acts when the finger comes down, not when it leaves; a press that began
 * on the screen before (300 ms after a change) does nothing; a drummed button acts once.
 */
import type { Attachment } from 'svelte/attachments';

/** How long the surface is deaf after a screen change, and a button after its own press (ms). */
export const deafMs = 300;

let deafUntil = 0;

/** What stands under the finger has changed: presses are not meant for it yet. */
export function screenChanged(now: number = performance.now()): void {
  deafUntil = now + deafMs;
}

/** Whether a press now is meant for what stands here. */
export const awake = (now: number = performance.now()): boolean => now >= deafUntil;

/** Calls `act` on press: pointer down, or Enter and Space (a click without a pointer). */
export function press(act: () => void): Attachment<HTMLElement> {
  return (element) => {
    let ownDeafUntil = 0;
    const tryAct = () => {
      const now = performance.now();
      if (!awake(now) || now < ownDeafUntil) return;
      ownDeafUntil = now + deafMs;
      act();
    };
    const onPointerDown = (event: PointerEvent) => {
      if (event.button === 0) tryAct();
    };
    const onClick = (event: MouseEvent) => {
      if (event.detail === 0) tryAct();
    };
    element.addEventListener('pointerdown', onPointerDown);
    element.addEventListener('click', onClick);
    return () => {
      element.removeEventListener('pointerdown', onPointerDown);
      element.removeEventListener('click', onClick);
    };
  };
}
