import type { RunClock } from '../../activities/_kit/views.ts';
import type { ClockPart } from '../wire/publish.ts';

/** How often what reads `now` is redrawn, ms. */
const tickMs = 250;

/**
 * The run's clock as this device counts it: the server's `now` at the last publish, and performance.now()
 * since. The device's wall clock plays no part, so a wrong date or time zone on a tablet changes nothing.
 */
export class DeviceRunClock implements RunClock {
  #sent: ClockPart = $state.raw({ now: 0, running: false, speed: 1 });
  #receivedAt = 0;
  /** performance.now() at the last tick; what makes readers of `now` redraw. */
  #tick = $state(0);
  #timer: ReturnType<typeof setInterval> | null = null;

  /** Run ms, an integer. */
  get now(): number {
    const since = this.#sent.running ? Math.max(0, this.#tick - this.#receivedAt) * this.#sent.speed : 0;
    return Math.round(this.#sent.now + since);
  }

  get running(): boolean {
    return this.#sent.running;
  }

  /** Run ms per real ms: 1, or more in a rehearsal. */
  get speed(): number {
    return this.#sent.speed;
  }

  /** Takes the clock of a publish as of this moment. */
  set(sent: ClockPart): void {
    this.#receivedAt = performance.now();
    this.#tick = this.#receivedAt;
    this.#sent = sent;
    if (sent.running) this.#timer ??= setInterval(() => (this.#tick = performance.now()), tickMs);
    else this.stop();
  }

  /** Stands still, as while offline: a countdown must not run against a server nobody hears. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
