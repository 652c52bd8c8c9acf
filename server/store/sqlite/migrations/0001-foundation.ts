import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Log, record, people and access. Keys are the clustering order, so a session reads as one stretch. */
const tables = [
  `create table log (
    session text not null, seq integer not null, kind text not null, run integer, grp integer, step integer,
    "at" integer, wall integer not null, "actionId" text, payload text not null,
    primary key (session, seq)) strict, without rowid`,
  `create unique index log_action on log (session, "actionId") where "actionId" is not null`,
  `create table log_head (
    session text primary key, epoch integer not null, seq integer not null) strict, without rowid`,

  `create table session (
    session text primary key, rehearsal integer not null, "class" text not null, phase text not null,
    "startedWall" integer not null, "endedWall" integer, "utcOffset" integer not null, door text not null,
    activity text, speed integer not null) strict, without rowid`,
  `create table roll (
    session text not null, rehearsal integer not null, child text not null, status text not null, grp integer,
    recorded integer not null, "changedWall" integer not null,
    primary key (session, child)) strict, without rowid`,
  `create table seat (
    session text not null, rehearsal integer not null, seat integer not null, grp integer not null, child text,
    epoch integer not null, device text, "tokenHash" text, active integer not null,
    primary key (session, seat)) strict, without rowid`,
  `create table device (
    session text not null, rehearsal integer not null, device text not null, label integer not null, grp integer,
    primary key (session, device)) strict, without rowid`,
  `create table run (
    session text not null, rehearsal integer not null, run integer not null, activity text not null,
    version integer not null, config text not null, deck text not null, seed integer not null,
    regime text not null, scope text not null, prompting integer not null, "startedWall" integer not null,
    "endedWall" integer, "endedAt" integer, why text,
    primary key (session, run)) strict, without rowid`,
  `create table pause (
    session text not null, rehearsal integer not null, run integer not null, pause integer not null,
    "at" integer not null, "fromWall" integer not null, "toWall" integer, why text not null,
    primary key (session, run, pause)) strict, without rowid`,
  `create table run_group (
    session text not null, rehearsal integer not null, run integer not null, grp integer not null,
    seats integer not null, recorded integer not null, tablets integer not null, "goalDone" integer,
    "goalOf" integer, outcome text, "endedAt" integer,
    primary key (session, run, grp)) strict, without rowid`,
  `create table turn (
    session text not null, rehearsal integer not null, run integer not null, grp integer not null,
    turn integer not null, speaker text not null, child text, "givenBy" text not null, "givenByChild" text,
    options text, regime text not null, bounded integer not null, "offeredAt" integer not null,
    "offeredWall" integer not null, "claimedAt" integer, "claimedWall" integer, "endedAt" integer,
    "endedWall" integer, why text, toward text, "towardChild" text, attribution text, channel text,
    prompt integer, "claimShownMs" integer, "endShownMs" integer, "claimQueued" integer, "endQueued" integer,
    primary key (session, run, grp, turn)) strict, without rowid`,
  `create table contribution (
    session text not null, rehearsal integer not null, run integer not null, grp integer not null,
    seq integer not null, part integer not null, child text not null, code text not null, toward text not null,
    "towardChild" text, turn integer, "at" integer not null, "receivedWall" integer not null,
    "shownMs" integer, queued integer not null,
    primary key (session, seq, part)) strict, without rowid`,
  `create table request (
    session text not null, rehearsal integer not null, run integer not null, grp integer not null,
    request integer not null, child text not null, "at" integer not null, "receivedWall" integer not null,
    "shownMs" integer, queued integer not null, "closedAt" integer, outcome text, turn integer,
    primary key (session, run, grp, request)) strict, without rowid`,
  `create table presence (
    session text not null, rehearsal integer not null, seq integer not null, child text not null,
    change text not null, device text, wall integer not null, run integer, "at" integer,
    primary key (session, seq, child)) strict, without rowid`,
  `create table prompt (
    session text not null, rehearsal integer not null, run integer not null, grp integer not null,
    seq integer not null, child text not null, level integer not null, turn integer, "at" integer not null,
    wall integer not null, primary key (session, seq)) strict, without rowid`,
  `create table observation (
    session text not null, rehearsal integer not null, seq integer not null, run integer, "at" integer,
    wall integer not null, child text not null, code text not null, observer text not null,
    primary key (session, seq)) strict, without rowid`,
  `create table note (
    session text not null, rehearsal integer not null, seq integer not null, run integer, "at" integer,
    wall integer not null, child text, text text not null, author text not null,
    primary key (session, seq)) strict, without rowid`,

  `create table class (
    "class" text primary key, name text not null, kind text not null, sample integer not null,
    "createdWall" integer not null) strict, without rowid`,
  `create table child (
    child text primary key, name text not null, animal text not null, colour integer not null
    ) strict, without rowid`,
  `create table member (
    "class" text not null, child text not null, place integer not null,
    primary key ("class", child)) strict, without rowid`,
  `create index member_child on member (child)`,
  `create table consent (
    child text not null, purpose text not null, n integer not null, answer text not null, date text, giver text,
    way text, assent integer, "enteredWall" integer not null,
    primary key (child, purpose, n)) strict, without rowid`,

  `create table account (
    account text primary key, name text not null, role text not null, "pinHash" text not null
    ) strict, without rowid`,
  `create table known_device (
    device text primary key, "tokenHash" text not null, role text not null, session text, account text,
    language text not null, "seenWall" integer not null) strict, without rowid`,
  `create unique index known_device_token on known_device ("tokenHash")`,
  `create table setting (key text primary key, value text not null) strict, without rowid`,
];

export const foundation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of tables) await sql.raw(table).execute(db);
  },
};
