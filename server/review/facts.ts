/**
 * The facts of one lesson as everything in the review reads them, wherever they come from: the store, an import, a file.
 * Pure. Made from corrected rows; here consent is applied, once, so that what is below never meets a guest.
 */
import type { Ms, Regime } from '../../activities/_kit/contract.ts';
import type {
  ContributionRow, GroupRow, NoteRow, ObservationRow, PauseRow, PromptRow, RequestRow, RollRow, RunRow,
  SessionRow, TurnRow,
} from '../record/facts.ts'; // prettier-ignore
import type { CorrectionStep } from './corrections.ts';
import { optionsOf, recordedOf } from './recorded.ts';
import type { Recorded } from './recorded.ts';

/** A lesson's rows of everybody, as the store has them, with its corrections applied to the turns. */
export interface LessonRecord {
  readonly session: SessionRow;
  readonly roll: readonly RollRow[];
  readonly runs: readonly RunRow[];
  readonly pauses: readonly PauseRow[];
  readonly groups: readonly GroupRow[];
  /** Without turns that were corrected away. */
  readonly turns: readonly TurnRow[];
  /** Turns that were corrected away: their numbers are no gaps. */
  readonly voided: readonly TurnPlace[];
  /** What was corrected, in the order it was. */
  readonly corrections: readonly CorrectionStep[];
  readonly contributions: readonly ContributionRow[];
  readonly requests: readonly RequestRow[];
  readonly prompts: readonly PromptRow[];
  readonly observations: readonly ObservationRow[];
  readonly notes: readonly NoteRow[];
  /** Run → the last run-clock time its log tells of: the length so far of a run without an end. */
  readonly lastAt: ReadonlyMap<number, Ms>;
  /** A row for each seat that played in a game; `child` null: a guest. None where no log tells: then the roll does. */
  readonly players: readonly PlayerRow[];
}

export interface TurnPlace {
  readonly run: number;
  readonly grp: number;
  readonly turn: number;
}

export interface PlayerRow {
  readonly run: number;
  readonly grp: number;
  readonly child: string | null;
}

/** A turn of a recorded child or of the adult. */
export interface TurnFact extends Omit<TurnRow, 'options'> {
  /** Children, or `guest`, that could have been chosen; null where nobody chose. */
  readonly options: readonly string[] | null;
  /** See floorTaken. */
  readonly taken: boolean;
  /** Taken, and what came right before it in this game is the child's turn before it in `taken` order. */
  readonly follows: boolean;
}

/** One run × one group. */
export interface Game {
  readonly run: number;
  readonly group: number;
  readonly activity: string;
  readonly version: number;
  /** JSON as recorded: equal text is the same settings. */
  readonly config: string;
  readonly regime: Regime;
  readonly bounded: boolean;
  readonly prompting: boolean;
  readonly startedWall: number;
  readonly lengthMs: Ms;
  /** Everybody who played; recorded or not. */
  readonly present: number;
  /** The recorded children who played, in roster order. */
  readonly roster: readonly string[];
  /** In order of their starts; what was never claimed stands at its offer. */
  readonly turns: readonly TurnFact[];
  readonly contributions: readonly ContributionRow[];
  readonly requests: readonly RequestRow[];
  readonly prompts: readonly PromptRow[];
}

/** Rows here are of recorded children, or of nobody (the adult's turn, a note of the group). */
export interface ReviewFacts extends Omit<LessonRecord, 'voided' | 'players' | 'corrections'> {
  /** Children of the roll who were not absent, recorded or not, and the recorded among them. */
  readonly present: number;
  readonly recorded: number;
  readonly games: readonly Game[];
}

/**
 * The floor was taken: claimed, and not given back by "pass". Turns offered and never claimed are no turns;
 * passes and unclaimed turns have figures of their own. The adult's turns are not counted.
 */
export function floorTaken(turn: Pick<TurnRow, 'claimedAt' | 'why'>): boolean {
  return turn.claimedAt !== null && turn.why !== 'passed';
}

/** A turn that is still open has no end yet; one that ended at an unknown time has none at all, and no sum is right. */
export function hasEnds(turns: readonly Pick<TurnRow, 'endedAt' | 'why'>[]): boolean {
  return turns.every(({ endedAt, why }) => endedAt !== null || why === null);
}

/** Ms that a turn lasted, from the claim; null while it is open. */
export function lengthOf({ claimedAt, endedAt }: Pick<TurnRow, 'claimedAt' | 'endedAt'>): Ms | null {
  return claimedAt === null || endedAt === null ? null : endedAt - claimedAt;
}

/** Sum of the lengths of turns that have ended; the hand-over before the claim is no part of it. */
export function floorMs(turns: readonly Pick<TurnRow, 'claimedAt' | 'endedAt'>[]): Ms {
  return turns.reduce((sum, turn) => sum + (lengthOf(turn) ?? 0), 0);
}

/** Marking may be switched off again during a run; what was marked until then shows that it was on. */
export function markingWasOn(facts: Pick<ReviewFacts, 'prompts' | 'turns'>, run: RunRow): boolean {
  return (
    run.prompting === 1 ||
    facts.prompts.some((prompt) => prompt.run === run.run) ||
    facts.turns.some((turn) => turn.run === run.run && turn.prompt !== null)
  );
}

