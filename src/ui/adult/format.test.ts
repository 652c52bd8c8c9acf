import { describe, expect, it } from 'vitest';
import { dayText, isoDay, lengthText } from './format.ts';

describe('lengthText', () => {
  it('counts minutes and whole seconds', () => {
    expect(lengthText(0)).toBe('0:00');
    expect(lengthText(59_999)).toBe('0:59');
    expect(lengthText(61_000)).toBe('1:01');
    expect(lengthText(3_600_000)).toBe('60:00');
  });

  it('shows no negative length', () => {
    expect(lengthText(-500)).toBe('0:00');
  });
});

describe('isoDay', () => {
  it('is the local calendar day, not the one in Greenwich', () => {
    expect(isoDay(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
    expect(isoDay(new Date(2026, 10, 30, 23, 59))).toBe('2026-11-30');
  });
});

describe('dayText', () => {
  it('is the same calendar day in the words of each language', () => {
    expect(dayText('2026-11-03', 'zh-CN')).toBe('2026年11月3日');
    expect(dayText('2026-11-03', 'en')).toBe('November 3, 2026');
  });
});
