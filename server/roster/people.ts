/** Classes, small groups and children. One child is one person everywhere, with one name and one animal. */
import type { ChildRow } from '../../src/wire/answers.ts';
import type { ErrorCode, Failure } from '../../src/wire/errors.ts';
import type { EventName } from '../../src/wire/schemas.ts';
import { maxChildren } from '../../src/wire/vocabulary.ts';
import type { Animal } from '../../src/wire/vocabulary.ts';
import { newId } from '../ids.ts';
import type { Handlers } from '../session/api.ts';
import type { Child, Consent, PeopleStore } from '../store/port.ts';
import { freeAnimal, rarestColour } from './animals.ts';
import { parseRoster } from './parse.ts';

export type PeopleEvent = Extract<
  EventName,
  `people.${string}` | `class.${string}` | `child.${string}` | `roster.${string}`
>;

export interface Roster {
  readonly people: PeopleStore;
  readonly wall: () => number;
  /** Names, animals or consent of these children changed; a running lesson must know. */
  readonly changed: (children: readonly string[]) => Promise<void>;
}

const refused = (code: ErrorCode): Failure => ({ ok: false, code });

export function createPeopleHandlers({ people, wall, changed }: Roster): Handlers<PeopleEvent> {
  const findClass = async (classId: string) =>
    (await people.classes()).find((row) => row.classId === classId) ?? null;
  const classNamed = async (name: string, but: string | null) =>
    (await people.classes()).some((row) => row.name === name && row.classId !== but);

  return {
    'people.classes': async () => ({ ok: true, classes: await people.classes() }),
    'people.class': async (_by, { classId }) => {
      const found = await findClass(classId);
      if (!found) return refused('no_such_class');
      return { ok: true, classId, name: found.name, children: await childRows(people, classId) };
    },
    'class.add': async (_by, { name, kind }) => {
      if (await classNamed(name, null)) return refused('class_name_taken');
      const classId = newId();
      await people.addClass({ classId, name, kind, sample: false, createdWall: wall() });
      return { ok: true, classId };
    },
    'class.rename': async (_by, { classId, name }) => {
      if (await classNamed(name, classId)) return refused('class_name_taken');
      return (await people.renameClass(classId, name)) ? { ok: true } : refused('no_such_class');
    },
    'child.add': async (_by, { classId, name }) => {
      if (!(await findClass(classId))) return refused('no_such_class');
      const added = await addNames(people, classId, [name]);
      return added?.[0] ? { ok: true, child: added[0].child } : refused('roster_too_many');
    },
    'child.enrol': async (_by, { classId, child }) => {
      if (!(await findClass(classId))) return refused('no_such_class');
      const [known] = await people.children([child]);
      if (!known) return refused('no_such_child');
      const members = await people.members(classId);
      if (members.some((member) => member.child === child)) return { ok: true };
      if (members.length >= maxChildren) return refused('roster_too_many');
      const moved = await withFreeAnimal(people, known, members);
      if (!moved) return refused('animal_taken');
      if (moved.animal !== known.animal) await people.editChild(moved);
      await people.enrol(classId, child);
      await changed([child]);
      return { ok: true };
    },
    'child.unenrol': async (_by, { classId, child }) => {
      if (!(await findClass(classId))) return refused('no_such_class');
      await people.unenrol(classId, child);
      return { ok: true };
    },
    'child.edit': async (_by, { child, name, animal }) => {
      const [known] = await people.children([child]);
      if (!known) return refused('no_such_child');
      const taken = animal !== known.animal && (await animalsBeside(people, child)).has(animal);
      if (taken) return refused('animal_taken');
      await people.editChild({ ...known, name, animal });
      await changed([child]);
      return { ok: true };
    },
    'roster.preview': (_by, { bytes }) => Promise.resolve(parseRoster(Buffer.from(bytes, 'base64'))),
    'roster.import': async (_by, { classId, bytes }) => {
      if (!(await findClass(classId))) return refused('no_such_class');
      const members = await people.members(classId);
      const roster = parseRoster(
        Buffer.from(bytes, 'base64'),
        members.map(({ name }) => name),
      );
      if (!roster.ok) return roster;
      const added = await addNames(people, classId, roster.names);
      if (!added) return refused('roster_too_many');
      const { ok: _, ...preview } = roster;
      return { ok: true, added: added.length, preview };
    },
  };
}

/**
 * New people with these names at the end of the class's list, each with an animal of its own; null (and
 * nothing done) when the class would have more than sixty.
 */
export async function addNames(
  people: PeopleStore,
  classId: string,
  names: readonly string[],
): Promise<readonly Child[] | null> {
  const members = await people.members(classId);
  if (members.length + names.length > maxChildren) return null;
  const taken = new Set<Animal>(members.map(({ animal }) => animal));
  const colours = members.map(({ colour }) => colour);
  const added: Child[] = [];
  for (const name of names) {
    const animal = freeAnimal(taken);
    if (!animal) return null;
    const colour = rarestColour(colours);
    taken.add(animal);
    colours.push(colour);
    added.push({ child: newId(), name, animal, colour });
  }
  if (added.length > 0) await people.addChildren(classId, added);
  return added;
}

/** Animals of everyone who shares a class with the child. */
async function animalsBeside(people: PeopleStore, child: string): Promise<ReadonlySet<Animal>> {
  const classes = await people.classesOf(child);
  const members = await Promise.all(classes.map((classId) => people.members(classId)));
  return new Set(
    members
      .flat()
      .filter((member) => member.child !== child)
      .map(({ animal }) => animal),
  );
}

/** The child as it can join `members`: its own animal, else one that is free there and in its other classes. */
async function withFreeAnimal(
  people: PeopleStore,
  child: Child,
  members: readonly Child[],
): Promise<Child | null> {
  const there = new Set(members.map(({ animal }) => animal));
  if (!there.has(child.animal)) return child;
  const animal = freeAnimal(new Set([...there, ...(await animalsBeside(people, child.child)), child.animal]));
  return animal && { ...child, animal };
}

/** Members of a class with their classes and standing consents, in roster order. */
async function childRows(people: PeopleStore, classId: string): Promise<readonly ChildRow[]> {
  const members = await people.members(classId);
  const consents = new Map<string, Consent[]>();
  for (const consent of await people.consents(members.map(({ child }) => child)))
    consents.set(consent.child, [...(consents.get(consent.child) ?? []), consent]);
  return Promise.all(
    members.map(async (member) => ({
      ...member,
      classes: await people.classesOf(member.child),
      consents: (consents.get(member.child) ?? []).map(({ purpose, answer, date, giver, way, assent }) => ({
        purpose,
        answer,
        date,
        giver,
        way,
        assent,
      })),
    })),
  );
}
