/**
 * What a browser is given to play a run again. Pure over the log, the roll and the people.
 *
 * Whom it may show: children whom the roll marks as recorded and whose consent still stands. Of everybody else there are
 * seat numbers and acts in the log, and nothing that says whose they were: no face, no turn, no note about them.
 */
import * as v from 'valibot';
import type { Ms } from '../../activities/_kit/contract.ts';
import type { AnyInput, FirstEntry } from '../../activities/_kit/replay.ts';
import type { Face } from '../../src/wire/publish.ts';
import type { GroupLog, LoggedStep, MissingLog, ReplayMoment, RunReplay } from '../../src/wire/replay.ts';
import type { GroupRow, RollRow, RunRow, SeatRow, SessionRow } from '../record/facts.ts';
import type { Child, Consent, Entry } from '../store/port.ts';
import type { LessonRecord } from './facts.ts';
import { recordedOf } from './recorded.ts';

/** What the store has of the run. */
export interface ReplayRecord {
  /** The whole lesson, with its corrections. */
  readonly record: LessonRecord;
  readonly run: RunRow;
  /** The seats of the session. */
  readonly seats: readonly SeatRow[];
  /** The `setup` and `step` entries of the run, in order. */
  readonly entries: readonly Entry[];
}

export interface ReplayPeople {
  readonly className: string;
  /** Everybody on the roll. */
  readonly children: readonly Child[];
  /** Their standing answers, of whatever purposes. */
  readonly consents: readonly Consent[];
}

export function runReplay({ record, run, seats, entries }: ReplayRecord, people: ReplayPeople): RunReplay {
  const { session } = record.session;
  const ofRun = <R extends { readonly run: number | null }>(rows: readonly R[]) =>
    rows.filter((row) => row.run === run.run);
  const recorded = recordedOf(standing(record.roll, people.consents));
  const faces = new Map(people.children.map((person) => [person.child, faceOf(person)]));
  const faceIfRecorded = (child: string | null): Face | undefined =>
    child !== null && recorded.has(session, child) ? faces.get(child) : undefined;
  const groups = ofRun(record.groups).sort((a, b) => a.grp - b.grp);
  const { logs, missing } = logsOf(record.session, groups, entries);
  const played = new Set(logs.flatMap(seatsIn));
  const turns = recorded.turns(ofRun(record.turns));
  const moments = momentsOf({
    notes: recorded.notes(ofRun(record.notes)),
    observations: recorded.rows(ofRun(record.observations)),
    prompts: recorded.rows(ofRun(record.prompts)),
  });
  return {
    session,
    className: people.className,
    run: run.run,
    activity: run.activity,
    version: run.version,
    startedWall: run.startedWall,
    lengthMs: run.endedAt ?? lastTime(record, run),
    groups: groups.map(({ grp }) => grp),
    missing,
    logs,
    faces: Object.fromEntries(
      seats.flatMap(({ seat, child }) => {
        const face = faceIfRecorded(child);
        return face !== undefined && played.has(seat) ? [[seat, face]] : [];
      }),
    ),
    children: Object.fromEntries(
      [...turns, ...moments].flatMap(({ child }) => {
        const face = faceIfRecorded(child);
        return child === null || face === undefined ? [] : [[child, face]];
      }),
    ),
    turns: turns
      .sort((a, b) => a.offeredAt - b.offeredAt || a.grp - b.grp || a.turn - b.turn)
      .map(({ grp, turn, child, offeredAt, claimedAt, endedAt, why }) => {
        return { group: grp, turn, child, offeredAt, claimedAt, endedAt, why };
      }),
    moments,
    pauses: ofRun(record.pauses).map(({ at, fromWall, toWall, why }) => {
      return { at, wallMs: toWall === null ? null : toWall - fromWall, why };
    }),
  };
}

const faceOf = ({ name, animal, colour }: Child): Face => ({ name, animal, colour });

/** The roll as if who has withdrawn since the lesson had never been recorded. */
function standing(roll: readonly RollRow[], consents: readonly Consent[]): RollRow[] {
  const withdrawn = new Set(
    consents
      .filter(({ purpose, answer, assent }) => purpose === 'record' && (answer !== 'yes' || assent === false))
      .map(({ child }) => child),
  );
  return roll.map((row) => (withdrawn.has(row.child) ? { ...row, recorded: 0 } : row));
}

