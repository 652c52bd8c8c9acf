/** Playwright's `test` with an application of its own for each test; a page that threw fails it. */
import { expect, test as base } from '@playwright/test';
import { openApp } from './app.ts';
import type { App } from './app.ts';

export const test = base.extend<{ readonly app: App }>({
  app: async ({ browser }, use) => {
    const app = await openApp(browser);
    await use(app);
    await app.close();
    expect(app.faults, 'errors of pages').toEqual([]);
  },
});

export { expect };
