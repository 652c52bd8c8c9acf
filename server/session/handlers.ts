/** The form of a session handler: synchronous, over one Work; it validates first and changes afterwards. */
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { ErrorCode, Failure } from '../../src/wire/errors.ts';
import type { Payload } from '../../src/wire/schemas.ts';
import type { Principal, SessionEvent } from './api.ts';
import type { Work } from './live.ts';

export type Perform<E extends SessionEvent> = (work: Work, by: Principal, payload: Payload<E>) => AnswerOf<E>;
export type Performs<E extends SessionEvent> = { readonly [K in E]: Perform<K> };

export const ok = { ok: true } as const;

/** A refusal that has changed nothing. `where` names a field or a group, never a value of the input. */
export function refuse(code: ErrorCode, where?: string): Failure {
  return where === undefined ? { ok: false, code } : { ok: false, code, where };
}
