/** What an adult's page posts: permitted, then read, then parsed. The token comes in a header, never in a URL. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Devices } from '../access/devices.ts';
import { refuse } from './http.ts';

export interface Posted<T> {
  readonly body: T;
  readonly role: 'facilitator' | 'admin';
  /** Account id; null of a device that nobody signed in on. */
  readonly account: string | null;
}

/**
 * Answers what an adult posts; who may not, and what is no such body, is refused before.
 *
 * @param longest bytes of the longest honest body.
 */
export function answerPosted<Schema extends v.GenericSchema>(
  devices: Pick<Devices, 'find'>,
  schema: Schema,
  longest: number,
  answer: (posted: Posted<v.InferOutput<Schema>>, response: ServerResponse) => Promise<void>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const token = /^Bearer ([A-Za-z0-9_-]{16,64})$/.exec(request.headers.authorization ?? '')?.[1];
    const device = token === undefined ? null : await devices.find(token);
    if (device?.role !== 'facilitator' && device?.role !== 'admin') {
      refuse(response, 401, 'not_permitted');
      return;
    }
    const text = await readBody(request, longest);
    if (text === null) {
      refuse(response, 413, 'too_large');
      return;
    }
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
    if (parsed.success)
      await answer({ body: parsed.output, role: device.role, account: device.account }, response);
    else refuse(response, 400, 'bad_input');
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
