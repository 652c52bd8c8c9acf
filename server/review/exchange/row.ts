/**
 * A file of turns, row by row: what the command line analyses, what is imported, and what an export writes. Names stand
 * as the file has them; whose they are is the reader's affair. Times are ms on the run's clock.
 */
import { exchangeColumns } from '../../../src/wire/exchange.ts';
import type { Attribution, Channel, Ms, Regime, TurnEnd } from '../../../activities/_kit/contract.ts';

/**
 * `turn`: the floor taken. `pass`: offered and given back. `offer`: offered and never taken. `contribution`: a point act.
 * `request`: a hand up. `prompt`: the adult prompted this child, in a turn or not; where a game has none of them, each
 * prompted turn had one. `void`: this number was no turn, so that its gap hides nobody. `pause`: the run stood still here,
 * so that nobody follows anybody across it. `end`: the game ended. `present`, `late`, `absent`: the roll, which alone
 * tells of those who stay silent.
 */
export const kinds = [
  'turn', 'pass', 'offer', 'contribution', 'request', 'prompt', 'void', 'pause', 'end', 'present', 'late', 'absent',
] as const; // prettier-ignore
export type Kind = (typeof kinds)[number];

/** A child by name, 老师, or somebody who is not to be known. */
export type Person = { readonly name: string } | 'adult' | 'guest';

export interface ExchangeRow {
  /** 1 is the first line of the file, in JSON the first item. */
  readonly row: number;
  readonly kind: Kind;
  /** 1, 2 …; 0: on the roll, but in no game. Null on the roll: every run. */
  readonly run: number | null;
  /** 0: the whole class. Null on the roll: whichever group; in a pause: all. */
  readonly group: number | null;
  /** Number of the turn in its game; of a contribution or request the turn it was made in, or that served it. */
  readonly turn: number | null;
  /** Null in a void, a pause and an end. */
  readonly speaker: Person | null;
  /** Null: nobody ever said. */
  readonly toward: Person | 'group' | 'unknown' | null;
  /** When the floor was taken; of other kinds, when it happened. Null on the roll. */
  readonly start: Ms | null;
  /** Of a request: when the hand went down or was served. */
  readonly end: Ms | null;
  /** When the floor was offered; null: not told, or never taken. */
  readonly offered: Ms | null;
  readonly prompted: 0 | 1 | 2 | 3 | null;
  readonly activity: string | null;
  readonly regime: Regime | null;
  readonly bounded: boolean;
  /** Who could have been chosen; null where nobody chose. */
  readonly options: readonly Person[] | null;
  /** Null: not told. */
  readonly givenBy: Person | 'rules' | null;
  /** How a turn ended; `open`: never. Of a request: what became of it. Null: not told. */
  readonly why: TurnEnd | 'open' | RequestEnd | null;
  readonly attribution: Attribution | null;
  readonly channel: Channel | null;
  /** What a contribution was. */
  readonly code: string | null;
}

export type RequestEnd = 'granted' | 'unserved' | 'withdrawn';

export { exchangeColumns as columns };
export type ColumnName = (typeof exchangeColumns)[number];

/** How those are written who have no name here. */
export const words = {
  adult: '(adult)',
  guest: '(guest)',
  rules: '(rules)',
  unknown: '?',
  nobody: '(nobody)',
} as const;

/** Turns, passes and offers: what has a place in the order of the floor. */
export const isFloor = ({ kind }: Pick<ExchangeRow, 'kind'>): boolean =>
  kind === 'turn' || kind === 'pass' || kind === 'offer';
export const isRoll = ({ kind }: Pick<ExchangeRow, 'kind'>): boolean =>
  kind === 'present' || kind === 'late' || kind === 'absent';
