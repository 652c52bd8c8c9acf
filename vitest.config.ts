import { svelte } from '@sveltejs/vite-plugin-svelte';
import Icons from 'unplugin-icons/vite';
import { defineConfig } from 'vitest/config';

const long = process.env['CIRCLETIME_LONG'] === '1';

export default defineConfig({
  plugins: [svelte(), Icons({ compiler: 'svelte' })],
  test: {
    include: ['{server,src,activities,robots,scripts,tests}/**/*.test.ts'],
    exclude: ['tests/e2e/**', '**/node_modules/**'],
    globalSetup: 'scripts/vitest-setup.mjs',
    environment: 'node',
    // better-sqlite3 is a native module: a process for each file keeps a crash in one file out of the others.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: long ? 600_000 : 30_000,
    hookTimeout: 30_000,
  },
});
