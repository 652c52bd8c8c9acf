/** POST /api/export: the record as a zip, for a signed-in adult. The token comes in a header, never in a URL. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import type { ErrorCode } from '../../src/wire/errors.ts';
import { exportFormats, languages } from '../../src/wire/vocabulary.ts';
import { NoSuchLesson } from '../review/export/wish.ts';
import type { ExportWish } from '../review/export/wish.ts';
import type { Devices } from '../access/devices.ts';
import { refuse } from './http.ts';

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
  recipient: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))),
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
  return async (request, response) => {
    const read = await readWish(devices, request);
    if (!read.ok) {
      refuse(response, read.status, read.code);
      return;
    }
    // Little moves while it is made; an adult asked for it.
    response.setTimeout(0);
    const bytes = await exportRecord(read.wish, read.account).catch(noSuchLesson);
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
  };
}

function noSuchLesson(error: unknown): null {
  if (error instanceof NoSuchLesson) return null;
  throw error;
}

/** Whoever closes the page while it downloads has left, and that is all. */
function leftEarly(error: unknown): void {
  if ((error as { readonly code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

type Read =
  | { readonly ok: true; readonly wish: ExportWish; readonly account: string | null }
  | { readonly ok: false; readonly status: number; readonly code: ErrorCode };

async function readWish(devices: Pick<Devices, 'find'>, request: IncomingMessage): Promise<Read> {
  const token = /^Bearer ([A-Za-z0-9_-]{16,64})$/.exec(request.headers.authorization ?? '')?.[1];
  const device = token === undefined ? null : await devices.find(token);
  if (device?.role !== 'facilitator' && device?.role !== 'admin')
    return { ok: false, status: 401, code: 'not_permitted' };
  const body = await readBody(request);
  if (body === null) return { ok: false, status: 413, code: 'too_large' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), wish), body);
  if (!parsed.success) return { ok: false, status: 400, code: 'bad_input' };
  // Names leave the record by an admin's choice alone.
  if (parsed.output.names && device.role !== 'admin')
    return { ok: false, status: 403, code: 'not_permitted' };
  return { ok: true, wish: parsed.output, account: device.account };
}

/** The body as text; null when it is longer than any honest one. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.byteLength;
    if (length > longestBody) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
