import type { Kysely } from 'kysely';
import { runReplay } from '../../review/replay.ts';
import type { RunReplay } from '../../../src/wire/replay.ts';
import type { LogStore, PeopleStore } from '../port.ts';
import type { Database } from './database.ts';
import { lessonRecord } from './lessonRecord.ts';
import { toEntry } from './log.ts';

/** What a replay of the run needs; null where there is no such session, or no such run in it. */
export async function replayOf(
  db: Kysely<Database>,
  log: Pick<LogStore, 'rows'>,
  people: Pick<PeopleStore, 'classes' | 'children' | 'consents'>,
  id: string,
  number: number,
): Promise<RunReplay | null> {
  const record = await lessonRecord(db, log, id);
  const run = record?.runs.find((row) => row.run === number);
  if (record === null || run === undefined) return null;
  const entries = await db
    .selectFrom('log')
    .selectAll()
    .where('session', '=', id)
    .where('run', '=', number)
    .where('kind', 'in', ['setup', 'step'])
    .orderBy('seq')
    .execute();
  const ids = record.roll.map(({ child }) => child);
  const classes = await people.classes();
  return runReplay(
    { record, run, seats: await log.rows('seat', id), entries: entries.map(toEntry) },
    {
      className: classes.find(({ classId }) => classId === record.session.class)?.name ?? '',
      children: await people.children(ids),
      consents: await people.consents(ids),
    },
  );
}
