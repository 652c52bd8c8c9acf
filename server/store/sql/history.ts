/** Reads over many lessons; what their figures mean is stated in server/review. */
import type { Kysely } from 'kysely';
import type { ChildPage, GroupPage } from '../../../src/wire/review.ts';
import { childSession, othersIn } from '../../review/child.ts';
import { corrected } from '../../review/corrections.ts';
import { floorTaken, reviewFacts } from '../../review/facts.ts';
import type { LessonRecord, ReviewFacts } from '../../review/facts.ts';
import { groupLesson, groupPage } from '../../review/group.ts';
import type { GroupLesson } from '../../review/group.ts';
import { kindsOf, pastRuns } from '../../review/history.ts';
import type { Kind, Past, PastCount, PastRun } from '../../review/history.ts';
import type { CorrectionRow, TurnRow } from '../../record/facts.ts';
import type { Child, LogStore, PeopleStore } from '../port.ts';
import type { Database } from './database.ts';
import { lessonRecord } from './lessonRecord.ts';

/** What a lesson's summary reads of earlier ones. The same work whether they are a term's or ten years'. */
export async function pastOf(db: Kysely<Database>, { session, runs }: LessonRecord): Promise<Past> {
  const earlier: EarlierRun[] = [];
  for (const [key, kind] of kindsOf(runs)) earlier.push(...(await earlierRuns(db, key, kind, session)));
  return {
    runs: await counted(db, earlier),
    spokeBefore: await spokeBefore(db, session),
    hereBefore: await hereBefore(db, session),
  };
}

interface EarlierRun {
  readonly kind: string;
  readonly session: string;
  readonly run: number;
  readonly endedAt: number;
  readonly prompting: boolean;
}

/** The newest runs of the kind that ended before this lesson began, of the same class; those without a length left out. */
async function earlierRuns(
  db: Kysely<Database>,
  key: string,
  kind: Kind,
  now: LessonRecord['session'],
): Promise<EarlierRun[]> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('session', 'session.session', 'run.session')
    .select(['run.session', 'run.run', 'run.endedAt', 'run.prompting'])
    .where('run.activity', '=', kind.activity)
    .where('run.regime', '=', kind.regime)
    .where('run.scope', '=', kind.scope)
    .where('run.config', '=', kind.config)
    .where('run.startedWall', '<', now.startedWall)
    .where('session.class', '=', now.class)
    .where('session.rehearsal', '=', now.rehearsal)
    .where('session.session', '!=', now.session)
    .where('run.endedAt', '>', 0)
    .orderBy('run.startedWall', 'desc')
    .limit(pastRuns)
    .execute();
  return rows.map(({ endedAt, prompting, ...row }) => ({
    ...row,
    kind: key,
    endedAt: endedAt ?? 0,
    prompting: prompting === 1,
  }));
}

/** Row of a count: whose, in which run. */
interface Counted {
  readonly session: string;
  readonly run: number;
  readonly child: string | null;
  readonly n: number;
}

async function counted(db: Kysely<Database>, runs: readonly EarlierRun[]): Promise<PastRun[]> {
  if (runs.length === 0) return [];
  const sessions = [...new Set(runs.map(({ session }) => session))];
  const present = await db
    .selectFrom('roll')
    .select(['session', 'child'])
    .where('session', 'in', sessions)
    .where('status', '=', 'present')
    .where('recorded', '=', 1)
    .execute();
  const turns = await turnCounts(db, sessions);
  const requests = await actCounts(db, 'request', sessions);
  const prompts = await actCounts(db, 'prompt', sessions);
  const counts = new Map<string, Map<string, PastCount>>();
  const add = (rows: readonly Counted[], key: keyof PastCount) => {
    for (const { session, run, child, n } of rows) {
      if (child === null) continue;
      const place = `${session}/${run}`;
      const ofRun = counts.get(place) ?? new Map<string, PastCount>();
      counts.set(place, ofRun.set(child, { ...nothing, ...ofRun.get(child), [key]: n }));
    }
  };
  add(turns, 'turns');
  add(requests, 'requests');
  add(prompts, 'prompts');
  const here = new Map(sessions.map((session) => [session, new Set<string>()]));
  for (const { session, child } of present) here.get(session)?.add(child);
  return runs.map(({ kind, session, run, endedAt, prompting }) => ({
    ...{ kind, session, lengthMs: endedAt, prompting },
    present: here.get(session) ?? new Set(),
    counts: counts.get(`${session}/${run}`) ?? new Map<string, PastCount>(),
  }));
}
const nothing: PastCount = { turns: 0, requests: 0, prompts: 0 };

