/**
 * The figures of a game. Types, and the closed lists that messages and the codebook follow; no code.
 *
 * A game is one run × one group (0: the whole class). Times are ms on the run's clock, which stands still while paused.
 * A figure is null with a reason, never 0 or NaN, where it is not defined.
 */
import type { Ms, Regime } from '../../activities/_kit/contract.ts';

/** Why a figure is null. */
export const missingReasons = [
  'absent', // the child was not there
  'nothing', // nothing happened that it could count: no turns, no requests, nobody on the roster
  'too_few', // something happened, but fewer than the formula needs
  'no_times', // the turns have no ends
  'not_marked', // prompts were not marked in this game
  'by_design', // the rule of the game decides it, so that it says nothing about the children
  'consent', // fewer than 3 recorded children, or fewer than 75 % of those present
  'no_variation', // the denominator is 0: everything was the same
  'small_counts', // an expected count is below 5
  'no_options', // no child chose among others
] as const;
export type MissingReason = (typeof missingReasons)[number];

/** One number with what it rests on. Exactly one of `value` and `reason` is null. */
export interface Figure {
  readonly value: number | null;
  /** How many things it was made of: children, turns, waits … as the formula's table says. */
  readonly n: number;
  readonly reason: MissingReason | null;
  /** Id in the table of formulas, with its version: `equality.gini@1`. */
  readonly formula: string;
}

/** A point of a Lorenz curve: cumulative share of children, cumulative share of the values; both 0 … 1. */
export type LorenzPoint = readonly [children: number, values: number];

/** How equally something was spread over the roster; silent children count with 0. */
export interface EqualityMeasures {
  /** In the order of the game's children; null where nothing can be shared out or consent forbids it. */
  readonly shares: readonly number[] | null;
  /** From [0, 0] to [1, 1], the least first; null wherever `gini` is. */
  readonly lorenz: readonly LorenzPoint[] | null;
  readonly gini: Figure;
  readonly giniCorrected: Figure;
  readonly shannon: Figure;
  readonly evennessRoster: Figure;
  readonly evennessObserved: Figure;
  readonly maxShare: Figure;
  readonly dominance: Figure;
  readonly inverseSimpson: Figure;
  readonly jain: Figure;
  readonly activeShare: Figure;
  readonly variation: Figure;
}

/** One recorded child of the game. Counts are of this game alone; 0 is present and silent. */
export interface ChildMeasures {
  readonly child: string;
  /** Floors taken: claimed and not passed. */
  readonly turns: number;
  /** Null where the turns have no ends. */
  readonly floorMs: Ms | null;
  readonly turnShare: Figure;
  readonly floorShare: Figure;
  /** Start of the first floor taken; null without any. */
  readonly firstAt: Ms | null;
  readonly passes: number;
  readonly unclaimed: number;
  readonly requests: number;
  readonly granted: number;
  readonly unserved: number;
  readonly contributions: number;
  /** Prompts marked for the child, in turns or not; null where marking was off. */
  readonly prompts: number | null;
  /** Turns by kind, in games with prompt marking on; of the turns that were played while it was. */
  readonly initiations: Figure;
  readonly responses: Figure;
  readonly prompted: Figure;
  /** initiations ÷ (initiations + responses). */
  readonly initiationRatio: Figure;
  /** Unprompted initiations per 10 minutes of the game. */
  readonly initiationRate: Figure;
  /** Median ms from an own end to the own next start. */
  readonly wait: Figure;
  /** Median ms from a raised hand to its grant. */
  readonly requestWait: Figure;
  /** Of turns toward this child, the share that it answered. */
  readonly responseRate: Figure;
  /** Median ms from the end of a turn toward this child to its answer. */
  readonly responseLatency: Figure;
  readonly burstiness: Figure;
}

/** Who followed whom, consecutive turns of one child merged, so that nobody follows itself. */
export interface TransitionMeasures {
  /** Children who took part in a pair, in roster order: rows (from) and columns (to). */
  readonly codes: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** Row probabilities; null in rows without any transition. */
  readonly probabilities: readonly (readonly (number | null)[])[];
  /** Pairs counted. */
  readonly n: number;
  /** Every expected count ≥ 5: only then are there adjusted residuals. */
  readonly enough: boolean;
  /** Null on the diagonal; null as a whole unless `enough`. */
  readonly residuals: readonly (readonly (number | null)[])[] | null;
  /** Permutation p of "who follows whom does not matter", for any number of turns. */
  readonly p: Figure;
  /** Random orders that `p` rests on. */
  readonly permutations: number;
}

