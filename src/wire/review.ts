/**
 * What the review's pages are told. Types, and the closed lists that messages and the codebook follow; no code.
 *
 * A game is one run × one group (0: the whole class). Times are ms on the run's clock, which stands still while paused.
 * A figure is null with a reason, never 0 or NaN, where it is not defined.
 */
import type { Ms, Regime } from '../../activities/_kit/contract.ts';
import type { Animal, PromptLevel, QuickCode, RollStatus } from './vocabulary.ts';

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
  'no_options', // nobody chose among several
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
  /** Turns by kind, in games with prompt marking on. They sum to `turns`. */
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
  /** Permutation p of "who follows whom does not matter"; given unless `enough`. */
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

/** Turns of one child toward another. `turns` = chosen + ruled + said where every choice was played as a turn. */
export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  readonly turns: number;
  /** Times that `from` handed the floor to `to`, out of two or more. */
  readonly chosen: number;
  /** Times that `from` chose and `to` was among the options. */
  readonly options: number;
  /** What `chosen` would be by chance: the sum of 1 ÷ number of options over those times. */
  readonly expected: number;
  /** Turns toward `to` by the rule of the game: no choice, regime forced or together. */
  readonly ruled: number;
  /** Turns toward `to` as somebody marked it: no choice among options, and no rule either. */
  readonly said: number;
}