/** Of a run without an end: the last that its log, or where there is none its turns, tell of. */
function lastTime({ lastAt, turns }: LessonRecord, { run }: RunRow): Ms {
  const ends = turns
    .filter((turn) => turn.run === run)
    .map(({ offeredAt, claimedAt, endedAt }) => endedAt ?? claimedAt ?? offeredAt);
  return Math.max(lastAt.get(run) ?? 0, ...ends);
}

/** The notes, codes and prompts that have a place on the run's clock. */
function momentsOf(rows: Pick<LessonRecord, 'notes' | 'observations' | 'prompts'>): ReplayMoment[] {
  const all = [
    ...rows.notes.map(({ seq, at, child, text }) => ({
      kind: 'note' as const,
      seq,
      at,
      child,
      text,
      level: null,
    })),
    ...rows.observations.map(({ seq, at, child, code }) => {
      return { kind: 'code' as const, seq, at, child, text: code, level: null };
    }),
    ...rows.prompts.map(({ seq, at, child, level }) => {
      return { kind: 'prompt' as const, seq, at, child, text: '', level };
    }),
  ];
  return all
    .flatMap(({ at, ...moment }) => (at === null ? [] : [{ at, ...moment }]))
    .sort((a, b) => a.seq - b.seq);
}

/** Every seat that ever played in the game. */
function seatsIn({ setup, steps }: GroupLog): number[] {
  const late = steps.flatMap(({ input }) => (input.kind === 'seat' ? [input.seat] : []));
  return [...setup.setup.seats.map(({ seat }) => seat), ...late];
}

// ---- the log. Only what the rules see goes out; what an older or a damaged log may hold beside it does not.

const integer = v.pipe(v.number(), v.integer());
const setupPayload = v.object({
  activity: v.string(),
  version: integer,
  seed: integer,
  at: integer,
  setup: v.object({
    config: v.unknown(),
    deck: v.array(v.string()),
    seats: v.array(v.object({ seat: integer, tablet: v.nullable(integer) })),
  }),
});
const stepPayload = v.object({
  input: v.variant('kind', [
    v.object({
      kind: v.literal('action'),
      by: v.union([integer, v.literal('adult')]),
      via: v.picklist(['tablet', 'adult']),
      asOf: integer,
      alone: v.boolean(),
      tablet: v.exactOptional(integer),
      action: v.looseObject({ type: v.string() }),
    }),
    v.object({ kind: v.literal('timer'), name: v.string() }),
    v.object({
      kind: v.literal('seat'),
      seat: integer,
      change: v.picklist(['joined', 'left', 'away', 'back']),
    }),
    v.object({ kind: v.literal('let_go'), seat: integer }),
    v.object({ kind: v.literal('skip'), seat: integer }),
    v.object({ kind: v.literal('extend'), ms: integer }),
    v.object({ kind: v.literal('end') }),
  ]),
});

/** The log of every group, or none at all where one of them is not whole. */
function logsOf(
  session: SessionRow,
  groups: readonly GroupRow[],
  entries: readonly Entry[],
): { readonly logs: readonly GroupLog[]; readonly missing: MissingLog | null } {
  if (session.origin === 'imported') return { logs: [], missing: 'imported' };
  const logs = groups.flatMap((group) => logOf(group, entries) ?? []);
  return logs.length === groups.length && logs.length > 0
    ? { logs, missing: null }
    : { logs: [], missing: 'incomplete' };
}

/** Null unless the setup and every step after it are there and can be read. */
function logOf(group: GroupRow, entries: readonly Entry[]): GroupLog | null {
  const own = entries.filter(({ grp }) => grp === group.grp);
  const setup = v.safeParse(setupPayload, own.find(({ kind }) => kind === 'setup')?.payload);
  const steps = own.filter(({ kind }) => kind === 'step').map(stepIn);
  const isWhole = steps.every((step, index) => step?.step === index + 1);
  if (!setup.success || !isWhole) return null;
  const { outcome, goalDone, goalOf } = group;
  const ended = outcome !== null && outcome !== 'superseded' && goalDone !== null && goalOf !== null;
  return {
    group: group.grp,
    setup: setup.output satisfies FirstEntry,
    steps: steps.flatMap((step) => step?.logged ?? []),
    end: ended ? { outcome, goal: { done: goalDone, of: goalOf } } : null,
  };
}

function stepIn({
  seq,
  step,
  at,
  payload,
}: Entry): { readonly step: number; readonly logged: LoggedStep } | null {
  const parsed = v.safeParse(stepPayload, payload);
  if (!parsed.success || step === null || at === null) return null;
  return { step, logged: { seq, at, input: parsed.output.input satisfies AnyInput } };
}
