/**
 * The store's own thread: a sync to disk may take as long as it likes without holding up a lesson. Messages are taken in
 * order; appends that cross together share a commit.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteStore } from '../sqlite/open.ts';
import type { SqliteStore } from '../sqlite/open.ts';
import { plain } from './protocol.ts';
import type { Answer, Append, Method, ToClient, ToHost } from './protocol.ts';

if (parentPort === null) throw new Error('the store’s thread is started by its client');
const port = parentPort;
const tell = (message: ToClient): void => port.postMessage(message);

/** Answers of one turn cross together. */
let answers: Answer[] = [];
function answer(one: Answer): void {
  if (answers.length === 0) {
    process.nextTick(() => {
      tell({ kind: 'answers', answers });
      answers = [];
    });
  }
  answers.push(one);
}

function answerWhenDone(call: number, work: Promise<unknown>): void {
  work.then(
    (result) => answer({ call, result }),
    (error: unknown) => answer({ call, error: plain(error) }),
  );
}

/** Where nothing is in the way they are durable, and answered, before anything else is looked at. */
function takeAppends(store: SqliteStore, calls: readonly number[], appends: readonly Append[]): void {
  const appended = store.appendNow(appends);
  calls.forEach((call, index) => {
    const result = appended?.[index];
    if (result !== undefined) return answer({ call, result });
    const append = appends[index];
    if (append) answerWhenDone(call, store.append(...append));
  });
}

function take(store: SqliteStore, message: ToHost): void {
  switch (message.kind) {
    case 'appends':
      takeAppends(store, message.calls, JSON.parse(message.json) as Append[]);
      return;
    case 'call': {
      // Which arguments belong to which method was checked where the call was made.
      const methods = store as unknown as Record<Method, (...args: readonly unknown[]) => Promise<unknown>>;
      answerWhenDone(message.call, methods[message.method](...message.args));
      return;
    }
    case 'close':
      // A fault of closing ends the thread as an error, which its client hears. The last answers go out one turn earlier.
      void store.close().then(() => setImmediate(() => port.close()));
  }
}

try {
  const store = await openSqliteStore(workerData as { readonly folder: string });
  port.on('message', (message: ToHost) => take(store, message));
  tell({ kind: 'open' });
} catch (error) {
  tell({ kind: 'not_open', error: plain(error) });
  port.close();
}