/** @param order the class's children in roster order; others come after them in the order of the roll. */
export function reviewFacts(record: LessonRecord, order: readonly string[]): ReviewFacts {
  const recorded = recordedOf(record.roll);
  const here = record.roll.filter((row) => row.status !== 'absent');
  const { voided: _voided, players: _players, corrections: _corrections, ...rows } = record;
  const shown = {
    ...rows,
    roll: inOrder(record.roll.filter((row) => row.recorded === 1), order), // prettier-ignore
    turns: recorded.turns(record.turns),
    contributions: recorded.contributions(record.contributions),
    requests: recorded.rows(record.requests),
    prompts: recorded.rows(record.prompts),
    observations: recorded.rows(record.observations),
    notes: recorded.notes(record.notes),
    present: here.length,
    recorded: here.filter((row) => row.recorded === 1).length,
  };
  return { ...shown, games: record.groups.flatMap((group) => gameOf(record, shown, recorded, group) ?? []) };
}

function inOrder(roll: readonly RollRow[], order: readonly string[]): RollRow[] {
  const place = new Map(order.map((child, index) => [child, index]));
  return [...roll].sort(
    (a, b) => (place.get(a.child) ?? order.length) - (place.get(b.child) ?? order.length),
  );
}

type Shown = Omit<ReviewFacts, 'games'>;

function gameOf(record: LessonRecord, shown: Shown, recorded: Recorded, group: GroupRow): Game | null {
  const run = shown.runs.find((row) => row.run === group.run);
  if (run === undefined) return null;
  const inGame = <R extends { readonly run: number; readonly grp: number }>(rows: readonly R[]) =>
    rows.filter((row) => row.run === group.run && row.grp === group.grp);
  const turns = inGame(shown.turns);
  const contributions = inGame(shown.contributions);
  const requests = inGame(shown.requests);
  const acts = [...turns.filter(floorTaken), ...contributions, ...requests];
  const acted = new Set(acts.map((row) => row.child));
  const players = playersOf(record, group);
  const played = new Set(players.map(({ child }) => child));
  // Who was marked absent in the middle of the game was there if the record has an act of theirs.
  const roster = shown.roll
    .filter(({ child, status }) => acted.has(child) || (played.has(child) && status !== 'absent'))
    .map(({ child }) => child);
  const guests = players.filter(({ child }) => child === null || !recorded.has(run.session, child)).length;
  return {
    run: run.run,
    group: group.grp,
    activity: run.activity,
    version: run.version,
    config: run.config,
    regime: run.regime,
    bounded: turns.some((turn) => turn.bounded === 1),
    prompting: markingWasOn(shown, run),
    startedWall: run.startedWall,
    lengthMs: group.endedAt ?? run.endedAt ?? record.lastAt.get(run.run) ?? 0,
    present: roster.length + guests,
    roster,
    turns: turnFacts(turns, inGame(record.voided), record.pauses.filter((pause) => pause.run === run.run)), // prettier-ignore
    contributions,
    requests,
    prompts: inGame(shown.prompts),
  };
}

function playersOf({ players, roll }: LessonRecord, { run, grp }: GroupRow): readonly PlayerRow[] {
  const logged = players.filter((player) => player.run === run && player.grp === grp);
  if (logged.length > 0) return logged;
  return roll
    .filter((row) => row.status !== 'absent' && (grp === 0 || row.grp === grp))
    .map(({ child }) => ({ run, grp, child }));
}

/**
 * The turns of a game in order, each with whether it follows the one taken before it. The chain breaks at the
 * game's beginning, where the run stood still meanwhile, at a turn of the adult, and where a number is missing:
 * every offered turn has one, so a gap is a guest's.
 */
function turnFacts(
  rows: readonly TurnRow[],
  voided: readonly TurnPlace[],
  pauses: readonly PauseRow[],
): TurnFact[] {
  const numbers = new Set([...rows, ...voided].map(({ turn }) => turn));
  let before: TurnRow | null = null;
  return [...rows].sort(byStart).map((row) => {
    const taken = floorTaken(row);
    const follows =
      taken &&
      before !== null &&
      row.speaker === 'child' &&
      before.speaker === 'child' &&
      !gapBetween(before.turn, row.turn, numbers) &&
      !stoodStill(pauses, startOf(before), startOf(row));
    if (taken) before = row;
    return { ...row, options: row.options === null ? null : optionsOf(row.options), taken, follows };
  });
}

const startOf = (turn: TurnRow): Ms => turn.claimedAt ?? turn.offeredAt;
const byStart = (a: TurnRow, b: TurnRow) => startOf(a) - startOf(b) || a.turn - b.turn;

function gapBetween(a: number, b: number, numbers: ReadonlySet<number>): boolean {
  for (let turn = Math.min(a, b) + 1; turn < Math.max(a, b); turn += 1) if (!numbers.has(turn)) return true;
  return false;
}

function stoodStill(pauses: readonly PauseRow[], from: Ms, to: Ms): boolean {
  return pauses.some(({ at }) => at > from && at <= to);
}
