/** The child's and the group's page from a real store. */
import { expect, it } from 'vitest';
import { keepLesson } from '../../tests/support/lesson.ts';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';

it('gives a recorded child its page and a guest none', async () => {
  const store = await temporaryStore();
  await keepLesson(store);
  const page = await store.childPage('k1');
  expect(page).toMatchObject({
    person: { child: 'k1', name: '小明' },
    sessions: [{ session: 's1', reason: null }],
  });
  expect(await store.childPage('g1')).toBeNull();
  const lesson = await store.lesson('s1');
});
