/** A lesson's replay in a real browser: look, scrub, jump to a note, send the moment to a colleague. */
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import SqliteDatabase from 'better-sqlite3';
import { languages } from '../../src/wire/vocabulary.ts';
import type { App } from '../support/app.ts';
import { ballOf, passTheBall } from '../support/appBall.ts';
import { openConsole } from '../support/appConsole.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import type { Teacher } from '../support/appTeacher.ts';
import { graveFindings } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';
import { testPin } from '../support/serverProcess.ts';

const children = ['小雨', '石头', '李明', '丫丫', '天天', '月月'];
/** Without consent to record. */
const guestName = '月月';
const noted = '第一次自己先说';

interface Told {
  readonly session: string;
  /** Who held group 1's ball when the note was made. */
  readonly holder: string;
}

/** A rehearsal, twenty times as fast as a lesson: two groups pass the ball, one child is not recorded. */
async function playLesson(teacher: Teacher): Promise<Told> {
  const classId = await makeClass(teacher, '三年级', children);
  const { children: known } = await teacher.must('people.class', { classId });
  const guest = known.find(({ name }) => name === guestName);
  await teacher.must('consent.set', {
    ...{ child: guest?.child ?? '', purpose: 'record', answer: 'no', date: '2026-09-02', giver: null },
    ...{ way: null, assent: null },
  });
  await startLesson(teacher, classId, { groups: 2, rehearsal: true, speed: 20 });
  await teacher.must('activity.choose', { activity: 'name-ball', config: { rounds: 3 }, scope: 'group' });
  await teacher.must('run.start', {});
  await teacher.must('run.extend', { ms: 600_000, group: null });
  await passTheBall(teacher, [1, 2], 8);
  const holder = (): string | undefined => {
    const { floor } = ballOf(teacher, 1);
    return teacher.known()?.parts.roll?.find(({ seat }) => seat !== null && seat === floor?.speaker)?.name;
  };
  const standStill = async (): Promise<string> => {
    await teacher.must('run.pause', {});
    await teacher.until(({ lesson }) => lesson?.paused === 'adult');
    return holder() ?? guestName;
  };
  let name = await standStill();
  // The note falls into a turn of a child whose face the replay may show.
  for (let tries = 0; name === guestName && tries < 20; tries += 1) {
    await teacher.must('run.resume', {});
    await teacher.until(({ lesson }) => lesson?.paused === null);
    await passTheBall(teacher, [1], 1);
    name = await standStill();
  }
  await teacher.must('note.add', {
    text: noted,
    child: known.find(({ name }) => name === '小雨')?.child ?? null,
  });
  await teacher.must('run.resume', {});
  await passTheBall(teacher, [1, 2], 8);
  const { session } = teacher.lesson();
  await teacher.must('lesson.close', {});
  return { session, holder: name };
}

async function openReplay(app: App, page: Page, hash: string): Promise<void> {
  await page.goto(`${app.url}/review${hash}`);
  const gate = page.getByRole('button', { name: '看不到，打开' });
  await expect(gate.or(page.getByRole('slider'))).toBeVisible();
  if (await gate.isVisible()) await gate.click();
  await expect(page.getByRole('slider')).toBeVisible();
}

const valueOf = async (slider: Locator): Promise<number> => Number(await slider.inputValue());

