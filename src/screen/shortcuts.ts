/**
 * Keys for the adult at the laptop: space pauses and goes on, + gives everyone 30 seconds more, F fills the screen.
 *
 * The screen itself may steer nothing. A key that steers borrows the console of the same browser: if an adult is
 * signed in there, its device token speaks over a second connection, and the server checks it like any other.
 */
import { m } from '../../generated/paraglide/messages.js';
import { Connection, adultTokenKept } from '../client/connection.svelte.ts';
import { language } from '../ui/language.svelte.ts';
import type { ScreenSounds } from './sounds.ts';

const extendMs = 30_000;
const hintMs = 4000;
/** How long a key waits for the adult's line to stand (ms). */
const lineWithinMs = 3000;

export interface ShortcutSurface {
  readonly isPlaying: () => boolean;
  readonly isRunning: () => boolean;
  /** Shows a short line to the adult; null takes it away. */
  readonly say: (text: string | null) => void;
  readonly sounds: ScreenSounds;
}

/** Listens for the keys until the returned function is called. */
export function listenForShortcuts(surface: ShortcutSurface): () => void {
  const adult = new BorrowedConsole();
  let hintTimer: ReturnType<typeof setTimeout> | null = null;

  const hint = (text: string) => {
    if (hintTimer !== null) clearTimeout(hintTimer);
    surface.say(text);
    hintTimer = setTimeout(() => surface.say(null), hintMs);
  };
  const steer = async (key: string) => {
    const steered = await adult.press(key, surface.isRunning());
    if (!steered) hint(m['screen.signInFirst']());
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    surface.sounds.unlock();
    if (event.key === 'f' || event.key === 'F') void fillScreen();
    else if ([' ', '+', '='].includes(event.key) && surface.isPlaying()) {
      event.preventDefault();
      void steer(event.key);
    }
  };
  const onPointerDown = () => surface.sounds.unlock();
  addEventListener('keydown', onKey);
  addEventListener('pointerdown', onPointerDown);
  return () => {
    removeEventListener('keydown', onKey);
    removeEventListener('pointerdown', onPointerDown);
    if (hintTimer !== null) clearTimeout(hintTimer);
    adult.stop();
  };
}

/** The console's token of this browser, over a line of its own that opens with the first key. */
class BorrowedConsole {
  #line: Connection<'console'> | null = null;

  /** False where no adult is signed in, or the server refused. */
  async press(key: string, running: boolean): Promise<boolean> {
    if (!adultTokenKept()) return false;
    const line = this.#line ?? this.#open();
    if (!(await stands(line)) || (line.role !== 'facilitator' && line.role !== 'admin')) return false;
    const answer =
      key === ' '
        ? await line.call(running ? 'run.pause' : 'run.resume', {})
        : await line.call('run.extend', { ms: extendMs, group: null });
    return answer.ok;
  }

  stop(): void {
    this.#line?.stop();
    this.#line = null;
  }

  #open(): Connection<'console'> {
    const line = new Connection('console', { language, reload: () => undefined });
    this.#line = line;
    line.start();
    return line;
  }
}

/** Whether the line answers within its time. */
async function stands(line: Connection<'console'>): Promise<boolean> {
  const until = performance.now() + lineWithinMs;
  while (line.line !== 'online' && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return line.line === 'online';
}

async function fillScreen(): Promise<void> {
  // A browser may say no; the screen then stays as it is.
  if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined);
  else await document.documentElement.requestFullscreen().catch(() => undefined);
}
