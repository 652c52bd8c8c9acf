/**
 * From the door to the last turn, on one shared tablet, beside the classroom screen: the one script that every browser
 * plays. Tablet and screen are pages of the browser under test; the teacher acts over the wire.
 */
import { activities } from '../../activities/registry.rules.ts';
import { m } from '../../generated/paraglide/messages.js';
import type { Payload } from '../../src/wire/schemas.ts';
import type { Teacher } from '../support/appTeacher.ts';
import type { BrowserPage, BrowserUnderTest } from './driver.ts';
import { find, isShown, tapUntil, until, untilShown } from './hands.ts';

const zh = { locale: 'zh-CN' } as const;
const words = {
  here: m['tablet.tiles.here']({}, zh),
  myTurn: m['common.myTurn']({}, zh),
  pairOpen: m['screen.pair.open']({}, zh),
  /** After the last turn the class thinks about it together. */
  over: m['tablet.reflect']({}, zh),
  together: m['screen.together']({}, zh),
};

/** What was played, and what each page showed at the end. */
export interface Played {
  readonly turns: number;
  readonly tablet: Buffer;
  readonly screen: Buffer;
}

/** @param address `http://<an IP>:<port>`: no secure context, as in a classroom */
export async function joinAndPlay(
  browser: BrowserUnderTest,
  address: string,
  teacher: Teacher,
  children: readonly string[],
): Promise<Played> {
  const { screen, tablet } = await joined(browser, address, teacher, children);
  await start(teacher, nameBall);
  // The screen names whoever has the ball.
  await until('a name on the screen', async () => {
    const text = await textOf(screen);
    return children.some((child) => text.includes(child));
  });
  const turns = await playBall(tablet);
  await until('the celebration', async () => (await textOf(screen)).includes(words.together));
  return { turns, tablet: await tablet.picture(), screen: await screen.picture() };
}

/** Starts every activity for a moment, after its demo, with its usual settings. */
export async function showEach(
  browser: BrowserUnderTest,
  address: string,
  teacher: Teacher,
  children: readonly string[],
): Promise<readonly { readonly activity: string; readonly tablet: Buffer; readonly screen: Buffer }[]> {
  const { screen, tablet } = await joined(browser, address, teacher, children);
  const shown = [];
  for (const { id, defaults, scope } of Object.values(activities)) {
    const config = defaults as Payload<'activity.choose'>['config'];
    await start(teacher, { activity: id, config, scope: scope === 'class' ? 'class' : 'group' });
    await untilShown(tablet, find.css('.game button'));
    shown.push({ activity: id, tablet: await tablet.picture(), screen: await screen.picture() });
    await teacher.must('run.end', { group: null });
  }
  return shown;
}

const nameBall: Payload<'activity.choose'> = {
  activity: 'name-ball',
  scope: 'group',
  config: { rounds: 1, turnSeconds: 60, minutes: 5 },
};

/** The screen, paired; and one tablet on which all children have said hello. */
async function joined(
  browser: BrowserUnderTest,
  address: string,
  teacher: Teacher,
  children: readonly string[],
): Promise<{ readonly screen: BrowserPage; readonly tablet: BrowserPage }> {
  const screen = await browser.open({ width: 1024, height: 768 });
  await pairScreen(screen, address, teacher);
  const tablet = await browser.open({ width: 800, height: 1280 });
  await tablet.goto(`${address}/join`);
  await openDoor(tablet, teacher);
  for (const child of children) await sayHello(tablet, child);
  return { screen, tablet };
}

async function start(teacher: Teacher, choice: Payload<'activity.choose'>): Promise<void> {
  await teacher.must('lesson.phase', { phase: 'card' });
  await teacher.must('activity.choose', choice);
  await teacher.must('run.start', {});
}

/** Over the network the page is nobody's screen until an adult says so. */
async function pairScreen(screen: BrowserPage, address: string, teacher: Teacher): Promise<void> {
  await screen.goto(`${address}/`);
  await untilShown(screen, find.css('details summary'));
  await tapUntil(screen, find.css('details summary'), () => isShown(screen, find.css('details[open] input')));
  const { code } = await teacher.must('pairing.start', { role: 'screen' });
  await screen.type('details input', code);
  await tapUntil(
    screen,
    find.css('details form button'),
    async () => !(await isShown(screen, find.css('details'))),
  );
}

async function openDoor(tablet: BrowserPage, teacher: Teacher): Promise<void> {
  const shape = find.button(m['common.shape.circle']({}, zh));
  const { door } = teacher.lesson().join;
  for (const [index, id] of door.entries()) {
    const answer = index + 1 < door.length ? find.nth('.slot.filled', index) : shape;
    await tapUntil(tablet, find.picture(`/doors/${id}.svg`), () => isShown(tablet, answer));
  }
  await tapUntil(tablet, shape, () => isShown(tablet, find.css('.tile')));
}

async function sayHello(tablet: BrowserPage, child: string): Promise<void> {
  const seated = find.button(`${words.here} ${child}`);
  await tapUntil(tablet, find.button(child), () => isShown(tablet, seated));
}

/** Takes every offered turn and throws the ball on, until the game is over. */
async function playBall(tablet: BrowserPage): Promise<number> {
  const choice = find.css('.choices button');
  const isOver = async () => (await textOf(tablet)).includes(words.over);
  let turns = 0;
  await until(
    'the end of the game',
    async () => {
      if (await isOver()) return true;
      const mine = find.button(words.myTurn);
      if (await isShown(tablet, mine)) {
        await tapUntil(tablet, mine, async () => !(await isShown(tablet, mine)));
        turns += 1;
      } else if (await isShown(tablet, choice)) {
        await tapUntil(tablet, choice, async () => !(await isShown(tablet, choice)));
      }
      return false;
    },
    120_000,
  );
  return turns;
}

const textOf = async (page: BrowserPage): Promise<string> =>
  String(await page.read('document.body.innerText'));
