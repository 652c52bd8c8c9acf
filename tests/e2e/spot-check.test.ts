/** "Who holds it?": asked now and then, answered without the console telling it, and counted in the review. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { floorOf } from '../../src/console/lesson/play.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import type { Teacher } from '../support/appTeacher.ts';
import { faultServer, wishFor } from '../support/faultWish.ts';
import { newActionId } from '../support/games.ts';
import { freePort, startServer, testPin } from '../support/serverProcess.ts';

const children = ['小雨', '石头', '李明', '丫丫'];
/** Less than a question waits for a turn, so that none is leapt over; and enough leaps to reach two of them. */
const leapMs = 50_000;
const mostLeaps = 20;

test('the adult answers without being told, and the review shows how often it agreed', async ({ page }) => {
  const data = await mkdtemp(join(tmpdir(), 'circletime-spot-'));
  const server = await startServer({ data, port: await freePort(), script: faultServer });
  try {
    const teacher = await signInTeacher(server.url);
    await startLesson(teacher, await makeClass(teacher, '三年级', children), { groups: 1 });
    const config = { regime: 'queue', minutes: 20, thinkSeconds: 0, turnSeconds: 120 };
    await teacher.must('activity.choose', { activity: 'talking-circle', config, scope: 'group' });
    await teacher.must('run.start', {});
    const circle = circleOf(teacher, (ahead) => wishFor(data, { monoAheadMs: ahead }));
    await openConsole(page, server.url);

    const question = page.getByRole('region', { name: '现在是谁拿着？' });
    const activity = page.getByRole('region', { name: '活动', exact: true });
    const panel = page.getByRole('region', { name: '孩子', exact: true });

    await test.step('the console does not tell while the question stands', async () => {
      const holder = await circle.untilAsked();
      await expect(question).toBeVisible();
      await expect(activity).toContainText('？');
      await expect(activity).not.toContainText(holder);
      await expect(panel.getByText('正在发言')).toHaveCount(0);
      await expect(question.getByRole('button', { name: holder })).toBeVisible();
      // The lesson goes on meanwhile.
      await expect(activity.getByRole('button', { name: '说完了' })).toBeEnabled();
      await question.getByRole('button', { name: holder }).click();
      await expect(question).toHaveCount(0);
      await expect(activity).toContainText(holder);
      await expect(panel.getByText('正在发言')).toHaveCount(1);
    });

    await test.step('an answer may differ', async () => {
      const holder = await circle.untilAsked();
      await expect(question).toBeVisible();
      const other = children.find((name) => name !== holder) ?? '';
      await question.getByRole('button', { name: other }).click();
      await expect(question).toHaveCount(0);
    });

    await test.step('the review says how many answers agreed, and shows each at its moment', async () => {
      const { session } = teacher.lesson();
      await teacher.must('lesson.close', {});
      teacher.leave();
      await page.goto(`${server.url}/review#/lesson/${session}`);
      const quality = page.getByRole('region', { name: '记录质量' });
      await expect(quality).toContainText('抽查“现在是谁拿着”：2 次中有 1 次和记录一致');
      const timeline = page.getByRole('listbox', { name: /^时间线/ });
      await expect(timeline.getByRole('option', { name: /老师看到的和记录一样$/ })).toHaveCount(1);
      await expect(timeline.getByRole('option', { name: /老师看到的和记录不一样$/ })).toHaveCount(1);
    });
  } finally {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
});

/** Signs in where the projector shows another picture: questions may stand on the laptop. */
async function openConsole(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.addInitScript(() => {
    localStorage.setItem('circletime.language.adult', JSON.stringify('zh-CN'));
    localStorage.setItem('circletime.projector', JSON.stringify('second'));
  });
  await page.goto(`${url}/console`);
  await page.getByLabel('密码').fill(testPin);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('region', { name: '活动', exact: true })).toBeVisible();
}

/** Turns one after another by the adult's taps, and the clock leaping on between them. */
function circleOf(teacher: Teacher, leapTo: (aheadMs: number) => void) {
  let ahead = 0;
  const parts = () => teacher.known()?.parts ?? {};
  const tap = async (seat: number, type: string): Promise<void> => {
    await teacher.refresh();
    const asOf = parts()['group:1']?.view.asOf ?? 0;
    await teacher.must('act.adult', {
      ...{ actionId: newActionId(), run: 1, group: 1, by: seat, asOf, action: { type } },
      ...{ shownMs: null, queued: false },
    });
    await teacher.refresh();
  };

  return {
    /** @returns the name of the child who has the turn that is asked about */
    untilAsked: async (): Promise<string> => {
      for (let leap = 0; leap < mostLeaps; leap += 1) {
        const speaker = floorOf(parts()['group:1']?.view)?.speaker;
        if (typeof speaker === 'number') await tap(speaker, 'done');
        ahead += leapMs;
        leapTo(ahead);
        const seats = (parts().roll ?? []).flatMap(({ seat }) => seat ?? []);
        const seat = seats[leap % seats.length] ?? 0;
        await tap(seat, 'raise');
        await tap(seat, 'claim');
        if (parts().spot) return parts().faces?.[String(seat)]?.name ?? '';
      }
      throw new Error('nothing was asked');
    },
  };
}
