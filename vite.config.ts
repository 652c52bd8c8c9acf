import { svelte } from '@sveltejs/vite-plugin-svelte';
import Icons from 'unplugin-icons/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte(), Icons({ compiler: 'svelte' })],
  build: {
    // Syntax is lowered to the browser floor; the type library and the linter keep newer APIs out.
    target: 'chrome88',
    outDir: 'dist',
    manifest: true,
    // Everything is a file of its own: the content security policy allows no inline script, style or data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { screen: 'index.html', tablet: 'join.html', console: 'console.html', review: 'review.html' },
      // Where the build's time went is nothing for a teacher's terminal.
      checks: { bundlerTimings: false },
    },
  },
});
