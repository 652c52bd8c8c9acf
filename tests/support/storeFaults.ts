/** A store between the session and the real one, that can hold writes back or lose them. */
import { StoreError } from '../../server/store/port.ts';
import type { Store } from '../../server/store/port.ts';

export interface Gate {
  readonly wrap: (store: Store) => Store;
  /** Writes wait from now on. */
  hold(): void;
  release(): void;
  /** Writes are lost from now on, with this reason. */
  lose(code: 'not_saved' | 'disk_full'): void;
  /** The store also refuses to be read. */
  lock(): void;
  heal(): void;
}

export function heldBack(): Gate {
  let open: Promise<void> = Promise.resolve();
  let release = (): void => undefined;
  let losing: 'not_saved' | 'disk_full' | null = null;
  let locked = false;
  const fault = (code: 'not_saved' | 'disk_full') => new StoreError(code, new Error('planted'));
  return {
    wrap: (store) => ({
      ...store,
      append: async (...call) => {
        const reason = losing;
        await open;
        if (reason !== null) throw fault(reason);
        return store.append(...call);
      },
      load: (session) => (locked ? Promise.reject(fault('not_saved')) : store.load(session)),
    }),
    hold: () => {
      open = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
    lose: (code) => {
      losing = code;
    },
    lock: () => {
      locked = true;
    },
    heal: () => {
      losing = null;
      locked = false;
    },
  };
}
