/** The review when there is little to look back at: before the first lesson, and after a single one. */
import { openReview, tellLesson } from '../support/appReview.ts';
import { graveFindings } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';
import { kids } from '../support/toldLessons.ts';
import type { ToldTurn } from '../support/toldLessons.ts';

const four = kids(4);

test('before the first lesson it says what will stand there, and where rehearsals are', async ({ app }) => {
  const page = await openReview(app);
  const rehearsals = page.getByLabel('也显示排练');
  await expect(page.getByText(/^上完第一节课，这里就有它的记录。.*“也显示排练”/)).toBeVisible();
  await rehearsals.check();
  await expect(page.getByText(/^还没有上过课，也没有排练过。/)).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
});

test('one lesson shows its facts and no change, and a pass is seen as a pass when it is corrected', async ({
  app,
}, info) => {
  /** Each child gives the turn to the next of the four, out of the three others. */
  const turns = Array.from({ length: 8 }, (_, index): ToldTurn => {
    const giver = four[(index + 3) % 4] ?? null;
    const start = index * 10_000;
    if (index === 0) return { child: 'k1', start, why: 'passed' };
    const options = JSON.stringify(four.filter((child) => child !== giver));
    return { child: four[index % 4] ?? null, start, givenBy: 'child', givenByChild: giver, options };
  });
  const run = { activity: 'name-ball', regime: 'chosen' } as const;
  await tellLesson(app, { children: four, run, groups: { 1: { of: four, turns } } });
  const page = await openReview(app);
  const alone = page.getByText('只有一节课，还看不出变化。');

  await test.step('the class is reached beside its lesson', async () => {
    const beside = page.getByRole('link', { name: '三年级：一节一节看', exact: true });
    await expect(beside).toBeVisible();
    await page.screenshot({ path: info.outputPath('lessons.png') });
    await beside.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('三年级：一节一节看');
    // Attendance, and the one activity.
    await expect(alone).toHaveCount(2);
    await expect(page.getByText('在场 4 人，记录了 4 人。')).toBeVisible();
    await expect(page.locator('.multiples')).toHaveCount(0);
    await expect(page.getByRole('table').first()).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
  });

  await test.step('so is a child, whose choices are told in plain words', async () => {
    await page.getByRole('link', { name: '甲k1' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('甲k1：一节一节看');
    await expect(alone).toHaveCount(1);
    await expect(page.locator('.multiples')).toHaveCount(0);
    await expect(page.getByRole('table').getByRole('row')).toHaveCount(2);
    await expect(page.getByText('甲k2：2 次（有机会选的一共 2 次）')).toBeVisible();
    await expect(page.getByText('甲k4：1 次（有机会选的一共 1 次）')).toBeVisible();
    await page.screenshot({ path: info.outputPath('child.png'), fullPage: true });
  });

  await test.step('the lesson', async () => {
    await page.getByRole('table').getByRole('link').click();
    const timeline = page.getByRole('listbox', { name: /^时间线/ });
    await timeline.focus();
    await page.keyboard.press('Home');
    await page.getByRole('button', { name: '更正这一次', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '更正这一次' });
    await expect(dialog).toContainText(/甲k1\s*·\s*先不说\s*·/);
    await dialog.getByRole('button', { name: '不改了' }).click();
    await expect(dialog).toHaveCount(0);
    await timeline.focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: '更正这一次', exact: true }).click();
    await expect(dialog).not.toContainText('先不说');
  });
});
