/**
 * Where a colleague's device finds this server: its first address on the network, else where this page came from.
 * `urls` are addresses of its join page.
 */
export function baseFor(urls: readonly string[], origin: string): string {
  const [first] = urls;
  return first === undefined ? origin : new URL(first).origin;
}
