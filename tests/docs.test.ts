/** The documents name what the code has. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { activities } from '../activities/registry.rules.ts';
import { eventNames } from '../src/wire/schemas.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it('docs/protocol.md lists every event', () => {
  const protocol = read('docs/protocol.md');
  expect(eventNames.filter((event) => !protocol.includes(`\`${event}\``))).toEqual([]);
});

it('README.md names every activity', () => {
  const readme = read('README.md');
  expect(Object.keys(activities).filter((id) => !readme.includes(`activities/${id}`))).toEqual([]);
});

it('every activity has its own README', () => {
  for (const id of Object.keys(activities))
    expect(read(`activities/${id}/README.md`).length).toBeGreaterThan(500);
});

it('every file that README.md links to is there', () => {
  const links = [...read('README.md').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path ?? '');
  expect(links.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});
