/** Parts with their JSON, by which a change is noticed: what did not change is not sent again. */
export interface Part {
  /** Not changed any more. */
  readonly value: unknown;
  /** Different for each part that was made, so that a part that was kept is known without a look into it. */
  readonly id: number;
  /** Made when it is asked for, and kept where it is short: what changes with every act is. */
  json(): string;
}
export type Encoded = ReadonlyMap<string, Part>;

/** Characters. Beyond, a class of tablets would hold everybody's tiles twice over. */
const shortJson = 600;
let made = 0;

export function part(value: unknown): Part {
  let kept: string | null = null;
  return {
    value,
    id: (made += 1),
    json: () => {
      if (kept !== null) return kept;
      const json = JSON.stringify(value);
      if (json.length <= shortJson) kept = json;
      return json;
    },
  };
}

export function encode(parts: Readonly<Record<string, unknown>>): Encoded {
  return new Map(Object.entries(parts).map(([key, value]) => [key, part(value)]));
}

/** Keys of `next` whose part is new or differs from `shown`. */
export function changedKeys(shown: Encoded, next: Encoded): string[] {
  if (shown === next) return [];
  const keys: string[] = [];
  for (const [key, now] of next) if (isOther(shown.get(key), now)) keys.push(key);
  return keys;
}

export function isOther(before: Part | undefined, now: Part): boolean {
  return before?.id !== now.id && before?.json() !== now.json();
}

export function pick(parts: Encoded, keys: Iterable<string>): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const key of keys) picked[key] = parts.get(key)?.value;
  return picked;
}
