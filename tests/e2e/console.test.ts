/** The console and the review on the real server, in a real browser: a lesson without tablets, by one adult. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graveFindings } from '../support/browserChecks.ts';
import { freePort, startServer, testPin } from '../support/serverProcess.ts';
import type { ServerProcess } from '../support/serverProcess.ts';

const laptop = { width: 1024, height: 768 };
const phone = { width: 390, height: 844 };
const names = ['小雨', '石头', '阿依古丽', '李明', '丫丫', '周舟'];

// The second test goes on with the class of the first.
test.describe.configure({ mode: 'serial' });

let data: string;
let server: ServerProcess;
test.beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-console-'));
  server = await startServer({ data, port: await freePort() });
});
test.afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

/**
 * No serious finding, no sideways scrolling and no small target, on laptop and phone and in both languages.
 * The accessibility check is slow, so each size has it in one language; the other may only be too wide.
 */
async function isSound(page: Page, name: string): Promise<void> {
  for (const [size, other, checked] of [
    [laptop, 'English', '中文'],
    [phone, '中文', 'English'],
  ] as const) {
    await page.setViewportSize(size);
    const where = `${name}, ${size.width} px`;
    for (const language of [other, checked]) {
      const choose = page.getByRole('button', { name: language, exact: true });
      if (await choose.isVisible()) await choose.click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${where}, ${language}: sideways scrolling`).toBeLessThanOrEqual(0);
    }
    expect(await graveFindings(page), where).toEqual([]);
    if (size === phone) expect(await smallTargets(page), `${where}: targets under 44 px`).toEqual([]);
  }
  await page.setViewportSize(laptop);
  await page.getByRole('button', { name: '中文', exact: true }).click();
}

/** Visible controls that a finger could miss. A box to tick is as large as the label round it. */
async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, select, summary, input, textarea')]
      .map((control) =>
        control.matches('[type=checkbox], [type=radio]') ? control.closest('label') : control,
      )
      .filter((control): control is HTMLElement => control !== null && control.offsetParent !== null)
      .filter((control) => control.getBoundingClientRect().height < 43.5)
      .map((control) => control.outerHTML.slice(0, 120)),
  );
}

/** What an export says, by path; a workbook is a folder of its own. */
function textOf(zip: Uint8Array, folder = ''): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [path, bytes] of Object.entries(unzipSync(zip)))
    if (path.endsWith('.xlsx')) Object.assign(texts, textOf(bytes, `${folder}${path}/`));
    else texts[`${folder}${path}`] = strFromU8(bytes);
  return texts;
}

test('an adult sets up a class, teaches a lesson without tablets and looks back at it', async ({ page }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.setViewportSize(laptop);
  await page.goto(`${server.url}/console`);
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  await test.step('signs in; a wrong PIN is refused in words and changes nothing', async () => {
    await expect(button('登录')).toBeVisible();
    await isSound(page, 'sign-in');
    await page.getByLabel('密码').fill('wrong');
    await button('登录').click();
    await expect(page.getByRole('status').filter({ hasText: '密码不对' })).toBeVisible();
    await page.getByLabel('密码').fill(testPin);
    await button('登录').click();
    await expect(page.getByText('投影是第二块屏幕吗？')).toBeVisible();
    await isSound(page, 'first home');
    await button('不是，和电脑一样').click();
  });

  await test.step('adds a class and its children, and enters consent with one exception', async () => {
    await page.getByRole('link', { name: '建第一个班级' }).click();
    await button('看不到，打开').click();
    await page.getByLabel('名称').fill('三年级二班');
    await button('新建').click();
    await page.getByLabel(/^粘贴名单/).fill([...names, '', '小雨'].join('\n'));
    await button('看一看').click();
    await expect(page.getByText('找到 6 个名字')).toBeVisible();
    await isSound(page, 'class');
    await button('加入 6 名孩子').click();
    await expect(button('修改 石头')).toBeVisible();
    await button('修改 石头').click();
    await page.getByRole('radio', { name: '乌龟' }).check({ force: true });
    await button('保存').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await button(/^同意$/).click();
    await button('都记为同意').click();
    await expect(page.getByText('同意 6，不同意 0，没问过 0')).toBeVisible();
    await page.getByRole('group', { name: '石头 的同意' }).getByRole('button', { name: '不同意' }).click();
    await expect(page.getByText('同意 5，不同意 1，没问过 0')).toBeVisible();
    await isSound(page, 'consent');
    await page.getByRole('link', { name: '首页' }).click();
  });

  await test.step('reaches the first turn in at most 12 taps', async () => {
    await expect(button('开始上课')).toBeVisible();
    await isSound(page, 'home');
    let taps = 0;
    const tap = async (name: string) => {
      taps += 1;
      await button(name).click();
    };
    await tap('开始上课');
    await expect(page.getByText('到了 6 人，没来 0 人')).toBeVisible();
    await tap('周舟 到了');
    await tap('周舟 迟到');
    await expect(page.getByText('到了 5 人，没来 1 人')).toBeVisible();
    await isSound(page, 'roll');
    await tap('名点好了');
    await isSound(page, 'groups');
    await tap('就这样分');
    await isSound(page, 'tablets');
    await tap('去选活动');
    await tap('传球叫名字');
    await expect(page.getByText('在场 5 人，会记录 4 人')).toBeVisible();
    await page.locator('summary', { hasText: '设置' }).click();
    await isSound(page, 'card');
    await tap('看示范');
    await isSound(page, 'demo');
    await page.locator('footer').getByRole('button', { name: '开始玩' }).click();
    taps += 1;
    await expect(page.getByText(/^已玩/)).toBeVisible();
    expect(taps).toBeLessThanOrEqual(12);
  });

  await test.step('keeps private panels covered until the key is held', async () => {
    const code = button('李明：主动');
    await expect(page.getByText('已遮住').first()).toBeVisible();
    await expect(code).toHaveCount(0);
    await page.keyboard.down('Space');
    await code.click();
    await expect(button('石头：主动')).toBeDisabled();
    await page.keyboard.up('Space');
    await expect(code).toHaveCount(0);
    await isSound(page, 'play');
  });

  await test.step('notes, pauses, resumes, plays for the children and ends', async () => {
    await button('记一笔').click();
    await page.getByLabel('写一句').fill('李明先开了口');
    await button('记下').click();
    await expect(page.getByLabel('写一句')).toHaveValue('');
    await button('暂停').click();
    await expect(page.getByText('已暂停')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: '继续' }).click();
    // Two children have the ball, so that one of them is recorded.
    const taken = button('拿到球了');
    await taken.click();
    await expect(taken).toHaveCount(0);
    await page.locator('.activity').getByRole('button').first().click();
    await taken.click();
    await expect(taken).toHaveCount(0);
    await button('结束活动').click();
    await page.getByRole('dialog').getByRole('button', { name: '结束活动' }).click();
    await expect(page.getByText('大家一起回顾')).toBeVisible();
    await isSound(page, 'reflect');
  });

  await test.step('ends the lesson with what was saved', async () => {
    await button('下课').click();
    await page.getByRole('dialog').getByRole('button', { name: '下课' }).click();
    await expect(page.getByText(/^已保存：4 人，\d+ 条记录$/)).toBeVisible();
    await isSound(page, 'closed');
  });

  await test.step('finds the lesson in the review, without the child who is not recorded', async () => {
    await page.getByRole('link', { name: '看这节课' }).click();
    await expect(page.getByRole('row')).toHaveCount(0);
    await button('看不到，打开').click();
    await expect(page.getByText('在场 5 人，记录了 4 人。')).toBeVisible();
    const table = page.getByRole('region', { name: '谁参与了' });
    await expect(table.getByRole('row')).toHaveCount(6);
    await expect(table.getByRole('row', { name: /周舟/ })).toContainText('没来');
    await expect(page.getByText('石头')).toHaveCount(0);
    await expect(page.getByText('李明先开了口')).toBeVisible();
    await page.getByRole('listbox', { name: /^时间线/ }).focus();
    await page.keyboard.press('End');
    await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
    await isSound(page, 'lesson');
    await page.getByRole('link', { name: '所有课堂' }).click();
    await expect(page.getByRole('link', { name: /三年级二班/ }).first()).toBeVisible();
    await isSound(page, 'lessons');
    // The form is for those who want it; the list is what everybody came for.
    await expect(button('下载')).toBeHidden();
    await page.getByText('导出记录', { exact: true }).click();
    const excel = page.getByLabel('Excel 表格');
    await expect(excel).toBeChecked();
    await expect(page.getByRole('checkbox', { name: /CSV/ })).toBeHidden();
    await page.getByText('给研究的人').click();
    for (const format of ['CSV', 'GraphML', 'GEXF', 'BORIS', 'xAPI'])
      await expect(page.getByRole('checkbox', { name: new RegExp(format) }).first()).not.toBeChecked();
    const [file] = await Promise.all([page.waitForEvent('download'), button('下载').click()]);
    const written = textOf(new Uint8Array(await readFile(await file.path())));
    expect(Object.keys(written).filter((path) => path.endsWith('.xlsx/xl/workbook.xml'))).toHaveLength(1);
    for (const [path, text] of Object.entries(written))
      for (const word of [...names, '三年级二班', '李明先开了口']) expect(text, path).not.toContain(word);
    expect(file.suggestedFilename()).toMatch(/^circletime-[\d-]+\.zip$/);
  });

  await test.step('and every other page is sound', async () => {
    for (const place of ['people', 'pair', 'rehearsal', 'settings', 'export']) {
      await page.goto(`${server.url}/console#${place}`);
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 }).or(button('看不到，打开'))).toBeVisible();
      await isSound(page, place);
    }
  });
  expect(faults).toEqual([]);
});

test('a lesson comes back paused after the server died, and goes on with one tap', async ({ page }) => {
  await page.setViewportSize(laptop);
  await page.goto(`${server.url}/console`);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await page.getByLabel('密码').fill(testPin);
  await button('登录').click();
  await button('开始上课').click();
  for (const next of ['名点好了', '就这样分', '去选活动', '直接开始']) await button(next).click();
  await expect(page.getByText(/^已玩/)).toBeVisible();
  const { port } = server;
  await server.kill();
  server = await startServer({ data, port });
  await expect(page.getByText('电脑重新启动过')).toBeVisible({ timeout: 20_000 });
  await isSound(page, 'paused');
  await button('继续').first().click();
  await expect(page.getByText('电脑重新启动过')).toHaveCount(0);
  await button('下课').click();
  await page.getByRole('dialog').getByRole('button', { name: '下课' }).click();
  await expect(page.getByText(/^已保存/)).toBeVisible();
});
