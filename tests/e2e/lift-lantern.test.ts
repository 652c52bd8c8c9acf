/** Lifting a lantern with real fingers on two tablets: what is held, what lets go, and what the room sees of it. */
import type { Locator, Page } from '@playwright/test';
import { m } from '../../generated/paraglide/messages.js';
import type { FacilitatorView } from '../../activities/lift-lantern/rules.ts';
import type { ConsoleParts } from '../../src/wire/publish.ts';
import { languages, type Language } from '../../src/wire/vocabulary.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson, type Teacher } from '../support/appTeacher.ts';
import type { App } from '../support/app.ts';
import { eightChildren as children, tabletTroubles } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';
import { Fingers } from '../support/fingers.ts';

const patience = { timeout: 30_000 };
const config = { rounds: 2, joinSeconds: 30, liftSeconds: 90 };

interface Group {
  readonly teacher: Teacher;
  readonly tablets: readonly Tablet[];
  readonly fingers: readonly Fingers[];
}

/** One group; each tablet with its children and as many fingers as it feels. The lantern is asked for. */
async function play(
  app: App,
  on: readonly { readonly seats: readonly string[]; readonly felt: number }[],
  language: Language = 'zh-CN',
): Promise<Group> {
  const teacher = await signInTeacher(app.url);
  const names = on.flatMap(({ seats }) => seats);
  await startLesson(teacher, await makeClass(teacher, '三年级', names), { groups: 1 });
  const tablets: Tablet[] = [];
  const fingers: Fingers[] = [];
  for (const { seats, felt } of on) {
    const tablet = await Tablet.open(app, language);
    fingers.push(await Fingers.on(tablet.page, felt));
    await tablet.enter(teacher.lesson().join.door, 'circle');
    for (const name of seats) await tablet.sayHello(name);
    tablets.push(tablet);
  }
  await teacher.must('activity.choose', { activity: 'lift-lantern', config, scope: 'group' });
  await teacher.must('run.start', {});
  return { teacher, tablets, fingers };
}

const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const padOf = (page: Page, name: string): Locator => card(page, name).locator('button[aria-pressed]');

async function says(
  tablet: Tablet,
  name: string,
  language: Language,
  what: 'join' | 'keep' = 'join',
): Promise<void> {
  const words = m[`lift-lantern.${what}`]({}, { locale: language });
  const button = card(tablet.page, name).getByRole('button', { name: words });
  await expect(button).toBeVisible(patience);
  await tablet.tapUntil(button, button.and(tablet.page.locator('.pressed')));
}

/** Says it for everyone but the last, whose word begins the lift and so takes its own button away. */
async function allSay(tablets: readonly (readonly [Tablet, readonly string[]])[]): Promise<void> {
  const said = tablets.flatMap(([tablet, names]) => names.map((name) => [tablet, name] as const));
  for (const [tablet, name] of said.slice(0, -1)) await says(tablet, name, 'zh-CN');
  const [tablet, name] = said[said.length - 1] ?? [];
  if (!tablet || name === undefined) throw new Error('nobody says anything');
  const words = m['lift-lantern.join']({}, { locale: 'zh-CN' });
  const button = card(tablet.page, name).getByRole('button', { name: words });
  await tablet.tapUntil(button, button, 'hidden');
}

const view = (parts: Partial<ConsoleParts>) => parts['group:1']?.view as FacilitatorView | undefined;
/** Waits until the adult is shown a game in which `what` is `value`. */
async function until<T>(group: Group, what: (view: FacilitatorView) => T, value: T): Promise<void> {
  const now = (): T | null => {
    const shown = view(group.teacher.known()?.parts ?? {});
    return shown === undefined ? null : what(shown);
  };
  await expect.poll(now, { ...patience, intervals: [50] }).toBe(value);
}

test('two tablets lift together: five fingers held on one, taps in order on the other', async ({ app }) => {
  const five = children.slice(0, 5);
  const three = children.slice(5);
  const group = await play(app, [
    { seats: five, felt: 5 },
    { seats: three, felt: 1 },
  ]);
  const [a, b] = group.tablets as [Tablet, Tablet];
  const [hands] = group.fingers as [Fingers];
  const screen = await app.open('/', 'laptop');
  await allSay([
    [a, five],
    [b, three],
  ]);
  await expect(padOf(a.page, five[0] ?? '')).toBeVisible(patience);
  await expect(screen.getByText('0 / 8')).toBeVisible(patience);

  const ids: number[] = [];
  for (const name of five) ids.push(await hands.down(padOf(a.page, name)));
  for (const name of five) await expect(padOf(a.page, name)).toHaveAttribute('aria-pressed', 'true');
  await until(group, ({ holding }) => holding, 5);

  // One finger of five leaves, and comes back: nobody else's pad minds.
  await hands.up(ids[2] ?? 0);
  await until(group, ({ holding }) => holding, 4);
  await hands.down(padOf(a.page, five[2] ?? ''));
  await until(group, ({ holding }) => holding, 5);

  // Taps that come too slowly begin again, as children's do.
  const next = b.page.locator('button[aria-pressed=false]');
  await expect
    .poll(
      async () => {
        if (await next.isVisible()) await next.tap();
        return view(group.teacher.known()?.parts ?? {})?.goal.done;
      },
      { timeout: 90_000, intervals: [100] },
    )
    .toBe(1);
  for (const tablet of [a, b])
    await expect(tablet.page.getByText(m['lift-lantern.rising']({}, { locale: 'zh-CN' }))).toBeVisible(
      patience,
    );
  await hands.allUp();
  // Fingers that leave a lantern that has risen are not told that they are late.
  await expect(a.page.locator('.words')).toHaveCount(0);
  await expect(b.page.locator('.words')).toHaveCount(0);
  group.teacher.leave();
});

