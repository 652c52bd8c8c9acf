/** The adults' pages, opened over the network as a colleague's phone or office computer opens them. */
import { m } from '../../generated/paraglide/messages.js';
import type { Teacher } from '../support/appTeacher.ts';
import type { BrowserUnderTest } from './driver.ts';
import { find, isShown, tapUntil, until, untilShown } from './hands.ts';

const zh = { locale: 'zh-CN' } as const;

/** Pairs the console by a one-time code, plays a little, closes the lesson, reads it in the review and watches it again. */
export async function openAdultPages(
  browser: BrowserUnderTest,
  address: string,
  teacher: Teacher,
  className: string,
): Promise<void> {
  const page = await browser.open({ width: 1280, height: 800 });
  await page.goto(`${address}/console`);
  const code = find.css('input[inputmode=numeric]');
  await untilShown(page, code);
  await page.type(
    'input[inputmode=numeric]',
    (await teacher.must('pairing.start', { role: 'facilitator' })).code,
  );
  const steps = find.css(`nav[aria-label="${m['console.step.nav']({}, zh)}"]`);
  await tapUntil(page, find.css('form button'), () => isShown(page, steps));

  const { session } = teacher.lesson();
  await teacher.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await teacher.must('run.start', {});
  await teacher.must('lesson.close', {});
  await page.goto(`${address}/review`);
  const lesson = find.css('main a[href*="#"]');
  await untilShown(page, lesson);
  await tapUntil(page, lesson, async () => !(await isShown(page, lesson)));
  await until('the lesson', async () =>
    String(await page.read('document.body.innerText')).includes(className),
  );
  // Charts, and what is loaded once the page stands.
  await untilShown(page, find.css('.chart [role=option]'));
  await untilShown(page, find.css('details.card summary'));
  await page.goto(`${address}/review#/lesson/${session}/replay?run=1&group=0&at=0`);
  await untilShown(page, find.css('[role=img] .ring'));
  await untilShown(page, find.css('input[type=range]'));
}
