/** The words of a summary's sentences and of the flags: the one table from code to message. */
import { m } from '../../generated/paraglide/messages.js';
import { lengthText } from '../ui/adult/format.ts';
import type {
  OwnMeasure, QualityCode, QualityFlag, QualityParams, SummaryCode, SummaryLine, SummaryParams,
} from '../wire/review.ts'; // prettier-ignore
import type { QuickCode } from '../wire/vocabulary.ts';

type NameOf = (child: string) => string;

/** More names than these are not read in a sentence; its evidence leads to all. */
const namesShown = 8;

function namesText(children: readonly string[], nameOf: NameOf): string {
  const names = children.slice(0, namesShown).map(nameOf).join(m['summary.list.between']());
  return children.length > namesShown ? m['summary.list.more']({ names, count: children.length }) : names;
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

function rangeText({ least, most }: SummaryParams['own_more']): string {
  const [low, high] = [rounded(least), rounded(most)];
  return low === high ? low : m['summary.range']({ least: low, most: high });
}

type OwnWords = (words: { child: string; now: string; range: string; sessions: number }) => string;
type SeveralWords = (words: { children: string }) => string;
const more: Record<OwnMeasure, OwnWords> = {
  turns: m['summary.own_more.turns'],
  requests: m['summary.own_more.requests'],
  prompts: m['summary.own_more.prompts'],
};
const less: Record<OwnMeasure, OwnWords> = {
  turns: m['summary.own_less.turns'],
  requests: m['summary.own_less.requests'],
  prompts: m['summary.own_less.prompts'],
};
const moreSeveral: Record<OwnMeasure, SeveralWords> = {
  turns: m['summary.own_more_several.turns'],
  requests: m['summary.own_more_several.requests'],
  prompts: m['summary.own_more_several.prompts'],
};
const lessSeveral: Record<OwnMeasure, SeveralWords> = {
  turns: m['summary.own_less_several.turns'],
  requests: m['summary.own_less_several.requests'],
  prompts: m['summary.own_less_several.prompts'],
};
const noticed: Record<QuickCode, SeveralWords> = {
  INIT: m['summary.noticed.INIT'],
  RESP: m['summary.noticed.RESP'],
  HELP: m['summary.noticed.HELP'],
  WITH: m['summary.noticed.WITH'],
};

const own = (words: Record<OwnMeasure, OwnWords>, params: SummaryParams['own_more'], nameOf: NameOf) =>
  words[params.measure]({
    child: nameOf(params.child),
    now: rounded(params.now),
    range: rangeText(params),
    sessions: params.sessions,
  });
const several = (words: SeveralWords, children: readonly string[], nameOf: NameOf) =>
  words({ children: namesText(children, nameOf) });

const sentences: { readonly [C in SummaryCode]: (params: SummaryParams[C], nameOf: NameOf) => string } = {
  nothing_played: (params) => m['summary.nothing_played'](params),
  too_few_recorded: (params) => m['summary.too_few_recorded'](params),
  no_turns: (params) => m['summary.no_turns'](params),
  took_part: (params) => m['summary.took_part'](params),
  all_took_part: (params) => m['summary.all_took_part'](params),
  first_turns: ({ children }, nameOf) => several(m['summary.first_turns'], children, nameOf),
  own_more: (params, nameOf) => own(more, params, nameOf),
  own_more_several: ({ measure, children }, nameOf) => several(moreSeveral[measure], children, nameOf),
  own_less: (params, nameOf) => own(less, params, nameOf),
  own_less_several: ({ measure, children }, nameOf) => several(lessSeveral[measure], children, nameOf),
  noticed: ({ code, children }, nameOf) => several(noticed[code], children, nameOf),
  all_chosen: (params) => m['summary.all_chosen'](params),
  some_chosen: (params) => m['summary.some_chosen'](params),
  mutual_choices: (params) => m['summary.mutual_choices'](params),
  no_floor: ({ children }, nameOf) => several(m['summary.no_floor'], children, nameOf),
  passes: (params) => m['summary.passes'](params),
  pauses: ({ count, ms }) => m['summary.pauses']({ count, length: lengthText(ms) }),
  stopped: (params) => m['summary.stopped'](params),
  try_smaller_groups: () => m['summary.try_smaller_groups'](),
  try_everyone_once: () => m['summary.try_everyone_once'](),
  try_time_to_think: () => m['summary.try_time_to_think'](),
  try_wider_choice: () => m['summary.try_wider_choice'](),
  try_own_tap: () => m['summary.try_own_tap'](),
  try_mark_prompts: () => m['summary.try_mark_prompts'](),
  try_same_again: () => m['summary.try_same_again'](),
};

/** A sentence in the reader's language. */
export function summaryText({ code, params }: SummaryLine, nameOf: NameOf): string {
  // That the parameters are those of the code is the type of the line.
  return (sentences[code] as (params: unknown, nameOf: NameOf) => string)(params, nameOf);
}

const flags: { readonly [C in QualityCode]: (params: QualityParams[C]) => string } = {
  attribution: ({ own: taps, of }) =>
    m['quality.attribution']({ own: taps, of, percent: Math.round((taps / of) * 100) }),
  adult_tapped: m['quality.adult_tapped'],
  spot_checks: m['quality.spot_checks'],
  tablets_away: ({ tablets, ms }) => m['quality.tablets_away']({ tablets, length: lengthText(ms) }),
  queued: m['quality.queued'],
  corrected: m['quality.corrected'],
  auto_closed: m['quality.auto_closed'],
  server_pauses: ({ count, ms }) => m['quality.server_pauses']({ count, length: lengthText(ms) }),
  clock_back: ({ ms }) => m['quality.clock_back']({ length: lengthText(ms) }),
};

/** A flag in the reader's language. */
export function qualityText({ code, params }: QualityFlag): string {
  return (flags[code] as (params: unknown) => string)(params);
}
