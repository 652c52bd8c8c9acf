// Plays two short lessons in a real browser and writes the pictures of README and guides to docs/pictures.
// Run: npm run screenshots; only one of the parts: npm run screenshots -- review
// The children at most tablets are robots; one tablet is a real page. Pictures are for people to look at, so run it after
// a change of looks, look at each, and commit them.
import { chromium } from '@playwright/test';
import { mkdirSync, rmSync } from 'node:fs';
import { activities } from '../activities/registry.rules.ts';
import { joinAsTablets } from '../robots/rehearsal.ts';
import { openApp } from '../tests/support/app.ts';
import { openConsole } from '../tests/support/appConsole.ts';
import { Tablet } from '../tests/support/appTablet.ts';
import { makeClass, signInTeacher, startLesson } from '../tests/support/appTeacher.ts';
import { buildWeb } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { shootReview } from './screenshots.review.mjs';
import { FOLDER, shoot, shootInEnglish } from './screenshots.shoot.mjs';
import { setup } from './setup.mjs';

/** @typedef {import('@playwright/test').Browser} Browser */
/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../tests/support/app.ts').App} App */
/** @typedef {import('../tests/support/appTeacher.ts').Teacher} Teacher */

/** The address stands in the pictures: the usual one. */
const PORT = 8765;
const CLASS = {
  name: '三年级二班',
  children:
    '小雨 石头 李明 丫丫 周舟 阿依 天天 冬冬 梅朵 扎西 晓晓 大勇 可可 豆豆 安安 乐乐 青青 阿木 贝贝 圆圆 朵朵 小满 林林 果果',
};
const SMALL_GROUP = { name: '周三小组', children: '晨晨 米粒 阿土 桃桃 小海 央金 方方' };

/**
 * The moment of a game that says what it is like: the activity, the file, and how its own view tells the moment.
 * @type {readonly (readonly [string, string, (view: any) => boolean])[]}
 */
const MOMENTS = [
  ['story-train', 'screen-train', (view) => view?.train?.length >= 3 && view.told !== null],
  ['guide-and-walker', 'screen-walk', (view) => view?.field?.step >= 3],
  ['lift-lantern', 'screen-lantern', (view) => view?.phase === 'lifting' && view.holding > 1],
];

/** Robot tablets for the first groups. @param {App} app @param {Teacher} teacher @param {number} tablets */
function sendRobots(app, teacher, tablets) {
  const leaving = new AbortController();
  const { door } = teacher.lesson().join;
  const rest = { url: app.url, seed: 3, speed: 1, activities, signal: leaving.signal };
  const gone = joinAsTablets({ ...rest, door, tablets });
  return async () => {
    leaving.abort();
    await gone;
  };
}

/** @param {Teacher} teacher @param {'roll' | 'groups' | 'tablets' | 'card' | 'demo' | 'reflect'} phase */
const go = (teacher, phase) => teacher.must('lesson.phase', { phase });

/** Taps what the ball or the stick asks for until the run is over. @param {Tablet} tablet @param {Teacher} teacher */
async function playOn(tablet, teacher) {
  let over = false;
  const ended = teacher
    .until(({ run }) => run?.status !== 'playing')
    .then(() => {
      over = true;
    });
  while (!over) {
    if (await tablet.done.isVisible()) await tablet.done.tap().catch(() => undefined);
    else if (!(await tablet.playBall())) await Promise.race([ended, tablet.page.waitForTimeout(300)]);
  }
}

/** A lesson of the whole class in four groups. @param {App} app @param {Teacher} teacher @param {Page} desk */
async function classLesson(app, teacher, desk) {
  const screen = await app.open('/', 'projector');
  const english = await app.open('/', 'projector', { language: 'en' });
  const classId = await makeClass(teacher, CLASS.name, CLASS.children.split(' '));
  await desk.reload();
  await desk.getByRole('button', { name: '开始上课' }).waitFor();
  await shoot(desk, 'console-home');

  await startLesson(teacher, classId, { groups: 4 });
  await go(teacher, 'roll');
  await desk.getByRole('button', { name: '大勇 到了' }).click();
  await desk.getByRole('button', { name: '大勇 迟到' }).click();
  await desk.getByRole('button', { name: '可可 到了' }).click();
  await desk.getByText('到了 23 人，没来 1 人').waitFor();
  await shoot(desk, 'console-roll');
  await go(teacher, 'groups');
  await desk.getByRole('heading', { name: '今天怎么分组？' }).waitFor();
  await shoot(desk, 'console-groups');
  await go(teacher, 'tablets');

  const tablet = await Tablet.open(app);
  const { door } = teacher.lesson().join;
  await tablet.picture(door[0]).waitFor();
  await shoot(tablet.page, 'tablet-door');
  await tablet.openDoor(door);
  await tablet.choose('star');
  const names = await tablet.page.locator('.tile .name').allInnerTexts();
  for (const name of names.slice(0, 2)) await tablet.sayHello(name);
  await shoot(tablet.page, 'tablet-tiles');
  const leave = sendRobots(app, teacher, 3);
  await screen.locator('.arrived').nth(12).waitFor();
  await shoot(screen, 'screen-join');
  for (const name of names.slice(2)) await tablet.sayHello(name);
  await teacher.until(
    ({ roll }) => roll?.every(({ seat, status }) => seat !== null || status === 'absent') === true,
  );
  await shoot(desk, 'console-tablets');

  await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await go(teacher, 'card');
  await desk.getByText('对孩子们说').waitFor();
  await shoot(desk, 'console-card');
  await teacher.must('run.start', {});
  await tablet.myTurn.waitFor();
  await shoot(tablet.page, 'tablet-turn');
  await tablet.tapUntil(tablet.myTurn, tablet.choices.first());
  await shoot(tablet.page, 'tablet-throw');
  await inEnglish(tablet.page, 'tablet-throw');
  await shoot(screen, 'screen-groups');
  await shoot(english, 'screen-groups.en');
  await markMoments(teacher);
  await shoot(desk, 'console-play');
  await shootInEnglish(desk, 'console-play');
  await phone(app, teacher);
  await playOn(tablet, teacher);
  await screen.getByText('我们一起完成了').waitFor();
  await shoot(screen, 'screen-together');

  await teacher.must('activity.choose', {
    activity: 'talking-circle',
    config: { regime: 'forced', thinkSeconds: 1, turnSeconds: 20 },
    scope: 'group',
  });
  await teacher.must('run.start', {});
  await playOn(tablet, teacher);
  await teacher.must('lesson.close', {});
  await leave();
  await desk.getByText('可以合上电脑了。').waitFor();
  await shoot(desk, 'console-closed');
  for (const page of [screen, english, tablet.page]) await page.close();
}

