/** The adult's panel of a game on the laptop: all of it to be tapped without scrolling, and nothing for the wall to read. */
import type { Page } from '@playwright/test';
import { m } from '../../generated/paraglide/messages.js';
import { languages } from '../../src/wire/vocabulary.ts';
import type { App } from '../support/app.ts';
import { openConsole } from '../support/appConsole.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson, type Teacher } from '../support/appTeacher.ts';
import { eightChildren as names, graveFindings } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const patience = { timeout: 30_000 };
/** Keeps a turn open while it is looked at (ms of the run's clock). */
const longTurnMs = 600_000;
const words = { locale: 'zh-CN' } as const;

const laptop = { width: 1024, height: 768 };
const phone = { width: 390, height: 844 };

/** A class in `groups` groups of eight, each with a tablet, two children at the first; the adult taps for everyone. */
async function openLesson(app: App, groups: number): Promise<{ teacher: Teacher; desk: Page }> {
  const teacher = await signInTeacher(app.url);
  const desk = await openConsole(app);
  const children = names.flatMap((name) => Array.from({ length: groups }, (_, n) => `${name}${n || ''}`));
  await startLesson(teacher, await makeClass(teacher, '三年级', children), { groups });
  const { groups: all, join } = teacher.lesson();
  const tablets: Tablet[] = [];
  for (const { shape } of all) {
    const tablet = await Tablet.open(app);
    await tablet.enter(join.door, shape);
    tablets.push(tablet);
  }
  const greeted = (await tablets[0]?.page.locator('.tile .name').allInnerTexts()) ?? [];
  for (const name of greeted.slice(0, 2)) await tablets[0]?.sayHello(name);
  return { teacher, desk };
}

async function start(teacher: Teacher, activity: string, config: Record<string, number>): Promise<void> {
  await teacher.must('activity.choose', { activity, config, scope: 'group' });
  await teacher.must('run.start', {});
}

async function end(teacher: Teacher): Promise<void> {
  await teacher.must('run.end', { group: null });
  await teacher.must('lesson.phase', { phase: 'tablets' });
}

const panel = (desk: Page) => desk.locator('.activity');

/** The words of the panel's buttons that do not lie wholly inside the window. */
const outside = (desk: Page): Promise<string[]> =>
  panel(desk)
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => {
          const { top, bottom, left, right } = button.getBoundingClientRect();
          return top < 0 || left < 0 || bottom > innerHeight || right > innerWidth;
        })
        .map((button) => button.getAttribute('aria-label') ?? button.textContent.trim()),
    );

/** The rows of the opened list that reach over the lower edge, or under the phone's tabs there. */
const below = (desk: Page): Promise<string[]> =>
  panel(desk)
    .locator('li')
    .evaluateAll((rows) => {
      const tabs = document.querySelector('.tabs')?.getBoundingClientRect();
      const edge = tabs !== undefined && tabs.top > innerHeight / 2 ? tabs.top : innerHeight;
      return rows
        .filter((row) => row.getBoundingClientRect().bottom > edge)
        .map((row) => row.textContent.trim());
    });

test("every button of a turn stands above the laptop's edge, with four groups, in both languages", async ({
  app,
}) => {
  const { teacher, desk } = await openLesson(app, 4);
  const troubles: string[] = [];
  const look = async (state: string) => {
    await teacher.must('run.extend', { ms: longTurnMs, group: null });
    for (const language of ['English', '中文']) {
      await desk.getByRole('button', { name: language, exact: true }).click();
      const here = await outside(desk);
      troubles.push(...here.map((button) => `${state}, ${language}: "${button}" is outside`));
    }
    troubles.push(...(await graveFindings(desk)).map((found) => `${state}: ${found}`));
  };
  const button = (name: string) => panel(desk).getByRole('button', { name, exact: true });
  /** Taps it and waits until it has gone. */
  const tap = async (name: string) => {
    await button(name).click();
    await expect(button(name)).toHaveCount(0, patience);
  };

  await start(teacher, 'guide-and-walker', { walkSeconds: 120, lookSeconds: 60, minutes: 20 });
  const takeTablet = m['guide-and-walker.take']({}, words);
  const looked = button(m['guide-and-walker.looked']({}, words));
  const arrow = button(m['guide-and-walker.way.up']({}, words));
  await expect(button(takeTablet)).toBeVisible(patience);
  await look('a role is offered');
  await tap(takeTablet);
  await expect(looked).toBeVisible(patience);
  await look('the guide may look');
  await looked.click();
  await tap(takeTablet);
  await expect(arrow).toBeVisible(patience);
  await look('walking');
  await end(teacher);

  await start(teacher, 'name-ball', {});
  const takeBall = m['name-ball.take']({}, words);
  await expect(button(takeBall)).toBeVisible(patience);
  await look('the ball is coming');
  await tap(takeBall);
  await expect(button(m['common.pass']({}, words))).toBeVisible(patience);
  await look('the ball is there');
  await end(teacher);

  await start(teacher, 'lift-lantern', { rounds: 2, joinSeconds: 30 });
  await expect(button(m['lift-lantern.each']({}, words))).toBeVisible(patience);
  await look('who lifts');
  expect(troubles).toEqual([]);
  teacher.leave();
});

test('the panel of the lantern names nobody until it is asked to, in each round anew', async ({ app }) => {
  const { teacher, desk } = await openLesson(app, 1);
  await start(teacher, 'lift-lantern', { rounds: 2, joinSeconds: 15 });
  const ask = panel(desk).getByRole('button', { name: m['lift-lantern.each']({}, words) });
  const shown = async (): Promise<string[]> => {
    const text = await panel(desk).innerText();
    return names.filter((name) => text.includes(name));
  };
  await expect(ask).toBeVisible(patience);
  expect(await shown()).toEqual([]);
  await ask.click();
  await expect(ask).toHaveCount(0);
  expect(await shown()).toEqual(names);
  // Nobody says anything: the round passes without a lantern.
  await expect(ask).toBeVisible(patience);
  expect(await shown()).toEqual([]);
  teacher.leave();
});

test('the opened names of eight children stand on one page, on the laptop and the phone', async ({
  app,
}, info) => {
  const { teacher, desk } = await openLesson(app, 1);
  const troubles: string[] = [];
  await start(teacher, 'lift-lantern', { rounds: 2, joinSeconds: 30 });
  await teacher.must('run.extend', { ms: longTurnMs, group: null });
  for (const language of languages) {
    const local = { locale: language };
    for (const size of [laptop, phone]) {
      await desk.setViewportSize(size);
      const other = desk.getByRole('button', { name: language === 'en' ? 'English' : '中文', exact: true });
      if (await other.isVisible()) await other.click();
      const ask = panel(desk).getByRole('button', { name: m['lift-lantern.each']({}, local) });
      const last = panel(desk).getByText(names[7] ?? '');
      await expect(ask.or(last)).toBeVisible(patience);
      if (await ask.isVisible()) await ask.click();
      await expect(last).toBeVisible(patience);
      await desk.evaluate(() => window.scrollTo(0, 0));
      const here = await outside(desk);
      const rows = await below(desk);
      troubles.push(...[...here, ...rows].map((what) => `${language}, ${size.width} px: "${what}" is outside`)); // prettier-ignore
      await desk.screenshot({ path: info.outputPath(`${language}-${size.width}.png`) });
    }
  }
  expect(troubles).toEqual([]);
  teacher.leave();
});
