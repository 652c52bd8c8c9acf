/**
 * Small sounds of the classroom screen, made on the spot. Each has a visual twin, so a silent laptop loses nothing.
 * A browser lets a page sound only after somebody has pressed a key or clicked: the adult does, once.
 */

/** A tone: frequency in Hz, start and length in seconds. */
interface Tone {
  readonly hertz: number;
  readonly at: number;
  readonly seconds: number;
}

const arrivedTones: readonly Tone[] = [{ hertz: 660, at: 0, seconds: 0.15 }];
const lanternTones: readonly Tone[] = [
  { hertz: 523, at: 0, seconds: 0.18 },
  { hertz: 784, at: 0.12, seconds: 0.3 },
];
const togetherTones: readonly Tone[] = [
  { hertz: 523, at: 0, seconds: 0.25 },
  { hertz: 659, at: 0.2, seconds: 0.25 },
  { hertz: 784, at: 0.4, seconds: 0.25 },
  { hertz: 1047, at: 0.6, seconds: 0.7 },
];

export class ScreenSounds {
  #audio: AudioContext | null = null;

  /** To be called from a key press or click; until then every sound is silence. */
  unlock(): void {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
  }

  arrived(): void {
    this.#play(arrivedTones);
  }

  lantern(): void {
    this.#play(lanternTones);
  }

  together(): void {
    this.#play(togetherTones);
  }

  #play(tones: readonly Tone[]): void {
    const audio = this.#audio;
    if (audio?.state !== 'running') return;
    for (const { hertz, at, seconds } of tones) {
      const start = audio.currentTime + at;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.type = 'sine';
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + seconds);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + seconds);
    }
  }
}
