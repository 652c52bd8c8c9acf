/**
 * Durable before told: changes go to the store in order, and only when one is on disk is it answered and shown.
 * Later changes build on pending ones and wait behind them; the store commits calls of one turn of the
 * event loop together. When a write fails, everything behind it is refused and the journal is finished:
 * the lesson is read back from the store and gets a new journal.
 */
import type { ErrorCode } from '../../src/wire/errors.ts';
import type { FactWrite } from '../record/facts.ts';
import { StoreError } from '../store/port.ts';
import type { Appended, Entry, LogStore } from '../store/port.ts';

/** One writing process at a time is the SQLite store's own rule, so the epoch is constant. */
const epoch = 1;

export type Loss = Extract<ErrorCode, 'not_saved' | 'disk_full'>;

export interface Journal {
  /**
   * Writes entries that follow on all before, with their facts. Resolves to null when they and everything
   * before them are durable, or to what went wrong; `shown` runs in order, after whoever waits was answered.
   * Without entries it only keeps the order.
   */
  write(entries: readonly Entry[], facts: readonly FactWrite[], shown: () => void): Promise<Loss | null>;
  /** Resolves when nothing is pending. */
  settled(): Promise<void>;
}

/** @param lost called once, when a write failed, with the store's reason. */
export function createJournal(
  store: Pick<LogStore, 'append'>,
  session: string,
  lost: (reason: unknown) => void,
): Journal {
  let tail: Promise<Loss | null> = Promise.resolve(null);

  async function append(
    entries: readonly Entry[],
    facts: readonly FactWrite[],
  ): Promise<Appended | StoreError> {
    const [first] = entries;
    if (first === undefined) return 'durable';
    try {
      return await store.append(session, epoch, first.seq - 1, entries, facts);
    } catch (error) {
      return error instanceof StoreError ? error : new StoreError('not_saved', error);
    }
  }

  async function inOrder(
    before: Promise<Loss | null>,
    written: Promise<Appended | StoreError>,
  ): Promise<Loss | null> {
    const loss = await before;
    if (loss !== null) return loss;
    const result = await written;
    if (result === 'durable') return null;
    lost(result);
    return result instanceof StoreError ? result.code : 'not_saved';
  }

  return {
    write: (entries, facts, shown) => {
      const done = inOrder(tail, append(entries, facts));
      tail = done;
      // An answer leaves in the microtasks after `done`; what it changed is shown one turn later.
      void done.then((loss) => {
        if (loss === null) setImmediate(shown);
      });
      return done;
    },
    settled: async () => {
      await tail;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
