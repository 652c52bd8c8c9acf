/** What a cell of each sort may hold. Every reader gives the value, or null where the text is not understood. */
import type { TurnEnd } from '../../../activities/_kit/contract.ts';
import { attributions, channels, regimes, turnEnds } from '../../record/codes.ts';
import { tidyName } from '../../roster/text.ts';
import { kinds, words } from './row.ts';
import type { Kind, Person, RequestEnd } from './row.ts';

/** A day, ms: no lesson lasts longer. */
const longest = 86_400_000;
/** Characters of a name, as rosters have it. */
const longestName = 40;

/** Seconds with decimals, or h:mm:ss with decimals; ms, rounded. */
export function timeIn(text: string, decimalComma: boolean): number | null {
  const plain = decimalComma ? text.replace(',', '.') : text;
  const clock = /^(\d{1,2}):([0-5]\d):([0-5]\d(?:\.\d+)?)$/.exec(plain);
  const seconds = clock
    ? Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
    : /^\d+(?:\.\d+)?$/.test(plain)
      ? Number(plain)
      : NaN;
  const ms = Math.round(seconds * 1000);
  return ms >= 0 && ms <= longest ? ms : null;
}

export function integerIn(text: string, min: number, max: number): number | null {
  const n = /^\d{1,7}$/.test(text) ? Number(text) : NaN;
  return n >= min && n <= max ? n : null;
}

const yes = new Set(['yes', 'y', 'true', '1', '是', '有']);
const no = new Set(['no', 'n', 'false', '0', '否', '无']);

export function flagIn(text: string): boolean | null {
  const told = text.toLowerCase();
  return yes.has(told) ? true : no.has(told) ? false : null;
}

/** A level, or whether there was a prompt at all: then the weakest. */
export function promptIn(text: string): 0 | 1 | 2 | 3 | null {
  if (/^[0-3]$/.test(text)) return Number(text) as 0 | 1 | 2 | 3;
  const told = flagIn(text);
  return told === null ? null : told ? 1 : 0;
}

const kindWords: ReadonlyMap<string, Kind> = new Map([
  ...kinds.map((kind) => [kind, kind] as const),
  ...([
    ['发言', 'turn'], ['说话', 'turn'], ['先不说', 'pass'], ['跳过', 'pass'], ['没接', 'offer'], ['参与', 'contribution'],
    ['举手', 'request'], ['提示', 'prompt'], ['暂停', 'pause'], ['不算', 'void'], ['结束', 'end'], ['在场', 'present'], ['出席', 'present'], ['迟到', 'late'],
    ['缺席', 'absent'],
  ] as const), // prettier-ignore
]);
export const kindIn = (text: string): Kind | null => kindWords.get(text.toLowerCase()) ?? null;

const oneOf =
  <T extends string>(known: Readonly<Record<T, true>>) =>
  (text: string): T | null =>
    Object.hasOwn(known, text) ? (text as T) : null;

export const regimeIn = oneOf(regimes);
export const turnEndIn = oneOf<TurnEnd | 'open'>({ ...turnEnds, open: true });
export const requestEndIn = oneOf<RequestEnd>({ granted: true, unserved: true, withdrawn: true });
export const attributionIn = oneOf(attributions);
export const channelIn = oneOf(channels);
/** An activity's id, or a contribution's code. */
export const codeIn = (text: string): string | null =>
  /^[A-Za-z][A-Za-z0-9_.:-]{0,31}$/.test(text) ? text : null;

const adults: ReadonlySet<string> = new Set([words.adult, 'teacher', '老师', '（老师）']);
const guests: ReadonlySet<string> = new Set([words.guest, words.unknown, '？', '（客人）']);

export function personIn(text: string): Person | null {
  const told = text.toLowerCase();
  if (adults.has(told)) return 'adult';
  if (guests.has(told)) return 'guest';
  const name = tidyName(text);
  return name !== '' && name.length <= longestName ? { name } : null;
}

/** Names as a JSON array, or between semicolons. */
export function peopleIn(text: string): Person[] | null {
  const names = text.startsWith('[') ? jsonList(text) : text.split(/[;；|、]/u).map((name) => name.trim());
  const people = names?.map((name) => personIn(name)) ?? [null];
  return people.some((person) => person === null) ? null : (people as Person[]);
}

function jsonList(text: string): string[] | null {
  try {
    const told: unknown = JSON.parse(text);
    return Array.isArray(told) && told.every((item) => typeof item === 'string') ? told : null;
  } catch {
    return null;
  }
}
