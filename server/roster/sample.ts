/** Classes of invented children: the one a new teacher finds, and the robots'. Their lessons are rehearsals. */
import { newId } from '../ids.ts';
import type { Handlers } from '../session/api.ts';
import type { PeopleStore } from '../store/port.ts';
import { addNames } from './people.ts';

export interface SampleWords {
  readonly className: string;
  readonly names: readonly string[];
}

/**
 * Makes a class of invented children and answers its id. They need nobody's consent, so recording is shown
 * with all of them.
 */
export async function makeSampleClass(
  people: PeopleStore,
  { className, names }: SampleWords,
  wall: number,
): Promise<string> {
  const classId = newId();
  await people.addClass({ classId, name: className, kind: 'class', sample: true, createdWall: wall });
  const added = (await addNames(people, classId, names)) ?? [];
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
  return classId;
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
