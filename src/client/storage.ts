/**
 * What a page remembers over reloads. Storage may be full, blocked or missing on an old tablet; then it lives
 * as long as the page, and nothing fails.
 */
const memory = new Map<string, string>();
const prefix = 'circletime.';

/** `browser` is shared by every page of this browser; `tab` is this tab's own and ends with it. */
export type Area = 'browser' | 'tab';
const storageOf = (area: Area): Storage => (area === 'tab' ? sessionStorage : localStorage);

/** The value kept under `key` if it passes `check`; null for none. Parsed, never trusted. */
export function recall<T>(
  key: string,
  check: (value: unknown) => value is T,
  area: Area = 'browser',
): T | null {
  try {
    const text = memory.get(key) ?? storageOf(area).getItem(prefix + key);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    return check(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keeps `value` (JSON) under `key`; null forgets it. */
export function keep(key: string, value: unknown, area: Area = 'browser'): void {
  const text = value === null ? null : JSON.stringify(value);
  try {
    if (text === null) storageOf(area).removeItem(prefix + key);
    else storageOf(area).setItem(prefix + key, text);
    memory.delete(key);
  } catch {
    if (text === null) memory.delete(key);
    else memory.set(key, text);
  }
}

export const isString = (value: unknown): value is string => typeof value === 'string';
