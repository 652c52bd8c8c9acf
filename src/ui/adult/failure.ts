/** A refusal in the adult's words, with when to try again and which group it is about where the server said so. */
import { m } from '../../../generated/paraglide/messages.js';
import type { AnyFailure, NoAnswer } from '../../client/connection.svelte.ts';
import { errorWords } from '../errors.ts';

export function failureText(failure: AnyFailure): string {
  if (neverArrived(failure))
    return failure.code === 'offline' ? m['adult.error.offline']() : m['common.noAnswer']();
  const parts = [errorWords[failure.code]()];
  const group = /^group:(\d+)$/.exec(failure.where ?? '')?.[1];
  if (group !== undefined) parts.push(m['adult.group']({ n: group }));
  if (failure.retryMs !== undefined)
    parts.push(m['adult.error.retry']({ seconds: Math.ceil(failure.retryMs / 1000) }));
  return parts.join(' ');
}

function neverArrived(failure: AnyFailure): failure is NoAnswer {
  return failure.code === 'offline' || failure.code === 'no_answer';
}
