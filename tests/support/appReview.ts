/** The review as a page. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openSqliteStore } from '../../server/store/sqlite/open.ts';
import type { App } from './app.ts';
import { openConsole } from './appConsole.ts';
import { keepTold } from './toldLessons.ts';
import type { ToldLesson } from './toldLessons.ts';

/** Signs in, and opens the review at an address (`#/…`) of its own. */
export async function openReview(app: App, hash = ''): Promise<Page> {
  const page = await openConsole(app);
  await page.goto(`${app.url}/review${hash}`);
  return page;
}

/** Puts a told lesson into the app's record; the server restarts on it. @returns the session */
export async function tellLesson(app: App, lesson: ToldLesson): Promise<string> {
  let session = '';
  await app.powerCut(async (folder) => {
    const store = await openSqliteStore({ folder });
    ({ session } = await keepTold(store, lesson));
    await store.close();
  });
  return session;
}

/** All charts are there, also those that are loaded once the page stands. */
export async function untilDrawn(page: Page): Promise<void> {
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.getByText('更多数字').or(page.getByText('More figures')).first()).toBeVisible();
}
