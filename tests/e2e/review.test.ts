/** The session page in a real browser: read, jump to the evidence, correct, print and export; and lessons at the edge. */
import type { Page } from '@playwright/test';
import { languages } from '../../src/wire/vocabulary.ts';
import { ballOf, passTheBall } from '../support/appBall.ts';
import { openReview, tellLesson, untilDrawn } from '../support/appReview.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import type { Teacher } from '../support/appTeacher.ts';
import { graveFindings } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';
import { chatter, kids, toldLessons } from '../support/toldLessons.ts';
import type { ToldLesson } from '../support/toldLessons.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
const children = ['小雨', '石头', '李明', '丫丫', '天天', '月月', '周舟', '阿依'];
const noted = '第一次自己先说';
const laptop = { width: 1024, height: 768 };
const phone = { width: 390, height: 844 };
/** A4 less its margins, CSS px. */
const paper = { width: 680, height: 1016 };

/** Two groups pass the ball by the teacher's taps; a note and a code are made of one child. */
async function playLesson(teacher: Teacher): Promise<void> {
  const classId = await makeClass(teacher, '三年级', children);
  const { children: known } = await teacher.must('people.class', { classId });
  await startLesson(teacher, classId, { groups: 2 });
  await teacher.must('activity.choose', { activity: 'name-ball', config: { rounds: 3 }, scope: 'group' });
  await teacher.must('run.start', {});
  await passTheBall(teacher, [1, 2], 6);
  const child = known.find(({ name }) => name === '小雨')?.child ?? '';
  await teacher.must('note.add', { text: noted, child });
  await teacher.must('code.add', { code: 'INIT', child });
  await passTheBall(teacher, [1, 2], 6);
  expect(ballOf(teacher, 1)).toBeDefined();
  await teacher.must('lesson.close', {});
}

const wideBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** What each printed sheet says of itself; only paper shows it. */
const sheetHead = (page: Page) => page.locator('.paper > .head > p');

/** Games whose charts are on the page. */
const games = (page: Page) => page.locator('section[id^="game."]');

