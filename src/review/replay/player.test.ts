import { beforeEach, describe, expect, it } from 'vitest';
import { Player } from './player.svelte.ts';

/** A time that moves when the test says so. */
function handTime() {
  let now = 5000;
  const calls = new Set<() => void>();
  return {
    now: () => now,
    start: (call: () => void) => {
      calls.add(call);
      return () => calls.delete(call);
    },
    pass: (ms: number) => {
      now += ms;
      for (const call of [...calls]) call();
    },
    get running() {
      return calls.size;
    },
  };
}

let time: ReturnType<typeof handTime>;
let player: Player;
beforeEach(() => {
  time = handTime();
  player = new Player(60_000, time);
});

describe('the replay’s clock', () => {
  it('stands at the beginning until it is told to play', () => {
    time.pass(1000);
    expect([player.at, player.playing, time.running]).toEqual([0, false, 0]);
  });

  it('runs with the time outside, and stands where it is paused', () => {
    player.play();
    time.pass(1500);
    expect(player.at).toBe(1500);
    player.pause();
    time.pass(9000);
    expect([player.at, time.running]).toEqual([1500, 0]);
    player.toggle();
    time.pass(500);
    expect(player.at).toBe(2000);
  });

  it('counts what passed before a pause between two ticks', () => {
    const slow = { ...time, start: () => () => undefined };
    const one = new Player(60_000, slow);
    one.play();
    time.pass(730);
    one.pause();
    expect(one.at).toBe(730);
  });

  it.each([1, 2, 4, 8] as const)('runs %i times as fast from where it is', (speed) => {
    player.play();
    time.pass(1000);
    player.setSpeed(speed);
    time.pass(1000);
    expect(player.at).toBe(1000 + 1000 * speed);
  });

  it('stops at the end, and begins anew from there', () => {
    player.play();
    time.pass(90_000);
    expect([player.at, player.playing, time.running]).toEqual([60_000, false, 0]);
    player.toggle();
    expect([player.at, player.playing]).toEqual([0, true]);
    time.pass(100);
    expect(player.at).toBe(100);
  });

  it('jumps while it stands and while it runs, never out of the run, to whole milliseconds', () => {
    player.seek(12_345.6);
    expect(player.at).toBe(12_346);
    player.seek(-5);
    expect(player.at).toBe(0);
    player.seek(1e9);
    expect(player.at).toBe(60_000);
    player.seek(10_000);
    player.play();
    time.pass(1000);
    player.seek(30_000);
    time.pass(1000);
    expect([player.at, player.playing]).toEqual([31_000, true]);
  });

  it('goes nowhere in a run without length', () => {
    const empty = new Player(0, time);
    empty.toggle();
    expect([empty.at, empty.playing, time.running]).toEqual([0, false, 0]);
  });

  it('is what countdowns draw from, and never stands still for them: the game’s own clock ran', () => {
    player.seek(4000);
    expect(player.clock).toMatchObject({ now: 4000, running: true });
  });
});
