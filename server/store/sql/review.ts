import type { Kysely } from 'kysely';
import { corrected } from '../../review/corrections.ts';
import { floorTaken } from '../../review/facts.ts';
import { lessonPage } from '../../review/lesson.ts';
import { recordedOf } from '../../review/recorded.ts';
import type { LessonRow } from '../../../src/wire/answers.ts';
import type { LogStore, PeopleStore, ReviewStore } from '../port.ts';
import type { Database } from './database.ts';
import { childPage, classPage, pastOf } from './history.ts';
import { lessonRecord } from './lessonRecord.ts';
import { replayOf } from './replay.ts';

/** Reads over the log's facts and people; what a figure means is stated in server/review/lesson.ts. */
export function reviewStore(
  db: Kysely<Database>,
  log: Pick<LogStore, 'rows'>,
  people: Pick<PeopleStore, 'members' | 'children' | 'classes' | 'consents'>,
): ReviewStore {
  return {
    lessons: (rehearsals) => lessons(db, rehearsals),
    lessonRecord: (id) => lessonRecord(db, log, id),

    lesson: async (id) => {
      const record = await lessonRecord(db, log, id);
      if (record === null) return null;
      const roster = await people.members(record.session.class);
      const listed = new Set(roster.map((child) => child.child));
      const others = await people.children(
        record.roll.map((row) => row.child).filter((child) => !listed.has(child)),
      );
      return lessonPage(
        record,
        {
          className: await className(db, record.session.class),
          children: [...roster, ...others],
          authors: await accountNames(db),
        },
        {
          past: await pastOf(db, record),
          presence: await log.rows('presence', id),
          checks: await log.rows('spot_check', id),
        },
      );
    },

    replay: (session, run) => replayOf(db, log, people, session, run),

    childPage: (child) => childPage(db, { ...log, ...people }, child),
    groupPage: (classId) => classPage(db, { ...log, ...people }, classId),

    lastOfClass: (classId) => lastOfClass(db, classId),
  };
}

/** Newest first. Counted by the database, since a list of a school year must not load every turn. */
async function lessons(db: Kysely<Database>, rehearsals: boolean): Promise<readonly LessonRow[]> {
  let query = db
    .selectFrom('session')
    .leftJoin('class', 'class.class', 'session.class')
    .select([
      'session.session',
      'session.class as classId',
      'class.name',
      'startedWall',
      'endedWall',
      'rehearsal',
      'origin',
    ])
    .select((select) => [
      select
        .selectFrom('roll')
        .select((row) => row.fn.countAll<number>().as('n'))
        .whereRef('roll.session', '=', 'session.session')
        .where('status', '!=', 'absent')
        .as('present'),
      select
        .selectFrom('roll')
        .select((row) => row.fn.countAll<number>().as('n'))
        .whereRef('roll.session', '=', 'session.session')
        .where('status', '!=', 'absent')
        .where('recorded', '=', 1)
        .as('recorded'),
      select
        .selectFrom('turn')
        .select((row) => row.fn.countAll<number>().as('n'))
        .innerJoin('roll', (join) =>
          join.onRef('roll.session', '=', 'turn.session').onRef('roll.child', '=', 'turn.child'),
        )
        .whereRef('turn.session', '=', 'session.session')
        .where('roll.recorded', '=', 1)
        .where('claimedAt', 'is not', null)
        .where((row) => row.or([row('why', 'is', null), row('why', '!=', 'passed')]))
        .as('turns'),
    ])
    .orderBy('startedWall', 'desc')
    .orderBy('session.session');
  if (!rehearsals) query = query.where('rehearsal', '=', 0);
  const rows = await query.execute();
  const runs = await db.selectFrom('run').select(['session', 'activity']).orderBy('run').execute();
  const played = new Map<string, Set<string>>();
  for (const { session, activity } of runs) {
    played.set(session, (played.get(session) ?? new Set()).add(activity));
  }
  const recounted = await turnsAsCorrected(db);
  return rows.map(({ name, rehearsal, origin, present, recorded, turns, ...row }) => ({
    ...row,
    className: name ?? '',
    rehearsal: rehearsal === 1,
    imported: origin === 'imported',
    activities: [...(played.get(row.session) ?? [])],
    // counts over an empty selection are 0, but a scalar subquery is nullable to the type system
    present: present ?? 0,
    recorded: recorded ?? 0,
    turns: recounted.get(row.session) ?? turns ?? 0,
  }));
}

/** Of the sessions that were corrected, few of many: floors taken by recorded children, as they stand now. */
async function turnsAsCorrected(db: Kysely<Database>): Promise<ReadonlyMap<string, number>> {
  const corrections = await db.selectFrom('correction').selectAll().execute();
  const counts = new Map<string, number>();
  for (const session of new Set(corrections.map((row) => row.session))) {
    const turns = await db.selectFrom('turn').selectAll().where('session', '=', session).execute();
    const roll = await db.selectFrom('roll').selectAll().where('session', '=', session).execute();
    const own = corrections.filter((row) => row.session === session);
    const standing = recordedOf(roll).turns(corrected({ turns, contributions: [], prompts: [] }, own).turns);
    counts.set(session, standing.filter((turn) => turn.speaker === 'child' && floorTaken(turn)).length);
  }
  return counts;
}

/** `activity` is that of the lesson's last run; null when it had none. Groups leave out who was in none. */
async function lastOfClass(
  db: Kysely<Database>,
  classId: string | null,
): ReturnType<ReviewStore['lastOfClass']> {
  let query = db
    .selectFrom('session')
    .select(['session', 'class', 'startedWall'])
    .where('rehearsal', '=', 0)
    .where('origin', '=', 'live')
    // What runs now is no last time of itself, also where a restart asks.
    .where('endedWall', 'is not', null)
    .orderBy('startedWall', 'desc')
    .limit(1);
  if (classId !== null) query = query.where('class', '=', classId);
  const last = await query.executeTakeFirst();
  if (last === undefined) return null;
  const { session, startedWall } = last;
  const run = await db
    .selectFrom('run')
    .select('activity')
    .where('session', '=', session)
    .orderBy('run', 'desc')
    .limit(1)
    .executeTakeFirst();
  const groups = await db
    .selectFrom('roll')
    .select(['child', 'grp', 'status'])
    .where('session', '=', session)
    .where('grp', 'is not', null)
    .$narrowType<{ grp: number }>()
    .orderBy('child')
    .execute();
  return { session, classId: last.class, startedWall, activity: run?.activity ?? null, groups };
}

async function accountNames(db: Kysely<Database>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['account', 'name']).execute();
  return new Map(rows.map((row) => [row.account, row.name]));
}

async function className(db: Kysely<Database>, classId: string): Promise<string> {
  const row = await db.selectFrom('class').select('name').where('class', '=', classId).executeTakeFirst();
  return row?.name ?? '';
}
