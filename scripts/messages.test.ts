import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES, flattenMessages, messageFolders } from './messages.mjs';
import { ROOT } from './workspace.mjs';

type Messages = Record<string, string | object>;

const folders = messageFolders();

function read(folder: string, locale: string): Messages {
  return flattenMessages(JSON.parse(readFileSync(join(ROOT, folder, `${locale}.json`), 'utf8')) as object);
}

/** Placeholders of a message, sorted, each once; a variant message counts as its variants together. */
function placeholders(message: string | object): string[] {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''))].sort();
}

describe('messages', () => {
  it('finds the folders of the apps', () => {
    expect(folders).toEqual(
      expect.arrayContaining(['messages/common', 'messages/tablet', 'messages/console']),
    );
  });

  describe.each(folders)('%s', (folder) => {
    const [base, ...others] = LOCALES.map((locale) => ({ locale, messages: read(folder, locale) }));
    const own = folder.split('/')[1]; // messages/<area> or activities/<id>/messages

    it.each(others)('has the same keys in $locale', ({ messages }) => {
      expect(Object.keys(messages).sort()).toEqual(Object.keys(base?.messages ?? {}).sort());
    });

    it.each(others)('has the same placeholders in $locale', ({ messages }) => {
      for (const [key, message] of Object.entries(base?.messages ?? {}))
        expect(placeholders(messages[key] ?? ''), key).toEqual(placeholders(message));
    });

    it('has no empty message', () => {
      const empty = LOCALES.flatMap((locale) =>
        Object.entries(read(folder, locale)).filter(([, message]) => message === ''),
      );
      expect(empty).toEqual([]);
    });

    it(`nests its keys under "${String(own)}"`, () => {
      expect(Object.keys(base?.messages ?? {}).filter((key) => !key.startsWith(`${String(own)}.`))).toEqual(
        [],
      );
    });
  });

  it('shares no key between two files', () => {
    const keys = folders.flatMap((folder) => Object.keys(read(folder, LOCALES[0])));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});
