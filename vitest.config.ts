import { svelte } from '@sveltejs/vite-plugin-svelte';
import Icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';

const long = process.env['CIRCLETIME_LONG'] === '1';

export default defineConfig({
  plugins: [svelte(), Icons({ compiler: 'svelte' })],
  test: {
    globalSetup: 'scripts/vitest-setup.mjs',
    // better-sqlite3 is a native module: a process for each file keeps a crash in one file out of the others.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: long ? 600_000 : 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{server,activities,robots,scripts,tests}/**/*.test.ts'],
          exclude: ['tests/{browsers,e2e}/**', 'activities/*/views/**'],
          environment: 'node',
        },
      },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'browser',
          include: ['src/**/*.test.ts', 'activities/*/views/**/*.test.ts'],
          environment: './scripts/browser-environment.mjs',
        },
      },
    ],
  },
});
