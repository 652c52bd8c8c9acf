/** Times and dates for adults. Lengths are ms; walls are Unix epoch ms, shown in this computer's time zone. */
import type { Language } from '../../wire/vocabulary.ts';

/** A length as m:ss, rounded down to the second; negative counts as none. */
export function lengthText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function dateText(wall: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full' }).format(wall);
}

export function dateTimeText(wall: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(wall);
}

export function timeText(wall: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(wall);
}

/** The calendar day in this computer's time zone as YYYY-MM-DD, as the wire's dates are written. */
export function isoDay(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A calendar day of the wire, YYYY-MM-DD, as the language writes it. */
export function dayText(day: string, language: Language): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(year, month - 1, date));
}
