/** Tablets read their instructions to who cannot read yet, where the browser can. */
import type { Page } from '@playwright/test';
import { m } from '../../generated/paraglide/messages.js';
import { expect, test } from '../support/browserTest.ts';

const words = { locale: 'zh-CN' } as const;
const aloud = (page: Page) => page.getByRole('button', { name: m['common.readAloud']({}, words) });

interface Heard {
  readonly text: string;
  readonly volume: number;
}

/** Gives the page a browser that has one voice, and notes what it says. */
async function giveVoice(page: Page, voice: { lang: string; localService: boolean }): Promise<void> {
  await page.addInitScript((one) => {
    const heard: Heard[] = [];
    const speech = {
      getVoices: () => [one],
      speak: (said: Heard) => heard.push(said),
      cancel: () => undefined,
    };
    class Utterance {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.assign(globalThis, { heard, SpeechSynthesisUtterance: Utterance });
    for (const [name, method] of Object.entries(speech)) Object.assign(speechSynthesis, { [name]: method });
  }, voice);
  await page.reload();
}
const heardOn = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { heard: Heard[] }).heard.map(({ text, volume }) => ({ text, volume })),
  );

test('a tap on the speaker reads what the tablet says, quietly', async ({ app }) => {
  const page = await app.open('/join', 'tablet');
  await giveVoice(page, { lang: 'zh-CN', localService: true });
  await aloud(page).tap();
  expect(await heardOn(page)).toEqual([{ text: m['tablet.idle']({}, words), volume: 0.5 }]);
});

test('there is no speaker where the only voice needs the internet', async ({ app }) => {
  const page = await app.open('/join', 'tablet');
  await giveVoice(page, { lang: 'zh-CN', localService: false });
  await expect(page.getByText(m['tablet.idle']({}, words))).toBeVisible();
  await expect(aloud(page)).toHaveCount(0);
});
