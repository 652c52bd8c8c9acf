/** A whole lesson as a class has it: the screen, the console and three tablets with seven children, by their own taps. */
import type { Page } from '@playwright/test';
import { openConsole } from '../support/appConsole.ts';
import { Tablet } from '../support/appTablet.ts';
import type { Played } from '../support/appTablet.ts';
import { makeClass, signInTeacher } from '../support/appTeacher.ts';
import { expect, test } from '../support/browserTest.ts';
import type { DoorPicture, GroupShape } from '../../src/wire/vocabulary.ts';

const children = ['小雨', '石头', '李明', '丫丫', '周舟', '阿依', '天天', '冬冬'];
const absent = '冬冬';
const playing = children.filter((name) => name !== absent);
const shapes: readonly GroupShape[] = ['circle', 'square'];
const maxTapsToFirstTurn = 12;
/** For everything that a server and five pages do before it shows. */
const patience = { timeout: 30_000 };

/** The console's buttons by name, each tap counted. */
function tapper(console: Page) {
  let taps = 0;
  return {
    taps: () => taps,
    tap: async (name: string) => {
      taps += 1;
      await console.getByRole('button', { name, exact: true }).click(patience);
    },
  };
}

async function setUpClass(console: Page): Promise<void> {
  const button = (name: string) => console.getByRole('button', { name, exact: true });
  await console.getByRole('link', { name: '建第一个班级' }).click();
  await console.getByLabel('名称').fill('三年级二班');
  await button('新建').click();
  await console.getByLabel(/^粘贴名单/).fill(children.join('\n'));
  await button('看一看').click();
  await button(`加入 ${children.length} 名孩子`).click();
  await button('同意').click();
  await button('都记为同意').click();
  await expect(console.getByText(`同意 ${children.length}，`)).toBeVisible();
  await console.getByRole('link', { name: '首页' }).click();
}

/** The pictures on the classroom's door, as everyone in the room sees them. */
async function doorOnScreen(screen: Page): Promise<DoorPicture[]> {
  const pictures = screen.getByRole('list', { name: '门上的三张图，按顺序' }).locator('img');
  await expect(pictures).toHaveCount(3);
  const sources = await pictures.evaluateAll((all) => all.map((one) => one.getAttribute('src') ?? ''));
  return sources.map((source) => /(\w+)\.svg$/.exec(source)?.[1] as DoorPicture);
}

/** Who is in each group, read off the console's step 分组. */
async function groupsOnConsole(console: Page): Promise<string[][]> {
  const cards = console.locator('main section.card');
  await expect(cards).toHaveCount(shapes.length);
  return Promise.all(
    shapes.map(async (_, index) => {
      const text = await cards.nth(index).innerText();
      return playing.filter((name) => text.includes(name));
    }),
  );
}

/** Plays the ball on all tablets until `over`; says who did what, in order. */
async function playBall(tablets: readonly Tablet[], passing: () => boolean, over: () => Promise<boolean>) {
  const played: Played[] = [];
  await expect
    .poll(
      async () => {
        for (const tablet of tablets) {
          const done = await tablet.playBall(passing);
          if (done !== null) played.push(done);
        }
        return over();
      },
      { timeout: 180_000, intervals: [100] },
    )
    .toBe(true);
  return played;
}

