/** The console's home: the classes, what 开始上课 would start, and the activities on offer. */
import type { AnyActivity } from '../../activities/_kit/contract.ts';
import type { ActivityCard, Home } from '../../src/wire/answers.ts';
import type { Handlers, Lessons } from '../session/api.ts';
import type { PeopleStore, ReviewStore } from '../store/port.ts';

/** Same class and activity as last time; before any lesson the teacher's own first class, else the sample. */
export function createHomeHandler(
  store: PeopleStore & ReviewStore,
  lessons: Pick<Lessons, 'current'>,
  activities: Readonly<Record<string, AnyActivity>>,
): Handlers<'home'> {
  const cards = Object.values(activities).map(cardOf);

  async function proposal(classes: Home['classes']): Promise<Home['proposal']> {
    const last = await store.lastOfClass(null);
    const lastClass = classes.find(({ classId }) => classId === last?.classId);
    if (last && lastClass)
      return {
        classId: lastClass.classId,
        className: lastClass.name,
        lastWall: last.startedWall,
        activity: last.activity,
      };
    const first = classes.find(({ sample, children }) => !sample && children > 0) ?? classes[0];
    return (
      (first && { classId: first.classId, className: first.name, lastWall: null, activity: null }) ?? null
    );
  }

  return {
    home: async () => {
      const classes = await store.classes();
      const current = lessons.current();
      return {
        ok: true,
        classes,
        proposal: await proposal(classes),
        running: current && current.phase !== 'closed' ? current.session : null,
        activities: cards,
      };
    },
  };
}

/** What the console needs of an activity before it is chosen. */
function cardOf(activity: AnyActivity): ActivityCard {
  return {
    id: activity.id,
    version: activity.version,
    seats: activity.seats,
    tablets: activity.needs.tablets,
    scope: activity.scope,
    trains: activity.trains,
    settings: activity.settings,
    defaults: activity.defaults as ActivityCard['defaults'],
  };
}