/** Gibson's participation shifts, in his order, and `repeat`: the same pair going on, which is none of them. */
export const shiftCodes = [
  'AB-BA', 'AB-B0', 'AB-BY', 'A0-X0', 'A0-XA', 'A0-XY', 'AB-X0', 'AB-XA', 'AB-XB', 'AB-XY', 'A0-AY', 'AB-A0',
  'AB-AY', 'repeat',
] as const; // prettier-ignore
export type ShiftCode = (typeof shiftCodes)[number];
export const shiftFamilies = ['receiving', 'claiming', 'usurping', 'continuing', 'none'] as const;
export type ShiftFamily = (typeof shiftFamilies)[number];

export interface ShiftMeasures {
  /** Pairs of turns that follow one another with both addressees known. */
  readonly n: number;
  readonly counts: Readonly<Record<ShiftCode, number>>;
  readonly families: Readonly<Record<ShiftFamily, number>>;
}

export interface NetworkNode {
  readonly child: string;
  readonly isolate: boolean;
  /** Turns toward this child, and turns of it toward other children. */
  readonly inStrength: number;
  readonly outStrength: number;
  /** Degree ÷ (n − 1). */
  readonly inDegree: Figure;
  readonly outDegree: Figure;
}

/** Turns of one child toward another, and choices of one for another; nobody is tied to itself. */
export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  readonly turns: number;
  /** Times that `from` handed the floor to `to`, out of two or more. */
  readonly chosen: number;
  /** Times that `from` chose and `to` was among the options. */
  readonly options: number;
  /** What `chosen` would be by chance: the sum of 1 ÷ number of recorded options over those times. */
  readonly expected: number;
  /** Turns toward `to` without a choice: the rule of the game gave them, or only one child was left to give to. */
  readonly ruled: number;
  /** Of `ruled`: `from` handed the floor on, and `to` was the only one left. */
  readonly only: number;
  /** Turns toward `to` as somebody marked it: no choice among options, and no rule either. */
  readonly said: number;
}

/** The directed network of the game's recorded children. Turns toward the group or the adult are no edges. */
export interface NetworkMeasures {
  readonly nodes: readonly NetworkNode[];
  /** Edges with at least one turn or one option. An edge without a turn is no tie: only what could have been chosen. */
  readonly edges: readonly NetworkEdge[];
  /** Of the pairs in which one could have chosen the other, the share in which it did. */
  readonly chosenPairs: Figure;
  readonly density: Figure;
  readonly dyads: { readonly mutual: number; readonly asymmetric: number; readonly none: number } | null;
  readonly reciprocityEdges: Figure;
  readonly reciprocityDyads: Figure;
  readonly reciprocityWeighted: Figure;
  readonly centralizationIn: Figure;
  readonly centralizationOut: Figure;
  readonly centralization: Figure;
}

export const turnKinds = ['initiation', 'response', 'prompted'] as const;
export type TurnKind = (typeof turnKinds)[number];

export interface TimeMeasures {
  readonly floorTime: Figure;
  readonly turnLength: Figure;
  /** Median ms from the end of a turn to the start of the next; negative where they overlap. */
  readonly gap: Figure;
  /** Median over all waits of all children: own end → own next start. */
  readonly wait: Figure;
  /** Hand up → granted, median and longest. */
  readonly requestWait: Figure;
  readonly requestWaitMax: Figure;
  /** Requests that were never granted, with the time they had waited when the game or they ended; never dropped. */
  readonly unserved: readonly { readonly child: string; readonly at: Ms; readonly waitedMs: Ms }[];
  /** Of the turns toward a child, the share answered within 10 s, and the median time to the answer. */
  readonly responseRate: Figure;
  readonly responseLatency: Figure;
  readonly initiations: Figure;
  readonly responses: Figure;
  readonly prompted: Figure;
  readonly burstiness: Figure;
  readonly burstinessCorrected: Figure;
}

/** Every figure of one game; each was made under `regime`. */
export interface GameMeasures {
  readonly run: number;
  readonly group: number;
  readonly activity: string;
  readonly regime: Regime;
  /** The rule bounded the gap between a child's turns in this game. */
  readonly bounded: boolean;
  /** Prompts were marked in this game. */
  readonly prompting: boolean;
  readonly lengthMs: Ms;
  /** "38 of 42 recorded": children who played, and of them those who are recorded. */
  readonly present: number;
  readonly recorded: number;
  /** Floors taken by recorded children. */
  readonly turns: number;
  readonly equality: { readonly turns: EqualityMeasures; readonly floorTime: EqualityMeasures };
  /** The game's roster, in the order of the class's. */
  readonly children: readonly ChildMeasures[];
  readonly transitions: TransitionMeasures;
  readonly shifts: ShiftMeasures;
  /** Null where consent forbids it (reason `consent`). */
  readonly network: NetworkMeasures | null;
  readonly time: TimeMeasures;
}
