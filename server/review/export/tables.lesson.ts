/** Columns of the files about the lesson itself: who, when, where, under which rules. */
import { m } from '../../../generated/paraglide/messages.js';
import type { Phase } from '../../../src/wire/vocabulary.ts';
import { regimes } from '../../record/codes.ts';
import type { GroupRow, PauseRow, PresenceRow, RollRow, RunRow, SessionRow } from '../../record/facts.ts';
import type { Column } from './column.ts';
import {
  code, codeOrEmpty, count, countOrEmpty, datetime, flag, id, idOrEmpty, integer, integerOrEmpty, json, minutes, ms,
  msOrEmpty, textOrEmpty, wall, wallOrEmpty,
} from './column.ts'; // prettier-ignore
import { localTime } from './localTime.ts';
import type { ToldChild } from './plan.ts';

interface OfSession {
  readonly session: string;
  readonly rehearsal: number;
}
export const ofSession: readonly Column<OfSession>[] = [
  id('session', m['codebook.any.session'], (row) => row.session),
  flag('rehearsal', m['codebook.any.rehearsal'], (row) => row.rehearsal),
];

const phaseCodes: Readonly<Record<Phase, true>> = {
  roll: true,
  groups: true,
  tablets: true,
  card: true,
  demo: true,
  play: true,
  reflect: true,
  closed: true,
};

/** A lesson with its head count; `className` is null unless names were chosen. */
export interface SessionLine extends SessionRow {
  readonly className: string | null;
  readonly present: number;
  readonly recorded: number;
  readonly exported: number;
}
export const sessions: readonly Column<SessionLine>[] = [
  ...ofSession,
  id('class', m['codebook.sessions.class'], (row) => row.class),
  textOrEmpty('class_name', m['codebook.sessions.class_name'], (row) => row.className),
  code('phase', phaseCodes, m['codebook.sessions.phase'], (row) => row.phase),
  datetime('started_local', m['codebook.sessions.started_local'], (row) =>
    localTime(row.startedWall, row.utcOffset),
  ),
  wall('started_wall_ms', m['codebook.sessions.started_wall'], (row) => row.startedWall),
  wallOrEmpty('ended_wall_ms', m['codebook.sessions.ended_wall'], (row) => row.endedWall),
  minutes('utc_offset', m['codebook.sessions.utc_offset'], (row) => row.utcOffset),
  integer('speed', m['codebook.sessions.speed'], (row) => row.speed),
  code('origin', { live: true, imported: true }, m['codebook.sessions.origin'], (row) => row.origin),
  textOrEmpty('source', m['codebook.sessions.source'], (row) => row.source),
  count('present', m['codebook.sessions.present'], (row) => row.present),
  count('recorded', m['codebook.sessions.recorded'], (row) => row.recorded),
  count('exported', m['codebook.sessions.exported'], (row) => row.exported),
];

/** A run with its pauses summed up; `pausedMs` is null while one lasts. */
export interface RunLine extends RunRow {
  readonly pauses: number;
  readonly pausedMs: number | null;
}
export const runs: readonly Column<RunLine>[] = [
  ...ofSession,
  integer('run', m['codebook.any.run'], (row) => row.run),
  id('activity', m['codebook.runs.activity'], (row) => row.activity),
  integer('version', m['codebook.runs.version'], (row) => row.version),
  json('config', m['codebook.runs.config'], (row) => row.config),
  json('deck', m['codebook.runs.deck'], (row) => row.deck),
  integer('seed', m['codebook.runs.seed'], (row) => row.seed),
  code('regime', regimes, m['codebook.runs.regime'], (row) => row.regime),
  code('scope', { group: true, class: true }, m['codebook.runs.scope'], (row) => row.scope),
  flag('prompting', m['codebook.runs.prompting'], (row) => row.prompting),
  wall('started_wall_ms', m['codebook.runs.started_wall'], (row) => row.startedWall),
  wallOrEmpty('ended_wall_ms', m['codebook.runs.ended_wall'], (row) => row.endedWall),
  msOrEmpty('ended_at_ms', m['codebook.runs.ended_at'], (row) => row.endedAt),
  codeOrEmpty('why', { done: true, ended: true, superseded: true }, m['codebook.runs.why'], (row) => row.why),
  count('pauses', m['codebook.runs.pauses'], (row) => row.pauses),
  msOrEmpty('paused_wall_ms', m['codebook.runs.paused'], (row) => row.pausedMs),
];

export const pauses: readonly Column<PauseRow>[] = [
  ...ofSession,
  integer('run', m['codebook.any.run'], (row) => row.run),
  integer('pause', m['codebook.pauses.pause'], (row) => row.pause),
  ms('at_ms', m['codebook.pauses.at'], (row) => row.at),
  wall('from_wall_ms', m['codebook.pauses.from_wall'], (row) => row.fromWall),
  wallOrEmpty('to_wall_ms', m['codebook.pauses.to_wall'], (row) => row.toWall),
  code('why', { adult: true, restart: true, not_saved: true }, m['codebook.pauses.why'], (row) => row.why),
];

/** `exported`: of its children those who are in the export. */
export type GroupLine = GroupRow & { readonly exported: number };
export const groups: readonly Column<GroupLine>[] = [
  ...ofSession,
  integer('run', m['codebook.any.run'], (row) => row.run),
  integer('group', m['codebook.any.group'], (row) => row.grp),
  count('seats', m['codebook.groups.seats'], (row) => row.seats),
  count('recorded', m['codebook.groups.recorded'], (row) => row.recorded),
  count('exported', m['codebook.groups.exported'], (row) => row.exported),
  count('tablets', m['codebook.groups.tablets'], (row) => row.tablets),
  countOrEmpty('goal_done', m['codebook.groups.goal_done'], (row) => row.goalDone),
  countOrEmpty('goal_of', m['codebook.groups.goal_of'], (row) => row.goalOf),
  codeOrEmpty(
    'outcome',
    { done: true, ended: true, superseded: true },
    m['codebook.groups.outcome'],
    (row) => row.outcome,
  ),
  msOrEmpty('ended_at_ms', m['codebook.groups.ended_at'], (row) => row.endedAt),
];

export const roll: readonly Column<RollRow>[] = [
  ...ofSession,
  id('child', m['codebook.any.child'], (row) => row.child),
  code('status', { present: true, late: true, absent: true }, m['codebook.roll.status'], (row) => row.status),
  integerOrEmpty('group', m['codebook.roll.group'], (row) => row.grp),
  wall('changed_wall_ms', m['codebook.roll.changed_wall'], (row) => row.changedWall),
];

export const presence: readonly Column<PresenceRow>[] = [
  ...ofSession,
  integer('seq', m['codebook.any.seq'], (row) => row.seq),
  id('child', m['codebook.any.child'], (row) => row.child),
  code(
    'change',
    { seated: true, moved: true, left: true, away: true, back: true },
    m['codebook.presence.change'],
    (row) => row.change,
  ),
  idOrEmpty('device', m['codebook.presence.device'], (row) => row.device),
  wall('wall_ms', m['codebook.any.wall'], (row) => row.wall),
  integerOrEmpty('run', m['codebook.any.run_or_none'], (row) => row.run),
  msOrEmpty('at_ms', m['codebook.any.at_or_none'], (row) => row.at),
];

export const children: readonly Column<ToldChild>[] = [
  id('child', m['codebook.any.child'], (row) => row.child),
  textOrEmpty('name', m['codebook.children.name'], (row) => row.name),
  textOrEmpty('animal', m['codebook.children.animal'], (row) => row.animal),
];
