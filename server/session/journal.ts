/**
 * Durable before told: changes go to the store in order, and only when one is on disk is it answered and shown.
 * What changes in one breath (the messages that one packet of the network brought), or while the store is still writing,
 * is handed over together. Later changes build on pending ones and wait behind them. When a write fails, everything
 * behind it is refused and the journal is finished: the lesson is read back from the store and gets a new journal.
 */
import type { ErrorCode } from '../../src/wire/errors.ts';
import type { FactWrite } from '../record/facts.ts';
import { StoreError } from '../store/port.ts';
import type { Entry, LogStore } from '../store/port.ts';

/** One writing process at a time is the SQLite store's own rule, so the epoch is constant. */
const epoch = 1;

export type Loss = Extract<ErrorCode, 'not_saved' | 'disk_full' | 'server_error'>;

export interface Journal {
  /**
   * Writes entries that follow on all before, with their facts. Resolves to null when they and everything
   * before them are durable, or to what went wrong. Without entries it only keeps the order.
   */
  write(entries: readonly Entry[], facts: readonly FactWrite[]): Promise<Loss | null>;
  /** Resolves when nothing is pending. */
  settled(): Promise<void>;
}

export interface JournalEvents {
  /**
   * Changes are about to be handed over. What it returns runs when they are durable, after whoever waits was answered.
   * If it throws, none of them is kept.
   */
  handingOver(): (() => void) | null;
  /** Called once, when changes were lost, with the reason. */
  lost(reason: unknown): void;
}

/** What was changed since the last hand-over. */
interface Batch {
  readonly entries: Entry[];
  readonly facts: FactWrite[];
  readonly done: Promise<Loss | null>;
  readonly answer: (loss: Loss | null) => void;
}

export function createJournal(store: Pick<LogStore, 'append'>, session: string, on: JournalEvents): Journal {
  let batch: Batch | null = null;
  /** Of everything handed over: null, or the loss that ended it. */
  let tail: Promise<Loss | null> = Promise.resolve(null);
  let isWriting = false;
  let ended: Loss | null = null;

  function open(): Batch {
    let answer: Batch['answer'] = () => undefined;
    const done = new Promise<Loss | null>((resolve) => {
      answer = resolve;
    });
    process.nextTick(handOver);
    return { entries: [], facts: [], done, answer };
  }

  /** One at a time: what changes while one is being written is handed over together after it. */
  function handOver(): void {
    if (batch === null || isWriting) return;
    const { entries, facts, answer } = batch;
    batch = null;
    let shown: (() => void) | null = null;
    let fault: { readonly reason: unknown } | null = null;
    try {
      if (ended === null) shown = on.handingOver();
    } catch (reason) {
      fault = { reason };
    }
    isWriting = true;
    tail = (ended === null ? write(entries, facts, fault) : Promise.resolve(ended)).then((loss) => {
      isWriting = false;
      answer(loss);
      // Answers leave in the microtasks that follow; what they changed is shown when those have run.
      if (loss === null && shown !== null) process.nextTick(shown);
      handOver();
      return loss;
    });
  }

  /** Null, or the loss; `fault` is why they cannot be kept even before they are written. */
  async function write(
    entries: readonly Entry[],
    facts: readonly FactWrite[],
    fault: { readonly reason: unknown } | null,
  ): Promise<Loss | null> {
    const lost = fault ?? (await append(entries, facts));
    if (lost === null) return null;
    ended = lost.reason instanceof StoreError ? lost.reason.code : 'server_error';
    on.lost(lost.reason);
    return ended;
  }

  async function append(
    entries: readonly Entry[],
    facts: readonly FactWrite[],
  ): Promise<{ readonly reason: StoreError } | null> {
    const [first] = entries;
    if (first === undefined) return null;
    try {
      const appended = await store.append(session, epoch, first.seq - 1, entries, facts);
      return appended === 'durable' ? null : { reason: new StoreError('not_saved', new Error(appended)) };
    } catch (error) {
      return { reason: error instanceof StoreError ? error : new StoreError('not_saved', error) };
    }
  }

  return {
    write: (entries, facts) => {
      batch ??= open();
      for (const entry of entries) batch.entries.push(entry);
      for (const fact of facts) batch.facts.push(fact);
      return batch.done;
    },
    settled: async () => {
      handOver();
      while (isWriting) await tail;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
