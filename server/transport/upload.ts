/** POST /api/import: a file of turns, looked at or kept, by a signed-in adult. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Regime } from '../../activities/_kit/contract.ts';
import { otherActivity } from '../../src/wire/exchange.ts';
import type { ImportAnswer } from '../../src/wire/exchange.ts';
import type { Devices } from '../access/devices.ts';
import { newId } from '../ids.ts';
import { largestFile } from '../review/exchange/table.ts';
import { keepImport, prepareImport } from '../review/import/import.ts';
import type { ImportStore } from '../review/import/import.ts';
import { refuse, sendJson } from './http.ts';
import { answerPosted } from './posted.ts';

/** Base64 makes four characters of three bytes; the rest of the body is small. */
const longestFile = Math.ceil(largestFile / 3) * 4;
const longestBody = longestFile + 8192;
/** Faults that are told; the first are enough to mend a file by. */
const toldFaults = 200;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/));
const regimes = ['forced', 'queue', 'chosen', 'called', 'free_floor', 'together'] as const satisfies readonly Regime[]; // prettier-ignore
const wish = v.strictObject({
  classId: id,
  day: v.pipe(v.string(), v.isoDate()),
  time: v.nullable(v.pipe(v.string(), v.isoTime())),
  regime: v.picklist(regimes),
  /** Children who were not there. */
  absent: v.pipe(v.array(id), v.maxLength(200)),
  /** Also where the same file was imported for this class before. */
  again: v.boolean(),
  /** Keep it; else it is only looked at. */
  keep: v.boolean(),
  /** The file's bytes in base64. */
  bytes: v.pipe(v.string(), v.base64(), v.maxLength(longestFile)),
});

export function createUpload(
  devices: Pick<Devices, 'find'>,
  store: ImportStore,
  wall: () => number,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return answerPosted(devices, wish, longestBody, async ({ body }, response) => {
    const { bytes, keep, again, ...told } = body;
    const asked = { ...told, again, activity: otherActivity, bytes: Buffer.from(bytes, 'base64') };
    const prepared = await prepareImport(store, asked, { session: newId(), wall: wall() });
    if (!prepared.ok) {
      refuse(response, 400, prepared.code);
      return;
    }
    if (prepared.faults !== null) {
      const { faults } = prepared;
      const more = Math.max(0, faults.length - toldFaults);
      sendJson(response, 200, { ok: true, faults: faults.slice(0, toldFaults), more } satisfies ImportAnswer);
      return;
    }
    const refused = keep ? await keepImport(store, prepared, again, wall()) : null;
    if (refused !== null) {
      refuse(response, 409, refused);
      return;
    }
    const session = keep ? prepared.record.session.session : null;
    sendJson(response, 200, {
      ok: true,
      faults: [],
      preview: prepared.preview,
      session,
    } satisfies ImportAnswer);
  });
}
