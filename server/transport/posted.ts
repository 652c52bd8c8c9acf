/** What an adult's page posts: permitted, then read, then parsed. The token comes in a header, never in a URL. */
import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import type { ErrorCode } from '../../src/wire/errors.ts';
import type { Devices } from '../access/devices.ts';

export type Posted<T> =
  | {
      readonly ok: true;
      readonly body: T;
      readonly role: 'facilitator' | 'admin';
      /** Account id; null of a device that nobody signed in on. */
      readonly account: string | null;
    }
  | { readonly ok: false; readonly status: number; readonly code: ErrorCode };

/** @param longest bytes of the longest honest body. */
export async function readPosted<Schema extends v.GenericSchema>(
  devices: Pick<Devices, 'find'>,
  request: IncomingMessage,
  schema: Schema,
  longest: number,
): Promise<Posted<v.InferOutput<Schema>>> {
  const token = /^Bearer ([A-Za-z0-9_-]{16,64})$/.exec(request.headers.authorization ?? '')?.[1];
  const device = token === undefined ? null : await devices.find(token);
  if (device?.role !== 'facilitator' && device?.role !== 'admin')
    return { ok: false, status: 401, code: 'not_permitted' };
  const body = await readBody(request, longest);
  if (body === null) return { ok: false, status: 413, code: 'too_large' };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), body);
  if (!parsed.success) return { ok: false, status: 400, code: 'bad_input' };
  return {
    ok: true,
    body: parsed.output,
    role: device.role,
    account: device.account,
  };
}

/** The body as text; null when it is longer than any honest one. */
async function readBody(request: IncomingMessage, longest: number): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.byteLength;
    if (length > longest) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
