/** Every target of the tablet is made for small fingers, at the three sizes designed for and in both languages. */
import { languages } from '../../src/wire/vocabulary.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import { eightChildren as children, tabletTroubles } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const patience = { timeout: 30_000 };
/** Keeps a turn open while it is measured (ms of the run's clock). */
const longTurnMs = 600_000;

for (const language of languages) {
  test(`in every state of a tablet each target fits a small finger (${language})`, async ({ app }) => {
    test.setTimeout(420_000);
    const teacher = await signInTeacher(app.url);
    await startLesson(teacher, await makeClass(teacher, '三年级', children), { groups: 8 });
    const tablet = await Tablet.open(app, language);
    const { page } = tablet;
    const seated = children.slice(0, -1);
    const [late = ''] = children.slice(-1);
    const [speaker = ''] = children;
    const turnStays = () => teacher.must('run.extend', { ms: longTurnMs, group: null });
    const troubles: string[] = [];
    const look = async (state: string) => void troubles.push(...(await tabletTroubles(page, state)));

    await test.step('coming in', async () => {
      const { door } = teacher.lesson().join;
      await expect(tablet.picture(door[0])).toBeVisible(patience);
      await look('door');
      await tablet.openDoor(door);
      await expect(tablet.shapes).toHaveCount(8, patience);
      await look('eight shapes');
      await teacher.must('groups.propose', { how: 'random', count: 1 });
      await expect(tablet.shapes).toHaveCount(1, patience);
      await tablet.choose('circle');
      await look('eight tiles');
      for (const name of seated) await tablet.sayHello(name);
      await look('seven are here');
      await tablet.openSettings();
      await expect(page.locator('.settings')).toBeVisible(patience);
      await look('settings');
      await tablet.leaveSettings();
    });

    await test.step('a circle of raised hands', async () => {
      const config = { regime: 'queue', thinkSeconds: 0, turnSeconds: 120 };
      await teacher.must('activity.choose', { activity: 'talking-circle', config, scope: 'group' });
      await teacher.must('run.start', {});
      await expect(tablet.hand(speaker)).toBeVisible(patience);
      await look('seven hands, one child may come in');
      await tablet.tapUntil(tablet.comeIn, tablet.tile(late));
      await look('tiles in play');
      await tablet.sayHello(late);
      await tablet.tapUntil(tablet.backToPlay, tablet.hand(late));
      await look('eight hands');
      await tablet.tapUntil(tablet.hand(speaker), tablet.myTurn);
      await turnStays();
      await look('the stick is offered');
      await tablet.tapUntil(tablet.myTurn, tablet.done);
      await turnStays();
      await look('own turn in the circle');
      await teacher.must('run.end', { group: null });
    });

    await test.step('the ball', async () => {
      await teacher.must('activity.choose', {
        activity: 'name-ball',
        config: { turnSeconds: 60 },
        scope: 'group',
      });
      await teacher.must('run.start', {});
      await expect(tablet.myTurn).toBeVisible(patience);
      await turnStays();
      await look('the ball is offered');
      await tablet.tapUntil(tablet.myTurn, tablet.choices.first());
      await turnStays();
      await expect(tablet.choices).toHaveCount(3, patience);
      await look('three to choose from, and passing');
      await expect
        .poll(async () => (await tablet.close.isVisible()) || (await tablet.playBall(), false), {
          timeout: 120_000,
          intervals: [100],
        })
        .toBe(true);
      await turnStays();
      await look('the golden ball');
      await teacher.must('run.end', { group: null });
    });

    await test.step('going home', async () => {
      await teacher.must('lesson.phase', { phase: 'reflect' });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible(patience);
      await look('thinking together');
      const thinking = await page.getByRole('heading', { level: 1 }).innerText();
      await teacher.must('lesson.close', {});
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(thinking, patience);
      await look('thanks');
      teacher.leave();
    });
    expect(troubles).toEqual([]);
  });

  test(`a large group's tiles come in pages (${language})`, async ({ app }) => {
    const teacher = await signInTeacher(app.url);
    const many = Array.from({ length: 18 }, (_, index) => `孩子${index + 1}`);
    await startLesson(teacher, await makeClass(teacher, '四年级', many), { groups: 1 });
    const tablet = await Tablet.open(app, language);
    await tablet.enter(teacher.lesson().join.door, 'circle');
    expect(await tabletTroubles(tablet.page, 'first page of tiles')).toEqual([]);
    teacher.leave();
  });
}
