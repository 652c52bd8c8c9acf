import type { Database as Connection } from 'better-sqlite3';

/** The work of one call inside a transaction. A throw means that nothing of the call may stay. */
type Work<R> = () => R;
interface Waiting {
  readonly work: Work<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit {
  /** Resolves once the work is committed, in the order of the calls; rejects with nothing of it kept. */
  add<R>(work: Work<R>): Promise<R>;
  /**
   * The results of calls that came together, committed before it returns. Null, with nothing of them kept, where another
   * call's transaction is open, calls wait, or one of these throws: then each is to be added by itself.
   */
  now<R>(works: readonly Work<R>[]): readonly R[] | null;
  /** Resolves when every call made so far is answered. */
  drained(): Promise<void>;
  /** Transactions committed since the start. */
  commits(): number;
}

/**
 * One sync to disk costs milliseconds on an old laptop, so calls of the same turn of the event loop share
 * a transaction. If it fails, each call is tried again alone: SQLite may have ended the transaction by
 * itself (a full disk), which makes savepoints useless, and one bad call must not take the others with it.
 */
export function groupCommit(connection: Connection): GroupCommit {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | null = null;
  let commits = 0;
  const transaction = connection.transaction((works: readonly Work<unknown>[]) =>
    works.map((work) => work()),
  );

  function commitAll<R>(works: readonly Work<R>[]): readonly R[] {
    // Immediate: what an export notes from another process is waited for, never a reason to fail.
    const results = transaction.immediate(works) as readonly R[];
    commits += 1;
    return results;
  }

  function commit(batch: readonly Waiting[]): void {
    const results = commitAll(batch.map(({ work }) => work));
    results.forEach((result, index) => batch[index]?.resolve(result));
  }

  function commitAlone(call: Waiting): void {
    try {
      commit([call]);
    } catch (error) {
      call.reject(error);
    }
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      // A transaction of another call may be open while it goes from one statement to the next.
      do await new Promise(setImmediate);
      while (connection.inTransaction);
      const batch = waiting;
      waiting = [];
      try {
        commit(batch);
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        else batch.forEach(commitAlone);
      }
    }
    // In the same breath as the check above: a call made later must find nobody flushing.
    flushing = null;
  }

  return {
    add: <R>(work: Work<R>) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as Waiting['resolve'], reject });
        flushing ??= flush();
      }),
    now: (works) => {
      if (flushing !== null || connection.inTransaction) return null;
      try {
        return commitAll(works);
      } catch {
        return null;
      }
    },
    drained: async () => {
      while (flushing !== null) await flushing;
    },
    commits: () => commits,
  };
}
