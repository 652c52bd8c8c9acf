import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where a session's facts came from, their corrections, the adult's spot checks, and what was given out. */
const changes = [
  `alter table session add column origin text not null default 'live'`,
  `alter table session add column source text`,
  `create table correction (
    session text not null, rehearsal integer not null, seq integer not null, run integer not null,
    grp integer not null, turn integer not null, what text not null, child text, "startAt" integer,
    "endAt" integer, author text not null, wall integer not null,
    primary key (session, seq)) strict, without rowid`,
  `create table spot_check (
    session text not null, rehearsal integer not null, seq integer not null, run integer not null,
    grp integer not null, turn integer not null, "at" integer not null, wall integer not null,
    holder text not null, answer text, observer text not null,
    primary key (session, seq)) strict, without rowid`,
  `create table export_log (
    id text primary key, wall integer not null, account text, scope text not null, formats text not null,
    names integer not null, recipient text, k integer) strict, without rowid`,
  // A child's lessons; the runs that are like a run, newest first; a child's first turn. Without them each would read the
  // whole record.
  `create index roll_child on roll (child)`,
  `create index run_like on run (activity, regime, scope, config, "startedWall")`,
  `create index turn_first on turn (child, "claimedWall") where "claimedWall" is not null`,
];

export const review: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const change of changes) await sql.raw(change).execute(db);
  },
};
