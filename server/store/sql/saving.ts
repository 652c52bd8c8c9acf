import { StoreError } from '../port.ts';

/** Runs a write; whatever goes wrong in it rejects as a StoreError. */
export type Saving = <R>(write: () => Promise<R>) => Promise<R>;

/** @param isDiskFull recognises the engine's own word for it. */
export function savingWith(isDiskFull: (error: unknown) => boolean): Saving {
  return async (write) => {
    try {
      return await write();
    } catch (error) {
      throw new StoreError(isDiskFull(error) ? 'disk_full' : 'not_saved', error);
    }
  };
}
