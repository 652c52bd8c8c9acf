/** The store port in front of a store that works in a thread of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../port.ts';
import type { Appended, Store } from '../port.ts';
import { revived } from './protocol.ts';
import type { Answer, Append, Method, ToClient, ToHost } from './protocol.ts';

/** Complete by its type: the compiler misses a method that was added to the port. */
const methods: Readonly<Record<Method, true>> = {
  openSessions: true, load: true, entries: true, rows: true,
  classes: true, addClass: true, renameClass: true, members: true, children: true, classesOf: true,
  addChildren: true, enrol: true, unenrol: true, editChild: true, addConsents: true, consents: true,
  accounts: true, putAccount: true, deviceByToken: true, putDevice: true, forgetDevice: true, setting: true,
  putSetting: true,
  lessons: true, lesson: true, childPage: true, groupPage: true, replay: true, lastOfClass: true, health: true,
  lessonRecord: true, recipientKey: true, logExport: true, exports: true,
}; // prettier-ignore

/**
 * Opens the record of a data folder for its one writer, in a thread of its own. Should that thread ever end by itself,
 * every call is rejected as not saved.
 *
 * @throws what `openSqliteStore` throws
 */
export async function openStore(options: { readonly folder: string }): Promise<Store> {
  const worker = new Worker(new URL('./host.ts', import.meta.url), { workerData: options });
  const calls = createCalls(worker);
  worker.on('error', (error) => calls.end(error));
  worker.on('exit', () => calls.end(new Error('the thread of the store has ended')));
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: ToClient) => {
      switch (message.kind) {
        case 'open':
          resolve();
          return;
        case 'not_open':
          reject(revived(message.error));
          return;
        case 'answers':
          calls.answered(message.answers);
      }
    });
  });

  const called = Object.fromEntries(
    Object.keys(methods).map((method) => [
      method,
      (...args: readonly unknown[]) => calls.call(method as Method, args),
    ]),
  ) as unknown as Pick<Store, Method>;
  return {
    ...called,
    append: (...append) => calls.append(append),
    close: async () => {
      const ended = once(worker, 'exit');
      calls.close();
      await ended;
    },
  };
}

interface Waiting {
  readonly isAppend: boolean;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Calls {
  append(append: Append): Promise<Appended>;
  call(method: Method, args: readonly unknown[]): Promise<unknown>;
  answered(answers: readonly Answer[]): void;
  /** Everything asked so far is still answered. */
  close(): void;
  /** Nobody will answer any more. */
  end(reason: unknown): void;
}

function createCalls(worker: Worker): Calls {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  /** Appends not posted yet: those made in one breath, and while others are being written, cross together. */
  let appends: { readonly call: number; readonly append: Append }[] = [];
  /** Appends posted and not answered. */
  let underWay = 0;
  let gone: StoreError | null = null;

  const post = (message: ToHost): void => worker.postMessage(message);

  function ask(isAppend: boolean, send: (call: number) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (gone !== null) return reject(gone);
      asked += 1;
      waiting.set(asked, { isAppend, resolve, reject });
      send(asked);
    });
  }

  function postAppends(): void {
    if (appends.length === 0) return;
    const json = JSON.stringify(appends.map(({ append }) => append));
    post({ kind: 'appends', calls: appends.map(({ call }) => call), json });
    underWay += appends.length;
    appends = [];
  }
  function postWhenFree(): void {
    if (underWay === 0) postAppends();
  }

  return {
    append: (append) =>
      ask(true, (call) => {
        if (appends.length === 0) process.nextTick(postWhenFree);
        appends.push({ call, append });
      }) as Promise<Appended>,

    call: (method, args) =>
      ask(false, (call) => {
        // In the order of asking.
        postAppends();
        post({ kind: 'call', call, method, args });
      }),

    answered: (answers) => {
      for (const answer of answers) {
        const caller = waiting.get(answer.call);
        waiting.delete(answer.call);
        if (caller?.isAppend) underWay -= 1;
        if ('error' in answer) caller?.reject(revived(answer.error));
        else caller?.resolve(answer.result);
      }
      postWhenFree();
    },

    close: () => {
      postAppends();
      post({ kind: 'close' });
    },

    end: (reason) => {
      gone ??= new StoreError('not_saved', reason);
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
    },
  };
}
