/**
 * What children see, hear or carry home on paper calls nobody left behind and asks about nothing that hurts; and what the
 * review tells of them ranks nobody and finds nothing wrong with anybody.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { activities } from '../activities/registry.rules.ts';
import { flattenMessages } from '../scripts/messages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Names for children whose parents work far away; on nothing that a child sees. */
const labels = [/留守/, /left[- ]behind/i, /stay-at-home child/i];

/** What no topic and no instruction asks about, by why it hurts. */
const topics: Readonly<Record<string, readonly RegExp[]>> = {
  parents: [/[爸妈爹娘父母]/, /家长/, /亲人/, /\b(parent|mother|father|mum|mom|dad|mam)(s|my|mies)?\b/i],
  home: [/家/, /\b(home|house|family|families)\b/i],
  money: [/[钱买贵]/, /零花/, /\b(money|pay|buy|bought|cost|price|rich|poor)\b/i],
  phones: [/手机|电话|微信|视频/, /\b(phone|telephone|call home|video chat)s?\b/i],
  clothes: [/[衣裙裤鞋帽]/, /\b(cloth|clothes|dress|shoes?|shirt|coat)\b/i],
  festivals: [
    /春节|过年|新年|中秋|团圆|国庆|清明|节日/,
    /\b(festival|new year|reunion|holidays?|christmas)\b/i,
  ],
  marks: [
    /分数|成绩|考试|名次|排名|第一名|作业/,
    /\b(marks?|grades?|exams?|tests?|scores?|rank(ing)?|homework)\b/i,
  ],
};

/** What the review's own sentences never say of children. */
const verdicts: Readonly<Record<string, readonly RegExp[]>> = {
  ranks: [
    /排名|名次|第一名|最好|最差|最多的|最少的|倒数|领先|落后|优秀|优等|差生|不如/,
    /\b(best|worst|top|bottom|rank(s|ed|ing)?|winners?|losers?|better than|worse than|leader(board)?|lags?)\b/i,
  ],
  compares: [
    /比(其他|别的|其它|另一个|其余|大多数)|比别人|高于(其他|别|平均|全班)|低于(其他|别|平均|全班)|平均水平/,
    /\b(than|like|unlike) (the |any |most )?(other|others|average|peers|classmates|rest)\b|\b(above|below) (the )?average\b/i,
  ],
  diagnoses: [
    /自闭|孤僻|多动|抑郁|焦虑|障碍|缺陷|异常|问题儿童|心理问题|症|病|诊断|内向|孤立/,
    /\b(autis\w*|adhd|depress\w*|anxi\w*|disorder|deficit|abnormal|patholog\w*|diagnos\w*|symptom\w*|introvert\w*|isolated)\b/i,
  ],
  blames: [/失败|不行|不好|懒|笨|不合群|拒绝|应该/, /\b(fail(s|ed|ure)?|lazy|bad|poor|refus\w*|should)\b/i],
};

/** Words of everyday Chinese that hold a forbidden character and mean nothing of the kind: everyone. */
const harmless = /大家/g;

/** Each sentence of a messages file, by key. */
function sentences(file: string): [key: string, text: string][] {
  const messages = flattenMessages(JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as object);
  return Object.entries(messages).map(([key, text]) => [key, JSON.stringify(text)]);
}

function found(text: string, patterns: readonly RegExp[]): string[] {
  const plain = text.replace(harmless, '');
  return patterns.flatMap((pattern) => pattern.exec(plain)?.[0] ?? []);
}

const surfaces = globSync(['messages/{tablet,screen,common}/*.json', 'activities/*/messages/*.json'], {
  cwd: root,
});
const prints = globSync(['public/*.html', 'public/cards/*.svg'], { cwd: root });

describe('children’s surfaces', () => {
  it('are all read: two languages of each', () => {
    expect(surfaces.length).toBeGreaterThanOrEqual(2 * (3 + Object.keys(activities).length));
    expect(surfaces.filter((file) => file.endsWith('zh-CN.json'))).toHaveLength(surfaces.length / 2);
    expect(prints.length).toBeGreaterThan(0);
  });

  it.each([
    ['留守儿童的故事', labels],
    ['Left-behind children', labels],
    ['大家说说你的爸爸', topics['parents'] ?? []],
    ['大家回家做什么', topics['home'] ?? []],
    ['过年买的新衣服', Object.values(topics).flat()],
    ['My marks in the test', topics['marks'] ?? []],
  ])('would be caught with “%s”', (text, patterns) => {
    expect(found(text, patterns)).not.toEqual([]);
  });

  it.each(surfaces)('%s has no such label and no such topic', (file) => {
    const caught = sentences(file).flatMap(([key, text]) =>
      found(text, [...labels, ...Object.values(topics).flat()]).map((word) => `${key}: ${word}`),
    );
    expect(caught).toEqual([]);
  });

  it.each(prints)('%s has no such label', (file) => {
    expect(found(readFileSync(`${root}/${file}`, 'utf8'), labels)).toEqual([]);
  });

  it.each(Object.entries(activities))('the deck of %s asks about none of it', (_, { deck }) => {
    for (const card of deck) {
      const words = JSON.stringify(card).replace(/[-_]/g, ' ');
      expect(found(words, [...labels, ...Object.values(topics).flat()])).toEqual([]);
    }
  });
});

describe('what the review says of children', () => {
  const parts = [
    ...['summary', 'quality', 'history', 'lesson', 'charts', 'review', 'replay', 'correct'],
    ...['import', 'export', 'exchange', 'analyze', 'codebook'],
  ];
  const told = globSync(`messages/{${parts.join()}}/*.json`, { cwd: root });
  const never = [...labels, ...Object.values(verdicts).flat()];

  it('is all read: two languages of each', () => {
    expect(told).toHaveLength(2 * parts.length);
  });

  it('is every file whose words the review’s pages take', () => {
    const used = globSync('{src/review,server/review}/**/*.{ts,svelte}', { cwd: root }).flatMap((file) =>
      [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/\bm\['([\w-]+)\./g)].map(([, part]) => part),
    );
    // Words of every surface and of refusals; the children's own are read above.
    const shared = ['common', 'error', 'adult', 'server'];
    expect([...new Set(used)].filter((part) => !shared.includes(part ?? '')).sort()).toEqual([...parts].sort()); // prettier-ignore
  });

  it.each([
    ['小雨的发言排名第一', verdicts['ranks'] ?? []],
    ['k1 did better than k2', verdicts['ranks'] ?? []],
    ['比其他孩子说得少', verdicts['compares'] ?? []],
    ['speaks less than the others', verdicts['compares'] ?? []],
    ['可能有社交障碍', verdicts['diagnoses'] ?? []],
    ['shows signs of anxiety', verdicts['diagnoses'] ?? []],
    ['应该多发言', verdicts['blames'] ?? []],
    ['留守儿童发言少', labels],
  ])('would be caught with “%s”', (text, patterns) => {
    expect(found(text, patterns)).not.toEqual([]);
  });

  it.each(told)('%s ranks nobody, diagnoses nothing, blames nobody', (file) => {
    const caught = sentences(file).flatMap(([key, text]) =>
      found(text, never).map((word) => `${key}: ${word}`),
    );
    expect(caught).toEqual([]);
  });
});