test('a pad glows before the server answers, holds through a slide and a long press, and lets go of what is lost', async ({
  app,
}) => {
  const two = children.slice(0, 2);
  const group = await play(app, [{ seats: two, felt: 5 }]);
  const [tablet] = group.tablets as [Tablet];
  const [hands] = group.fingers as [Fingers];
  const { page } = tablet;
  const [first = '', second = ''] = two;
  await allSay([[tablet, two]]);
  const pad = padOf(page, first);
  await expect(pad).toBeVisible(patience);

  await test.step('a slide and a long press', async () => {
    const id = await hands.down(pad);
    await until(group, ({ holding }) => holding, 1);
    await hands.slide(id, 400);
    await page.evaluate(() => document.dispatchEvent(new MouseEvent('contextmenu', { cancelable: true })));
    // Longer than any long press, and than the silence after which a pad is let go.
    await page.waitForTimeout(2600);
    await expect(pad).toHaveAttribute('aria-pressed', 'true');
    expect(group.teacher.known()).toMatchObject({ parts: { 'group:1': { view: { holding: 1 } } } });
  });

  await test.step('a touch that the system takes', async () => {
    await hands.cancel();
    await until(group, ({ holding }) => holding, 0);
    await expect(pad).toHaveAttribute('aria-pressed', 'false', patience);
  });

  await test.step('a page that loses its window', async () => {
    await hands.down(pad);
    await until(group, ({ holding }) => holding, 1);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await until(group, ({ holding }) => holding, 0);
    await hands.allUp();
  });

  await test.step('a line that is lost: it glows all the same, is let go, and holds again by itself', async () => {
    await hands.down(pad);
    await until(group, ({ holding }) => holding, 1);
    await page.context().setOffline(true);
    await until(group, ({ holding }) => holding, 0);
    await hands.down(padOf(page, second));
    await expect(padOf(page, second)).toHaveAttribute('aria-pressed', 'true');
    await page.context().setOffline(false);
    await until(group, ({ goal }) => goal.done, 1);
  });
  await hands.allUp();
  group.teacher.leave();
});

for (const language of languages) {
  test(`with eight children every target fits a small finger, at each size (${language})`, async ({
    app,
  }) => {
    const group = await play(app, [{ seats: children, felt: 10 }], language);
    const [tablet] = group.tablets as [Tablet];
    const [hands] = group.fingers as [Fingers];
    const troubles: string[] = [];
    const look = async (state: string) => void troubles.push(...(await tabletTroubles(tablet.page, state)));
    await group.teacher.must('run.extend', { ms: 300_000, group: null });
    await expect(tablet.page.getByRole('region')).toHaveCount(8, patience);
    await look('who is in');
    for (const name of children.slice(1)) await says(tablet, name, language);
    await look('seven have said');
    await group.teacher.must('run.skip', { group: 1, seat: await undecided(group) });
    await until(group, ({ phase }) => phase, 'lifting');
    await group.teacher.must('run.extend', { ms: 300_000, group: null });
    await expect(tablet.page.locator('button[aria-pressed]')).toHaveCount(2, patience);
    await look('the first pair lifts');
    const pair = tablet.page.locator('button[aria-pressed]');
    for (const index of [0, 1]) await hands.down(pair.nth(index));
    await until(group, ({ wave }) => wave, 1);
    await hands.allUp();
    await expect(tablet.page.locator('button[aria-pressed]')).toHaveCount(2, patience);
    await look('the second pair lifts');
    expect(troubles).toEqual([]);
    group.teacher.leave();
  });
}

/** The seat that has said nothing yet. */
async function undecided(group: Group): Promise<number> {
  await until(group, ({ seats }) => seats.filter(({ choice }) => choice === 'open').length, 1);
  return view(group.teacher.known()?.parts ?? {})?.seats.find(({ choice }) => choice === 'open')?.seat ?? 0;
}
