/** A tablet that comes when the game is on: the screen shows it the door, and the console keeps the turn in view. */
import { openConsole } from '../support/appConsole.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import { eightChildren } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const patience = { timeout: 30_000 };

test('the screen shows the door before the game, and beside it when the console asks', async ({ app }) => {
  test.setTimeout(180_000);
  const teacher = await signInTeacher(app.url);
  const classId = await makeClass(teacher, '三年级', [...eightChildren]);
  const desk = await openConsole(app);
  await startLesson(teacher, classId, { groups: 1 });
  const config = { regime: 'forced', thinkSeconds: 0, turnSeconds: 120 };
  await teacher.must('activity.choose', { activity: 'talking-circle', scope: 'group', config });
  await teacher.must('lesson.phase', { phase: 'card' });
  const screen = await app.open('/', 'projector');
  const pictures = screen.getByRole('list', { name: '门上的三张图，按顺序' }).getByRole('img');
  await expect(pictures).toHaveCount(3, patience);

  await teacher.must('run.start', {});
  await expect(pictures).toHaveCount(0, patience);

  await test.step('the last child of the list is in view unscrolled when the turn comes to it', async () => {
    const row = desk.locator('li.floor');
    await expect(row).toContainText('轮到了，等着接', patience);
    await expect(row).toBeInViewport({ ratio: 1 });
    const last = desk.locator('ul.plain-list > li').last();
    for (let turn = 1; turn < eightChildren.length; turn += 1) {
      if ((await last.getAttribute('class'))?.includes('floor')) break;
      const before = await row.innerText();
      await desk.getByRole('button', { name: /^跳过/ }).click();
      await expect.poll(() => row.innerText(), patience).not.toBe(before);
    }
    await expect(last).toHaveClass(/floor/);
    await expect(last).toBeInViewport({ ratio: 1 });
    expect(await desk.evaluate(() => scrollY)).toBe(0);
  });

  await desk.getByRole('button', { name: '座位' }).click();
  const wish = desk.getByLabel('在大屏上显示进门图');
  await wish.check();
  await expect(pictures).toHaveCount(3, patience);
  for (const picture of await pictures.all()) await expect(picture).toBeInViewport({ ratio: 1 });
  await wish.uncheck();
  await expect(pictures).toHaveCount(0, patience);
  teacher.leave();
});
