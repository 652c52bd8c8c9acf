// One picture of docs/pictures.
import { join } from 'node:path';
import { ROOT } from './workspace.mjs';

/** @typedef {import('@playwright/test').Page} Page */

export const FOLDER = join(ROOT, 'docs', 'pictures');
const MOST_BYTES = 250_000;

/** @param {Page} page @param {string} name of the file */
export async function shoot(page, name) {
  // Nothing moves, for the pages are asked for reduced motion; what is left to wait for are the pictures.
  await page.mouse.move(0, 0);
  await page.evaluate('Promise.all([...document.images].map((image) => image.decode().catch(() => null)))');
  const png = await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  if (png.length > MOST_BYTES) throw new Error(`${name}.png has ${png.length} bytes`);
  console.log(`${name}.png ${Math.round(png.length / 1000)} kB`);
}

/** The same page in English, and back. @param {Page} page @param {string} name */
export async function shootInEnglish(page, name) {
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await shoot(page, `${name}.en`);
  await page.getByRole('button', { name: '中文', exact: true }).click();
}
