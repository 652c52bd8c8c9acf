import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, filesIn } from './workspace.mjs';

/** CSS and HTML that Chromium 88 does not know. The build lowers syntax; these it cannot make up for. */
const UNKNOWN: Readonly<Record<string, RegExp>> = {
  '@layer': /@layer\b/,
  '@container': /@container\b|container-type\s*:/,
  ':has()': /:has\(/,
  'aspect-ratio': /(^|[\s;{"])aspect-ratio\s*:/m,
  'small, large and dynamic viewport units': /\d(dv|sv|lv)(h|w|min|max)\b/,
  'container units': /\dcq(w|h|i|b|min|max)\b/,
  'color-mix()': /color-mix\(/,
  'overflow: clip': /overflow(-[xy])?\s*:\s*clip\b/,
  'transforms as properties': /(^|[;{]\s*|^\s+)(translate|rotate|scale)\s*:\s*[-\d]/m,
  'the inert attribute': /\sinert(=|\s|>|\})/,
  'the popover attribute': /\spopover(=|\s|>)/,
};

/** The markup and style of a component, without its script and without comments. */
function visible(source: string): string {
  return source.replace(/<script[\s\S]*?<\/script>/g, '').replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '');
}

function unknownIn(source: string): string[] {
  return Object.entries(UNKNOWN)
    .filter(([, pattern]) => pattern.test(visible(source)))
    .map(([name]) => name);
}

describe('browser floor', () => {
  const files = ['src', 'activities', 'public']
    .flatMap(filesIn)
    .filter((path) => /\.(svelte|css|html)$/.test(path));

  it.each(files)('%s uses nothing that Chromium 88 lacks', (path) => {
    expect(unknownIn(readFileSync(join(ROOT, path), 'utf8'))).toEqual([]);
  });

  it.each([
    ['@layer', '<style>@layer base { a { color: red } }</style>'],
    ['@container', '<style>.a { container-type: inline-size }</style>'],
    [':has()', '<style>.a:has(b) {}</style>'],
    ['aspect-ratio', '<style>.a { aspect-ratio: 1 }</style>'],
    ['small, large and dynamic viewport units', '<style>.a { height: 100dvh }</style>'],
    ['container units', '<style>.a { width: 10cqw }</style>'],
    ['color-mix()', '<style>.a { color: color-mix(in srgb, red, blue) }</style>'],
    ['overflow: clip', '<style>.a { overflow: clip }</style>'],
    ['transforms as properties', '<style>\n  .a {\n    scale: 1.2;\n  }</style>'],
    ['the inert attribute', '<div class="a" inert></div>'],
    ['the popover attribute', '<div popover="auto"></div>'],
  ])('notices %s', (name, source) => {
    expect(unknownIn(source)).toEqual([name]);
  });

  it('takes scripts, comments and media queries for what they are', () => {
    const source =
      '<script>const inert = 1;</script><style>/* no :has() */ @media (min-aspect-ratio: 1/1) { a { transform: scale(1.2) } }</style>';
    expect(unknownIn(source)).toEqual([]);
  });
});
