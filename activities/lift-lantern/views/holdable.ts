/** A pad under a finger: down when it comes, up when it leaves, however that happens. */
import type { Attachment } from 'svelte/attachments';

/** Stands for the key that holds a pad, where a finger has its pointer's number. */
const key = -1;

/**
 * Calls `down` when a finger (or Space, or Enter) comes down, and `up` once when that same one leaves: lifted, cancelled
 * by the system, or lost with the page's focus, its visibility or the pad itself. Each pad follows one finger of its
 * own, so that several may be held at a time; a second finger on a held pad changes nothing.
 */
export function holdable(down: () => void, up: () => void): Attachment<HTMLElement> {
  return (element) => {
    let held: number | null = null;

    const begin = (what: number) => {
      if (held !== null) return;
      held = what;
      down();
    };
    const end = (what: number | null) => {
      if (held === null || held !== what) return;
      held = null;
      up();
    };

    const onPointerDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      // A finger that slides off its pad still holds it.
      element.setPointerCapture(event.pointerId);
      begin(event.pointerId);
    };
    const onPointerEnd = (event: PointerEvent) => end(event.pointerId);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ' && event.key !== 'Enter') return;
      event.preventDefault();
      if (!event.repeat) begin(key);
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ' || event.key === 'Enter') end(key);
    };
    // The focus goes with every press of another pad: only a key is lost with it.
    const onBlur = () => end(key);
    const drop = () => end(held);
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') drop();
    };

    element.addEventListener('pointerdown', onPointerDown);
    const ends = ['pointerup', 'pointercancel', 'lostpointercapture'] as const;
    for (const name of ends) element.addEventListener(name, onPointerEnd);
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('keyup', onKeyUp);
    element.addEventListener('blur', onBlur);
    addEventListener('blur', drop);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      element.removeEventListener('pointerdown', onPointerDown);
      for (const name of ends) element.removeEventListener(name, onPointerEnd);
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('keyup', onKeyUp);
      element.removeEventListener('blur', onBlur);
      removeEventListener('blur', drop);
      document.removeEventListener('visibilitychange', onVisibility);
      // Only now does the page know what has taken the pad's place, and whether its finger still matters.
      queueMicrotask(drop);
    };
  };
}