test('a facilitator reads the last lesson, follows a sentence, corrects a turn, prints and exports', async ({
  app,
}, info) => {
  test.setTimeout(300_000);
  const teacher = await signInTeacher(app.url);
  await playLesson(teacher);
  teacher.leave();
  const page = await openReview(app);
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const summary = page.getByRole('region', { name: '一分钟看懂' });

  await test.step('the last lesson says in sentences what happened', async () => {
    await page.getByRole('link', { name: /三年级/ }).first().click(); // prettier-ignore
    await untilDrawn(page);
    expect(await summary.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    await expect(summary).toContainText('8 人');
    await page.screenshot({ path: info.outputPath('page.png'), fullPage: true });
  });

  await test.step('then who took part and what was noted; the games after them, with their research folded', async () => {
    const headings = await page.locator('main h2').allInnerTexts();
    expect(headings.slice(0, 4)).toEqual(['一分钟看懂', '谁参与了', '记下的时刻', '玩了什么']);
    await expect(page.getByRole('heading', { name: /^分得有多均匀/ })).toBeHidden();
  });

  await test.step('each sentence leads to what it rests on', async () => {
    const links = summary.getByRole('link', { name: /^看/ });
    expect(await links.count()).toBeGreaterThan(0);
    for (const link of await links.all()) {
      await link.click();
      const seen = page.locator('.seen');
      await expect(seen).toHaveCount(1);
      await expect(seen).toBeInViewport();
      expect(await page.evaluate(() => document.activeElement?.contains(document.querySelector('.seen')))).toBe(true); // prettier-ignore
      expect(await page.evaluate(() => location.hash)).toContain('?see=');
    }
  });

  await test.step('and to its moment in the replay', async () => {
    const link = summary.getByRole('link', { name: /^回放/ }).first();
    const at = /at=(\d+)/.exec((await link.getAttribute('href')) ?? '')?.[1] ?? '';
    await link.click();
    await expect(page).toHaveURL(/\/replay\?run=1&group=\d&at=\d+/);
    await expect(page.getByRole('slider')).toHaveValue(at);
    await page.goBack();
    await untilDrawn(page);
  });

  await test.step('the two groups are games of their own', async () => {
    await expect(games(page)).toHaveCount(1);
    await button('方形组').click();
    await expect(page.getByRole('heading', { name: '传球叫名字 · 方形组' })).toBeVisible();
    await button('圆形组').click();
    await expect(page.getByRole('heading', { name: '传球叫名字 · 圆形组' })).toBeVisible();
  });

  const timeline = page.getByRole('listbox', { name: /^时间线/ });
  await test.step('the timeline is walked and zoomed by keyboard, and is a table too', async () => {
    await timeline.focus();
    const first = await timeline.getAttribute('aria-activedescendant');
    expect(first).toMatch(/^turn\.1\.1\./);
    await page.keyboard.press('ArrowRight');
    const second = await timeline.getAttribute('aria-activedescendant');
    expect(second).not.toBe(first);
    const before = await timeline.evaluate((list) => list.scrollWidth);
    await button('放大时间线').press('Enter');
    expect(await timeline.evaluate((list) => list.scrollWidth)).toBeGreaterThan(before * 1.5);
    await button('缩小时间线').press('Enter');
    const chart = page.locator('.chart').filter({ has: timeline });
    await chart.locator('summary').click();
    await expect(chart.getByRole('table')).toBeVisible();
    const bars = await timeline.getByRole('option', { name: /开始/ }).count();
    expect(await chart.getByRole('row').count()).toBeGreaterThanOrEqual(bars + 1);
  });

  await test.step('a turn is corrected, and the old one stays visible', async () => {
    await timeline.focus();
    await page.keyboard.press('Home');
    await button('更正这一次').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('这一次不该记').check();
    await dialog.getByRole('button', { name: '保存更正' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '更正' })).toBeVisible();
    await expect(page.getByText('不算轮次')).toBeVisible();
    const former = timeline.getByRole('option', { name: /更正前的记录，不再计入$/ });
    await expect(former).toHaveCount(1);
    await expect(former).toBeVisible();
    await expect(former.locator('rect')).toHaveCSS('stroke-dasharray', /\d/);
    await timeline.focus();
    await page.keyboard.press('Home');
    await expect(timeline).toHaveAttribute('aria-activedescendant', /^former\.turn\.1\.1\./);
    const rows = page.locator('.chart').filter({ has: timeline }).getByRole('row');
    await expect(rows.filter({ hasText: '更正前的记录，不再计入' })).toHaveCount(1);
    await page.screenshot({ path: info.outputPath('corrected.png'), fullPage: true });
  });

  await test.step('paper shows both groups, nothing cut off, and no buttons', async () => {
    await page.locator('details.more > summary').press('Enter');
    await expect(page.getByRole('heading', { name: /^分得有多均匀/ })).toBeVisible();
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
    await expect(sheetHead(page)).toBeHidden();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(paper);
    await expect(games(page)).toHaveCount(2);
    await expect(sheetHead(page)).toBeVisible();
    await expect(sheetHead(page)).toHaveText(/^一节课的记录 · 三年级 · .*\d{4}.*不给孩子和家长。$/);
    await expect(page.locator('.paper > .head')).toHaveCSS('display', 'table-header-group');
    expect(await leftBehind(page)).toEqual([]);
    expect(await cutOff(page)).toEqual([]);
    await expect(page.locator('button:visible')).toHaveCount(0);
    // What only research reads is on paper where the reader opened it: in one of the two games.
    await expect(page.locator('details.more:visible')).toHaveCount(1);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize(laptop);
    await expect(games(page)).toHaveCount(1);
  });

  await test.step('the export opens', async () => {
    await button('导出').click();
    await expect(page.locator('#export form')).toBeVisible();
    await expect(page.locator('#export')).toBeInViewport();
  });

  await test.step('the process record has the facts and leaves the judgement', async () => {
    await page.getByRole('link', { name: '过程记录' }).click();
    await expect(page.getByRole('heading', { name: '小组过程记录' })).toBeVisible();
    for (const name of ['基本情况', '出席', '事件', '目标达成', '小组动力', '社工反思'])
      await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
    await expect(page.getByText(noted)).toBeVisible();
    await expect(page.getByText('带领者', { exact: true }).locator('+ dd')).not.toBeEmpty();
    await expect(page.getByText(/人参与过。/)).toHaveCount(2);
    await expect(page.locator('main')).not.toContainText(/均衡度|基尼|没有连线/);
    for (const name of children) await expect(page.getByText(name).first()).toBeVisible();
    await page.screenshot({ path: info.outputPath('record.png'), fullPage: true });
    expect(await graveFindings(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/^草稿：/)).toBeVisible();
    await page.setViewportSize(paper);
    await expect(sheetHead(page)).toHaveText(/^小组过程记录（草稿） · 三年级 · .*\d{4}.*不给孩子和家长。$/);
    expect(await cutOff(page)).toEqual([]);
  });
});

