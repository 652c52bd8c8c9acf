/** The class a new teacher finds: invented children, marked as a sample, so that its lessons are rehearsals. */
import { nanoid } from 'nanoid';
import type { Handlers } from '../session/api.ts';
import type { PeopleStore } from '../store/port.ts';
import { addNames } from './people.ts';

/**
 * Adds the sample class, unless there is any class already. `names` are parted by spaces. Invented children
 * need nobody's consent, so recording is shown with all of them.
 */
export async function addSampleClass(
  people: PeopleStore,
  words: { readonly className: string; readonly names: string },
  wall: number,
): Promise<void> {
  if ((await people.classes()).length > 0) return;
  const classId = nanoid(10);
  await people.addClass({ classId, name: words.className, kind: 'class', sample: true, createdWall: wall });
  const added = (await addNames(people, classId, words.names.split(' '))) ?? [];
  await people.addConsents(
    added.map(({ child }) => ({
      child,
      purpose: 'record',
      answer: 'yes',
      date: new Date(wall).toISOString().slice(0, 10),
      giver: 'school',
      way: 'spoken',
      assent: true,
      enteredWall: wall,
    })),
  );
}

/** Lessons of a sample class are rehearsals, whatever the console asked for. */
export function rehearsingSample(
  lessons: Pick<Handlers, 'lesson.start'>,
  people: Pick<PeopleStore, 'classes'>,
): Handlers<'lesson.start'> {
  return {
    'lesson.start': async (by, payload) => {
      const sample = (await people.classes()).find(({ classId }) => classId === payload.classId)?.sample;
      return lessons['lesson.start'](by, { ...payload, rehearsal: payload.rehearsal || sample === true });
    },
  };
}
