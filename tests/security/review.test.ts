/** Who is not recorded, or withdrew, stands in no answer of the review, and no answer holds what is no number. */
import { describe, expect, it } from 'vitest';
import { createReviewHandlers } from '../../server/transport/review.ts';
import type { ReviewEvent } from '../../server/transport/review.ts';
import type { Principal } from '../../server/session/api.ts';
import type { Store } from '../../server/store/port.ts';
import { eventNames } from '../../src/wire/schemas.ts';
import { keepProgramme, programme } from '../support/programme.ts';
import { reviewSessions } from '../support/reviewSessions.ts';
import { temporaryStore } from '../support/temporaryStore.ts';

const teacher: Principal = { device: 'd', role: 'admin', account: 'a', session: null, loopback: true };

/** Every answer of the review about these lessons, by event; the children asked for are all on any roll. */
async function answers(store: Store, sessions: readonly string[]): Promise<Map<ReviewEvent, unknown[]>> {
  const handlers = createReviewHandlers(store, () => 0);
  const rolls = await store.rows('roll', null);
  const classes = (await store.classes()).map(({ classId }) => classId);
  const runs = await store.rows('run', null);
  const all = new Map<ReviewEvent, unknown[]>();
  const ask = async (event: ReviewEvent, answer: Promise<unknown>) =>
    all.set(event, [...(all.get(event) ?? []), await answer]);
  for (const rehearsals of [true, false])
    await ask('review.lessons', handlers['review.lessons'](teacher, { rehearsals }));
  for (const session of sessions) {
    await ask('review.lesson', handlers['review.lesson'](teacher, { session }));
    for (const { run } of runs.filter((row) => row.session === session))
      await ask('review.replay', handlers['review.replay'](teacher, { session, run }));
    // Taking a turn back and giving it back leaves the record as it was, and answers the page.
    const [turn] = await store.rows('turn', session);
    if (turn !== undefined)
      for (const what of ['void', 'original'] as const)
        await ask(
          'review.correct',
          handlers['review.correct'](teacher, {
            session,
            run: turn.run,
            group: turn.grp,
            turn: turn.turn,
            change: { what },
          }),
        );
  }
  for (const child of new Set(rolls.map((row) => row.child)))
    await ask('review.child', handlers['review.child'](teacher, { child }));
  for (const classId of classes) await ask('review.group', handlers['review.group'](teacher, { classId }));
  await ask('review.exports', handlers['review.exports'](teacher, {}));
  return all;
}

/** Replays tell what happened to seats; ids of seats are numbers, and texts are those of notes. */
function sightings(all: ReadonlyMap<string, unknown[]>, canaries: readonly string[]): string[] {
  return [...all].flatMap(([event, told]) => {
    const text = JSON.stringify(told, (_, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${event} answers ${value}`);
      return value;
    });
    return canaries.filter((canary) => mentions(text, canary)).map((canary) => `${event}: ${canary}`);
  });
}

/** `child-1` is not meant by `child-12`. */
const mentions = (text: string, canary: string): boolean => new RegExp(`${canary}(?![0-9])`).test(text);

describe('answers of the review', () => {
  it('are all asked for here', async () => {
    const store = await temporaryStore();
    await keepProgramme(store);
    const asked = [...(await answers(store, programme.lessons)).keys()];
    expect(asked.sort()).toEqual(eventNames.filter((event) => event.startsWith('review.')).sort());
  });

  it.each(Object.entries(reviewSessions))('keep out who is not recorded: %s', async (_, make) => {
    const { store, session, canaries } = await make();
    const all = await answers(store, [session]);
    expect(sightings(all, canaries)).toEqual([]);
    // They are there to be found, and the lesson itself was told, so that the silence means something.
    const rolls = new Map([['roll', [await store.rows('roll', session), await store.children(canaries)]]]);
    expect(new Set(sightings(rolls, canaries)).size).toBe(canaries.length);
    expect(all.get('review.lesson')).toMatchObject([{ ok: true }]);
  });

  it('keep a guest out of a whole programme, and show a child only in the lessons that recorded it', async () => {
    const store = await temporaryStore();
    await keepProgramme(store);
    const all = await answers(store, programme.lessons);
    expect(sightings(all, ['guest-canary', '客人'])).toEqual([]);
    for (const page of (all.get('review.lesson') ?? []).slice(0, 2)) {
      expect(page).toMatchObject({ ok: true });
      expect(JSON.stringify(page)).not.toContain('"k8"');
    }
    expect(JSON.stringify(all.get('review.lesson')?.[2])).toContain('"k8"');
  });
});
