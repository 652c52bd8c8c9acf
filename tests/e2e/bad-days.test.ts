/** Days when something goes wrong in the room: each has a calm answer on the tablets, and nothing is lost. */
import { doorPictures } from '../../src/wire/vocabulary.ts';
import type { App } from '../support/app.ts';
import { openConsole } from '../support/appConsole.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import type { Teacher } from '../support/appTeacher.ts';
import { expect, test } from '../support/browserTest.ts';
import { testPin } from '../support/serverProcess.ts';

const children = ['小雨', '石头', '李明'];
/** For a server and several pages on a busy machine. */
const patience = { timeout: 30_000 };

/** A class in one group, waiting for its tablets. */
async function lessonWith(app: App): Promise<Teacher> {
  const teacher = await signInTeacher(app.url);
  await startLesson(teacher, await makeClass(teacher, '三年级', children), { groups: 1 });
  return teacher;
}

/** A tablet with every child of the class on it, in the ball game. */
async function playingTablet(app: App, teacher: Teacher): Promise<Tablet> {
  const tablet = await Tablet.open(app);
  await tablet.enter(teacher.lesson().join.door, 'circle');
  for (const name of children) await tablet.sayHello(name);
  await teacher.must('activity.choose', {
    activity: 'name-ball',
    config: { turnSeconds: 60 },
    scope: 'group',
  });
  await teacher.must('run.start', {});
  await expect(tablet.myTurn).toBeVisible(patience);
  return tablet;
}

test('wrong door pictures: look at the screen again, and the right ones open', async ({ app }) => {
  const teacher = await lessonWith(app);
  const { door } = teacher.lesson().join;
  const wrong = doorPictures.filter((id) => !door.includes(id)).slice(0, 3);
  const tablet = await Tablet.open(app);
  await tablet.openDoor(wrong, tablet.page.getByText('再看看大屏幕'));
  await expect(tablet.page.locator('.slot.filled')).toHaveCount(0);
  await tablet.enter(door, 'circle');
  await expect(tablet.tile('小雨')).toBeVisible(patience);
  teacher.leave();
});

test('a tablet reloaded in the middle of a turn still has its children, and the turn', async ({ app }) => {
  const teacher = await lessonWith(app);
  const tablet = await playingTablet(app, teacher);
  const taken = await tablet.playBall();
  expect(taken?.did).toBe('took');
  await expect(tablet.choices.first()).toBeVisible(patience);
  await tablet.page.reload();
  await expect(tablet.choices.first()).toBeVisible(patience);
  expect(await tablet.playBall()).toEqual({ child: taken?.child, did: 'threw' });
  await expect(tablet.myTurn).toBeVisible(patience);
  teacher.leave();
});

test('the server dies in a turn: everything stands still, 继续 goes on where it was', async ({ app }) => {
  const teacher = await lessonWith(app);
  const console = await openConsole(app);
  const screen = await app.open('/', 'projector');
  const tablet = await playingTablet(app, teacher);
  expect((await tablet.playBall())?.did).toBe('took');
  await expect(tablet.choices.first()).toBeVisible(patience);
  const holder = await tablet.page.locator('.floor header .name').innerText();
  await app.powerCut();
  await expect(console.getByText('电脑重新启动过')).toBeVisible(patience);
  for (const page of [screen, tablet.page]) await expect(page.getByText('休息一下')).toBeVisible(patience);
  await console.getByRole('main').getByRole('button', { name: '继续' }).first().click();
  for (const page of [screen, tablet.page]) await expect(page.getByText('休息一下')).toHaveCount(0, patience);
  await expect(tablet.choices.first()).toBeVisible(patience);
  expect(await tablet.playBall()).toEqual({ child: holder, did: 'threw' });
  teacher.leave();
});

