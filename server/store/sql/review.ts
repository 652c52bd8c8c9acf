import type { Kysely } from 'kysely';
import { lessonPage } from '../../review/lesson.ts';
import type { LessonRow } from '../../../src/wire/answers.ts';
import type { LogStore, PeopleStore, ReviewStore } from '../port.ts';
import type { Database } from './database.ts';

/** Reads over the log's facts and people; what a figure means is stated in server/review/lesson.ts. */
export function reviewStore(
  db: Kysely<Database>,
  log: Pick<LogStore, 'rows'>,
  people: Pick<PeopleStore, 'members' | 'children'>,
): ReviewStore {
  return {
    lessons: (rehearsals) => lessons(db, rehearsals),

    lesson: async (id) => {
      const [session] = await log.rows('session', id);
      if (session === undefined) return null;
      const roll = await log.rows('roll', id);
      const roster = await people.members(session.class);
      const listed = new Set(roster.map((child) => child.child));
      const others = await people.children(
        roll.map((row) => row.child).filter((child) => !listed.has(child)),
      );
      return lessonPage(
        {
          session,
          roll,
          runs: await log.rows('run', id),
          pauses: await log.rows('pause', id),
          groups: await log.rows('run_group', id),
          turns: await log.rows('turn', id),
          contributions: await log.rows('contribution', id),
          requests: await log.rows('request', id),
          prompts: await log.rows('prompt', id),
          observations: await log.rows('observation', id),
          notes: await log.rows('note', id),
          lastAt: await lastTimes(db, id),
        },
        { className: await className(db, session.class), children: [...roster, ...others] },
      );
    },

    lastOfClass: (classId) => lastOfClass(db, classId),
  };
}

/** Newest first. Counted by the database, since a list of a school year must not load every turn. */
async function lessons(db: Kysely<Database>, rehearsals: boolean): Promise<readonly LessonRow[]> {
  let query = db
    .selectFrom('session')
    .leftJoin('class', 'class.class', 'session.class')
    .select(['session.session', 'class.name', 'startedWall', 'endedWall', 'rehearsal'])
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
  return rows.map(({ name, rehearsal, present, recorded, turns, ...row }) => ({
    ...row,
    className: name ?? '',
    rehearsal: rehearsal === 1,
    activities: [...(played.get(row.session) ?? [])],
    // counts over an empty selection are 0, but a scalar subquery is nullable to the type system
    present: present ?? 0,
    recorded: recorded ?? 0,
    turns: turns ?? 0,
  }));
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

async function lastTimes(db: Kysely<Database>, session: string): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('log')
    .select((select) => ['run', select.fn.max('at').as('at')])
    .where('session', '=', session)
    .where('run', 'is not', null)
    .where('at', 'is not', null)
    .groupBy('run')
    .execute();
  return new Map(rows.map((row) => [row.run ?? 0, row.at ?? 0]));
}

async function className(db: Kysely<Database>, classId: string): Promise<string> {
  const row = await db.selectFrom('class').select('name').where('class', '=', classId).executeTakeFirst();
  return row?.name ?? '';
}
