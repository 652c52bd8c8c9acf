/** A picture's parts, by which a change is noticed: what did not change is not sent again. */
import { alike } from './alike.ts';

export interface Part {
  /** Not changed any more. */
  readonly value: unknown;
}
export type Parts = ReadonlyMap<string, Part>;

export function part(value: unknown): Part {
  return { value };
}

export function partsOf(parts: Readonly<Record<string, unknown>>): Parts {
  return new Map(Object.entries(parts).map(([key, value]) => [key, part(value)]));
}

/** Keys of `next` whose part is new or differs from `shown`. */
export function changedKeys(shown: Parts, next: Parts): string[] {
  if (shown === next) return [];
  const keys: string[] = [];
  for (const [key, now] of next) if (isOther(shown.get(key), now)) keys.push(key);
  return keys;
}

/** A part that was kept is known without a look into it. */
export function isOther(before: Part | undefined, now: Part): boolean {
  return before !== now && (before === undefined || !alike(before.value, now.value));
}

export function pick(parts: Parts, keys: Iterable<string>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key of keys) picked[key] = parts.get(key)?.value;
  return picked;
}
