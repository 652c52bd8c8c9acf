/**
 * Chromium 88, today's Chromium and Firefox, each by a Puppeteer that speaks with it: the first by the one of its time,
 * Firefox over WebDriver BiDi. Of the old one only words are used that today's has too.
 */
import { launch } from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import puppeteer88 from 'puppeteer-core-88';
import type { BrowserPage, BrowserUnderTest } from './driver.ts';

/** How long a press or a load may take on a busy machine (ms). */
const actionMs = 30_000;
/** As root and without a screen. */
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=zh-CN']; // prettier-ignore

export async function startChromium88(executablePath: string): Promise<BrowserUnderTest> {
  const browser = await puppeteer88.launch({ executablePath, args, headless: true });
  const context = () => browser.createIncognitoBrowserContext();
  return driven(
    await browser.version(),
    async () => (await context()).newPage(),
    true,
    () => browser.close(),
  );
}

export async function startChromium(executablePath: string): Promise<BrowserUnderTest> {
  return drivenToday(await launch({ executablePath, args, headless: true }), true);
}

/** It presses by mouse: its BiDi has no finger yet. */
export async function startFirefox(executablePath: string): Promise<BrowserUnderTest> {
  const extraPrefsFirefox = { 'intl.accept_languages': 'zh-CN' };
  return drivenToday(
    await launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox }),
    false,
  );
}

async function drivenToday(browser: Browser, hasTouch: boolean): Promise<BrowserUnderTest> {
  const context = () => browser.createBrowserContext();
  return driven(
    await browser.version(),
    async () => (await context()).newPage(),
    hasTouch,
    () => browser.close(),
  );
}

function driven(
  version: string,
  newPage: () => Promise<Page>,
  hasTouch: boolean,
  close: () => Promise<void>,
): BrowserUnderTest {
  const faults: string[] = [];
  return {
    version: named(version),
    open: async (size) => {
      const page = await newPage();
      page.on('pageerror', (error) => faults.push(String(error)));
      page.setDefaultTimeout(actionMs);
      await page.setViewport({ ...size, hasTouch });
      return pageOf(page, hasTouch);
    },
    faults: () => faults,
    close,
  };
}

/** `HeadlessChrome/88.0.4298.0` as people call it. */
function named(version: string): string {
  return version.replace(/^(Headless)?Chrome\//i, 'Chromium ').replace(/^firefox\//i, 'Firefox ');
}

function pageOf(page: Page, hasTouch: boolean): BrowserPage {
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    read: (expression) => page.evaluate(expression),
    tap: (selector) => (hasTouch ? page.tap(selector) : page.click(selector)),
    type: (selector, text) => page.type(selector, text),
    picture: async () => Buffer.from(await page.screenshot()),
  };
}
