/** 你说我走 on one tablet that is handed over: the map is there while its guide holds on to it, and for nobody else. */
import type { Page } from '@playwright/test';
import { deafMs } from '../../src/ui/press.ts';
import { languages } from '../../src/wire/vocabulary.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import { eightChildren as many, tabletTroubles } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const children = ['小雨', '石头', '李明'];
/** For everything that a server and two pages do before it shows. */
const patience = { timeout: 30_000 };
/** A row of the secret map as it goes over the wire. */
const rowOfMap = /"\d:[.#o]{5,6}"/;

/** What a page has been sent since it was last asked. */
function listen(page: Page): () => string {
  let heard = '';
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => (heard += payload.toString()));
  });
  return () => {
    const since = heard;
    heard = '';
    return since;
  };
}

const mapOn = (page: Page) => page.locator('.field rect.treasure');
const holdTile = (page: Page) => page.locator('button').filter({ has: page.locator('.eyes') });

async function press(page: Page): Promise<void> {
  const box = await holdTile(page).boundingBox();
  if (box === null) throw new Error('nothing to hold');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  // A tablet is deaf for a moment after its picture changed, and a child presses again.
  await expect
    .poll(async () => {
      await page.mouse.up();
      await page.mouse.down();
      return mapOn(page).isVisible();
    }, patience)
    .toBe(true);
}

/** A button that was just pressed hears again. */
async function rested(page: Page): Promise<void> {
  const from = await page.evaluate(() => performance.now());
  await page.waitForFunction(([since, deaf]) => performance.now() > since + deaf, [from, deafMs] as const);
}

/** The arrows of a shortest way to the treasure, read off the open map. */
async function wayOn(page: Page): Promise<string[]> {
  const cells = await page
    .locator('.field rect')
    .evaluateAll((all) => all.map((cell) => cell.getAttribute('class')?.split(' ')[0] ?? ''));
  const figure = await page.locator('.field .figure').getAttribute('style');
  const [x = 0, y = 0] = [...(figure ?? '').matchAll(/(-?[\d.]+)px/g)].map(([, at]) =>
    Math.round(Number(at)),
  );
  const size = Math.sqrt(cells.length);
  const ways = new Map<number, string[]>([[y * size + x, []]]);
  for (const [cell, way] of ways) {
    if (cells[cell] === 'treasure') return way;
    const column = cell % size;
    const beside: [string, number, boolean][] = [
      ['往上', cell - size, cell >= size],
      ['往下', cell + size, cell < cells.length - size],
      ['往左', cell - 1, column > 0],
      ['往右', cell + 1, column < size - 1],
    ];
    for (const [arrow, next, isThere] of beside)
      if (isThere && cells[next] !== 'closed' && !ways.has(next)) ways.set(next, [...way, arrow]);
  }
  throw new Error('no way leads to the treasure');
}

