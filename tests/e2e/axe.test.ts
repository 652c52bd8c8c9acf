/**
 * No serious or critical accessibility finding on any page that a class sees, in its main states and both languages.
 * The console and the review are looked at where they are used (console.test.ts).
 */
import { languages } from '../../src/wire/vocabulary.ts';
import { openConsole } from '../support/appConsole.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import { graveFindings } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const children = ['小雨', '石头', '李明', '丫丫'];
const patience = { timeout: 30_000 };
/** Keeps a turn open while it is looked at (ms of the run's clock). */
const longTurnMs = 600_000;

for (const language of languages) {
  test(`screen and tablet have no grave finding from door to thanks (${language})`, async ({ app }) => {
    test.setTimeout(420_000);
    const teacher = await signInTeacher(app.url);
    const classId = await makeClass(teacher, '三年级', children);
    const screen = await app.open('/', 'projector', { language });
    const tablet = await Tablet.open(app, language);
    const title = tablet.page.getByRole('heading', { level: 1 });
    const findings: string[] = [];
    const look = async (state: string) => {
      for (const [surface, page] of [['screen', screen], ['tablet', tablet.page]] as const)
        findings.push(...(await graveFindings(page)).map((found) => `${surface}, ${state}: ${found}`));
    }; // prettier-ignore

    await expect(screen.locator('.welcome')).toBeVisible(patience);
    await expect(title).toBeVisible(patience);
    await look('no lesson');

    await startLesson(teacher, classId, { groups: 2 });
    const { door } = teacher.lesson().join;
    await expect(tablet.picture(door[0])).toBeVisible(patience);
    await expect(screen.locator('.door img').first()).toBeVisible(patience);
    await look('door');
    await tablet.openDoor(door);
    await look('shapes');
    await teacher.must('groups.propose', { how: 'random', count: 1 });
    await expect(tablet.shapes).toHaveCount(1, patience);
    await tablet.choose('circle');
    for (const name of children.slice(0, 3)) await tablet.sayHello(name);
    await look('three of four are here');
    await tablet.openSettings();
    await look('settings');
    await tablet.leaveSettings();

    const activity = { activity: 'talking-circle', scope: 'group' } as const;
    await teacher.must('activity.choose', {
      ...activity,
      config: { regime: 'queue', thinkSeconds: 0, turnSeconds: 120 },
    });
    await teacher.must('lesson.phase', { phase: 'card' });
    await expect(screen.getByRole('heading', { level: 1 })).toBeVisible(patience);
    await look('card');
    await teacher.must('lesson.phase', { phase: 'demo' });
    await expect(tablet.page.locator('.demo')).toBeVisible(patience);
    await look('demo');
    await teacher.must('run.start', {});
    await expect(tablet.hand('小雨')).toBeVisible(patience);
    await look('the circle waits for a hand');
    await tablet.tapUntil(tablet.hand('小雨'), tablet.myTurn);
    await tablet.tapUntil(tablet.myTurn, tablet.done);
    await teacher.must('run.extend', { ms: longTurnMs, group: null });
    await look('a turn in the circle');
    await teacher.must('run.end', { group: null });

    await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
    await teacher.must('run.start', {});
    await teacher.must('run.extend', { ms: longTurnMs, group: null });
    await expect(screen.locator('.ring')).toBeVisible(patience);
    await look('the ball is on its way');
    await teacher.must('run.pause', {});
    await expect(tablet.page.locator('.paused')).toBeVisible(patience);
    await look('paused');
    await teacher.must('run.resume', {});
    await teacher.must('run.end', { group: null });
    await look('together');
    await teacher.must('lesson.phase', { phase: 'reflect' });
    await look('thinking together');
    await teacher.must('lesson.close', {});
    await expect(screen.locator('.closing')).toBeVisible(patience);
    await look('thanks');
    teacher.leave();
    expect(findings).toEqual([]);
  });
}

test('several groups on the screen, a visitor, a stranger at the console and the help have none either', async ({
  app,
}) => {
  const teacher = await signInTeacher(app.url);
  await startLesson(teacher, await makeClass(teacher, '三年级', children), { groups: 2 });
  await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await teacher.must('run.start', {});
  const findings: string[] = [];
  const screen = await app.open('/', 'projector');
  await expect(screen.locator('.grid section')).toHaveCount(2, patience);
  findings.push(...(await graveFindings(screen)));
  for (const [path, sign] of [['/', '.visitor'], ['/console', 'form'], ['/help', 'ol']] as const) {
    const page = await app.open(path, 'phone', { lan: true });
    // Where the machine is on no network its own address makes it the laptop.
    if (app.onLan) await expect(page.locator(sign)).toBeVisible(patience);
    findings.push(...(await graveFindings(page)));
  } // prettier-ignore
  const console = await openConsole(app);
  await console.getByRole('button', { name: '结束活动' }).click();
  await expect(console.getByRole('dialog')).toBeVisible(patience);
  findings.push(...(await graveFindings(console)));
  teacher.leave();
  expect(findings).toEqual([]);
});