/** The directed network of the game's recorded children. Turns toward the group or the adult are no edges. */
export interface NetworkMeasures {
  readonly nodes: readonly NetworkNode[];
  /** Edges with at least one turn or one option. An edge without a turn is no tie: only what could have been chosen. */
  readonly edges: readonly NetworkEdge[];
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

/** What a sentence or flag rests on: something on the session's page that has an anchor. */
export type Evidence =
  | { readonly kind: 'turn'; readonly run: number; readonly group: number; readonly turn: number }
  | { readonly kind: 'moment'; readonly seq: number }
  | { readonly kind: 'child'; readonly child: string }
  | { readonly kind: 'game'; readonly run: number; readonly group: number }
  | { readonly kind: 'figure'; readonly formula: string; readonly run: number; readonly group: number };

/** What is held against a child's own earlier sessions. `turns` and `requests` per 10 minutes, `prompts` per turn. */
export type OwnMeasure = 'turns' | 'requests' | 'prompts';

/** This time, and the range of the `sessions` comparable ones before. */
interface OwnRange {
  readonly child: string;
  readonly measure: OwnMeasure;
  readonly now: number;
  readonly least: number;
  readonly most: number;
  readonly sessions: number;
}
/** Recorded children in roster order, of whom the sentence says the same. */
interface Several {
  readonly children: readonly string[];
}

/** The sentences of a summary with what is filled in; none compares two children. */
export interface SummaryParams {
  nothing_played: { readonly recorded: number; readonly present: number };
  /** Below the threshold of consent: nothing more is said about who took part. */
  too_few_recorded: { readonly recorded: number; readonly present: number };
  no_turns: { readonly recorded: number; readonly present: number };
  /** `had`: with a floor taken or another act. */
  took_part: { readonly had: number; readonly recorded: number; readonly present: number };
  all_took_part: { readonly recorded: number; readonly present: number };
  /** The first turn that was ever recorded of each of these. */
  first_turns: Several;
  /** Outside the range of the child's own earlier sessions, in the direction of more independence. */
  own_more: OwnRange;
  own_more_several: Several & { readonly measure: OwnMeasure };
  own_less: OwnRange;
  own_less_several: Several & { readonly measure: OwnMeasure };
  /** What the adult marked as it happened. */
  noticed: Several & { readonly code: QuickCode };
  /** In games where children chose: how many were chosen by another child. */
  all_chosen: { readonly of: number };
  some_chosen: { readonly chosen: number; readonly of: number };
  /** Pairs who chose each other. */
  mutual_choices: { readonly pairs: number };
  /** Present and recorded, without a floor taken or another act. */
  no_floor: Several;
  passes: { readonly count: number };
  pauses: { readonly count: number; readonly ms: Ms };
  stopped: { readonly count: number };
  try_smaller_groups: Readonly<Record<never, never>>;
  try_everyone_once: Readonly<Record<never, never>>;
  try_time_to_think: Readonly<Record<never, never>>;
  try_wider_choice: Readonly<Record<never, never>>;
  try_own_tap: Readonly<Record<never, never>>;
  try_mark_prompts: Readonly<Record<never, never>>;
  try_same_again: Readonly<Record<never, never>>;
}
export type SummaryCode = keyof SummaryParams;
export type SummaryLine = {
  readonly [C in SummaryCode]: {
    readonly code: C;
    readonly params: SummaryParams[C];
    readonly evidence: readonly Evidence[];
  };
}[SummaryCode];

/** What a reader must know of how well the record was kept. Only what happened is flagged, but for the first and last. */
export interface QualityParams {
  /** Claims by the child's own tap, of all claims. */
  attribution: { readonly own: number; readonly of: number };
  /** Tablets unheard for 20 s or more, and for how long in sum. */
  tablets_away: { readonly tablets: number; readonly ms: Ms };
  /** Acts that waited in a tablet while it was offline. */
  queued: { readonly count: number; readonly of: number };
  corrected: { readonly count: number };
  /** Turns that the end of the game closed, or that never ended on the record. */
  auto_closed: { readonly count: number };
  /** The server stopped or could not save. */
  server_pauses: { readonly count: number; readonly ms: Ms };
  /** The laptop's clock went back by so much. */
  clock_back: { readonly ms: number };
  /** "Who holds it?": answers that named the child whom the program had. */
  spot_checks: { readonly agreed: number; readonly n: number };
}
export type QualityCode = keyof QualityParams;
export type QualityFlag = {
  readonly [C in QualityCode]: {
    readonly code: C;
    readonly params: QualityParams[C];
    readonly evidence: readonly Evidence[];
  };
}[QualityCode];

/** A person as adults see it on a page of the review. */
export interface ReviewPerson {
  readonly child: string;
  readonly name: string;
  readonly animal: Animal;
  readonly colour: number;
}
/** A note, code or prompt about one child. */
export interface ReviewMoment {
  readonly kind: 'note' | 'code' | 'prompt';
  readonly seq: number;
  readonly wall: number;
  readonly run: number | null;
  readonly at: Ms | null;
  readonly text: string;
  readonly level: PromptLevel | null;
}

/** One child over all its lessons, against its own past only. */
export interface ChildPage {
  readonly person: ReviewPerson;
  /** Lessons that have the child on their roll, the earliest first; no rehearsals. */
  readonly sessions: readonly ChildSession[];
  /** Who else is named in `chose` and `chosenBy`. */
  readonly people: readonly ReviewPerson[];
}
export interface ChildSession {
  readonly session: string;
  readonly className: string;
  readonly startedWall: number;
  readonly status: RollStatus;
  /** Why there is nothing to show of this lesson; null where there is. */
  readonly reason: 'absent' | 'consent' | null;
  readonly games: readonly ChildGame[];
  readonly moments: readonly ReviewMoment[];
}
export interface ChildGame {
  readonly run: number;
  readonly group: number;
  readonly activity: string;
  readonly regime: Regime;
  /** The rule decides how many turns a child has. */
  readonly byDesign: boolean;
  readonly lengthMs: Ms;
  readonly turns: number;
  readonly floorMs: Ms | null;
  readonly firstAt: Ms | null;
  readonly requests: number;
  readonly passes: number;
  readonly prompts: number | null;
  readonly initiationRate: Figure;
  readonly chose: readonly ChoiceCount[];
  readonly chosenBy: readonly ChoiceCount[];
}
/** Another child, and how often the choice went that way out of how many in which it could. */
export interface ChoiceCount {
  readonly child: string;
  readonly times: number;
  readonly options: number;
}

/** A class or small group over its lessons. */
export interface GroupPage {
  readonly classId: string;
  readonly className: string;
  /** Recorded children in roster order: the indexes of `edges`. */
  readonly people: readonly ReviewPerson[];
  /** The earliest first; no rehearsals. */
  readonly sessions: readonly GroupSession[];
  /** Chosen ties of the newest lessons that have any, the earliest first, and of all lessons together. */
  readonly networks: readonly { readonly session: string; readonly edges: readonly ChosenEdge[] }[];
  readonly allEdges: readonly ChosenEdge[];
}
/** Index of who chose, index of who was chosen, how often. */
export type ChosenEdge = readonly [from: number, to: number, times: number];
export interface GroupSession {
  readonly session: string;
  readonly startedWall: number;
  /** Of the roll: who was there, and of them who is recorded. */
  readonly roll: number;
  readonly present: number;
  readonly recorded: number;
  readonly games: readonly GroupGame[];
}
export interface GroupGame {
  readonly run: number;
  readonly group: number;
  readonly activity: string;
  readonly regime: Regime;
  readonly present: number;
  readonly recorded: number;
  readonly turns: number;
  /** Share of the recorded children present who took a floor. */
  readonly activeShare: Figure;
  /** Gini coefficient of turns on the roster, corrected for its size. */
  readonly gini: Figure;
  /** Of the network of choices alone. */
  readonly density: Figure;
  readonly reciprocity: Figure;
}

/** Who held a turn and from when to when; null in place of all of it: it was no turn. */
export interface TurnStanding {
  /** `guest`: a child whose consent does not cover this lesson. */
  readonly who: 'child' | 'adult' | 'guest';
  /** Null unless `who` is a child. */
  readonly child: string | null;
  readonly startAt: Ms | null;
  readonly endAt: Ms | null;
}
/** What an adult says of a turn that was recorded wrongly. Times are run clock. */
export type TurnChange =
  /** Somebody else spoke; null: the adult. */
  | { readonly what: 'child'; readonly child: string | null }
  /** The floor was held from … to; the end may be null only where the record has none. */
  | { readonly what: 'time'; readonly startAt: Ms; readonly endAt: Ms | null }
  /** It was no turn, or: it stands again as it was first recorded. */
  | { readonly what: 'void' | 'original' };

/** A correction of a turn, with the turn before and after it: the old stays visible. */
export interface TurnCorrection {
  readonly seq: number;
  readonly run: number;
  readonly group: number;
  readonly turn: number;
  readonly what: TurnChange['what'];
  readonly before: TurnStanding | null;
  readonly after: TurnStanding | null;
  /** Name of the adult's account; empty where it is gone. */
  readonly author: string;
  readonly wall: number;
}
