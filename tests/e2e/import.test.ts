/** A paper tally comes into the record in a real browser: mended by its report, looked at, kept, and corrected. */
import { languages } from '../../src/wire/vocabulary.ts';
import type { Language } from '../../src/wire/vocabulary.ts';
import type { App } from '../support/app.ts';
import { openConsole } from '../support/appConsole.ts';
import { makeClass, signInTeacher } from '../support/appTeacher.ts';
import { graveFindings } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const children = ['小雨', '石头', '李明', '丫丫', '天天', '月月'];
/** Without consent to record. */
const guestName = '月月';
const day = '2026-09-15';

const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
});
const torn = file('tally.csv', [
  '开始,结束,说话人,对谁',
  '1,4,小雨,',
  '9:99,,石头,',
  '8,7,李明,小花',
  '3,4,丫丫,',
]);
const tally = file('tally.csv', [
  '开始,结束,说话人,对谁,提示',
  '0:00:01,0:00:05,小雨,,0',
  '0:00:06,0:00:09,石头,小雨,1',
  '0:00:10,0:00:12,月月,石头,',
  '0:00:13,0:00:21,小雨,老师,0',
  '0:00:23,0:00:26.5,李明,?,0',
]);

async function classOfSix(app: App): Promise<void> {
  const teacher = await signInTeacher(app.url);
  const classId = await makeClass(teacher, '三年级', children);
  const { children: known } = await teacher.must('people.class', { classId });
  await teacher.must('consent.set', {
    ...{ child: known.find(({ name }) => name === guestName)?.child ?? '', purpose: 'record', answer: 'no' },
    ...{ date: '2026-09-02', giver: null, way: null, assent: null },
  });
  teacher.leave();
}

async function openImport(app: App, language: Language = 'zh-CN') {
  const page = await openConsole(app);
  await page.evaluate((kept) => localStorage.setItem('circletime.language.adult', kept), JSON.stringify(language)); // prettier-ignore
  await page.goto(`${app.url}/review#/import`);
  await page.reload();
  const gate = page.getByRole('button', { name: /看不到，打开|open/i }).first();
  await expect(gate.or(page.locator('input[type=date]'))).toBeVisible();
  if (await gate.isVisible()) await gate.click();
  await page.locator('select').first().selectOption({ label: '三年级' });
  await page.locator('input[type=date]').fill(day);
  return page;
}

test('a tally is mended by its report, imported, reviewed and corrected', async ({ app }, info) => {
  await classOfSix(app);
  const page = await openImport(app);
  const input = page.locator('input[type=file]');

  await test.step('the report tells every fault by its row, and nothing is kept', async () => {
    await input.setInputFiles(torn);
    await expect(page.getByText('文件有 2 处要改')).toBeVisible();
    const faults = page.locator('.faults li');
    await expect(faults).toHaveText([/第 3 行：.*开始（start）/, /第 4 行：.*结束（end）/]);
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('report.png'), fullPage: true });
    await expect(page.getByRole('button', { name: '导入' })).toHaveCount(0);
  });

  await test.step('a good file is shown as it would be kept, with those who stayed silent', async () => {
    await input.setInputFiles(tally);
    await expect(page.getByText('5 行：4 次发言，1 轮，共 0:26。')).toBeVisible();
    await expect(page.getByText('1 行不会保留')).toBeVisible();
    await expect(page.getByRole('row', { name: /小雨/ })).toContainText('2');
    await expect(page.getByRole('row', { name: new RegExp(guestName) })).toHaveCount(0);
    await page.getByRole('row', { name: /天天/ }).getByRole('checkbox').check();
    await expect(page.getByText('在场 5 人，其中有记录同意的 4 人。')).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath('preview.png'), fullPage: true });
  });

  await test.step('it is kept, and opens as any lesson', async () => {
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByRole('link', { name: '打开这节课' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('三年级');
    await expect(page.getByText('别的活动').first()).toBeVisible();
    expect(await page.content()).not.toContain(guestName);
    await page.screenshot({ path: info.outputPath('lesson.png'), fullPage: true });
  });

  const timeline = page.locator('.lanes');
  // What was recorded before a correction stays to be seen; it is not meant here.
  const turns = timeline.getByRole('option', { name: /^石头(?!.*更正前)/ });
  await test.step('a turn that was noted for the wrong child is corrected; the old stays visible', async () => {
    await turns.first().click();
    await page.getByRole('button', { name: '更正这一次' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: '保存更正' })).toBeDisabled();
    await dialog.getByLabel('这一次是谁的').selectOption({ label: '丫丫' });
    await page.screenshot({ path: info.outputPath('correct.png') });
    expect(await graveFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存更正' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(turns).toHaveCount(0);
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: /石头.*丫丫/ })
        .first(),
    ).toBeVisible();
  });

  await test.step('what was no turn goes, and can be restored as it was recorded', async () => {
    await timeline.getByRole('option', { name: /丫丫/ }).first().click();
    await page.getByRole('button', { name: '更正这一次' }).click();
    await page.getByLabel('这一次不该记').check();
    await page.getByRole('button', { name: '保存更正' }).click();
    await expect(timeline.getByRole('option', { name: /^丫丫(?!.*更正前)/ })).toHaveCount(0);
    await page.screenshot({ path: info.outputPath('corrected.png'), fullPage: true });
    await page.getByRole('button', { name: '恢复' }).click();
    // The turn and its prompt.
    await expect(turns).toHaveCount(2);
  });

  await test.step('the same file again is told, and waits for a word of the adult', async () => {
    await page.goto(`${app.url}/review#/import`);
    await page.locator('select').first().selectOption({ label: '三年级' });
    await page.locator('input[type=date]').fill(day);
    await input.setInputFiles(tally);
    await expect(page.getByText('这个文件，或当天同样的发言，以前为这个班导入过。')).toBeVisible();
    await expect(page.getByRole('button', { name: '导入', exact: true })).toBeDisabled();
    await page.getByLabel('再导入一次').check();
    await expect(page.getByRole('button', { name: '导入', exact: true })).toBeEnabled();
  });
});

for (const language of languages) {
  test(`the page of imports has no grave finding (${language})`, async ({ app }, info) => {
    await classOfSix(app);
    const page = await openImport(app, language);
    await page.locator('summary').click();
    await page.locator('input[type=file]').setInputFiles(tally);
    await expect(page.getByRole('table')).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`${language}.png`), fullPage: true });
  });
}
