/**
 * Whether two values read the same as JSON, told without writing either. Values are as JSON has them: no dates, no
 * functions, no cycles. Where one has an undefined entry and the other none, they count as different.
 */
export function alike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  // The order of keys is part of how it reads.
  const keys = Object.keys(one);
  const others = Object.keys(other);
  if (keys.length !== others.length) return false;
  for (const [index, key] of keys.entries()) {
    if (key !== others[index]) return false;
    if (
      !alike(
        (one as Readonly<Record<string, unknown>>)[key],
        (other as Readonly<Record<string, unknown>>)[key],
      )
    )
      return false;
  }
  return true;
}
