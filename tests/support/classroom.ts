/** A class with a live session over a real store that is gone after the test. */
import type { Store } from '../../server/store/port.ts';
import { animals } from '../../src/wire/vocabulary.ts';
import { fakeClocks } from './fakeClocks.ts';
import { consent, openRoom } from './room.ts';
import type { Classroom, RoomOptions } from './room.ts';
import { nine } from './rows.ts';
import { temporaryStore } from './temporaryStore.ts';

export { consent, letIn, seat, startLesson } from './room.ts';
export type { Classroom } from './room.ts';

export interface ClassroomOptions extends RoomOptions {
  readonly children?: number;
  /** Ids of children without consent to record. */
  readonly guests?: readonly string[];
}

/** Children are `child-1`, `child-2` …, called 孩子1, 孩子2 …. */
export const childIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `child-${index + 1}`);

export async function classroom(options: ClassroomOptions = {}): Promise<Classroom> {
  const store = await temporaryStore();
  await addClass(store, options);
  return openRoom(store, fakeClocks(), options);
}

async function addClass(store: Store, { children = 6, guests = [] }: ClassroomOptions): Promise<void> {
  const ids = childIds(children);
  await store.addClass({
    classId: 'class-1',
    name: '三年级',
    kind: 'class',
    sample: false,
    createdWall: nine,
  });
  await store.addChildren(
    'class-1',
    ids.map((child, index) => ({
      child,
      name: `孩子${index + 1}`,
      animal: animals[index] ?? 'bear',
      colour: index % 8,
    })),
  );
  await store.addConsents(
    ids.filter((child) => !guests.includes(child)).map((child) => consent(child, 'yes')),
  );
}
