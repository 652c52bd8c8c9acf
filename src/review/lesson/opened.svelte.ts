import type { AnyFailure, Connection } from '../../client/connection.svelte.ts';
import type { LessonPage } from '../../wire/answers.ts';

/** A lesson's page as the server told it last. */
export class OpenedLesson {
  readonly #line: Connection<'review'>;
  readonly #session: string;
  readonly #onanswer: (failure: AnyFailure | null) => void;
  /** Null until it is here. */
  page: LessonPage | null = $state.raw(null);
  /** The server knows no such lesson. */
  missing = $state(false);

  constructor(line: Connection<'review'>, session: string, onanswer: (failure: AnyFailure | null) => void) {
    this.#line = line;
    this.#session = session;
    this.#onanswer = onanswer;
  }

  async load(): Promise<void> {
    const answer = await this.#line.call('review.lesson', { session: this.#session });
    this.missing = !answer.ok && answer.code === 'no_such_lesson';
    this.#onanswer(answer.ok || this.missing ? null : answer);
    if (answer.ok) this.page = answer;
  }
}
