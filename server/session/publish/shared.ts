/** What more than one audience is shown: faces, groups, the run. */
import type { Goal, Seat } from '../../../activities/_kit/contract.ts';
import type { Face, Faces, GroupPart, JoinPart, RunPart } from '../../../src/wire/publish.ts';
import { groupShapes } from '../../../src/wire/vocabulary.ts';
import type { DoorPicture, GroupShape } from '../../../src/wire/vocabulary.ts';
import { facilitatorView, goalOf, groupView, outcomeOf } from '../instance.ts';
import type { Instance } from '../instance.ts';
import { groupNumbers, present } from '../live.ts';
import type { Live, Place } from '../live.ts';
import type { Seating } from './seating.ts';

const neutral: Face = { name: '', animal: null, colour: 0 };

export function faceOf(live: Live, child: string | null): Face {
  const person = child === null ? undefined : live.people.get(child);
  return person ? { name: person.name, animal: person.animal, colour: person.colour } : neutral;
}

/** A guest's face is shown like any other: nothing in the room tells who is not recorded. */
export function facesOf(live: Live, places: readonly Place[]): Faces {
  return bySeat(places.map(({ row, sitter }) => [row.seat, faceOf(live, sitter)]));
}

/**
 * Things by seat, unchangeable. V8 would keep an ordinary object with a key such as 900 as an array of so many places,
 * several kilobytes for each tablet; what cannot be written it keeps as a table of what is there.
 */
export function bySeat<T>(things: readonly (readonly [seat: Seat, thing: T])[]): Readonly<Record<string, T>> {
  const object: Record<string, T> = {};
  for (const [seat, value] of things) Object.defineProperty(object, seat, { value, enumerable: true });
  return object;
}

export function shapeOf(group: number): GroupShape {
  return groupShapes[group - 1] ?? 'circle';
}

/** Size counts children who are here; `seats` are those on a tablet. */
export function groupsOf(live: Live, seating: Seating) {
  const here = present(live);
  const seats = seating.places.filter(({ row }) => row.device !== null);
  return groupNumbers(live).map((group) => ({
    group,
    shape: shapeOf(group),
    size: here.filter(({ grp }) => grp === group).length,
    seats: seats.flatMap(({ row }) => (row.grp === group ? [row.seat] : [])),
    tablets: [...live.devices.values()].filter(({ grp }) => grp === group).length,
  }));
}

export function joinOf(live: Live, urls: readonly string[]): JoinPart {
  return { urls, door: live.session.door.split(',') as unknown as [DoorPicture, DoorPicture, DoorPicture] };
}

/** The run without its goal, which alone of it changes while it is played. */
export function runFrame(live: Live): Omit<RunPart, 'goal'> | null {
  const { run } = live;
  if (run === null) return null;
  return {
    run: run.row.run,
    activity: run.row.activity,
    version: run.row.version,
    config: JSON.parse(run.row.config) as unknown,
    scope: run.row.scope,
    groups: [...run.instances.keys()],
    status: run.row.endedWall === null ? 'playing' : 'over',
  };
}

/** Sum over the groups. */
export function classGoal(instances: Iterable<Instance>): Goal {
  let done = 0;
  let of = 0;
  for (const instance of instances) {
    const goal = goalOf(instance);
    done += goal.done;
    of += goal.of;
  }
  return { done, of };
}

/** A group as its children and the screen see it. */
export function groupPart(instance: Instance): GroupPart {
  return { ...ends(instance), view: groupView(instance) };
}

/** A group as the adult sees it. */
export function facilitatorPart(instance: Instance): GroupPart {
  return { ...ends(instance), view: facilitatorView(instance) };
}

function ends(instance: Instance) {
  return { group: instance.group, goal: goalOf(instance), outcome: outcomeOf(instance) };
}
