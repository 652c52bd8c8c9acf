import { describe, expect, it } from 'vitest';
import { manner, readAloud, voiceFor } from './speech.ts';
import type { SpeechPort, Voice } from './speech.ts';

const voice = (lang: string, localService = true): Voice => ({ lang, localService });

/** A browser with these voices, and what was heard of it. */
function browserWith(voices: readonly Voice[]) {
  const heard: string[] = [];
  const port: SpeechPort = {
    voices: () => voices,
    onVoices: () => () => undefined,
    say: (text, { lang }, { volume, rate }) => heard.push(`${lang} ${volume} ${rate} ${text}`),
    hush: () => heard.push('hush'),
  };
  return { port, heard };
}

describe('a voice for reading aloud', () => {
  it('is one of the language, however the browser spells it', () => {
    for (const lang of ['zh-CN', 'zh_CN', 'zh', 'zh-Hans-CN', 'cmn-Hans-CN'])
      expect(voiceFor('zh-CN', [voice('en-US'), voice(lang)])?.lang).toBe(lang);
    expect(voiceFor('en', [voice('zh-CN'), voice('en_GB')])?.lang).toBe('en_GB');
  });

  it('is never one that needs the network', () => {
    expect(voiceFor('zh-CN', [voice('zh-CN', false)])).toBeNull();
    expect(voiceFor('en', [voice('en-US', false), voice('en-AU')])?.lang).toBe('en-AU');
  });

  it('is none where the browser speaks only other languages, Cantonese among them', () => {
    expect(voiceFor('zh-CN', [voice('zh-HK'), voice('yue-HK'), voice('en-US')])).toBeNull();
    expect(voiceFor('en', [])).toBeNull();
  });
});

describe('reading aloud', () => {
  it('says the texts in order, quietly and slowly, in place of what was being said', () => {
    const { port, heard } = browserWith([voice('zh-CN')]);
    expect(readAloud(port, 'zh-CN', ['把平板给', '到我了'])).toBe(true);
    expect(heard).toEqual(['hush', 'zh-CN 0.5 0.85 把平板给', 'zh-CN 0.5 0.85 到我了']);
    expect(manner.volume).toBeLessThanOrEqual(0.5);
  });

  it('says nothing without a voice', () => {
    const { port, heard } = browserWith([voice('en-US')]);
    expect(readAloud(port, 'zh-CN', ['到我了'])).toBe(false);
    expect(heard).toEqual(['hush']);
  });
});