test('a class plays from 开始上课 to 下课, and the record says who took part', async ({ app }) => {
  test.setTimeout(420_000);
  const screen = await app.open('/', 'laptop');
  await expect(screen.getByText('等老师开始上课')).toBeVisible(patience);
  const console = await openConsole(app);
  await setUpClass(console);
  const { tap, taps } = tapper(console);

  await test.step('the teacher calls the roll and makes two groups', async () => {
    await tap('开始上课');
    await expect(screen.getByRole('heading', { name: '三年级二班' })).toBeVisible(patience);
    await tap(`${absent} 到了`);
    await tap(`${absent} 迟到`);
    await expect(console.getByText('到了 7 人，没来 1 人')).toBeVisible();
    await tap('名点好了');
    await tap('多一组');
  });
  const groups = await groupsOnConsole(console);
  expect(groups.map((group) => group.length).sort()).toEqual([3, 4]);
  await tap('就这样分');

  const tablets: Tablet[] = [];
  const [first = [], second = []] = groups;
  /** The larger part of the class shares two tablets, the other group one. */
  const hands = [
    { shape: shapes[0] ?? 'circle', names: first.slice(0, 2) },
    { shape: shapes[0] ?? 'circle', names: first.slice(2) },
    { shape: shapes[1] ?? 'square', names: second },
  ];
  await test.step('three tablets come in by the door pictures, and each child says hello by own animal', async () => {
    const door = await doorOnScreen(screen);
    for (const { shape, names } of hands) {
      const tablet = await Tablet.open(app);
      await tablet.enter(door, shape);
      for (const name of names) await tablet.sayHello(name);
      tablets.push(tablet);
    }
    await expect(console.getByText('已坐好 7 / 7')).toBeVisible(patience);
    for (const name of playing) await expect(screen.getByText(name, { exact: true })).toBeVisible();
  });

  await test.step('the activity is chosen and shown without a word', async () => {
    await tap('去选活动');
    await console.getByRole('button', { name: /^传球叫名字/ }).click(patience);
    await expect(console.getByText('在场 7 人，会记录 7 人')).toBeVisible();
    await tap('看示范');
    for (const tablet of tablets) await expect(tablet.page.locator('.demo')).toBeVisible(patience);
    await expect(screen.locator('.demo')).toBeVisible(patience);
    await tap('开始玩');
    await expect(console.getByText(/^已玩/)).toBeVisible(patience);
    // The card of the activity is tapped by hand above.
    expect(taps() + 1).toBeLessThanOrEqual(maxTapsToFirstTurn);
  });

  let passed = false;
  let played: Played[] = [];
  await test.step('the ball reaches everyone, though one child would rather not', async () => {
    for (const name of ['圆形', '方形'])
      await expect(screen.getByRole('img', { name })).toBeVisible(patience);
    played = await playBall(
      tablets,
      () => !passed && (passed = true),
      () => screen.getByText(/我们一起完成了|今天一起玩到这里/).isVisible(),
    );
    expect(played.filter(({ did }) => did === 'closed')).toHaveLength(groups.length);
    expect(played.filter(({ did }) => did === 'passed')).toHaveLength(1);
    for (const name of playing) expect(played.map(({ child }) => child)).toContain(name);
  });

  await test.step('they think together, and 下课 saves everything', async () => {
    await expect(console.getByText('大家一起回顾')).toBeVisible(patience);
    for (const tablet of tablets) await expect(tablet.page.getByText('一起想一想')).toBeVisible(patience);
    await tap('下课');
    await console.getByRole('dialog').getByRole('button', { name: '下课' }).click();
    // Each turn that was taken ended in a throw, a close or a pass.
    const acts = played.filter(({ did }) => did !== 'took').length;
    await expect(console.getByText(`已保存：7 人，${acts} 条记录`)).toBeVisible(patience);
    await expect(screen.getByText('谢谢大家，下次见')).toBeVisible(patience);
    for (const tablet of tablets) await expect(tablet.page.getByText('谢谢你，下次见')).toBeVisible(patience);
  });

  await test.step('the review shows what each child did, and the absent child as absent', async () => {
    await console.getByRole('link', { name: '看这节课' }).click();
    await expect(console.getByText('在场 7 人，记录了 7 人。')).toBeVisible(patience);
    const table = console.getByRole('region', { name: '谁参与了' }).getByRole('table');
    const heads = await table.getByRole('columnheader').allInnerTexts();
    const cell = (name: string, head: string) =>
      table
        .getByRole('row', { name: new RegExp(name) })
        .locator('th, td')
        .nth(heads.indexOf(head));
    for (const name of playing) {
      const own = played.filter(({ child }) => child === name);
      const count = (...did: readonly Played['did'][]) =>
        String(own.filter((one) => did.includes(one.did)).length);
      await expect(cell(name, '点名')).toHaveText('到了');
      await expect(cell(name, '发言次数')).toHaveText(count('threw', 'closed'));
      await expect(cell(name, '先不说')).toHaveText(count('passed'));
    }
    await expect(cell(absent, '点名')).toHaveText('没来');
    await expect(cell(absent, '发言次数')).toContainText('—');
  });
});

test('a circle without tablets: the teacher taps who speaks, and to whom', async ({ app }) => {
  const teacher = await signInTeacher(app.url);
  await makeClass(teacher, '小组一', ['小雨', '石头', '李明']);
  teacher.leave();
  const console = await openConsole(app);
  const screen = await app.open('/', 'projector');
  const { tap } = tapper(console);
  for (const name of ['开始上课', '名点好了', '就这样分', '去选活动']) await tap(name);
  await console.getByRole('button', { name: /^发言棒/ }).click();
  await console.locator('summary', { hasText: '设置' }).click();
  await console.getByLabel('发言棒怎么传').selectOption('自由说');
  await tap('直接开始');
  const circle = console.getByRole('group', { name: '孩子们' });
  const person = (name: string) => circle.getByRole('button', { name });

  await test.step('a child to another, a child to all, the teacher to nobody in particular', async () => {
    await person('小雨').click();
    await expect(screen.getByText('小雨', { exact: true })).toBeVisible(patience);
    await expect(console.getByText('小雨 对谁说？')).toBeVisible(patience);
    await person('石头').click();
    await expect(console.getByText('小雨 对谁说？')).toHaveCount(0, patience);
    await person('石头').click();
    await expect(console.getByText('石头 对谁说？')).toBeVisible(patience);
    await tap('大家');
    await person('老师').click();
    await expect(screen.getByText('老师', { exact: true })).toBeVisible(patience);
    await tap('不知道');
  });

  await test.step('and the record has the children\u2019s turns, with silence as zero', async () => {
    await tap('结束活动');
    await console.getByRole('dialog').getByRole('button', { name: '结束活动' }).click();
    await tap('下课');
    await console.getByRole('dialog').getByRole('button', { name: '下课' }).click();
    await expect(console.getByText('已保存：3 人，2 条记录')).toBeVisible(patience);
    await console.getByRole('link', { name: '看这节课' }).click();
    const table = console.getByRole('region', { name: '谁参与了' });
    for (const [name, turns] of [
      ['小雨', '1'],
      ['石头', '1'],
      ['李明', '0'],
    ] as const)
      await expect(table.getByRole('row', { name }).getByRole('cell').nth(1)).toHaveText(turns, patience);
  });
});
