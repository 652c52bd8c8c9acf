import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../../../generated/paraglide/runtime.js';
import type { ReplayMoment } from '../../wire/replay.ts';
import { languages } from '../../wire/vocabulary.ts';
import { reasonText, stopText, turnName } from './words.ts';

const reasons = ['gone', 'other_version', 'differs', 'imported', 'incomplete', 'not_loaded'] as const;
afterEach(() => overwriteGetLocale(() => 'zh-CN'));

describe.each(languages)('in %s', (language) => {
  const speaking = () => overwriteGetLocale(() => language);

  it('each reason for having no picture has a sentence of its own', () => {
    speaking();
    const told = reasons.map((why) => reasonText(why, 3));
    expect(new Set(told).size).toBe(reasons.length);
    expect(reasonText('other_version', 3)).toContain('3');
  });

  it('a pause is told with its length and why it was', () => {
    speaking();
    const text = (wallMs: number | null, why: string) =>
      stopText({ kind: 'pause', id: 'p', at: 5, pause: { at: 5, wallMs, why } });
    expect(text(65_000, 'adult')).toContain('1:05');
    const told = ['adult', 'restart', 'not_saved', 'of a later version'].map((why) => text(65_000, why));
    expect(new Set(told).size).toBe(4);
    expect(text(null, 'adult')).not.toContain('0:00');
  });
});

it('a note is its words, a code its word, a prompt its level', () => {
  const text = (over: Partial<ReplayMoment>) => {
    const moment = {
      kind: 'note',
      seq: 1,
      at: 5,
      child: null,
      text: '自己先说',
      level: null,
      ...over,
    } as const;
    return stopText({ kind: 'moment', id: 'm', at: 5, moment });
  };
  expect(text({})).toBe('自己先说');
  expect(text({ kind: 'code', text: 'INIT' })).not.toBe('INIT');
  expect(text({ kind: 'prompt', text: '', level: 2 })).toContain('2');
});

it('a turn is named by its child, or the adult', () => {
  const replay = { children: { k1: { name: '小雨', animal: 'fox', colour: 0 } } } as const;
  const turn = { group: 1, turn: 1, offeredAt: 0, claimedAt: null, endedAt: null, why: null };
  expect(turnName(replay, { ...turn, child: 'k1' })).toBe('小雨');
  expect(turnName(replay, { ...turn, child: null })).not.toBe('');
});
