/** The replay's own clock: it runs, stands, jumps and runs faster, between 0 and the run's length. Times are run ms. */
import type { Ms } from '../../../activities/_kit/contract.ts';
import type { RunClock } from '../../../activities/_kit/views.ts';

export const speeds = [1, 2, 4, 8] as const;
export type Speed = (typeof speeds)[number];

/** The time outside, as the player sees it. */
export interface Ticking {
  /** Monotonic ms. */
  now(): number;
  /** Calls about ten times a second until what it returns is called. */
  start(call: () => void): () => void;
}

/** The page's own time. */
export const pageTicking: Ticking = {
  now: () => performance.now(),
  start: (call) => {
    const timer = setInterval(call, 100);
    return () => clearInterval(timer);
  },
};

export class Player {
  readonly lengthMs: Ms;
  /** An integer. */
  at: Ms = $state(0);
  playing = $state(false);
  speed: Speed = $state(1);
  /** What countdowns draw from. While the game is looked at its own clock ran, whether or not the replay stands. */
  readonly clock: RunClock;
  readonly #ticking: Ticking;
  #stop: (() => void) | null = null;
  /** Where and when the clock was last set going. */
  #from: { readonly at: Ms; readonly now: number } = { at: 0, now: 0 };

  constructor(lengthMs: Ms, ticking: Ticking) {
    this.lengthMs = lengthMs;
    this.#ticking = ticking;
    const at = (): Ms => this.at;
    this.clock = {
      get now() {
        return at();
      },
      running: true,
    };
  }

  /** From the beginning where it stands at the end. */
  play(): void {
    if (this.playing || this.lengthMs <= 0) return;
    if (this.at >= this.lengthMs) this.at = 0;
    this.playing = true;
    this.#setGoing();
    this.#stop = this.#ticking.start(() => this.#tick());
  }

  pause(): void {
    if (this.playing) this.#tick();
    this.#halt();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** To any number; beyond the run's ends to the nearer one. A replay that runs goes on from there. */
  seek(at: number): void {
    this.at = this.#inside(at);
    this.#setGoing();
  }

  setSpeed(speed: Speed): void {
    if (this.playing) this.#tick();
    this.speed = speed;
    this.#setGoing();
  }

  #setGoing(): void {
    this.#from = { at: this.at, now: this.#ticking.now() };
  }

  #tick(): void {
    this.at = this.#inside(this.#from.at + (this.#ticking.now() - this.#from.now) * this.speed);
    if (this.at >= this.lengthMs) this.#halt();
  }

  #halt(): void {
    this.playing = false;
    this.#stop?.();
    this.#stop = null;
  }

  #inside(at: number): Ms {
    return Math.round(Math.min(this.lengthMs, Math.max(0, at)));
  }
}
