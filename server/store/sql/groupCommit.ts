import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';

/** The work of one call inside a transaction. A rejection means that nothing of the call may stay. */
type Work<R> = (trx: Transaction<Database>) => Promise<R>;
interface Waiting<R> {
  readonly work: Work<R>;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit<R> {
  /** Resolves once the work is committed, in the order of the calls; rejects with nothing of it kept. */
  add(work: Work<R>): Promise<R>;
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
export function groupCommit<R>(db: Kysely<Database>): GroupCommit<R> {
  let waiting: Waiting<R>[] = [];
  let flushing: Promise<void> | null = null;
  let commits = 0;

  async function commit(batch: readonly Waiting<R>[]): Promise<void> {
    const results = await db.transaction().execute(async (trx) => {
      const done: R[] = [];
      for (const call of batch) done.push(await call.work(trx));
      return done;
    });
    commits += 1;
    results.forEach((result, index) => batch[index]?.resolve(result));
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      const batch = waiting;
      waiting = [];
      try {
        await commit(batch);
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        else for (const call of batch) await commit([call]).catch(call.reject);
      }
    }
    // In the same breath as the check above: a call made later must find nobody flushing.
    flushing = null;
  }

  return {
    add: (work) =>
      new Promise<R>((resolve, reject) => {
        waiting.push({ work, resolve, reject });
        flushing ??= flush();
      }),
    drained: async () => {
      while (flushing !== null) await flushing;
    },
    commits: () => commits,
  };
}
