import { describe, expect, it } from 'vitest';
import { activities } from '../../activities/registry.rules.ts';
import { fakeLessons } from '../../tests/support/fakeLessons.ts';
import { sessionRow } from '../../tests/support/rows.ts';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import type { Principal } from '../session/api.ts';
import type { Store } from '../store/port.ts';
import { createHomeHandler } from './home.ts';
import { addNames } from './people.ts';
import { makeSampleClass, rehearsingSample } from './sample.ts';

const adult: Principal = { device: 'd', role: 'facilitator', account: 'a', session: null, loopback: true };

async function home(store: Store, lessons = fakeLessons()) {
  const answer = await createHomeHandler(store, lessons, activities).home(adult, {});
  if (!answer.ok) throw new Error(answer.code);
  return answer;
}

describe('home', () => {
  it('proposes nothing without a class, and the sample class when it is the only one', async () => {
    const store = await temporaryStore();
    expect((await home(store)).proposal).toBeNull();
    const classId = await makeSampleClass(store, { className: '示例', names: ['小满', '谷雨'] }, 0);
    expect((await home(store)).proposal).toEqual({
      classId,
      className: '示例',
      lastWall: null,
      activity: null,
    });
  });

  it('proposes the teacher’s own class before the sample, and last time’s class before both', async () => {
    const store = await temporaryStore();
    await makeSampleClass(store, { className: '示例', names: ['小满'] }, 0);
    for (const [index, classId] of ['own', 'other'].entries()) {
      await store.addClass({ classId, name: classId, kind: 'class', sample: false, createdWall: index });
      await addNames(store, classId, ['王芳']);
    }
    expect((await home(store)).proposal?.classId).toBe('own');
    const session = sessionRow({ class: 'other', endedWall: Date.UTC(2026, 2, 2) });
    await store.append(session.session, 1, 0, [], [{ table: 'session', insert: session }]);
    expect((await home(store)).proposal).toMatchObject({ classId: 'other', lastWall: session.startedWall });
  });

  it('shows a running lesson, and the card of every activity', async () => {
    const store = await temporaryStore();
    const lessons = fakeLessons();
    expect((await home(store, lessons)).running).toBeNull();
    lessons.phase = 'play';
    const shown = await home(store, lessons);
    expect(shown.running).toBe('lesson-1');
    expect(shown.activities.map(({ id }) => id)).toEqual(Object.keys(activities));
    expect(
      shown.activities.every(({ settings, defaults }) => settings.every(({ key }) => key in defaults)),
    ).toBe(true);
  });
});

describe('a lesson of a sample class', () => {
  it('is a rehearsal whatever was asked for; another class has what was asked for', async () => {
    const store = await temporaryStore();
    const sample = await makeSampleClass(store, { className: '示例', names: ['小满'] }, 0);
    const asked: boolean[] = [];
    const on = rehearsingSample(
      {
        'lesson.start': (_by, { rehearsal }) => {
          asked.push(rehearsal);
          return Promise.resolve({ ok: true, session: 's' });
        },
      },
      store,
    );
    for (const [classId, rehearsal] of [
      [sample, false],
      [sample, true],
      ['own', false],
      ['own', true],
    ] as const)
      await on['lesson.start'](adult, { classId, rehearsal, speed: 1, confirmDate: false });
    expect(asked).toEqual([true, true, false, true]);
  });
});
