import { describe, expect, it } from 'vitest';
import type { CircleView } from '../rules.views.ts';
import { middleOf } from './middle.ts';

type Standing = Pick<CircleView, 'floor' | 'next'>;
const view = (standing: Standing) => standing as CircleView;
const floor = {
  turn: 1,
  speaker: 3,
  state: 'claimed',
  since: 0,
  deadline: null,
  next: 4,
} as const;

describe('the middle of the circle', () => {
  it('is empty while nobody is known', () => {
    expect(middleOf(view({ floor: null, next: null }))).toEqual({ who: null, quiet: false, after: null });
  });

  it('shows the child of the coming turn in the quiet before it, and nobody after', () => {
    expect(middleOf(view({ floor: null, next: 4 }))).toEqual({ who: 4, quiet: true, after: null });
  });

  it('shows the speaker, with who comes after', () => {
    expect(middleOf(view({ floor, next: 4 }))).toEqual({ who: 3, quiet: false, after: 4 });
  });

  it('shows the adult who speaks', () => {
    expect(middleOf(view({ floor: { ...floor, speaker: 'adult' }, next: null })).who).toBe('adult');
  });
});
