/**
 * What a page remembers over reloads. Storage may be full, blocked or missing on an old tablet; then it lives
 * as long as the page, and nothing fails.
 */
const memory = new Map<string, string>();
const prefix = 'circletime.';

/** The value kept under `key` if it passes `check`; null for none. Parsed, never trusted. */
export function recall<T>(key: string, check: (value: unknown) => value is T): T | null {
  try {
    const text = memory.get(key) ?? localStorage.getItem(prefix + key);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    return check(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keeps `value` (JSON) under `key`; null forgets it. */
export function keep(key: string, value: unknown): void {
  const text = value === null ? null : JSON.stringify(value);
  try {
    if (text === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, text);
    memory.delete(key);
  } catch {
    if (text === null) memory.delete(key);
    else memory.set(key, text);
  }
}

export const isString = (value: unknown): value is string => typeof value === 'string';