test('two tablets for one child: the teacher is asked, and the one who is let in has the seat', async ({
  app,
}) => {
  const teacher = await lessonWith(app);
  const console = await openConsole(app);
  const [first, second] = [await Tablet.open(app), await Tablet.open(app)];
  for (const tablet of [first, second]) await tablet.enter(teacher.lesson().join.door, 'circle');
  await first.sayHello('小雨');
  await second.sayHello('小雨', second.page.getByText('等一等，老师来看'));
  await expect(first.seated('小雨')).toBeVisible();
  const question = console.getByRole('region', { name: '需要你点头' });
  await expect(question.getByText('2 号平板 想让 小雨 坐过去')).toBeVisible(patience);
  await question.getByRole('button', { name: '可以' }).click();
  await expect(second.seated('小雨')).toBeVisible(patience);
  await expect(first.seated('小雨')).toHaveCount(0, patience);
  teacher.leave();
});

test('the screen reloads in the middle of play and shows the same', async ({ app }) => {
  const teacher = await lessonWith(app);
  const screen = await app.open('/', 'projector');
  const tablet = await playingTablet(app, teacher);
  const holder = await tablet.myTurn.locator('.name').innerText();
  const middle = screen.locator('.middle .name');
  await expect(middle).toHaveText(holder, patience);
  await screen.reload();
  await expect(middle).toHaveText(holder, patience);
  teacher.leave();
});

test('another device that opens the screen sees only how to join', async ({ app }) => {
  test.skip(!app.onLan, 'this machine is on no network');
  const teacher = await lessonWith(app);
  const visitor = await app.open('/', 'phone', { lan: true });
  await expect(visitor.getByText('这是教室大屏幕的地址')).toBeVisible(patience);
  await expect(visitor.getByRole('link', { name: '加入课堂' })).toHaveAttribute('href', '/join');
  // The head names the program's files, some after pictures that may be of this lesson's door.
  const shown = await visitor.locator('body').innerHTML();
  for (const secret of ['三年级', ...children, ...teacher.lesson().join.door])
    expect(shown).not.toContain(secret);
  teacher.leave();
});

test('a phone steers with a one-time code; when it dies the laptop goes on', async ({ app }) => {
  test.skip(!app.onLan, 'this machine is on no network');
  const teacher = await lessonWith(app);
  const laptop = await openConsole(app);
  await laptop.goto(`${app.url}/console#pair`);
  const code = (await laptop.locator('.code').innerText()).replace(/\D/g, '');
  expect(code).toMatch(/^\d{6}$/);
  const phone = await app.open('/console', 'phone', { lan: true });
  await expect(phone.getByRole('heading', { name: '用一次性数字配对' })).toBeVisible(patience);
  await phone.getByLabel('6 位数字').fill(code);
  await phone.getByRole('button', { name: '配对' }).tap();
  await phone.getByRole('button', { name: '去选活动' }).tap();
  await phone.getByRole('button', { name: '直接开始' }).tap();
  await expect(phone.getByText(/^已玩/)).toBeVisible(patience);
  await phone.context().close();
  await laptop.goto(`${app.url}/console#`);
  await laptop.getByRole('button', { name: '暂停' }).click();
  await expect(laptop.getByText('已暂停')).toBeVisible(patience);
  teacher.leave();
});

test('a phone that signed out comes back by its PIN; a code makes a screen only of a screen page', async ({
  app,
}) => {
  test.skip(!app.onLan, 'this machine is on no network');
  const teacher = await lessonWith(app);
  const { code } = await teacher.must('pairing.start', { role: 'facilitator' });
  const screen = await app.open('/', 'projector', { lan: true });
  const type = async (digits: string) => {
    await screen.getByRole('textbox').fill(digits);
    await screen.locator('form button').click();
  };
  await screen.locator('summary').click();
  await type(code);
  await expect(screen.getByRole('alert')).toBeVisible(patience);
  await type((await teacher.must('pairing.start', { role: 'screen' })).code);
  await expect(screen.getByText('三年级')).toBeVisible(patience);

  const phone = await app.open('/console', 'phone', { lan: true });
  await phone.getByLabel('6 位数字').fill(code);
  await phone.getByRole('button', { name: '配对' }).tap();
  await phone.getByRole('button', { name: '更多' }).tap();
  await phone.getByRole('button', { name: '退出登录' }).tap();
  await phone.getByLabel('密码').fill(testPin);
  await phone.getByRole('button', { name: '登录' }).tap();
  await expect(phone.getByRole('navigation', { name: '这节课的步骤' })).toBeVisible(patience);
  teacher.leave();
});
