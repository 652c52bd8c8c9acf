import { describe, expect, it } from 'vitest';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { topics } from '../deck.ts';
import { talkingCircle } from '../rules.ts';
import { topicLook } from './topics.ts';
import { words } from './words.ts';

describe('the words of the talking circle', () => {
  it('name every setting, every option and everything it trains', () => {
    const { settings, trains } = talkingCircle;
    const worded = settings.flatMap((setting) => [
      [setting.key, words.setting(setting.key)],
      ...(setting.kind === 'choice'
        ? setting.options.map((option) => [option, words.option(setting.key, option)])
        : []),
    ]);
    for (const [code, text] of [...worded, ...trains.map((code) => [code, words.trains(code)])]) {
      expect(text).toBeTruthy();
      expect(text).not.toBe(code);
    }
  });

  it('give every topic a sentence and a picture of its own, and an unknown topic none', () => {
    const looks = topics.map(topicLook);
    expect(new Set(looks.map((look) => look?.words())).size).toBe(topics.length);
    expect(new Set(looks.map((look) => look?.Picture)).size).toBe(topics.length);
    expect(topicLook('no such topic')).toBeNull();
    expect(topicLook(null)).toBeNull();
  });

  it('ask nothing about parents, home, money, phones, clothes, festivals or marks, and label nobody', () => {
    const chinese = Object.values(zh['talking-circle'].topic).join(' ');
    expect(chinese).not.toMatch(
      /爸|妈|父|母|爷|奶|外婆|外公|家|钱|手机|电话|衣|鞋|节日|过年|春节|中秋|分数|考试|成绩/,
    );
    const english = Object.values(en['talking-circle'].topic).join(' ');
    expect(english).not.toMatch(
      /parent|mother|father|mum|dad|home|money|phone|clothes|holiday|festival|marks?\b|exam/i,
    );
    expect(JSON.stringify([zh, en])).not.toMatch(/留守|left-behind/);
  });

  it('fit on a screen: no topic is longer than a child can read at a glance', () => {
    for (const text of Object.values(zh['talking-circle'].topic)) expect(text.length).toBeLessThanOrEqual(10);
  });
});
