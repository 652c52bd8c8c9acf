import { describe, expect, it } from 'vitest';

/** What no child is to read, on any surface: labels for children, and what the bundled cards never ask about. */
const forbidden = {
  'zh-CN': ['留守', '爸爸', '妈妈', '父母', '家长', '家里', '钱', '手机', '新衣服', '成绩', '分数', '名次', '第一名', '最慢', '输'],
  en: ['left-behind', 'parent', 'mother', 'father', 'money', 'phone', 'clothes', 'score', 'marks', 'winner', 'loser', 'slowest'],
}; // prettier-ignore

const files = import.meta.glob<string>(
  [
    '../../messages/{common,tablet,screen}/*.json',
    '../../activities/*/messages/*.json',
    '!../../activities/_*/**',
  ],
  { query: '?raw', import: 'default', eager: true },
);

describe("words on children's surfaces", () => {
  it('are found', () => {
    expect(Object.keys(files).length).toBeGreaterThanOrEqual(10);
  });

  for (const [file, text] of Object.entries(files)) {
    it(`${file.slice('../../'.length)} say nothing of what hurts, ranks or compares`, () => {
      const language = file.endsWith('zh-CN.json') ? 'zh-CN' : 'en';
      const said = forbidden[language].filter((word) => text.toLowerCase().includes(word));
      expect(said).toEqual([]);
    });
  }

  for (const [file, text] of Object.entries(files).filter(([name]) => name.endsWith('zh-CN.json'))) {
    it(`${file.slice('../../'.length)} set Chinese with Chinese punctuation`, () => {
      const torn = /(?:[\u4e00-\u9fff]|\w\})[,?!:;()]|[,?!:;()](?:[\u4e00-\u9fff]|\{\w)/g;
      expect(text.match(torn)).toBeNull();
    });
  }
});
