import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { corrected } from '../../review/corrections.ts';
import type { LessonRecord, PlayerRow } from '../../review/facts.ts';
import type { LogStore } from '../port.ts';
import type { Database } from './database.ts';

/** A lesson's rows of everybody; null where there is no such session. */
export async function lessonRecord(
  db: Kysely<Database>,
  log: Pick<LogStore, 'rows'>,
  id: string,
): Promise<LessonRecord | null> {
  const [session] = await log.rows('session', id);
  if (session === undefined) return null;
  const { turns, contributions, prompts, voided, steps } = corrected(
    {
      turns: await log.rows('turn', id),
      contributions: await log.rows('contribution', id),
      prompts: await log.rows('prompt', id),
    },
    await log.rows('correction', id),
  );
  return {
    session,
    roll: await log.rows('roll', id),
    runs: await log.rows('run', id),
    pauses: await log.rows('pause', id),
    groups: await log.rows('run_group', id),
    turns,
    voided,
    corrections: steps,
    contributions,
    requests: await log.rows('request', id),
    prompts,
    observations: await log.rows('observation', id),
    notes: await log.rows('note', id),
    lastAt: await lastTimes(db, id),
    players: await players(db, log, id),
  };
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

const setupPayload = v.object({ setup: v.object({ seats: v.array(v.object({ seat: v.number() })) }) });
const importedPayload = v.object({ seats: v.array(v.number()) });
const joinedPayload = v.object({ input: v.object({ seat: v.number() }) });

/** Who played in which game: the seats it began with and those that joined, or all that an import tells of. */
async function players(
  db: Kysely<Database>,
  log: Pick<LogStore, 'rows'>,
  session: string,
): Promise<PlayerRow[]> {
  const seats = new Map((await log.rows('seat', session)).map(({ seat, child }) => [seat, child]));
  const entries = await db
    .selectFrom('log')
    .select(['kind', 'run', 'grp', 'payload'])
    .where('session', '=', session)
    .where((row) =>
      // The text is what JSON.stringify writes, so that not every step of the lesson needs to be read.
      row.or([
        row('kind', '=', 'setup'),
        row.and([row('kind', '=', 'step'), row('payload', 'like', '%"change":"joined"%')]),
        row.and([row('kind', '=', 'run'), row('payload', 'like', '%"type":"imported"%')]),
      ]),
    )
    .execute();
  return entries.flatMap(({ kind, run, grp, payload }) => {
    if (run === null || grp === null) return [];
    const told: unknown = JSON.parse(payload);
    return seatsIn(kind, told).map((seat) => ({ run, grp, child: seats.get(seat) ?? null }));
  });
}

function seatsIn(kind: string, payload: unknown): number[] {
  if (kind === 'setup') {
    const parsed = v.safeParse(setupPayload, payload);
    return parsed.success ? parsed.output.setup.seats.map(({ seat }) => seat) : [];
  }
  if (kind === 'run') {
    const parsed = v.safeParse(importedPayload, payload);
    return parsed.success ? parsed.output.seats : [];
  }
  const parsed = v.safeParse(joinedPayload, payload);
  return parsed.success ? [parsed.output.input.seat] : [];
}