/** A reload in English, and back. @param {Page} page @param {string} name */
async function inEnglish(page, name) {
  await setLanguage(page, 'en');
  await page.locator('.choices').waitFor();
  await shoot(page, `${name}.en`);
  await setLanguage(page, 'zh-CN');
  await page.locator('.choices').waitFor();
}

/** @param {Page} page @param {string} language */
async function setLanguage(page, language) {
  await page.evaluate(
    (kept) => localStorage.setItem('circletime.language.tablet', kept),
    JSON.stringify(language),
  );
  await page.reload();
}

/** What a teacher notes in passing. @param {Teacher} teacher */
async function markMoments(teacher) {
  /** @type {readonly import('../src/wire/publish.ts').RollEntry[]} */
  let roll = [];
  await teacher.until((parts) => (roll = parts.roll ?? []).length > 0);
  const [first, second] = roll;
  if (!first || !second) return;
  await teacher.must('code.add', { code: 'INIT', child: first.child });
  await teacher.must('code.add', { code: 'HELP', child: second.child });
  await teacher.must('note.add', { text: '第一次主动叫了同学的名字', child: first.child });
}

/** The teacher's phone beside the laptop. @param {App} app @param {Teacher} teacher */
async function phone(app, teacher) {
  const { code } = await teacher.must('pairing.start', { role: 'facilitator' });
  const page = await app.open('/console', 'phone', { lan: true });
  if (app.onLan) {
    await page.getByLabel('6 位数字').fill(code);
    await page.getByRole('button', { name: '配对' }).tap();
    await page.locator('.activity .face').first().waitFor();
    await shoot(page, 'console-phone');
  }
  await page.close();
}

/** A small group, one circle on the screen. @param {App} app @param {Teacher} teacher */
async function smallGroupLesson(app, teacher) {
  const screen = await app.open('/', 'projector');
  const english = await app.open('/', 'projector', { language: 'en' });
  const classId = await makeClass(teacher, SMALL_GROUP.name, SMALL_GROUP.children.split(' '));
  await startLesson(teacher, classId, { groups: 1 });
  const leave = sendRobots(app, teacher, 1);
  await teacher.until(({ roll }) => roll?.every(({ device }) => device !== null) === true);
  await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await teacher.must('run.start', {});
  await teacher.until(({ run }) => (run?.goal.done ?? 0) >= 3);
  await shoot(screen, 'screen-ball');
  await shoot(english, 'screen-ball.en');
  await teacher.must('run.end', { group: null });
  const circle = { regime: 'queue', thinkSeconds: 0, turnSeconds: 60 };
  await teacher.must('activity.choose', { activity: 'talking-circle', config: circle, scope: 'group' });
  await teacher.must('run.start', {});
  await screen.locator('.hands').waitFor();
  await shoot(screen, 'screen-circle');
  for (const [activity, name, until] of MOMENTS) {
    await teacher.must('run.end', { group: null });
    await teacher.must('activity.choose', { activity, config: {}, scope: 'group' });
    await teacher.must('run.start', {});
    await teacher.until((parts) => parts.run?.status === 'playing' && until(parts['group:1']?.view));
    await shoot(screen, name);
    await shoot(english, `${name}.en`);
  }
  await teacher.must('lesson.close', {});
  await leave();
}

/** Two lessons as they are played. @param {Browser} browser */
async function shootLessons(browser) {
  const app = await openApp(browser, PORT);
  try {
    const teacher = await signInTeacher(app.url);
    const desk = await openConsole(app);
    await classLesson(app, teacher, desk);
    await smallGroupLesson(app, teacher);
    teacher.leave();
  } finally {
    await app.close();
  }
  if (app.faults.length > 0) throw new Error(app.faults.join('\n'));
}

const parts = { lessons: shootLessons, review: shootReview };

/** @param {readonly string[]} wanted names of `parts`; none: all of them, and pictures that nobody takes any more go */
async function main(wanted) {
  const env = setup();
  buildWeb(env);
  const executablePath = provideChromium(env);
  if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const [name, part] of Object.entries(parts))
      if (wanted.length === 0 || wanted.includes(name)) await part(browser);
  } finally {
    await browser.close();
  }
}

await main(process.argv.slice(2));
