/** What the store's two halves say to each other: calls with answers, errors as plain data. */
import type { FactWrite } from '../../record/facts.ts';
import type { Entry, Store } from '../port.ts';
import { StoreError } from '../port.ts';
import * as opening from '../sqlite/errors.ts';

/** Every method but `append`, which goes by many in one message, and `close`, which ends the conversation. */
export type Method = Exclude<keyof Store, 'append' | 'close'>;

/** The arguments of one `append`. */
export type Append = readonly [
  session: string,
  epoch: number,
  afterSeq: number,
  entries: readonly Entry[],
  facts: readonly FactWrite[],
];

export type ToHost =
  /** `json` is of `Append[]`: one text crosses faster than the objects in it would be cloned. */
  | { readonly kind: 'appends'; readonly calls: readonly number[]; readonly json: string }
  | {
      readonly kind: 'call';
      readonly call: number;
      readonly method: Method;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'close' };

export type ToClient =
  | { readonly kind: 'open' }
  | { readonly kind: 'not_open'; readonly error: PlainError }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] };

export type Answer =
  { readonly call: number; readonly result: unknown } | { readonly call: number; readonly error: PlainError };

/** An error as data. Cloning would keep neither its class nor its fields. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Own fields: a code, a folder, a version. */
  readonly fields: Readonly<Record<string, string>>;
  readonly cause: PlainError | null;
}

export function plain(error: unknown): PlainError {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), stack: undefined, fields: {}, cause: null };
  }
  const fields = Object.entries(error).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return {
    name: error.constructor.name,
    message: error.message,
    stack: error.stack,
    fields: Object.fromEntries(fields),
    cause: error.cause === undefined ? null : plain(error.cause),
  };
}

/** Errors that a caller tells apart come back as what they were. */
const classes: Readonly<Record<string, { readonly prototype: Error }>> = { ...opening, StoreError };

export function revived({ name, message, stack, fields, cause }: PlainError): Error {
  const known = Object.hasOwn(classes, name) ? classes[name] : undefined;
  const error = new Error(message, cause === null ? undefined : { cause: revived(cause) });
  if (known !== undefined) Object.setPrototypeOf(error, known.prototype);
  return Object.assign(error, fields, { stack: stack ?? message });
}