test('a lesson is played again, to the note and to a colleague', async ({ app }, info) => {
  const teacher = await signInTeacher(app.url);
  const { session, holder } = await playLesson(teacher);
  teacher.leave();
  const page = await openConsole(app);
  await openReplay(app, page, `#/lesson/${session}/replay?run=1&group=0&at=0`);
  const slider = page.getByRole('slider');
  const picture = page.locator('.frame');
  const end = Number(await slider.getAttribute('max'));
  const note = page.getByRole('button', { name: new RegExp(noted) });

  await test.step('it begins at the beginning, with all groups as they were on the screen', async () => {
    await expect(page.getByRole('img', { name: /^0:00 时/ })).toBeVisible();
    expect(await valueOf(slider)).toBe(0);
    await expect(picture.locator('section')).toHaveCount(2);
    await page.screenshot({ path: info.outputPath('grid.png') });
  });

  await test.step('it plays and stands, and keys lead through it', async () => {
    await page.keyboard.press('Space');
    await expect.poll(() => valueOf(slider)).toBeGreaterThan(0);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: '播放', exact: true })).toBeVisible();
    await page.keyboard.press('End');
    expect(await valueOf(slider)).toBe(end);
    await page.keyboard.press('ArrowLeft');
    expect(await valueOf(slider)).toBe(Math.max(0, end - 5000));
    await page.keyboard.press('Home');
    expect(await valueOf(slider)).toBe(0);
    await page.keyboard.press('Shift+ArrowRight');
    expect(await valueOf(slider)).toBeGreaterThan(0);
  });

  await test.step('it is scrubbed', async () => {
    await slider.fill(String(Math.round(end / 2)));
    expect(await valueOf(slider)).toBe(Math.round(end / 2));
  });

  await test.step('a note leads to its moment, and one group can be looked at alone', async () => {
    await note.click();
    await page.getByRole('button', { name: '圆形' }).click();
    await expect(picture.locator('section')).toHaveCount(0);
    await expect(picture.locator('.middle')).toContainText(holder);
    await page.screenshot({ path: info.outputPath('note.png') });
    expect(await graveFindings(page)).toEqual([]);
  });

  const at = await valueOf(slider);
  let address = '';
  await test.step('the moment has an address, selected to be copied', async () => {
    await page.getByRole('button', { name: '这一刻的链接' }).click();
    const field = page.getByLabel('这一刻的网址');
    await expect(field).toBeFocused();
    address = await field.inputValue();
    expect(address).toContain(`/review#/lesson/${session}/replay?run=1&group=1&at=${at}`);
    if (app.onLan) expect(address.startsWith(app.lanUrl)).toBe(true);
    const selected = await field.evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)); // prettier-ignore
    expect(selected).toBe(address);
    for (const name of children) expect(decodeURIComponent(address)).not.toContain(name);
  });

  await test.step('which a colleague who signs in sees as it was', async () => {
    const colleague = await app.open('/console', 'laptop');
    await colleague.goto(`${app.url}/review${new URL(address).hash}`);
    await colleague.getByRole('link', { name: '去登录' }).click();
    await colleague.getByLabel('密码').fill(testPin);
    await colleague.getByRole('button', { name: '登录' }).click();
    await expect(colleague).toHaveURL(/\/review#\/lesson/);
    const open = colleague.getByRole('button', { name: '看不到，打开' });
    await expect(open.or(colleague.getByRole('slider'))).toBeVisible();
    if (await open.isVisible()) await open.click();
    await expect(colleague.getByRole('slider')).toHaveValue(String(at));
    await expect(colleague.locator('.frame .middle')).toContainText(holder);
  });
});

for (const language of languages) {
  test(`the replay has no grave finding, and no child who is not recorded (${language})`, async ({
    app,
  }, info) => {
    const teacher = await signInTeacher(app.url);
    const { session } = await playLesson(teacher);
    teacher.leave();
    const console = await openConsole(app);
    await console.evaluate((kept) => localStorage.setItem('circletime.language.adult', kept), JSON.stringify(language)); // prettier-ignore
    await console.goto(`${app.url}/review#/lesson/${session}/replay?run=1&group=0&at=20000`);
    await console.reload();
    const gate = console.getByRole('button', { name: /看不到，打开|open/i });
    await expect(gate.first().or(console.getByRole('slider'))).toBeVisible();
    if (await gate.first().isVisible()) await gate.first().click();
    await expect(console.locator('.frame section')).toHaveCount(2);
    await console.locator('summary').click();
    await console.screenshot({ path: info.outputPath(`${language}.png`), fullPage: true });
    expect(await graveFindings(console)).toEqual([]);
    expect(await console.content()).not.toContain(guestName);
  });
}

test('a lesson whose rules are others today is told by its timeline alone', async ({ app }, info) => {
  const teacher = await signInTeacher(app.url);
  const { session } = await playLesson(teacher);
  teacher.leave();
  await app.powerCut((data) => {
    const record = new SqliteDatabase(join(data, 'circletime.db'));
    record.exec(`update log set payload = json_set(payload, '$.version', 99) where kind = 'setup'`);
    record.exec(`update run set version = 99`);
    record.close();
  });
  const page = await openConsole(app);
  await openReplay(app, page, `#/lesson/${session}/replay?run=1&group=0&at=0`);
  await expect(page.getByRole('status').filter({ hasText: '第 99 版规则' })).toBeVisible();
  await expect(page.getByRole('img', { name: /画面/ })).toHaveCount(0);
  const rows = page.getByRole('row');
  expect(await rows.count()).toBeGreaterThan(5);
  await page.getByRole('button', { name: new RegExp(noted) }).click();
  expect(await valueOf(page.getByRole('slider'))).toBeGreaterThan(0);
  await page.screenshot({ path: info.outputPath('timeline.png'), fullPage: true });
  expect(await graveFindings(page)).toEqual([]);
});
