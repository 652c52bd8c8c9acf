import { describe, expect, it } from 'vitest';
import { reading, readingsOf } from './pinyin.mjs';

describe('pinyin of short instructions', () => {
  it('has one place per character, empty where there is nothing to read', () => {
    expect(reading('看，点')).toBe('kàn  diǎn');
    expect(reading('看大屏幕，点三张图').split(' ')).toHaveLength('看大屏幕，点三张图'.length);
  });

  it('reads by the list where the dictionary is wrong', () => {
    expect(reading('跑得快')).toBe('pǎo de kuài');
    expect(reading('先数一数')).toBe('xiān shǔ yi shǔ');
  });

  it('leaves out what is not drawn as it stands, and what is not Chinese', () => {
    expect(readingsOf(['到我了', '一共 {n} 个', 'Pinyin', '到我了'])).toEqual({ 到我了: 'dào wǒ le' });
  });
});
