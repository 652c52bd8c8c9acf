import { describe, expect, it } from 'vitest';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { cards, kindOf, kinds } from '../deck.ts';
import { storyTrain } from '../rules.ts';
import { cardLook, kindLooks } from './pictures.ts';
import { words } from './words.ts';

describe('the words of the story train', () => {
  it('name every setting, every option and everything it trains', () => {
    const { settings, trains } = storyTrain;
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

  it('give every card and every kind a word and a picture of its own, and an unknown card none', () => {
    const looks = [...cards.map(cardLook), ...kinds.map((kind) => kindLooks[kind])];
    expect(new Set(looks.map((look) => look?.words())).size).toBe(cards.length + kinds.length);
    expect(new Set(looks.map((look) => look?.Picture)).size).toBe(cards.length + kinds.length);
    expect(cardLook('no-such-card')).toBeNull();
  });

  it('has as many cards of each kind as of any other, and no card that is called like a kind', () => {
    const counts = kinds.map((kind) => cards.filter((card) => kindOf(card) === kind).length);
    expect(new Set(counts).size).toBe(1);
    expect(cards.filter((card) => (kinds as readonly string[]).includes(card))).toEqual([]);
  });

  it('show nothing about parents, home, money, phones, clothes, festivals or marks, and label nobody', () => {
    const chinese = Object.values(zh['story-train'].card).join(' ');
    expect(chinese).not.toMatch(
      /爸|妈|父|母|爷|奶|外婆|外公|家|钱|手机|电话|衣|鞋|节日|过年|春节|中秋|分数|考试|成绩/,
    );
    const english = Object.values(en['story-train'].card).join(' ');
    expect(english).not.toMatch(
      /parent|mother|father|mum|dad|home|house|money|phone|clothes|holiday|festival|marks?\b|exam/i,
    );
    expect(JSON.stringify([zh, en])).not.toMatch(/留守|left-behind/);
  });

  it('are short: no card is named by more than four characters', () => {
    for (const text of Object.values(zh['story-train'].card)) expect(text.length).toBeLessThanOrEqual(4);
  });
});
