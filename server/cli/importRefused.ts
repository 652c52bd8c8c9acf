import type { ErrorCode } from '../../src/wire/errors.ts';

/** What stood in the way, where it is no fault of the file. */
export class ImportRefused extends Error {
  readonly code: Extract<ErrorCode, 'no_such_class' | 'bad_input' | 'already_imported' | 'not_saved'>;
  constructor(code: ImportRefused['code']) {
    super(code);
    this.code = code;
  }
}

/** The file cannot be read. */
export class NoSuchFile extends Error {
  readonly file: string;
  constructor(file: string, cause: unknown) {
    super(file, { cause });
    this.file = file;
  }
}