/** Floors taken of each run and child of these lessons, as corrected. */
async function turnCounts(db: Kysely<Database>, sessions: readonly string[]): Promise<Counted[]> {
  const corrections = await db
    .selectFrom('correction')
    .selectAll()
    .where('session', 'in', sessions)
    .orderBy('seq')
    .execute();
  const touched = new Set(corrections.map(({ session }) => session));
  const asRecorded = sessions.filter((session) => !touched.has(session));
  const counts: Counted[] = asRecorded.length === 0 ? [] : await takenIn(db, asRecorded);
  for (const session of touched) {
    const turns = await db.selectFrom('turn').selectAll().where('session', '=', session).execute();
    counts.push(...takenOf(turns, corrections.filter((row) => row.session === session))); // prettier-ignore
  }
  return counts;
}

function takenIn(db: Kysely<Database>, sessions: readonly string[]): Promise<Counted[]> {
  return db
    .selectFrom('turn')
    .select(({ fn }) => ['session', 'run', 'child', fn.countAll<number>().as('n')])
    .where('session', 'in', sessions)
    .where('child', 'is not', null)
    .where('claimedAt', 'is not', null)
    .where((row) => row.or([row('why', 'is', null), row('why', '!=', 'passed')]))
    .groupBy(['session', 'run', 'child'])
    .execute();
}

