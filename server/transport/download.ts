/** POST /api/export: the record as a zip, for a signed-in adult. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { exportFormats, languages } from '../../src/wire/vocabulary.ts';
import { NoSuchLesson, recipientPattern } from '../review/export/wish.ts';
import type { ExportWish } from '../../src/wire/export.ts';
import type { Devices } from '../access/devices.ts';
import { refuse } from './http.ts';
import { answerPosted } from './posted.ts';

const longestBody = 4096;

const day = v.pipe(v.string(), v.isoDate());
const wish = v.strictObject({
  /** One lesson, or all. */
  session: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/))),
  from: v.exactOptional(day),
  to: v.exactOptional(day),
  rehearsals: v.boolean(),
  formats: v.pipe(v.array(v.picklist(exportFormats)), v.minLength(1), v.maxLength(exportFormats.length)),
  names: v.boolean(),
  /** Who gets it; null: it stays at the school. */
  recipient: v.nullable(v.pipe(v.string(), v.trim(), v.regex(recipientPattern))),
  language: v.picklist(languages),
});

/** The archive's bytes, made while they are read; the second is the account of who asks. */
export type Export = (wish: ExportWish, account: string | null) => Promise<AsyncIterable<Uint8Array>>;

/** `wall` dates the archive's name. */
export function createDownload(
  devices: Pick<Devices, 'find'>,
  exportRecord: Export,
  wall: () => number,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return answerPosted(devices, wish, longestBody, async ({ body, role, account }, response) => {
    // Names leave the record by an admin's choice alone.
    if (body.names && role !== 'admin') {
      refuse(response, 403, 'not_permitted');
      return;
    }
    // Little moves while it is made; an adult asked for it.
    response.setTimeout(0);
    const bytes = await exportRecord(body, account).catch(noSuchLesson);
    if (bytes === null) {
      refuse(response, 404, 'no_such_lesson');
      return;
    }
    const today = new Date(wall()).toISOString().slice(0, 10);
    response.writeHead(200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="circletime-${today}.zip"`,
      'Cache-Control': 'no-store',
    });
    await pipeline(Readable.from(bytes), response).catch(leftEarly);
  });
}

function noSuchLesson(error: unknown): null {
  if (error instanceof NoSuchLesson) return null;
  throw error;
}

/** Whoever closes the page while it downloads has left, and that is all. */
function leftEarly(error: unknown): void {
  if ((error as { readonly code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
