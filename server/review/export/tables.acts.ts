/** Columns of the files about what children did, and what adults saw. */
import { m } from '../../../generated/paraglide/messages.js';
import type { QuickCode } from '../../../src/wire/vocabulary.ts';
import { attributions, channels, regimes, turnEnds } from '../../record/codes.ts';
import type {
  ContributionRow, Flag, NoteRow, ObservationRow, PromptRow, RequestRow, TurnRow,
} from '../../record/facts.ts'; // prettier-ignore
import { optionsOf } from '../recorded.ts';
import type { Column } from './column.ts';
import {
  code, codeOrEmpty, flag, flagOrEmpty, id, idOrEmpty, integer, integerOrEmpty, listOrEmpty, ms, msOrEmpty, textOrEmpty,
  wall, wallOrEmpty,
} from './column.ts'; // prettier-ignore
import { ofSession } from './tables.lesson.ts';

export interface OfRun {
  readonly session: string;
  readonly rehearsal: number;
  readonly run: number;
  readonly grp: number;
}
export const ofRun: readonly Column<OfRun>[] = [
  ...ofSession,
  integer('run', m['codebook.any.run'], (row) => row.run),
  integer('group', m['codebook.any.group'], (row) => row.grp),
];

interface Act {
  readonly at: number;
  readonly receivedWall: number;
  readonly shownMs: number | null;
  readonly queued: number;
}
const act: readonly Column<Act>[] = [
  ms('at_ms', m['codebook.any.at'], (row) => row.at),
  wall('received_wall_ms', m['codebook.any.received_wall'], (row) => row.receivedWall),
  msOrEmpty('shown_ms', m['codebook.any.shown'], (row) => row.shownMs),
  flag('queued', m['codebook.any.queued'], (row) => row.queued),
];

const targets = { child: true, group: true, adult: true, unknown: true } as const;
const quickCodes: Readonly<Record<QuickCode, true>> = { INIT: true, RESP: true, HELP: true, WITH: true };

/** A turn as it is to be read, with whether an adult had to correct it. */
export type TurnLine = TurnRow & { readonly corrected: Flag };
export const turns: readonly Column<TurnLine>[] = [
  ...ofRun,
  integer('turn', m['codebook.turns.turn'], (row) => row.turn),
  code('speaker', { child: true, adult: true }, m['codebook.turns.speaker'], (row) => row.speaker),
  idOrEmpty('child', m['codebook.turns.child'], (row) => row.child),
  code(
    'given_by',
    { rules: true, child: true, adult: true, guest: true },
    m['codebook.turns.given_by'],
    (row) => row.givenBy,
  ),
  idOrEmpty('given_by_child', m['codebook.turns.given_by_child'], (row) => row.givenByChild),
  listOrEmpty(
    'options',
    m['codebook.turns.options'],
    (row) => row.options && optionsOf(row.options).join(';'),
  ),
  code('regime', regimes, m['codebook.turns.regime'], (row) => row.regime),
  flag('bounded', m['codebook.turns.bounded'], (row) => row.bounded),
  ms('offered_at_ms', m['codebook.turns.offered_at'], (row) => row.offeredAt),
  wall('offered_wall_ms', m['codebook.turns.offered_wall'], (row) => row.offeredWall),
  msOrEmpty('claimed_at_ms', m['codebook.turns.claimed_at'], (row) => row.claimedAt),
  wallOrEmpty('claimed_wall_ms', m['codebook.turns.claimed_wall'], (row) => row.claimedWall),
  msOrEmpty('ended_at_ms', m['codebook.turns.ended_at'], (row) => row.endedAt),
  wallOrEmpty('ended_wall_ms', m['codebook.turns.ended_wall'], (row) => row.endedWall),
  codeOrEmpty('why', turnEnds, m['codebook.turns.why'], (row) => row.why),
  codeOrEmpty('toward', targets, m['codebook.turns.toward'], (row) => row.toward),
  idOrEmpty('toward_child', m['codebook.any.toward_child'], (row) => row.towardChild),
  codeOrEmpty('attribution', attributions, m['codebook.turns.attribution'], (row) => row.attribution),
  codeOrEmpty('channel', channels, m['codebook.turns.channel'], (row) => row.channel),
  integerOrEmpty('prompt', m['codebook.turns.prompt'], (row) => row.prompt),
  msOrEmpty('claim_shown_ms', m['codebook.turns.claim_shown'], (row) => row.claimShownMs),
  msOrEmpty('end_shown_ms', m['codebook.turns.end_shown'], (row) => row.endShownMs),
  flagOrEmpty('claim_queued', m['codebook.turns.claim_queued'], (row) => row.claimQueued),
  flagOrEmpty('end_queued', m['codebook.turns.end_queued'], (row) => row.endQueued),
  flag('corrected', m['codebook.turns.corrected'], (row) => row.corrected),
];

