/**
 * The store's own thread: a sync to disk may take as long as it likes without holding up a lesson. Messages are taken in
 * order; appends that wait when a commit ends share the next.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Store } from '../port.ts';
import { openSqliteStore } from '../sqlite/open.ts';
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

function take(store: Store, message: ToHost): void {
  switch (message.kind) {
    case 'appends':
      (JSON.parse(message.json) as Append[]).forEach((append, index) => {
        answerWhenDone(message.calls[index] ?? 0, store.append(...append));
      });
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
