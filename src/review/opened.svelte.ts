import type { AnyFailure, Connection } from '../client/connection.svelte.ts';

/** A page of the review as the server told it last; asked for anew whenever the line is there again. */
export class Opened<Page> {
  /** Null until it is here. */
  page: Page | null = $state.raw(null);
  /** The server knows no such lesson. */
  missing = $state(false);

  /** To be made while a component is set up, with which it ends. */
  constructor(
    line: Connection<'review'>,
    ask: () => Promise<({ readonly ok: true } & Page) | AnyFailure>,
    onanswer: (failure: AnyFailure | null) => void,
  ) {
    $effect(() => {
      if (line.line === 'online') void this.#load(ask, onanswer);
    });
  }

  async #load(
    ask: () => Promise<({ readonly ok: true } & Page) | AnyFailure>,
    onanswer: (failure: AnyFailure | null) => void,
  ): Promise<void> {
    const answer = await ask();
    this.missing = !answer.ok && answer.code === 'no_such_lesson';
    onanswer(answer.ok || this.missing ? null : answer);
    if (answer.ok) this.page = answer;
  }
}
