/**
 * The browsers that a classroom may have: joining, playing and the classroom screen, at `http://<an IP>`, where no
 * browser grants what it keeps for secure pages. What cannot be had on this machine is skipped by name.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { lanAddresses } from '../../server/transport/addresses.ts';
import { makeClass, signInTeacher, startLesson } from '../support/appTeacher.ts';
import type { Teacher } from '../support/appTeacher.ts';
import { freePort, startServer } from '../support/serverProcess.ts';
import type { ServerProcess } from '../support/serverProcess.ts';
import { openAdultPages } from './adults.ts';
import { startChromium, startChromium88, startFirefox } from './puppeteer.ts';
import type { BrowserUnderTest } from './driver.ts';
import { joinAndPlay, showEach } from './join.ts';
import { startWebkit } from './webkit.ts';
import type { WebkitPaths } from './webkit.ts';

/** Written by scripts/browsers.mjs; null for what is not to be had. */
interface Found {
  readonly chromium88: string | null;
  readonly firefox: string | null;
  readonly webkit: WebkitPaths | null;
}
const list = 'node_modules/.cache/circletime/browsers.json';
const found: Found = existsSync(list)
  ? (JSON.parse(readFileSync(list, 'utf8')) as Found)
  : { chromium88: null, firefox: null, webkit: null };

const className = '三年级';
const children = ['小雨', '石头', '李明'];
const [lan] = lanAddresses();

let data = '';
let server: ServerProcess;
let teacher: Teacher;
let address = '';

test.beforeEach(async () => {
  test.skip(lan === undefined, 'this machine has no address but its own loopback');
  data = await mkdtemp(join(tmpdir(), 'circletime-browser-'));
  const port = await freePort();
  server = await startServer({ data, port, flags: ['--no-sample', '--host', '0.0.0.0'] });
  address = `http://${lan ?? ''}:${port}`;
  teacher = await signInTeacher(server.url);
  await startLesson(teacher, await makeClass(teacher, className, children), { groups: 1 });
});

test.afterEach(async () => {
  if (data === '') return;
  teacher.leave();
  await server.stop();
  await rm(data, { recursive: true, force: true });
  data = '';
});

async function plays(start: () => Promise<BrowserUnderTest>): Promise<void> {
  const browser = await start();
  try {
    test.info().annotations.push({ type: 'browser', description: browser.version });
    const began = performance.now();
    const { turns, tablet, screen } = await joinAndPlay(browser, address, teacher, children);
    console.log(`${browser.version}: joined and played ${turns} turns in ${seconds(began)} s`);
    await test.info().attach('tablet', { body: tablet, contentType: 'image/png' });
    await test.info().attach('screen', { body: screen, contentType: 'image/png' });
    expect(turns).toBeGreaterThanOrEqual(children.length);
    expect(browser.faults()).toEqual([]);
  } finally {
    await browser.close();
  }
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

test('Chromium 88 joins, plays to the end and shows the classroom screen', async () => {
  const path = found.chromium88;
  test.skip(path === null, 'Chromium 88 is built for Linux on x64 only');
  if (path !== null) await plays(() => startChromium88(path));
});

test('today’s Chromium joins, plays to the end and shows the classroom screen', async ({ launchOptions }) => {
  await plays(() => startChromium(launchOptions.executablePath ?? ''));
});

test('Firefox ESR joins, plays to the end and shows the classroom screen', async () => {
  const path = found.firefox;
  test.skip(path === null, 'Firefox ESR is not installed');
  if (path !== null) await plays(() => startFirefox(path));
});

test('WebKitGTK joins, plays to the end and shows the classroom screen', async () => {
  const paths = found.webkit;
  test.skip(paths === null, 'WebKitGTK, its driver or Xvfb is not installed');
  if (paths !== null) await plays(() => startWebkit(paths));
});

test('Chromium 88 opens the console and the review', async () => {
  const path = found.chromium88;
  test.skip(path === null, 'Chromium 88 is built for Linux on x64 only');
  if (path === null) return;
  const browser = await startChromium88(path);
  try {
    await openAdultPages(browser, address, teacher, className);
  } finally {
    await browser.close();
  }
});

test('Chromium 88 shows every activity, on the tablet and on the classroom screen', async () => {
  const path = found.chromium88;
  test.skip(path === null, 'Chromium 88 is built for Linux on x64 only');
  if (path === null) return;
  const browser = await startChromium88(path);
  try {
    for (const { activity, tablet, screen } of await showEach(browser, address, teacher, children)) {
      await test.info().attach(`${activity} tablet`, { body: tablet, contentType: 'image/png' });
      await test.info().attach(`${activity} screen`, { body: screen, contentType: 'image/png' });
    }
    expect(browser.faults()).toEqual([]);
  } finally {
    await browser.close();
  }
});
