/** ISO 8601 at the offset (minutes east of UTC) of the place, whatever this machine's time zone is. */
export function localTime(unixMs: number, offset: number): string {
  return `${localClock(unixMs, offset).slice(0, 19)}${offsetText(offset)}`;
}

/** The same to the millisecond. */
export function localTimeMs(unixMs: number, offset: number): string {
  return `${localClock(unixMs, offset).slice(0, 23)}${offsetText(offset)}`;
}

const localClock = (unixMs: number, offset: number) => new Date(unixMs + offset * 60_000).toISOString();

/** `+08:00`. */
export function offsetText(offset: number): string {
  const away = Math.abs(offset);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.trunc(away / 60))}:${two(away % 60)}`;
}
