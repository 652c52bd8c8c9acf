/** Clocks that stand still until a test moves them; callbacks run in the order in which they are due. */
import type { Clocks } from '../../server/session/api.ts';
import { nine } from './rows.ts';

export interface FakeClocks extends Clocks {
  /** Moves both clocks on; what falls due on the way is called at its own moment. */
  pass(ms: number): void;
  /** Time passes while the process is too busy to call anybody back. */
  freeze(ms: number): void;
  /** Drops every callback, as a process does that ends without a word. */
  silence(): void;
  /** The wall clock alone is set, as by a dead battery. */
  setWall(wall: number): void;
  /** Callbacks still waiting. */
  readonly waiting: number;
}

export function fakeClocks(): FakeClocks {
  let mono = 1000;
  let ahead = nine;
  let calls: { readonly at: number; readonly call: () => void }[] = [];
  return {
    mono: () => mono,
    wall: () => mono + ahead,
    after: (ms, call) => {
      const planned = { at: mono + ms, call };
      calls.push(planned);
      return () => {
        calls = calls.filter((other) => other !== planned);
      };
    },
    pass: (ms) => {
      const end = mono + ms;
      for (;;) {
        const [next] = calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        calls = calls.filter((other) => other !== next);
        mono = Math.max(mono, next.at);
        next.call();
      }
      mono = end;
    },
    freeze: (ms) => {
      mono += ms;
    },
    silence: () => {
      calls = [];
    },
    setWall: (wall) => {
      ahead = wall - mono;
    },
    get waiting() {
      return calls.length;
    },
  };
}
