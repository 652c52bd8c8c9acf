// The pictures of the review: an invented class with a past, read as a teacher reads it after a lesson.
import { openApp } from '../tests/support/app.ts';
import { openReview, untilDrawn } from '../tests/support/appReview.ts';
import { keepClass } from './screenshots.class.mjs';
import { shoot, shootInEnglish } from './screenshots.shoot.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').Locator} Locator */
/** @typedef {import('@playwright/test').Page} Page */

/** A sheet of A4 at 96 px to the inch, and its margins as the page sets them. */
const sheet = { size: { width: 794, height: 1123 }, margins: '14mm 15mm', height: '269mm' };
const laptop = { width: 1024, height: 768 };

/** @param {Browser} browser */
export async function shootReview(browser) {
  const app = await openApp(browser);
  try {
    let kept = { classId: '', session: '', child: '' };
    await app.powerCut(async (folder) => {
      kept = await keepClass(folder, Date.now());
    });
    const page = await openReview(app);
    const at = async (/** @type {string} */ hash) => {
      await page.goto(`${app.url}/review${hash}`);
      await page.locator('h1').waitFor();
    };
    await page.getByRole('link', { name: /三年级一班/ }).first().waitFor(); // prettier-ignore
    await shoot(page, 'review-lessons');

    await at(`#/lesson/${kept.session}`);
    await untilDrawn(page);
    await shoot(page, 'review');
    await shootInEnglish(page, 'review');
    await shootCharts(page);
    await at(`#/lesson/${kept.session}`);
    await shootReplay(page);
    await at(`#/lesson/${kept.session}`);
    await shootCorrection(page);
    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.locator('#export form').waitFor();
    await toTop(page.locator('#export'));
    await shoot(page, 'review-export');

    await at(`#/child/${kept.child}`);
    await page.locator('svg').first().waitFor();
    await shoot(page, 'review-child');
    await at(`#/group/${kept.classId}`);
    await page.locator('svg').first().waitFor();
    await shoot(page, 'review-group');
    await shootPaper(page, () => at(`#/lesson/${kept.session}/record`));
  } finally {
    await app.close();
  }
  if (app.faults.length > 0) throw new Error(app.faults.join('\n'));
}

/** Scrolls it under the bar that stays on top. @param {Locator} place */
async function toTop(place) {
  await place.evaluate((element) => {
    element.style.scrollMarginTop = '72px';
    element.scrollIntoView();
  });
}

/** The circle's timeline, and whom children threw the ball to. @param {Page} page */
async function shootCharts(page) {
  await toTop(page.getByRole('heading', { name: /^发言棒 · / }));
  await shoot(page, 'review-timeline');
  await page.getByRole('button', { name: '传球叫名字', exact: true }).click();
  const network = page.getByRole('heading', { name: /^谁把轮次给了谁/ });
  await toTop(network);
  await shoot(page, 'review-network');
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await toTop(page.getByRole('heading', { name: /^Who gave/ }));
  await shoot(page, 'review-network.en');
  await page.getByRole('button', { name: '中文', exact: true }).click();
}

/** From a sentence to its moment. @param {Page} page */
async function shootReplay(page) {
  await untilDrawn(page);
  await page.getByRole('region', { name: '一分钟看懂' }).getByRole('link', { name: /^回放/ }).first().click(); // prettier-ignore
  await page.getByRole('slider').waitFor();
  await page.locator('.room .screen').waitFor();
  await shoot(page, 'review-replay');
  await shootInEnglish(page, 'review-replay');
}

/** @param {Page} page */
async function shootCorrection(page) {
  await untilDrawn(page);
  const timeline = page.getByRole('listbox', { name: /^时间线/ });
  await timeline.focus();
  for (let turns = 0; turns < 3; turns += 1) await page.keyboard.press('ArrowRight');
  await toTop(page.getByRole('heading', { name: /^发言棒 · / }));
  await page.getByRole('button', { name: '更正这一次', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('不是这个孩子').check();
  await dialog.getByLabel('这一次是谁的').selectOption({ label: '可可' });
  await shoot(page, 'review-correct');
  await dialog.getByRole('button', { name: '不改了' }).click();
}

/** The first sheet as it comes from the printer. @param {Page} page @param {() => Promise<void>} open */
async function shootPaper(page, open) {
  await open();
  await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(sheet.size);
  // What would come on the next sheet is cut off where this one ends.
  await page.evaluate(`
    document.documentElement.style.overflow = 'hidden';
    Object.assign(document.body.style, { margin: '${sheet.margins}', height: '${sheet.height}', overflow: 'hidden' });
  `);
  await shoot(page, 'review-paper');
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize(laptop);
}
