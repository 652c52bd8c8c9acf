/** WebKitGTK in its plain window, by its own WebDriver, on a screen that exists in memory only. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Builder, By, Capabilities } from 'selenium-webdriver';
import type { WebDriver } from 'selenium-webdriver';
import { freePort } from '../support/serverProcess.ts';
import type { BrowserPage, BrowserUnderTest, Size } from './driver.ts';

export interface WebkitPaths {
  /** The plain window, its driver, and a screen in memory to show it on. */
  readonly browser: string;
  readonly driver: string;
  readonly display: string;
}

/** Starts nothing but the screen: each page is a window of its own, since a driver keeps one session with one storage. */
export async function startWebkit(paths: WebkitPaths): Promise<BrowserUnderTest> {
  const screen = spawn(
    paths.display,
    ['-displayfd', '1', '-screen', '0', '1400x1400x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [number] = (await once(screen.stdout, 'data')) as [Buffer];
  const display = `:${number.toString().trim()}`;
  const windows: { readonly driver: ChildProcess; readonly window: WebDriver }[] = [];
  const openWindow = async (): Promise<WebDriver> => {
    const opened = await startWindow(paths, display);
    windows.push(opened);
    return opened.window;
  };
  const first = await openWindow();
  let unused: WebDriver | null = first;
  return {
    version: `WebKitGTK ${String((await first.getCapabilities()).get('browserVersion'))}`,
    open: async (size) => {
      const window = unused ?? (await openWindow());
      unused = null;
      return pageIn(window, size);
    },
    faults: () => [],
    close: async () => {
      for (const { driver, window } of windows) {
        await window.quit();
        await end(driver);
      }
      await end(screen);
    },
  };
}

async function startWindow({ browser, driver: path }: WebkitPaths, display: string) {
  const port = await freePort();
  const driver = spawn(path, [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: display,
      // Its sandbox needs namespaces that a container may not have; the pages it opens are our own.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  await listens(port);
  const window = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
      }),
    )
    .build();
  return { driver, window };
}

async function pageIn(window: WebDriver, { width, height }: Size): Promise<BrowserPage> {
  await window.manage().window().setRect({ x: 0, y: 0, width, height });
  const find = (selector: string) => window.findElement(By.css(selector));
  return {
    goto: (url) => window.get(url),
    read: (expression) => window.executeScript(`return ${expression};`),
    tap: (selector) => find(selector).click(),
    type: (selector, text) => find(selector).sendKeys(text),
    picture: async () => Buffer.from(await window.takeScreenshot(), 'base64'),
  };
}

/** Resolves when something answers on the port. */
async function listens(port: number): Promise<void> {
  while (!(await answers(port)));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const told = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => told(true)).once('error', () => told(false));
  });
}

async function end(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const gone = once(process, 'exit');
  process.kill();
  await gone;
}