test('a guide sees the map while holding on to it, the walker walks by ear, and then all see where', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const teacher = await signInTeacher(app.url);
  const classId = await makeClass(teacher, '三年级', children);
  await startLesson(teacher, classId, { groups: 1 });
  const screen = await app.open('/', 'laptop');
  const tablet = await Tablet.open(app);
  const { page } = tablet;
  const [screenHeard, tabletHeard] = [listen(screen), listen(page)];
  // Both listen from their next line on.
  await Promise.all([screen.reload(), page.reload()]);
  await tablet.enter(teacher.lesson().join.door, 'circle');
  for (const name of children) await tablet.sayHello(name);
  await teacher.must('lesson.phase', { phase: 'card' });
  const config = { walkSeconds: 120, lookSeconds: 60, minutes: 20 };
  await teacher.must('activity.choose', { activity: 'guide-and-walker', config, scope: 'group' });
  await teacher.must('run.start', {});
  await tablet.tapUntil(tablet.myTurn, holdTile(page));

  await test.step('nothing is shown or sent before the hand is on it', async () => {
    await expect(mapOn(page)).toBeHidden();
    expect(tabletHeard()).not.toMatch(rowOfMap);
  });

  await test.step('the map is open as long as the animal is held, and no longer', async () => {
    await press(page);
    expect(tabletHeard()).toMatch(rowOfMap);
    await page.mouse.up();
    await expect(mapOn(page)).toBeHidden({ timeout: 1000 });
  });

  for (const [what, happen] of [
    ['the page loses focus', () => page.evaluate(() => void dispatchEvent(new Event('blur')))],
    [
      'the touch is cancelled',
      () => page.evaluate(() => void dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1 }))),
    ],
    ['the lesson is paused', () => teacher.must('run.pause', {})],
  ] as const)
    // prettier-ignore
    await test.step(`it closes when ${what}, whatever the finger does`, async () => {
      await press(page);
      await happen();
      await expect(mapOn(page)).toBeHidden();
      await page.mouse.up();
    });
  await teacher.must('run.resume', {});

  await press(page);
  const way = await wayOn(page);
  await page.mouse.up();
  await expect(mapOn(page)).toBeHidden();
  const looked = page.getByRole('button', { name: '看好了' });
  await tablet.tapUntil(looked, looked, 'hidden');
  tabletHeard();

  await test.step('the walker comes to the lantern by the arrows alone', async () => {
    const first = page.getByRole('button', { name: way[0] ?? '', exact: true });
    await tablet.tapUntil(tablet.myTurn, first);
    for (const [index, arrow] of way.slice(0, -1).entries()) {
      const button = page.getByRole('button', { name: arrow, exact: true });
      await rested(page);
      await tablet.tapUntil(button, page.locator(`.field[data-step="${index + 2}"]`));
    }
    expect(tabletHeard()).not.toMatch(rowOfMap);
    const shown = screenHeard();
    expect(shown).toContain('"trail"');
    expect(shown).not.toMatch(rowOfMap);
    const last = page.getByRole('button', { name: way[way.length - 1] ?? '', exact: true });
    await rested(page);
    await tablet.tapUntil(last, page.getByText('找到灯笼了'));
  });

  await test.step('everyone sees the whole map', async () => {
    await expect(screen.getByText('找到灯笼了')).toBeVisible(patience);
    for (const shown of [screen, page]) await expect(mapOn(shown)).toBeVisible();
  });
  teacher.leave();
});

// English has the longer words.
for (const language of process.env['CIRCLETIME_LONG'] === '1' ? languages : (['en'] as const)) {
  test(`in every state of a walk each target fits a small finger (${language})`, async ({ app }) => {
    test.setTimeout(240_000);
    const teacher = await signInTeacher(app.url);
    await startLesson(teacher, await makeClass(teacher, '三年级', many), { groups: 1 });
    const { door } = teacher.lesson().join;
    const troubles: string[] = [];
    const look = async ({ page }: Tablet, state: string) =>
      void troubles.push(...(await tabletTroubles(page, state)));
    const comeIn = async (names: readonly string[]) => {
      const tablet = await Tablet.open(app, language);
      await tablet.enter(door, 'circle');
      for (const name of names) await tablet.sayHello(name);
      return tablet;
    };
    const start = async () => {
      const config = { map: 'medium', walkSeconds: 120, lookSeconds: 60, minutes: 20 };
      await teacher.must('activity.choose', { activity: 'guide-and-walker', config, scope: 'group' });
      await teacher.must('run.start', {});
      await teacher.must('run.extend', { ms: 600_000, group: null });
    };
    const withTurn = async (tablets: readonly Tablet[]) => {
      let found: Tablet | undefined;
      await expect
        .poll(async () => {
          for (const tablet of tablets) if (await tablet.myTurn.isVisible()) found = tablet;
          return found !== undefined;
        }, patience)
        .toBe(true);
      return found as Tablet;
    };

    const crowded = await comeIn(many.slice(2));
    await test.step('one tablet', async () => {
      await start();
      await look(await withTurn([crowded]), 'the role of the guide is offered');
      await crowded.tapUntil(crowded.myTurn, holdTile(crowded.page));
      await look(crowded, 'the guide may look');
      await teacher.must('run.end', { group: null });
      await teacher.must('lesson.phase', { phase: 'tablets' });
    });
    await test.step('three tablets', async () => {
      const tablets = [crowded, await comeIn(many.slice(0, 1)), await comeIn(many.slice(1, 2))];
      await start();
      const walkers = await withTurn(tablets);
      for (const tablet of tablets) if (tablet !== walkers) await look(tablet, 'telling while another walks');
      await walkers.tapUntil(walkers.myTurn, walkers.page.locator('.arrows'));
      await look(walkers, 'walking');
    });
    teacher.leave();
    expect(troubles).toEqual([]);
  });
}
