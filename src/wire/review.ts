/** What the review's pages are told beside a lesson's own rows: figures, sentences, flags, corrections. Types; no code. */
import type { Ms, Regime } from '../../activities/_kit/contract.ts';
import type { Figure } from './measures.ts';
import type { Animal, PromptLevel, QuickCode, RollStatus } from './vocabulary.ts';

export * from './measures.ts';

/** What a sentence or flag rests on: something on the session's page that has an anchor. */
export type Evidence =
  | { readonly kind: 'turn'; readonly run: number; readonly group: number; readonly turn: number }
  | { readonly kind: 'moment'; readonly seq: number }
  | { readonly kind: 'child'; readonly child: string }
  | { readonly kind: 'game'; readonly run: number; readonly group: number }
  | { readonly kind: 'network'; readonly run: number; readonly group: number }
  | { readonly kind: 'figure'; readonly formula: string; readonly run: number; readonly group: number };

/** What is held against a child's own earlier sessions. `turns` and `requests` per 10 minutes, `prompts` per turn. */
export type OwnMeasure = 'turns' | 'requests' | 'prompts';

/** This time, and the range of the `sessions` comparable ones before. */
export interface OwnRange {
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

/** One of several codes with its parameters and what it rests on; a page makes a sentence of it. */
type Told<Params> = {
  readonly [Code in keyof Params]: {
    readonly code: Code;
    readonly params: Params[Code];
    readonly evidence: readonly Evidence[];
  };
}[keyof Params];

/** The sentences of a summary with what is filled in; none compares two children. */
export interface SummaryParams {
  nothing_played: { readonly recorded: number; readonly present: number };
  /** Below the threshold of consent: nothing more is said about who took part. */
  too_few_recorded: { readonly recorded: number; readonly present: number };
  no_turns: { readonly recorded: number; readonly present: number };
  /** `had`: with a floor taken or another act. */
  took_part: { readonly had: number; readonly recorded: number; readonly present: number };
  all_took_part: { readonly recorded: number; readonly present: number };
  /** The first turn that was ever recorded of each of these, who were in an earlier lesson without one. */
  first_turns: Several;
  /** Outside the range of the child's own earlier sessions, in the direction of more independence. */
  own_more: OwnRange;
  own_more_several: Several & { readonly measure: OwnMeasure };
  own_less: OwnRange;
  own_less_several: Several & { readonly measure: OwnMeasure };
  /** What the adult marked as it happened. */
  noticed: Several & { readonly code: QuickCode };
  /** Where a child had two or more to choose from: how many were chosen by another child. */
  all_chosen: { readonly of: number };
  some_chosen: { readonly chosen: number; readonly of: number };
  /** Pairs who chose each other. */
  mutual_choices: { readonly pairs: number };
  /** Present and recorded, without a floor taken or another act. */
  no_floor: Several;
  passes: { readonly count: number };
  pauses: { readonly count: number; readonly ms: Ms };
  stopped: { readonly count: number };
  try_smaller_groups: Readonly<Record<string, never>>;
  try_everyone_once: Readonly<Record<string, never>>;
  try_time_to_think: Readonly<Record<string, never>>;
  try_wider_choice: Readonly<Record<string, never>>;
  try_own_tap: Readonly<Record<string, never>>;
  try_mark_prompts: Readonly<Record<string, never>>;
  try_same_again: Readonly<Record<string, never>>;
}
export type SummaryCode = keyof SummaryParams;
export type SummaryLine = Told<SummaryParams>;

/** What a reader must know of how well the record was kept. Only what happened is flagged, but for the first and last. */
export interface QualityParams {
  /** Claims by the child's own tap, of all claims. */
  attribution: { readonly own: number; readonly of: number };
  /** In place of it where no group had a tablet: the adult tapped all claims. */
  adult_tapped: { readonly of: number };
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
export type QualityFlag = Told<QualityParams>;

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
  /** Null where consent forbids the network. Also whom it could have chosen, with 0 times. */
  readonly chose: readonly ChoiceCount[] | null;
  readonly chosenBy: readonly ChoiceCount[] | null;
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
