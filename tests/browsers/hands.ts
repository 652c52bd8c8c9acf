/**
 * Eyes and hands for the join script, in the words of `BrowserPage`: what shows is asked by an expression that every
 * browser since Chromium 88 understands, and pressed where it shows.
 */
import type { BrowserPage } from './driver.ts';

/** ms between looks, and how long something may take to show on a busy machine. */
const lookMs = 100;
const showsWithinMs = 30_000;
/** After so long without an answer a child taps again: the page is deaf for a moment after its picture changed. */
const tapAgainMs = 2000;

/** JavaScript expressions that find one element of the page, or null. */
export const find = {
  css: (selector: string) => `document.querySelector(${JSON.stringify(selector)})`,
  nth: (selector: string, index: number) =>
    `(document.querySelectorAll(${JSON.stringify(selector)})[${index}] || null)`,
  /** The button with this picture on it. */
  picture: (source: string) =>
    `(document.querySelector('button img[src="${source}"]') || document.body).closest('button')`,
  /** The button that has these words, written on it or said by it or by a picture on it. */
  button: (words: string) =>
    `([...document.querySelectorAll('button')].find((one) =>
      [one, ...one.querySelectorAll('[aria-label]')]
        .map((part) => part.getAttribute('aria-label') || part.textContent)
        .some((name) => name.includes(${JSON.stringify(words)}))) || null)`,
} as const;

export async function isShown(page: BrowserPage, element: string): Promise<boolean> {
  return (await page.read(`((one) => one !== null && one.getClientRects().length > 0)(${element})`)) === true;
}

/** @throws when it does not come to be in time */
export async function until(what: string, holds: () => Promise<boolean>, ms = showsWithinMs): Promise<void> {
  const give = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > give) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

export const untilShown = (page: BrowserPage, element: string): Promise<void> =>
  until(element, () => isShown(page, element));

/** Presses what the expression finds, as a finger or a mouse would; false where nothing shows. */
async function tap(page: BrowserPage, element: string): Promise<boolean> {
  const aimed = await page.read(`((one) => {
    for (const old of document.querySelectorAll('[data-aim]')) old.removeAttribute('data-aim');
    if (one === null || one.getClientRects().length === 0) return false;
    one.setAttribute('data-aim', '');
    return true;
  })(${element})`);
  if (aimed !== true) return false;
  try {
    await page.tap('[data-aim]');
    return true;
  } catch {
    // It went away, or moved, between the look and the press.
    return false;
  }
}

/** Presses again and again until it has worked. */
export async function tapUntil(
  page: BrowserPage,
  element: string,
  worked: () => Promise<boolean>,
): Promise<void> {
  await until(`${element} tapped`, async () => {
    if (await worked()) return true;
    if (!(await tap(page, element))) return false;
    try {
      await until(element, worked, tapAgainMs);
      return true;
    } catch {
      return false;
    }
  });
}
