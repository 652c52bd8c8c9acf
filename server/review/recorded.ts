/**
 * Whom a lesson's facts may show. A lesson shows the children whom its roll marks as recorded. A child whose
 * consent was withdrawn during the lesson has earlier rows in the record; here it becomes what a guest is
 * from the start: no rows of its own, and `guest` or `unknown` in the rows of others.
 */
import type { ContributionRow, NoteRow, RollRow, TurnRow } from '../record/facts.ts';

type Toward = Pick<TurnRow, 'toward' | 'towardChild'>;

export interface Recorded {
  /** Is this child recorded in this session? */
  has(session: string, child: string): boolean;
  /** Of rows that each belong to one child, those of recorded children. */
  rows<R extends { readonly session: string; readonly child: string }>(rows: readonly R[]): R[];
  contributions(rows: readonly ContributionRow[]): ContributionRow[];
  /** The turns of recorded children and of the adult. */
  turns(rows: readonly TurnRow[]): TurnRow[];
  /** All notes; the child of one stays only if recorded. */
  notes(rows: readonly NoteRow[]): NoteRow[];
}

/** @param roll the roll of every session whose rows will be asked for. */
export function recordedOf(roll: readonly RollRow[]): Recorded {
  const known = new Map<string, Set<string>>();
  for (const { session, child, recorded } of roll) {
    if (recorded === 1) known.set(session, (known.get(session) ?? new Set()).add(child));
  }
  const has = (session: string, child: string) => known.get(session)?.has(child) ?? false;

  const shown = <R extends Toward & { session: string }>(row: R): R =>
    row.towardChild === null || has(row.session, row.towardChild)
      ? row
      : { ...row, toward: 'unknown', towardChild: null };

  const turn = (row: TurnRow): TurnRow => {
    const given = row.givenByChild === null || has(row.session, row.givenByChild);
    return {
      ...shown(row),
      givenBy: given ? row.givenBy : 'guest',
      givenByChild: given ? row.givenByChild : null,
      options:
        row.options &&
        JSON.stringify(optionsOf(row.options).map((child) => (has(row.session, child) ? child : 'guest'))),
    };
  };

  return {
    has,
    rows: (rows) => rows.filter((row) => has(row.session, row.child)),
    contributions: (rows) => rows.filter((row) => has(row.session, row.child)).map(shown),
    turns: (rows) => rows.filter((row) => row.child === null || has(row.session, row.child)).map(turn),
    notes: (rows) =>
      rows.map((row) => (row.child === null || has(row.session, row.child) ? row : { ...row, child: null })),
  };
}

/** The children (or `guest`) that a turn could have gone to. */
export function optionsOf(options: string): string[] {
  return JSON.parse(options) as string[];
}
