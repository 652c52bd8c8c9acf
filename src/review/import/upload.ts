/** Sends a file of turns to be looked at or kept. The token goes in a header, never in a URL. */
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { AnyFailure } from '../../client/connection.svelte.ts';
import { refusalOf } from '../../ui/adult/download.ts';
import type { ImportAnswer } from '../../wire/exchange.ts';

export interface ImportWish {
  readonly classId: string;
  /** YYYY-MM-DD, and hh:mm or null. */
  readonly day: string;
  readonly time: string | null;
  readonly regime: Regime;
  /** Children who were not there. */
  readonly absent: readonly string[];
  readonly again: boolean;
  /** Keep it; else it is only looked at. */
  readonly keep: boolean;
  /** The file in base64. */
  readonly bytes: string;
}

/** As many bytes as the server takes. */
export const largestFile = 1_048_576;

export async function postImport(token: string | null, wish: ImportWish): Promise<ImportAnswer | AnyFailure> {
  if (token === null) return { ok: false, code: 'signed_out' };
  try {
    const response = await fetch('/api/import', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(wish),
    });
    const body: unknown = await response.json().catch(() => null);
    return response.ok ? (body as ImportAnswer) : refusalOf(body);
  } catch {
    return { ok: false, code: 'offline' };
  }
}

/** A file's bytes in base64, by the browser's own reader: a megabyte is too much for a string of characters. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).split(',')[1] ?? '');
    reader.onerror = () => reject(new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}
