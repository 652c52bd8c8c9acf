import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Written by scripts/chromium.mjs; `CHROMIUM_PATH` wins, so that a bare `npm run e2e` works too. */
const FOUND = 'node_modules/.cache/circletime/chromium-path';
const executablePath =
  process.env['CHROMIUM_PATH'] ??
  (existsSync(FOUND) ? readFileSync(FOUND, 'utf8').trim() : '/usr/bin/chromium');

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.test.ts', 'browsers/**/*.test.ts'],
  outputDir: 'test-results',
  // One browser at a time: the whole stack shares two cores with it.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: process.env['CIRCLETIME_LONG'] === '1' ? 1_800_000 : 240_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'zh-CN',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
