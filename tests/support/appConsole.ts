/** The teacher's console as a page. */
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { App, DeviceKind } from './app.ts';
import { testPin } from './serverProcess.ts';

/** Signs in by PIN on the laptop, where nobody else sees the console: its panels are open. */
export async function openConsole(app: App, device: DeviceKind = 'laptop'): Promise<Page> {
  const page = await app.open('/console', device);
  await page.getByLabel('密码').fill(testPin);
  await page.getByRole('button', { name: '登录' }).click();
  // During a lesson the question waits for the way home.
  const projector = page.getByRole('button', { name: '是，它显示别的画面' });
  await expect(projector.or(page.getByRole('navigation', { name: '这节课的步骤' }))).toBeVisible();
  if (await projector.isVisible()) await projector.click();
  return page;
}
