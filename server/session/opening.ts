/** 开始上课: what a lesson starts from, read from the store, and its first entries. */
import * as v from 'valibot';
import type { AnyActivity } from '../../activities/_kit/contract.ts';
import type { Failure } from '../../src/wire/errors.ts';
import type { Payload } from '../../src/wire/schemas.ts';
import { doorPictures } from '../../src/wire/vocabulary.ts';
import type { SessionRow } from '../record/facts.ts';
import type { LogStore, PeopleStore, ReviewStore } from '../store/port.ts';
import type { Clocks } from './api.ts';
import { randomWord, shuffled } from './chance.ts';
import type { RandomBytes } from './chance.ts';
import { asLastTime, dealt, usualCount } from './groups.ts';
import type { Grouping } from './groups.ts';
import { refuse } from './handlers.ts';
import { activityOf, insert, log } from './live.ts';
import type { Live, Person, Work } from './live.ts';
import { enrol, loadPeople } from './people.ts';
import { usualChoice } from './runs.ts';
import type { Choice } from './runs.ts';

export interface Opening {
  readonly live: Live;
  readonly people: readonly Person[];
  readonly grouping: Grouping;
}

/** A lesson that has no row yet, or why it cannot start. Everyone is present until the roll call says otherwise. */
export async function prepare(
  store: LogStore & PeopleStore & ReviewStore,
  activities: Readonly<Record<string, AnyActivity>>,
  { clocks, random }: { readonly clocks: Clocks; readonly random: RandomBytes },
  { classId, rehearsal, speed, confirmDate }: Payload<'lesson.start'>,
): Promise<({ readonly ok: true } & Opening) | Failure> {
  const chosen = (await store.classes()).find((row) => row.classId === classId);
  if (chosen === undefined) return refuse('no_such_class');
  const isRehearsal = rehearsal || chosen.sample;
  if (speed !== 1 && !isRehearsal) return refuse('bad_input', 'speed');
  const startedWall = clocks.wall();
  const newest = await store.lastOfClass(null);
  if (!isRehearsal && !confirmDate && newest !== null && startedWall < newest.startedWall) {
    return refuse('date_before_last_lesson');
  }
  const members = (await store.members(classId)).map(({ child }) => child);
  if (members.length === 0) return refuse('nobody_present');

  const people = await loadPeople(store, members);
  const { last, choice } = await asBefore(store, activities, classId);
  const grouping = asLastTime(members, last) ?? dealt(shuffled(random, members), usualCount(members.length));
  const session: SessionRow = {
    session: randomWord(random, 12),
    rehearsal: isRehearsal ? 1 : 0,
    class: classId,
    phase: 'roll',
    startedWall,
    endedWall: null,
    utcOffset: -new Date(startedWall).getTimezoneOffset(),
    origin: 'live',
    source: null,
    door: shuffled(random, doorPictures).slice(0, 3).join(','),
    activity: choice && JSON.stringify(choice),
    speed,
  };
  return { ok: true, live: emptyLive(session, chosen.name, last), people, grouping };
}

/** The lesson's first entries: itself and its roll. */
export function open(work: Work, { people, grouping }: Opening): void {
  log(work, 'session', { type: 'started', present: people.length });
  insert(work, 'session', work.live.session);
  for (const person of people) enrol(work, person, 'present', grouping.get(person.child) ?? null);
}

/** Groups and activity of the class's last lesson; with none, the first activity as it comes. */
export async function asBefore(
  store: LogStore & ReviewStore,
  activities: Readonly<Record<string, AnyActivity>>,
  classId: string,
): Promise<{ readonly last: Grouping; readonly choice: Choice | null }> {
  const before = await store.lastOfClass(classId);
  const last: Grouping = new Map(before?.groups.map(({ child, grp }) => [child, grp]));
  const [row] = before === null ? [] : await store.rows('session', before.session);
  const first = Object.values(activities)[0];
  return {
    last,
    choice: stillValid(activities, row?.activity ?? null) ?? (first ? usualChoice(first) : null),
  };
}

const choiceSchema = v.strictObject({
  id: v.string(),
  config: v.unknown(),
  scope: v.picklist(['group', 'class']),
});

/** Last time's choice, if today's activity still takes it; its usual settings, if only those have changed. */
function stillValid(activities: Readonly<Record<string, AnyActivity>>, json: string | null): Choice | null {
  if (json === null) return null;
  const choice = v.safeParse(choiceSchema, JSON.parse(json));
  if (!choice.success) return null;
  const activity = activityOf(activities, choice.output.id);
  if (activity === null) return null;
  const config = v.safeParse(activity.config, choice.output.config);
  return config.success ? { ...choice.output, config: config.output as unknown } : usualChoice(activity);
}

function emptyLive(session: SessionRow, className: string, last: Grouping): Live {
  return {
    session,
    className,
    seq: 0,
    frame: 0,
    people: new Map(),
    roll: new Map(),
    seats: new Map(),
    devices: new Map(),
    asks: new Map(),
    greets: new Map(),
    inHand: new Map(),
    moments: [],
    answers: new Map(),
    runs: 0,
    run: null,
    promptingNext: false,
    saved: null,
    doorShown: false,
    last,
  };
}
