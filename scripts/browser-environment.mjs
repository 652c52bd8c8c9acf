/**
 * Vitest environment for what a browser runs: Svelte is compiled and resolved for the client, so that runes react, while
 * everything else is Node. There is no DOM; what needs one is tested in a real browser.
 * @type {import('vitest/runtime').Environment}
 */
export default {
  name: 'browser-modules',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};
