/** The whole application for browser tests and screenshots: a server of its own with an empty record, and its surfaces. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lanAddresses } from '../../server/transport/addresses.ts';
import { freePort, startServer } from './serverProcess.ts';
import type { Language } from '../../src/wire/vocabulary.ts';
import type { ServerProcess } from './serverProcess.ts';

/** The devices of a classroom, by the sizes (CSS px) designed for; fingers where a device has no mouse. */
const devices = {
  laptop: { viewport: { width: 1024, height: 768 } },
  projector: { viewport: { width: 1280, height: 720 } },
  tablet: { viewport: { width: 800, height: 1280 }, hasTouch: true, isMobile: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;
export type DeviceKind = keyof typeof devices;

/** Where each surface keeps its language (src/client/storage.ts). */
const languageKeys = ['screen', 'tablet', 'adult'].map((surface) => `circletime.language.${surface}`);

/** How long a tap or a wait may take on a busy machine (ms). */
const actionMs = 30_000;

export interface App {
  /** As the laptop itself opens it. */
  readonly url: string;
  /** As any other device opens it; the laptop's own address where the machine is on no network. */
  readonly lanUrl: string;
  readonly onLan: boolean;
  /** What pages threw or tried against the content policy; empty while all is well. */
  readonly faults: readonly string[];
  /** A page of a device of its own. */
  open(path: string, device: DeviceKind, options?: { language?: Language; lan?: boolean }): Promise<Page>;
  /** The server dies without a word and is started again on the same data, to which something may happen meanwhile. */
  powerCut(meanwhile?: (data: string) => void | Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** @param wanted the port where it matters, as in a picture of the address */
export async function openApp(browser: Browser, wanted?: number): Promise<App> {
  const data = await mkdtemp(join(tmpdir(), 'circletime-app-'));
  const port = wanted ?? (await freePort());
  const start = (): Promise<ServerProcess> =>
    startServer({ data, port, flags: ['--no-sample', '--host', '0.0.0.0'] });
  let server = await start();
  const [lan] = lanAddresses();
  const lanUrl = lan === undefined ? server.url : `http://${lan}:${port}`;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  return {
    url: server.url,
    lanUrl,
    onLan: lan !== undefined,
    faults,
    open: async (path, device, { language = 'zh-CN', lan: overLan = false } = {}) => {
      const context = await browser.newContext({
        ...devices[device],
        locale: 'zh-CN',
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      context.setDefaultTimeout(actionMs);
      await context.addInitScript(
        ([keys, kept]) => {
          for (const key of keys) if (localStorage.getItem(key) === null) localStorage.setItem(key, kept);
        },
        [languageKeys, JSON.stringify(language)] as const,
      );
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) faults.push(`${path}: ${message.text()}`);
      });
      await page.goto(`${overLan ? lanUrl : server.url}${path}`);
      return page;
    },
    powerCut: async (meanwhile) => {
      await server.kill();
      await meanwhile?.(data);
      server = await start();
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
