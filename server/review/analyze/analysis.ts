/** A file of turns, and perhaps a roster, to figures: the way of an import into the record, without the record. */
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { Fault } from '../../../src/wire/exchange.ts';
import type { GameMeasures } from '../../../src/wire/review.ts';
import type { SessionRow } from '../../record/facts.ts';
import { readTurns, unknownNames } from '../exchange/read.ts';
import { recordOf } from '../exchange/record.ts';
import { isRoll } from '../exchange/row.ts';
import type { ExchangeRow } from '../exchange/row.ts';
import { reviewFacts } from '../facts.ts';
import { gamesOf } from '../games.ts';
import { readMembers } from './roster.ts';
import type { Member } from './roster.ts';

export interface AnalysisWish {
  /** CSV or JSON. */
  readonly turns: Uint8Array;
  /** Null: whoever the turns name is all there is. */
  readonly roster: Uint8Array | null;
  /** Of runs of which the file does not say. */
  readonly regime: Regime;
}
export type Analysis =
  | { readonly ok: false; readonly file: 'turns' | 'roster'; readonly faults: readonly Fault[] }
  | {
      readonly ok: true;
      readonly games: readonly GameMeasures[];
      readonly nameOf: (child: string) => string;
    };

/** Where the file does not say what was played. */
const unknownActivity = '';

/** The same figures as a lesson's page has for the same turns. Everybody whom the files name counts as recorded. */
export function analyze(wish: AnalysisWish): Analysis {
  const read = readTurns(wish.turns);
  if (!read.ok) return { ok: false, file: 'turns', faults: read.faults };
  const roster = wish.roster === null ? null : readMembers(wish.roster);
  if (roster?.ok === false) return { ok: false, file: 'roster', faults: roster.faults };

  const rows = withAdults(read.file.rows, roster?.members ?? []);
  const names = namesOf(rows, roster?.members ?? null);
  const faults = unknownNames(rows, (name) => names.includes(name));
  if (faults.length > 0) return { ok: false, file: 'turns', faults };

  // Ids of their own, since a name may be one of the words that stand for the group or a guest.
  const people = names.map((name, index) => ({ child: `c${index + 1}`, name, recorded: true }));
  const record = recordOf(rows, {
    session: noSession,
    people,
    regime: wish.regime,
    activity: unknownActivity,
  });
  const nameOf = new Map(people.map(({ child, name }) => [child, name]));
  return {
    ok: true,
    games: gamesOf(reviewFacts(record, people.map(({ child }) => child))), // prettier-ignore
    nameOf: (child) => nameOf.get(child) ?? '',
  };
}

/** The children in roster order; those whom only the file's own roll, or without a roster any row, names come after. */
function namesOf(rows: readonly ExchangeRow[], members: readonly Member[] | null): string[] {
  const listed = (members ?? []).filter(({ role }) => role === 'child').map(({ name }) => name);
  const telling = members === null ? rows : rows.filter(isRoll);
  const told = telling.flatMap((row) => [row.speaker, row.toward, row.givenBy, ...(row.options ?? [])]);
  return [...new Set([...listed, ...told.flatMap((person) => (isNamed(person) ? [person.name] : []))])];
}

type Told = ExchangeRow['toward'] | ExchangeRow['givenBy'];

const isNamed = (told: Told): told is { readonly name: string } => typeof told === 'object' && told !== null;

/** Adults of the roster speak as 老师: outside the children's shares, but breaking sequences. */
function withAdults(rows: readonly ExchangeRow[], members: readonly Member[]): ExchangeRow[] {
  const adults = new Set(members.filter(({ role }) => role === 'adult').map(({ name }) => name));
  const of = <T extends Told>(told: T): T | 'adult' =>
    isNamed(told) && adults.has(told.name) ? 'adult' : told;
  return rows
    .map((row) => ({
      ...row,
      speaker: of(row.speaker),
      toward: of(row.toward),
      givenBy: of(row.givenBy),
      options: row.options?.map(of) ?? null,
    }))
    .filter((row) => !(isRoll(row) && row.speaker === 'adult'));
}

/** What a file knows nothing of. */
const noSession: SessionRow = {
  session: 'file',
  rehearsal: 0,
  class: '',
  phase: 'closed',
  startedWall: 0,
  endedWall: 0,
  utcOffset: 0,
  door: '',
  activity: null,
  speed: 1,
  origin: 'imported',
  source: null,
};
