/** Questions for the adult. They live in memory: after a restart the child simply taps again. */
import type { Ask } from '../../src/wire/publish.ts';
import { randomWord } from './chance.ts';
import type { Live, Work } from './live.ts';

/** One question per child, device and kind, however often it is tapped. */
export function ask(work: Work, kind: Ask['kind'], child: string, device: string): void {
  const { asks } = work.live;
  for (const open of asks.values()) {
    if (open.kind === kind && open.child === child && open.device === device) return;
  }
  const id = randomWord(work.tools.random, 12);
  asks.set(id, { ask: id, kind, child, device });
}

export function forgetAsks(live: Live, gone: (ask: Ask) => boolean): void {
  for (const [id, open] of live.asks) if (gone(open)) live.asks.delete(id);
}