export const contributions: readonly Column<ContributionRow>[] = [
  ...ofRun,
  integer('seq', m['codebook.any.seq'], (row) => row.seq),
  integer('part', m['codebook.contributions.part'], (row) => row.part),
  id('child', m['codebook.any.child'], (row) => row.child),
  id('code', m['codebook.contributions.code'], (row) => row.code),
  code('toward', targets, m['codebook.any.toward'], (row) => row.toward),
  idOrEmpty('toward_child', m['codebook.any.toward_child'], (row) => row.towardChild),
  integerOrEmpty('turn', m['codebook.any.turn_of'], (row) => row.turn),
  ...act,
];

export const requests: readonly Column<RequestRow>[] = [
  ...ofRun,
  integer('request', m['codebook.requests.request'], (row) => row.request),
  id('child', m['codebook.any.child'], (row) => row.child),
  ...act,
  msOrEmpty('closed_at_ms', m['codebook.requests.closed_at'], (row) => row.closedAt),
  codeOrEmpty(
    'outcome',
    { granted: true, unserved: true, withdrawn: true },
    m['codebook.requests.outcome'],
    (row) => row.outcome,
  ),
  integerOrEmpty('turn', m['codebook.requests.turn'], (row) => row.turn),
];

export const prompts: readonly Column<PromptRow>[] = [
  ...ofRun,
  integer('seq', m['codebook.any.seq'], (row) => row.seq),
  id('child', m['codebook.any.child'], (row) => row.child),
  integer('level', m['codebook.prompts.level'], (row) => row.level),
  integerOrEmpty('turn', m['codebook.any.turn_of'], (row) => row.turn),
  ms('at_ms', m['codebook.any.at'], (row) => row.at),
  wall('wall_ms', m['codebook.any.wall'], (row) => row.wall),
];

interface Moment {
  readonly session: string;
  readonly rehearsal: number;
  readonly seq: number;
  readonly run: number | null;
  readonly at: number | null;
  readonly wall: number;
}
const moment: readonly Column<Moment>[] = [
  ...ofSession,
  integer('seq', m['codebook.any.seq'], (row) => row.seq),
  integerOrEmpty('run', m['codebook.any.run_or_none'], (row) => row.run),
  msOrEmpty('at_ms', m['codebook.any.at_or_none'], (row) => row.at),
  wall('wall_ms', m['codebook.any.wall'], (row) => row.wall),
];

export const observations: readonly Column<ObservationRow>[] = [
  ...moment,
  id('child', m['codebook.any.child'], (row) => row.child),
  code('code', quickCodes, m['codebook.observations.code'], (row) => row.code),
  id('observer', m['codebook.observations.observer'], (row) => row.observer),
];

/** An empty text: names were not chosen, or it names somebody who is not in the export. */
export const notes: readonly Column<NoteRow>[] = [
  ...moment,
  idOrEmpty('child', m['codebook.notes.child'], (row) => row.child),
  id('author', m['codebook.notes.author'], (row) => row.author),
  textOrEmpty('text', m['codebook.notes.text'], (row) => row.text || null),
];
