import { describe, expect, it } from 'vitest';
import { firstLoad } from './size.mjs';

describe('first load', () => {
  const manifest = {
    'join.html': {
      file: 'assets/tablet.js',
      imports: ['_shared.js', '_svelte.js'],
      dynamicImports: ['lazy.ts'],
    },
    '_shared.js': { file: 'assets/shared.js', imports: ['_svelte.js'] },
    '_svelte.js': { file: 'assets/svelte.js' },
    'lazy.ts': { file: 'assets/lazy.js', imports: ['_svelte.js'] },
  };

  it('counts static imports, each once, and no lazy one', () => {
    expect(firstLoad(manifest, 'join.html')).toEqual([
      'assets/tablet.js',
      'assets/shared.js',
      'assets/svelte.js',
    ]);
  });

  it('leaves out what is there already', () => {
    expect(firstLoad(manifest, 'join.html', ['assets/svelte.js'])).toEqual([
      'assets/tablet.js',
      'assets/shared.js',
    ]);
  });

  it('refuses a manifest that lacks a chunk', () => {
    expect(() => firstLoad({ 'join.html': { file: 'a.js', imports: ['_gone.js'] } }, 'join.html')).toThrow(
      '_gone.js',
    );
  });
});
