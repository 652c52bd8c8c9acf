/** What tells of this program where its work is read elsewhere. */
import { readFileSync } from 'node:fs';

const packageFile = new URL('../package.json', import.meta.url);

/** The version and place of whatever is made at a moment (Unix ms). */
export function aboutNow(wall: number): {
  readonly wall: number;
  readonly utcOffset: number;
  readonly version: string;
} {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { readonly version: string };
  return { wall, utcOffset: -new Date(wall).getTimezoneOffset(), version };
}
