/**
 * The record with its corrections applied; the rows of the record stay as they were. Of several corrections of one turn
 * the later stand over the earlier, each in what it is about, until `original` takes all of them back. Pure.
 *
 * What hangs on a turn follows it: a contribution made in a turn and a prompt given in it are its speaker's and go where
 * the turn goes, and the turn that its speaker gave on is given by the corrected speaker. Toward whom earlier turns were stays as it was tapped.
 */
import type { TurnCorrection, TurnStanding } from '../../src/wire/review.ts';
import type { ContributionRow, CorrectionRow, PromptRow, TurnRow } from '../record/facts.ts';
import type { TurnPlace } from './facts.ts';
import type { Recorded } from './recorded.ts';

/** Rows of one session. */
interface Correctable {
  readonly turns: readonly TurnRow[];
  readonly contributions: readonly ContributionRow[];
  readonly prompts: readonly PromptRow[];
}

/** A correction with the turn as it stood before and after; null: it was, or is, no turn. */
export interface CorrectionStep {
  readonly row: CorrectionRow;
  readonly before: TurnRow | null;
  readonly after: TurnRow | null;
}

export interface Corrected extends Correctable {
  /** Turns that were corrected away. */
  readonly voided: readonly TurnPlace[];
  /** In the order they were made. */
  readonly steps: readonly CorrectionStep[];
}

/** How a turn stands: its row as corrected so far, and whether it counts as a turn at all. */
interface Standing {
  readonly recorded: TurnRow;
  readonly row: TurnRow;
  readonly isTurn: boolean;
}

/** @param corrections of the session, in any order; one of a turn that is not there changes nothing. */
export function corrected(facts: Correctable, corrections: readonly CorrectionRow[]): Corrected {
  if (corrections.length === 0) return { ...facts, voided: [], steps: [] };
  const standings = new Map<string, Standing>(
    facts.turns.map((turn) => [keyOf(turn), { recorded: turn, row: turn, isTurn: true }]),
  );
  const steps: CorrectionStep[] = [];
  for (const correction of [...corrections].sort((a, b) => a.seq - b.seq)) {
    const before = standings.get(keyOf(correction));
    if (before === undefined) continue;
    const after = correctedBy(correction, before);
    standings.set(keyOf(correction), after);
    steps.push({ row: correction, before: shown(before), after: shown(after) });
  }
  const all = [...standings.values()];
  return {
    turns: all.flatMap((standing) => (standing.isTurn ? givenOn(standing.row, all) : [])),
    contributions: facts.contributions.flatMap((row) => contributionIn(row, standings) ?? []),
    prompts: facts.prompts.flatMap((row) => whoActed(row, standings) ?? []),
    voided: all
      .filter(({ isTurn }) => !isTurn)
      .map(({ recorded: { run, grp, turn } }) => ({ run, grp, turn })),
    steps,
  };
}

const keyOf = ({ run, grp, turn }: TurnPlace): string => `${run}/${grp}/${turn}`;
const shown = ({ row, isTurn }: Standing): TurnRow | null => (isTurn ? row : null);

function correctedBy(correction: CorrectionRow, { recorded, row }: Standing): Standing {
  switch (correction.what) {
    case 'child':
      return { recorded, row: spokenBy(correction.child, recorded, row), isTurn: true };
    case 'time':
      return { recorded, row: heldFrom(correction.startAt, correction.endAt, row), isTurn: true };
    case 'void':
      return { recorded, row, isTurn: false };
    case 'original':
      return { recorded, row: recorded, isTurn: true };
  }
}

/** @param child null: the adult spoke. */
function spokenBy(child: string | null, recorded: TurnRow, row: TurnRow): TurnRow {
  const { toward, towardChild, givenBy, givenByChild, attribution, speaker } = recorded;
  if (child === recorded.child && (child !== null || speaker === 'adult'))
    return {
      ...row,
      speaker,
      child,
      toward,
      towardChild,
      givenBy,
      givenByChild,
      attribution: attribution ?? row.attribution,
    };
  const toSelf = child !== null && towardChild === child;
  const bySelf = child !== null && givenByChild === child;
  return {
    ...row,
    speaker: child === null ? 'adult' : 'child',
    child,
    attribution: 'adult',
    // Nobody speaks to itself, nor gives itself the floor: then the adult's word is all there is.
    toward: toSelf ? 'unknown' : toward,
    towardChild: toSelf ? null : towardChild,
    givenBy: bySelf ? 'adult' : givenBy,
    givenByChild: bySelf ? null : givenByChild,
  };
}

