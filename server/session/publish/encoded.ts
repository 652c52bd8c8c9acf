/** Parts with their JSON, by which a change is noticed: what did not change is not sent again. */
export type Encoded = ReadonlyMap<string, { readonly value: unknown; readonly json: string }>;

export function encode(parts: Readonly<Record<string, unknown>>): Encoded {
  return new Map(Object.entries(parts).map(([key, value]) => [key, { value, json: JSON.stringify(value) }]));
}

/** Later maps win over earlier ones. */
export function joined(...maps: readonly Encoded[]): Encoded {
  return new Map(maps.flatMap((map) => [...map]));
}

/** Keys of `next` whose part is new or differs from `shown`. */
export function changedKeys(shown: Encoded, next: Encoded): string[] {
  return [...next].flatMap(([key, part]) => (shown.get(key)?.json === part.json ? [] : [key]));
}

export function pick(parts: Encoded, keys: Iterable<string>): Record<string, unknown> {
  return Object.fromEntries([...keys].map((key) => [key, parts.get(key)?.value]));
}