/** The headings on paper that a sheet may part from what they head. */
async function leftBehind(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main h1, main h2, main h3, main summary')]
      .filter((heading) => getComputedStyle(heading).getPropertyValue('break-after') !== 'avoid')
      .map((heading) => heading.textContent),
  );
}

/** Pictures and tables that stand over the right edge of the page. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main svg, main table, main .matrix, main dl, main p')]
      .filter((element) => {
        const { width, right } = element.getBoundingClientRect();
        return width > 0 && right > document.documentElement.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

const three: ToldLesson = {
  children: kids(12),
  groups: {
    1: { of: kids(4), turns: chatter(kids(4), 12) },
    2: { of: kids(8).slice(4), turns: chatter(kids(8).slice(4), 9) },
    3: { of: kids(12).slice(8), turns: [] },
  },
};
const edges: Readonly<Record<string, ToldLesson>> = { ...toldLessons, 'three groups': three };
const short = ['no turns at all', 'one child', 'sixty children', 'a crash in the middle', 'three groups'];

for (const name of long ? Object.keys(edges) : short) {
  test(`the page of a lesson with ${name} has no NaN and no blank chart`, async ({ app }, info) => {
    const session = await tellLesson(app, edges[name] ?? three);
    const page = await openReview(app, `#/lesson/${session}`);
    await expect(page.locator('h1')).toBeVisible();
    if (name !== 'nothing played') await untilDrawn(page);
    for (const size of [laptop, phone]) {
      await page.setViewportSize(size);
      expect(await wideBy(page), `${size.width} px: sideways scrolling`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: info.outputPath(`${size.width}.png`), fullPage: true });
    }
    expect(await page.content()).not.toMatch(/NaN|undefined|Infinity/);
    for (const summary of await page.locator('details.more > summary').all()) await summary.click();
    for (const chart of await page.locator('.chart').all()) {
      const drawn = await chart.locator('[role=option], [role=img]').count();
      const said = await chart.locator('p').allInnerTexts();
      expect(drawn > 0 || said.some((text) => text.trim() !== ''), await chart.innerText()).toBe(true);
    }
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(paper);
    expect(await cutOff(page)).toEqual([]);
  });
}

test('the session page has no grave finding in either language, on a laptop and a phone', async ({ app }) => {
  test.setTimeout(180_000);
  const told = edges['prompts marked'] ?? three;
  const session = await tellLesson(app, told);
  const page = await openReview(app, `#/lesson/${session}`);
  for (const [language, size] of languages.map(
    (one, index) => [one, index === 0 ? laptop : phone] as const,
  )) {
    await page.evaluate((kept) => localStorage.setItem('circletime.language.adult', kept), JSON.stringify(language)); // prettier-ignore
    await page.setViewportSize(size);
    await page.reload();
    const gate = page.getByRole('button', { name: /看不到，打开|open/i });
    await expect(gate.first().or(page.locator('h1'))).toBeVisible();
    if (await page.locator('h1').isHidden()) await gate.first().click();
    await untilDrawn(page);
    for (const summary of await page.locator('.chart summary, details.card > summary').all())
      await summary.click();
    expect(await graveFindings(page), language).toEqual([]);
    expect(await wideBy(page), language).toBeLessThanOrEqual(0);
  }
});
