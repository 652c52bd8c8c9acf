/** A story train on one tablet that eight children share: one tells, the others tap what they expect, nobody is shown. */
import type { Locator } from '@playwright/test';
import { m } from '../../generated/paraglide/messages.js';
import { languages } from '../../src/wire/vocabulary.ts';
import { Tablet } from '../support/appTablet.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import { eightChildren as children, tabletTroubles } from '../support/browserChecks.ts';
import { expect, test } from '../support/browserTest.ts';

const patience = { timeout: 30_000 };
/** Keeps a turn open while it is measured (ms of the run's clock). */
const longTurnMs = 600_000;

for (const language of languages) {
  test(`eight children on one tablet tell a story and expect the next picture (${language})`, async ({
    app,
  }) => {
    test.setTimeout(240_000);
    const words = { locale: language };
    const teacher = await signInTeacher(app.url);
    await startLesson(teacher, await makeClass(teacher, '三年级', children), { groups: 1 });
    const screen = await app.open('/', 'laptop', { language });
    const tablet = await Tablet.open(app, language);
    const { page } = tablet;
    await tablet.enter(teacher.lesson().join.door, 'circle');
    for (const name of children) await tablet.sayHello(name);
    const config = { regime: 'queue', turnSeconds: 60, thinkSeconds: 0, rounds: 1, minutes: 20 };
    await teacher.must('activity.choose', { activity: 'story-train', config, scope: 'group' });
    await teacher.must('run.start', {});

    const troubles: string[] = [];
    const look = async (state: string) => void troubles.push(...(await tabletTroubles(page, state)));
    const listener = (name: string): Locator => page.locator('.tiles').getByRole('button', { name });
    const kind = page.getByRole('button', { name: m['story-train.kind.weather']({}, words) });
    const cards = tablet.choices;
    const said = page.getByRole('button', { name: m['story-train.said']({}, words) });
    const [teller = '', other = ''] = children;

    await expect(listener(teller)).toBeVisible(patience);
    await look('waiting for a hand');
    await tablet.tapUntil(listener(teller), tablet.myTurn);
    await teacher.must('run.extend', { ms: longTurnMs, group: null });
    await look('a turn is offered');
    await tablet.tapUntil(tablet.myTurn, cards.first());
    await teacher.must('run.extend', { ms: longTurnMs, group: null });
    await expect(cards).toHaveCount(3, patience);
    await expect(page.locator('.tiles')).toHaveCount(0);
    await look('cards to choose from');

    const chosen = (await cards.first().innerText()).trim();
    const others = (await cards.allInnerTexts()).slice(1).map((word) => word.trim());
    await tablet.tapUntil(cards.first(), said);
    await teacher.must('run.extend', { ms: longTurnMs, group: null });
    await expect(screen.getByText(chosen, { exact: true }).first()).toBeVisible(patience);
    const shown = [await screen.locator('body').innerText(), await page.locator('body').innerText()].join(
      '\n',
    );
    for (const word of others) expect(shown.split('\n')).not.toContain(word);
    await look('telling, with seven who listen');

    await tablet.tapUntil(listener(other), kind);
    await look('what might come next');
    await tablet.tapUntil(kind, listener(other));
    const tally = screen.locator('.expected .kind');
    await expect(tally).toHaveCount(1, patience);
    await expect(tally.locator('.dot')).toHaveCount(1);
    await tablet.tapUntil(said, said, 'hidden');
    expect(troubles).toEqual([]);
    expect(app.faults).toEqual([]);
    teacher.leave();
  });
}
