import { expect, it } from 'vitest';
import { overwriteGetLocale } from '../../generated/paraglide/runtime.js';
import { languages } from '../wire/vocabulary.ts';
import type { QualityFlag, SummaryLine } from '../wire/review.ts';
import { qualityText, summaryText } from './summaryWords.ts';

const nameOf = (child: string): string => `孩子${child}`;
const own = { child: '1', now: 3.25, least: 1, most: 2.5, sessions: 4 } as const;
const children = ['1', '2'];
const every: readonly (readonly [SummaryLine['code'], SummaryLine['params']])[] = [
  ['nothing_played', { recorded: 3, present: 4 }],
  ['too_few_recorded', { recorded: 2, present: 4 }],
  ['no_turns', { recorded: 3, present: 4 }],
  ['took_part', { had: 2, recorded: 3, present: 4 }],
  ['all_took_part', { recorded: 3, present: 4 }],
  ['first_turns', { children }],
  ...(['turns', 'requests', 'prompts'] as const).flatMap((measure) => [
    ['own_more', { ...own, measure }] as const,
    ['own_more_several', { children, measure }] as const,
    ['own_less', { ...own, measure }] as const,
    ['own_less_several', { children, measure }] as const,
  ]),
  ['noticed', { code: 'INIT', children }],
  ['all_chosen', { of: 6 }],
  ['some_chosen', { chosen: 4, of: 6 }],
  ['mutual_choices', { pairs: 2 }],
  ['no_floor', { children }],
  ['passes', { count: 2 }],
  ['pauses', { count: 1, ms: 65_000 }],
  ['stopped', { count: 1 }],
  ...(
    [
      'try_smaller_groups',
      'try_everyone_once',
      'try_time_to_think',
      'try_wider_choice',
      'try_own_tap',
    ] as const
  ).map((code) => [code, {}] as const),
  ['try_mark_prompts', {}],
  ['try_same_again', {}],
];
const text = ([code, params]: (typeof every)[number]): string =>
  summaryText({ code, params, evidence: [] } as unknown as SummaryLine, nameOf);

it.each(languages)('has a whole sentence for every code (%s)', (language) => {
  overwriteGetLocale(() => language);
  for (const one of every) {
    expect(text(one), one[0]).not.toMatch(/[{}]|undefined|NaN|\[object|summary\./);
    expect(text(one), one[0]).toMatch(language === 'en' ? /[.]$/ : /。$/);
  }
});

it('names a few children and counts the rest', () => {
  overwriteGetLocale(() => 'zh-CN');
  const many = Array.from({ length: 20 }, (_, index) => String(index + 1));
  expect(text(['no_floor', { children: many }])).toBe(
    '在场，这节课没有轮次记录：孩子1、孩子2、孩子3、孩子4、孩子5、孩子6、孩子7、孩子8等 20 人。',
  );
});

it('puts a child beside nobody but itself, with its figures', () => {
  overwriteGetLocale(() => 'en');
  expect(text(['own_more', { ...own, measure: 'turns' }])).toBe(
    '孩子1: 3.3 turns in 10 minutes, more than before (1–2.5 in 4 own earlier lessons like this one).',
  );
  expect(text(['own_less', { ...own, least: 1.04, most: 0.96, measure: 'requests' }])).toContain('(1 in 4');
});

it('says every flag in words', () => {
  overwriteGetLocale(() => 'en');
  const flags: readonly QualityFlag[] = [
    { code: 'attribution', params: { own: 3, of: 4 }, evidence: [] },
    { code: 'adult_tapped', params: { of: 4 }, evidence: [] },
    { code: 'spot_checks', params: { agreed: 1, n: 2 }, evidence: [] },
    { code: 'tablets_away', params: { tablets: 2, ms: 61_000 }, evidence: [] },
    { code: 'queued', params: { count: 1, of: 9 }, evidence: [] },
    { code: 'corrected', params: { count: 1 }, evidence: [] },
    { code: 'auto_closed', params: { count: 1 }, evidence: [] },
    { code: 'server_pauses', params: { count: 1, ms: 30_000 }, evidence: [] },
    { code: 'clock_back', params: { ms: 3_600_000 }, evidence: [] },
  ];
  expect(flags.map(qualityText).join(' ')).not.toMatch(/[{}]|undefined|NaN/);
  expect(qualityText({ code: 'attribution', params: { own: 3, of: 4 }, evidence: [] })).toContain('75 %');
});
