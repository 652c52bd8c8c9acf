/** A child's and a group's page over a programme, in a real browser: from the lessons there and back. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../server/store/sqlite/open.ts';
import { graveFindings } from '../support/browserChecks.ts';
import { keepProgramme } from '../support/programme.ts';
import { freePort, startServer, testPin } from '../support/serverProcess.ts';
import type { ServerProcess } from '../support/serverProcess.ts';

const laptop = { width: 1024, height: 768 };
const phone = { width: 390, height: 844 };
/** Pictures are taken where this names a folder. */
const pictures = process.env['CIRCLETIME_PICTURES'];

let data: string;
let server: ServerProcess;
test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-history-'));
  const store = await openSqliteStore({ folder: data });
  await keepProgramme(store);
  await store.close();
  server = await startServer({ data, port: await freePort() });
});
test.afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

/** The switch offers the language that is not on. */
async function speak(page: Page, language: string): Promise<void> {
  const choose = page.getByRole('button', { name: language, exact: true });
  if (await choose.isVisible()) await choose.click();
}

async function isSound(page: Page, name: string): Promise<void> {
  for (const [size, language] of [
    [laptop, '中文'],
    [phone, 'English'],
  ] as const) {
    // prettier-ignore
    await page.setViewportSize(size);
    await speak(page, language);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, `${name}, ${size.width} px: sideways scrolling`).toBeLessThanOrEqual(0);
    expect(await graveFindings(page), `${name}, ${size.width} px`).toEqual([]);
    if (pictures !== undefined) {
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true });
    }
  }
  await page.setViewportSize(laptop);
  await speak(page, '中文');
}

/** Paper has nothing of a child, and says why. */
async function isOnlyASentenceOnPaper(page: Page): Promise<void> {
  for (const [language, sentence] of [
    ['English', /^This page is not printed: .*Process record/],
    ['中文', /^这一页不打印：.*过程记录/],
  ] as const) {
    await speak(page, language);
    await expect(page.getByText(sentence)).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(sentence)).toBeVisible();
    expect(await page.evaluate(() => document.body.innerText.trim())).toMatch(sentence);
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
  }
}

test('leads from the lessons to the group and on to a child, each against its own past', async ({ page }) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(30_000);
  await page.setViewportSize(laptop);
  await page.goto(`${server.url}/console`);
  await page.getByLabel('密码').fill(testPin);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('button', { name: '是，它显示别的画面' }).click();

  await page.goto(`${server.url}/review`);
  await page.getByRole('link', { name: '周三小组：一节一节看', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('周三小组：一节一节看');
  await expect(page.getByRole('heading', { name: /互相选/ }).first()).toBeVisible();
  await expect(page.locator('.strip li')).toHaveCount(6);
  // Eight of the nine are recorded in some lesson; the guest is nowhere.
  await expect(page.getByText('客人')).toHaveCount(0);
  await isSound(page, 'group');
  await isOnlyASentenceOnPaper(page);

  await page.getByText('看成表格').first().click();
  await expect(page.getByRole('table').first()).toBeVisible();

  await page.getByRole('link', { name: '阿依古丽' }).click();
  await expect(page.getByText('点过名的课：6 节，有记录：4 节。')).toBeVisible();

  await page.goBack();
  await page.getByRole('link', { name: '小雨' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('小雨：一节一节看');
  await expect(page.getByText('第 6 次：坐得离大家近了一点。')).toBeVisible();
  await isSound(page, 'child');
  await isOnlyASentenceOnPaper(page);

  await page.getByRole('listitem').filter({ hasText: '第 6 次' }).getByRole('link').click();
  await expect(page.getByRole('heading', { name: '谁参与了' })).toBeVisible();
  // The last lesson's summary has the child's first turn in the circle against its own silence before.
  await expect(page.getByText(/小雨：每 10 分钟/).first()).toBeVisible();
  await page.getByRole('rowheader').getByRole('link', { name: '小雨' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('小雨：一节一节看');
});