/** The wall clock moves along with the run's. What the device measured was of the times that were wrong. */
function heldFrom(startAt: number | null, endAt: number | null, row: TurnRow): TurnRow {
  if (startAt === null) return row;
  const wallAt = (at: number) => row.offeredWall + at - row.offeredAt;
  const untaken = row.claimedAt === null;
  return {
    ...row,
    offeredAt: Math.min(row.offeredAt, startAt),
    offeredWall: Math.min(row.offeredWall, wallAt(startAt)),
    claimedAt: startAt,
    claimedWall: wallAt(startAt),
    endedAt: endAt,
    endedWall: endAt === null ? null : wallAt(endAt),
    // A floor that was held was taken, whatever the record had seen.
    why: untaken ? 'self' : row.why,
    attribution: untaken ? 'adult' : row.attribution,
    claimShownMs: null,
    endShownMs: null,
  };
}

/** The turn as given by whom the turn before it is now said to be of. */
function givenOn(row: TurnRow, all: readonly Standing[]): TurnRow {
  if (row.givenBy !== 'child') return row;
  const before = all
    .filter(({ recorded }) => recorded.run === row.run && recorded.grp === row.grp)
    .filter(({ recorded }) => recorded.turn < row.turn)
    .reduce<Standing | null>(
      (last, one) => (last && last.recorded.turn > one.recorded.turn ? last : one),
      null,
    );
  if (before === null || before.recorded.child !== row.givenByChild) return row;
  const { child } = before.row;
  if (child === row.givenByChild) return row;
  return child === null || child === row.child
    ? { ...row, givenBy: 'adult', givenByChild: null }
    : { ...row, givenByChild: child };
}

/** A row of its turn's speaker, as the turn stands. Null where it goes with its turn, or would be the adult's. */
function whoActed<R extends ContributionRow | PromptRow>(
  row: R,
  standings: ReadonlyMap<string, Standing>,
): R | null {
  if (row.turn === null) return row;
  const turn = standings.get(keyOf({ run: row.run, grp: row.grp, turn: row.turn }));
  if (turn === undefined || turn.recorded.child !== row.child) return row;
  const { child } = turn.row;
  if (!turn.isTurn || child === null) return null;
  return child === row.child ? row : { ...row, child };
}

/** Nobody acts toward itself. */
function contributionIn(
  row: ContributionRow,
  standings: ReadonlyMap<string, Standing>,
): ContributionRow | null {
  const acted = whoActed(row, standings);
  return acted !== null && acted !== row && acted.towardChild === acted.child
    ? { ...acted, toward: 'unknown', towardChild: null }
    : acted;
}

/**
 * Turns as they were recorded, where the corrections leave somebody else, another time or no turn in their place: for the
 * eye alone, they enter no figure. In the order of their first correction.
 */
export function formerTurns(steps: readonly CorrectionStep[]): TurnRow[] {
  const turns = new Map<string, { readonly recorded: TurnRow | null; readonly now: TurnRow | null }>();
  for (const { row, before, after } of steps) {
    const key = keyOf(row);
    turns.set(key, { recorded: turns.get(key)?.recorded ?? before, now: after });
  }
  return [...turns.values()].flatMap(({ recorded, now }) =>
    recorded === null || (now !== null && isSameTurn(recorded, now)) ? [] : [recorded],
  );
}

const isSameTurn = (a: TurnRow, b: TurnRow): boolean =>
  a.child === b.child && a.claimedAt === b.claimedAt && a.endedAt === b.endedAt;

/**
 * The corrections as an adult reads them. Left out: those of turns that were never, before or after, of anybody whom the
 * lesson may show.
 *
 * @param authors account id → name
 */
export function correctionLines(
  steps: readonly CorrectionStep[],
  recorded: Recorded,
  authors: ReadonlyMap<string, string>,
): TurnCorrection[] {
  const standing = (turn: TurnRow): TurnStanding => {
    const mayShow = turn.child !== null && recorded.has(turn.session, turn.child);
    const who = turn.child === null ? 'adult' : mayShow ? 'child' : 'guest';
    return { who, child: mayShow ? turn.child : null, startAt: turn.claimedAt, endAt: turn.endedAt };
  };
  return steps.flatMap(({ row, before, after }) => {
    const sides = { before: before && standing(before), after: after && standing(after) };
    const seen = [sides.before, sides.after].filter((side) => side !== null);
    if (seen.length > 0 && seen.every(({ who }) => who === 'guest')) return [];
    const { seq, run, grp: group, turn, what, author, wall } = row;
    return [{ seq, run, group, turn, what, ...sides, author: authors.get(author) ?? '', wall }];
  });
}
