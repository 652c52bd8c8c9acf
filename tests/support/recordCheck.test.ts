import { expect, it } from 'vitest';
import { openRoom, play } from './faultDriver.ts';
import { expectOneEffectEach, expectWhole, readRecord, statesOf } from './recordCheck.ts';
import type { LessonRecord } from './recordCheck.ts';

/** The checks of every fault test would be worth nothing if they could not fail. */
it('passes a lesson without faults, and finds what is planted in its record', async () => {
  const room = await openRoom();
  const played = await play(room.server.url, () => Promise.resolve(), { activity: 'name-ball', speed: 50 });
  const kept = await readRecord(room.data, played.session);
  expectWhole(played, kept);
  const { entries, effects } = kept;
  const { turn } = effects;
  expect(turn.length).toBeGreaterThan(0);

  const planted: Record<string, LessonRecord> = {
    'an act that is gone': { ...kept, entries: entries.filter(({ actionId }) => actionId !== played.acknowledged[0]) },
    'a gap at the end': { ...kept, entries: entries.map((entry) => ({ ...entry, seq: entry.seq + 1 })) },
    'an act twice': { ...kept, entries: [...entries, ...entries.filter(({ actionId }) => actionId !== null)] },
    'a turn twice': { ...kept, effects: { ...effects, turn: [...turn, ...turn.slice(0, 1)] } },
    'a turn that is gone': { ...kept, effects: { ...effects, turn: turn.slice(1) } },
    'a turn that was shown otherwise': { ...kept, effects: { ...effects, turn: turn.map((row) => ({ ...row, claimedAt: 1 })) } },
  }; // prettier-ignore
  for (const [what, record] of Object.entries(planted)) {
    expect(() => expectWhole(played, record), what).toThrow();
  }
  expect(() =>
    expectOneEffectEach({ ...kept, seats: kept.seats.map((row) => ({ ...row, child: null })) }),
  ).toThrow();

  const half = Math.ceil(entries.length / 2);
  expect(statesOf(entries)).toEqual(statesOf(entries, entries.length));
  expect(statesOf(entries, half)).not.toEqual(statesOf(entries));
});