function takenOf(turns: readonly TurnRow[], corrections: readonly CorrectionRow[]): Counted[] {
  const counts = new Map<string, Counted>();
  for (const turn of corrected({ turns, contributions: [], prompts: [] }, corrections).turns) {
    if (!floorTaken(turn) || turn.child === null) continue;
    const { session, run, child } = turn;
    const key = `${run}/${child}`;
    counts.set(key, { session, run, child, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  return [...counts.values()];
}

function actCounts(
  db: Kysely<Database>,
  table: 'request' | 'prompt',
  sessions: readonly string[],
): Promise<Counted[]> {
  return db
    .selectFrom(table)
    .select(({ fn }) => ['session', 'run', 'child', fn.countAll<number>().as('n')])
    .where('session', 'in', sessions)
    .groupBy(['session', 'run', 'child'])
    .execute();
}

/** The lesson's recorded children, each as `here`. */
function recordedHere(db: Kysely<Database>, session: string) {
  return db
    .selectFrom('roll as here')
    .select('here.child')
    .where('here.session', '=', session)
    .where('here.recorded', '=', 1);
}

/**
 * Which of the lesson's recorded children took a recorded floor in a lesson before it. Each child's turns are walked by an
 * index from the oldest on, and the first that counts ends it; one that was ever given to another or taken away does not.
 */
async function spokeBefore(db: Kysely<Database>, now: LessonRecord['session']): Promise<ReadonlySet<string>> {
  const rows = await recordedHere(db, now.session)
    .where((row) =>
      row.exists(
        row
          .selectFrom('turn')
          .innerJoin('session', 'session.session', 'turn.session')
          .innerJoin('roll', (join) =>
            join.onRef('roll.session', '=', 'turn.session').onRef('roll.child', '=', 'turn.child'),
          )
          .select('turn.turn')
          .whereRef('turn.child', '=', 'here.child')
          .where('turn.claimedWall', '<', now.startedWall)
          .where((turn) => turn.or([turn('turn.why', 'is', null), turn('turn.why', '!=', 'passed')]))
          .where('turn.session', '!=', now.session)
          .where('session.rehearsal', '=', now.rehearsal)
          .where('roll.recorded', '=', 1)
          .where((turn) =>
            turn.not(
              turn.exists(
                turn
                  .selectFrom('correction')
                  .select('correction.seq')
                  .whereRef('correction.session', '=', 'turn.session')
                  .whereRef('correction.run', '=', 'turn.run')
                  .whereRef('correction.grp', '=', 'turn.grp')
                  .whereRef('correction.turn', '=', 'turn.turn')
                  .where('correction.what', 'in', ['void', 'child']),
              ),
            ),
          ),
      ),
    )
    .execute();
  return new Set(rows.map(({ child }) => child));
}

/** Which of the lesson's recorded children were there, and recorded, in a lesson before it in which something was played. */
async function hereBefore(db: Kysely<Database>, now: LessonRecord['session']): Promise<ReadonlySet<string>> {
  const rows = await recordedHere(db, now.session)
    .where((row) =>
      row.exists(
        row
          .selectFrom('roll')
          .innerJoin('session', 'session.session', 'roll.session')
          .innerJoin('run', 'run.session', 'roll.session')
          .select('roll.child')
          .whereRef('roll.child', '=', 'here.child')
          .where('roll.session', '!=', now.session)
          .where('roll.recorded', '=', 1)
          .where('roll.status', '!=', 'absent')
          .where('session.rehearsal', '=', now.rehearsal)
          .where('session.startedWall', '<', now.startedWall),
      ),
    )
    .execute();
  return new Set(rows.map(({ child }) => child));
}

type Reads = Pick<LogStore, 'rows'> & Pick<PeopleStore, 'members' | 'children'>;

/** Null for a child whom no lesson recorded: there is nothing that a page could say. */
export async function childPage(
  db: Kysely<Database>,
  reads: Reads,
  child: string,
): Promise<ChildPage | null> {
  const rows = await db
    .selectFrom('roll')
    .innerJoin('session', 'session.session', 'roll.session')
    .leftJoin('class', 'class.class', 'session.class')
    .select(['roll.session', 'roll.status', 'roll.recorded', 'session.startedWall', 'class.name'])
    .where('roll.child', '=', child)
    .where('session.rehearsal', '=', 0)
    .orderBy('session.startedWall')
    .orderBy('roll.session')
    .execute();
  const [person] = await reads.children([child]);
  if (person === undefined || rows.every(({ recorded }) => recorded === 0)) return null;
  const sessions = [];
  for (const { session, status, recorded, startedWall, name } of rows) {
    const isShown = recorded === 1 && status !== 'absent';
    const facts = isShown ? await factsOf(db, reads, session, []) : null;
    const attendance = { session, className: name ?? '', startedWall, status, recorded: recorded === 1 };
    sessions.push(childSession(attendance, child, facts));
  }
  return { person, sessions, people: await reads.children(othersIn(sessions)) };
}

/** Null where there is no such class. */
export async function classPage(
  db: Kysely<Database>,
  reads: Reads,
  classId: string,
): Promise<GroupPage | null> {
  const found = await db.selectFrom('class').select('name').where('class', '=', classId).executeTakeFirst();
  if (found === undefined) return null;
  const sessions = await db
    .selectFrom('session')
    .select('session')
    .where('class', '=', classId)
    .where('rehearsal', '=', 0)
    .orderBy('startedWall')
    .orderBy('session')
    .execute();
  const members = await reads.members(classId);
  const order = members.map(({ child }) => child);
  const lessons: GroupLesson[] = [];
  for (const { session } of sessions) {
    const facts = await factsOf(db, reads, session, order);
    if (facts !== null) lessons.push(groupLesson(facts));
  }
  const people = await recordedIn(reads, lessons, members);
  return { classId, className: found.name, ...groupPage(lessons, people) };
}

async function recordedIn(
  reads: Reads,
  lessons: readonly GroupLesson[],
  members: readonly Child[],
): Promise<Child[]> {
  const recorded = new Set(lessons.flatMap((lesson) => lesson.recorded));
  const inRoster = members.filter(({ child }) => recorded.has(child));
  for (const { child } of inRoster) recorded.delete(child);
  return [...inRoster, ...(await reads.children([...recorded]))];
}

/** One lesson's facts. Before each the thread does what else is waiting, such as an act of a lesson that runs. */
async function factsOf(
  db: Kysely<Database>,
  reads: Reads,
  session: string,
  order: readonly string[],
): Promise<ReviewFacts | null> {
  await new Promise((resolve) => setImmediate(resolve));
  const record = await lessonRecord(db, reads, session);
  return record && reviewFacts(record, order);
}
