/**
 * The path of every message: rate → event → permit → parse → handler → answer. Whatever arrives, it ends in
 * one answer or none, never in a throw: a fault of ours is logged and answered as `server_error`.
 */
import type { ErrorCode, Failure } from '../../src/wire/errors.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';
import { permitted } from '../access/permissions.ts';
import type { When } from '../access/permissions.ts';
import type { Handlers, Principal } from '../session/api.ts';
import { StoreError } from '../store/port.ts';
import type { Bucket } from './bucket.ts';
import { isEventName, parsePayload } from './parse.ts';

/** One socket, as the path sees it. */
export interface Sender {
  readonly bucket: Bucket;
  /** What hints are taken from: the same tokens, but where there are none no patience is lost. */
  readonly hints: Bucket;
  /** Who it is now, asked anew for each message; null before its hello. */
  readonly principal: () => Principal | null;
  /** Hello is the socket's own affair: it decides what the socket listens to. */
  readonly hello: Handlers<'hello'>['hello'];
}

export interface Dispatch {
  readonly handlers: Handlers<Exclude<EventName, 'hello'>>;
  readonly when: () => When;
  /** How many times faster than a tablet in a lesson this sender may send. */
  readonly speed: (by: Principal) => number;
  /** A fault of ours while answering `event`; no payload is told. */
  readonly fault: (event: string, error: unknown) => void;
}

type Answer = { readonly ok: true } | Failure;

/** Tokens a message costs: guessing door pictures, codes and PINs, and saying hello, cost more than a tap. */
const dear = new Set<EventName>([
  'hello',
  'door.open',
  'auth.pair',
  'auth.signIn',
  'auth.setUp',
  'roster.import',
]);
const costOf = (event: unknown): number => (isEventName(event) && dear.has(event) ? 5 : 1);

const refused = (code: ErrorCode, more: Omit<Failure, 'ok' | 'code'> = {}): Failure => ({
  ok: false,
  code,
  ...more,
});

/** A visitor that has not said hello may say nothing else. */
const stranger: Principal = { device: '', role: 'visitor', account: null, session: null, loopback: false };

/**
 * Takes a message as it came: `args` is the payload and the acknowledgement. A message without one is dropped,
 * for every event but `hint` has an answer; it counts all the same.
 */
export function dispatch(to: Dispatch, from: Sender, event: unknown, args: readonly unknown[]): void {
  const acknowledge = args[args.length - 1];
  if (typeof acknowledge !== 'function') {
    if (event === 'hint') return hint(to, from, args);
    from.bucket.take(1, to.speed(from.principal() ?? stranger));
    return;
  }
  let answered = false;
  const answer = (told: Answer) => {
    if (answered) return;
    answered = true;
    (acknowledge as (told: Answer) => void)(told);
  };
  const failed = (error: unknown) => {
    to.fault(String(event).slice(0, 40), error);
    answer(refused(error instanceof StoreError ? error.code : 'server_error'));
  };
  try {
    const outcome = handle(to, from, event, args.slice(0, -1));
    if (outcome instanceof Promise) outcome.then(answer).catch(failed);
    else answer(outcome);
  } catch (error) {
    failed(error);
  }
}

/** Nobody waits for its answer, and nothing is lost with it: what is too much, not permitted or misshapen is dropped. */
function hint(to: Dispatch, from: Sender, payloads: readonly unknown[]): void {
  const by = from.principal() ?? stranger;
  if (from.hints.take(1, to.speed(by)) > 0) return;
  if (payloads.length !== 1 || !permitted(by.role, 'hint', to.when())) return;
  const parsed = parsePayload('hint', payloads[0]);
  if (!parsed.ok) return;
  to.handlers.hint(by, parsed.payload).catch((error: unknown) => to.fault('hint', error));
}

/** Up to the handler's call all is done in one go, so that a device's messages keep their order. */
function handle(
  to: Dispatch,
  from: Sender,
  event: unknown,
  payloads: readonly unknown[],
): Answer | Promise<Answer> {
  const by = from.principal() ?? stranger;
  const retryMs = from.bucket.take(costOf(event), to.speed(by));
  if (retryMs > 0) return refused('too_fast', { retryMs });
  if (!isEventName(event)) return refused('unknown_event');
  if (by === stranger && event !== 'hello') return refused('signed_out');
  if (!permitted(by.role, event, to.when())) return refused('not_permitted');
  if (payloads.length !== 1) return refused('bad_input');
  const parsed = parsePayload(event, payloads[0]);
  if (!parsed.ok) return parsed;
  if (event === 'hello') return from.hello(by, parsed.payload as Payload<'hello'>);
  const handler = to.handlers[event] as (by: Principal, payload: unknown) => Promise<Answer>;
  return handler(by, parsed.payload);
}
