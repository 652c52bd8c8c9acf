/** A payload against its schema, and a fault of it as a code that the sender can be told. */
import * as v from 'valibot';
import type { ErrorCode, Failure } from '../../src/wire/errors.ts';
import { schemas } from '../../src/wire/schemas.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';

export const isEventName = (event: unknown): event is EventName =>
  typeof event === 'string' && Object.hasOwn(schemas, event);

/** The parsed payload, or why not; the failure names the field, never its value. */
export function parsePayload<E extends EventName>(
  event: E,
  payload: unknown,
): { readonly ok: true; readonly payload: Payload<E> } | Failure {
  // An empty list would pass for an object without keys.
  if (!isRecord(payload)) return { ok: false, code: 'bad_input' };
  const parsed = v.safeParse(schemas[event], payload, { abortEarly: true });
  if (parsed.success) return { ok: true, payload: parsed.output };
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  return {
    ok: false,
    code: codeOf(issue.type, where),
    ...(where === null ? {} : { where: where.slice(0, 60) }),
  };
}

function isRecord(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  const prototype: unknown = Object.getPrototypeOf(payload);
  return prototype === Object.prototype || prototype === null;
}

/** Faults that a person made in a form have words of their own. */
function codeOf(issue: string, where: string | null): ErrorCode {
  if (where === 'name' && issue === 'min_length') return 'name_missing';
  if (where === 'name' && issue === 'max_length') return 'name_too_long';
  if (where === 'bytes' && issue === 'max_length') return 'too_large';
  return 'bad_input';
}
