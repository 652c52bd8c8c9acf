/** Brings a piece of evidence before the reader's eyes: opened, in view, marked and in focus. */

const seen = 'seen';

/** @returns whether the page has it; a turn that was corrected away as it was recorded; of a missing one in a game, the game is shown instead */
export function showAnchor(anchor: string): boolean {
  const element = [anchor, `former.${anchor}`, gameOf(anchor)]
    .map((id) => document.getElementById(id))
    .find((found) => found !== null);
  if (element === undefined) return false;
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
  document.querySelectorAll(`.${seen}`).forEach((other) => other.classList.remove(seen));
  element.classList.add(seen);
  const list = element.closest<HTMLElement>('[role=listbox]');
  (list ?? element).focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center', inline: 'nearest' });
  return true;
}

function gameOf(anchor: string): string {
  return anchor.replace(/^(?:turn|network|figure)\.(\d+)\.(\d+)(?:\..*)?$/, 'game.$1.$2');
}
