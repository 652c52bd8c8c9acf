/** Small calm motions, and none where the reader asks for none. */
import type { Attachment } from 'svelte/attachments';

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A friendly "not me": left, right, still; where no motion is wanted it fades for a moment. */
export function shake(element: Element): void {
  if (calm()) {
    element.animate([{ opacity: 1 }, { opacity: 0.4 }, { opacity: 1 }], { duration: 400 });
    return;
  }
  const turns = [0, -6, 6, -4, 4, 0];
  element.animate(
    turns.map((degrees) => ({ transform: `rotate(${degrees}deg)` })),
    { duration: 400, easing: 'ease-in-out' },
  );
}

/** Shakes when pressed, and does nothing else. */
export const shakeOnPress: Attachment<HTMLElement> = (element) => {
  const onPointerDown = () => shake(element);
  element.addEventListener('pointerdown', onPointerDown);
  return () => element.removeEventListener('pointerdown', onPointerDown);
};
