/** What a key does to the replay. */
export type KeyDeed = 'toggle' | 'back' | 'forward' | 'previousTurn' | 'nextTurn' | 'toStart' | 'toEnd';

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'> & {
  readonly target: EventTarget | null;
};

/** Null where the key means nothing here, or something to what has the focus: words typed, a button pressed by space. */
export function keyDeed({ key, shiftKey, ctrlKey, altKey, metaKey, target }: Pressed): KeyDeed | null {
  if (ctrlKey || altKey || metaKey || isIn(target, 'input:not([type="range"]), textarea, select'))
    return null;
  switch (key) {
    case ' ':
      return isIn(target, 'button, a, summary') ? null : 'toggle';
    case 'ArrowLeft':
      return shiftKey ? 'previousTurn' : 'back';
    case 'ArrowRight':
      return shiftKey ? 'nextTurn' : 'forward';
    case 'Home':
      return 'toStart';
    case 'End':
      return 'toEnd';
    default:
      return null;
  }
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target !== null && 'closest' in target && (target as Element).closest(selector) !== null;
}
