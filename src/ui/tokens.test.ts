import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { animals, childColours, doorPictures, groupShapes } from '../wire/vocabulary.ts';
import { frameOf } from './frames.ts';
import { shapeLooks } from './shapes.ts';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]),
);
const token = (name: string): string => tokens.get(name)!;

/** Relative luminance of `#rrggbb`, as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('colours', () => {
  it('carry text at 7:1 or better on every ground a child reads from', () => {
    const pairs: [string, string][] = [
      ['ink', 'ground'], ['ink', 'card'], ['ink', 'sunk'], ['ink', 'calm-soft'], ['ink-soft', 'ground'],
      ['on-accent', 'accent'], ['gold-ink', 'gold-soft'], ['calm', 'card'], ['bad', 'bad-soft'], ['good', 'good-soft'],
    ]; // prettier-ignore
    for (let colour = 0; colour < childColours; colour += 1) pairs.push(['ink', `child-${colour}-soft`]);
    for (const [text, ground] of pairs) {
      expect(contrast(token(text), token(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(7);
    }
  });

  it('are never the only sign of a child or a group: each has an outline of its own', () => {
    const frames = Array.from({ length: childColours }, (_, colour) => frameOf(colour));
    expect(new Set(frames).size).toBe(childColours);
    expect(new Set(groupShapes.map((shape) => shapeLooks[shape].path)).size).toBe(groupShapes.length);
  });

  it('of groups stand out from the ground', () => {
    for (const shape of groupShapes) {
      expect(contrast(shapeLooks[shape].colour, token('card')), shape).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('pictures', () => {
  const files = Object.keys(import.meta.glob('../../public/{animals,doors}/*.svg', { query: '?url' }));
  const named = (folder: string) =>
    files
      .filter((file) => file.includes(`/${folder}/`))
      .map((file) => file.slice(file.lastIndexOf('/') + 1, -'.svg'.length))
      .sort();

  it('exist for every animal and every door, and for nothing else', () => {
    expect(named('animals')).toEqual([...animals].sort());
    expect(named('doors')).toEqual([...doorPictures].sort());
  });
});
