/**
 * Hold to look: something is open while a finger is down, and closes at once when it lifts, and whenever nobody can be
 * sure that it still is down: the touch is cancelled, the page loses focus or is hidden, or it has taken too long.
 */
import type { Attachment } from 'svelte/attachments';
import { awake } from '../../../src/ui/press.ts';

/** A finger that rests longer looks no more; it may press again. */
export const longestLookMs = 15_000;

/** Calls `open` on press and `close` once for every `open`. A second finger changes nothing. */
export function hold(open: () => void, close: () => void): Attachment<HTMLElement> {
  return (element) => {
    /** The pointer that is down, or `key` for Space and Enter. */
    let held: number | 'key' | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;

    const begin = (by: number | 'key') => {
      if (held !== null || !awake()) return;
      held = by;
      timer = setTimeout(end, longestLookMs);
      open();
    };
    const end = () => {
      if (held === null) return;
      held = null;
      if (timer !== null) clearTimeout(timer);
      close();
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      begin(event.pointerId);
    };
    const onUp = (event: PointerEvent) => {
      if (event.pointerId === held) end();
    };
    const isKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
    const onKeyDown = (event: KeyboardEvent) => {
      if (isKey(event) && !event.repeat) begin('key');
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (isKey(event) && held === 'key') end();
    };
    const onHidden = () => {
      if (document.visibilityState === 'hidden') end();
    };

    element.addEventListener('pointerdown', onDown);
    element.addEventListener('keydown', onKeyDown);
    // A finger may lift anywhere: what follows is heard by the whole page.
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', end);
    window.addEventListener('pagehide', end);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      end();
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', end);
      window.removeEventListener('pagehide', end);
      document.removeEventListener('visibilitychange', onHidden);
    };
  };
}
