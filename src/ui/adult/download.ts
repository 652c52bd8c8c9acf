/** Fetches the record as a zip and hands it to the browser to keep. The token goes in a header, never in a URL. */
import type { AnyFailure } from '../../client/connection.svelte.ts';
import { errorCodes } from '../../wire/errors.ts';
import type { ExportWish } from '../../wire/export.ts';

/** Null when the file was handed over. */
export async function downloadExport(token: string | null, wish: ExportWish): Promise<AnyFailure | null> {
  if (token === null) return { ok: false, code: 'signed_out' };
  let response: Response;
  try {
    response = await fetch('/api/export', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(wish),
    });
  } catch {
    return { ok: false, code: 'offline' };
  }
  if (!response.ok) return refusalOf(await response.json().catch(() => null));
  save(await response.blob(), nameIn(response.headers.get('Content-Disposition')));
  return null;
}

/** A refusal's code as the server named it; ours if it named none we know. */
export function refusalOf(body: unknown): AnyFailure {
  const named = (body as { code?: unknown } | null)?.code;
  const code = errorCodes.find((one) => one === named);
  return { ok: false, code: code ?? 'server_error' };
}

export function nameIn(disposition: string | null): string {
  return /filename="([\w.-]+)"/.exec(disposition ?? '')?.[1] ?? 'circletime.zip';
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
