/** What a browser needs to play one run again: its log, and whom of it may be shown. */
import type { Goal, Ms, Outcome } from '../../activities/_kit/contract.ts';
import type { AnyInput, FirstEntry } from '../../activities/_kit/replay.ts';
import type { Face, Faces } from './publish.ts';
import type { PromptLevel } from './vocabulary.ts';

/** An accepted input with its place in the session's log. */
export interface LoggedStep {
  readonly seq: number;
  readonly at: Ms;
  readonly input: AnyInput;
}

/** One group's game: everything its rules saw. */
export interface GroupLog {
  /** 1…8, or 0 for the whole class. */
  readonly group: number;
  readonly setup: FirstEntry;
  /** In order, from step 1 on without a gap. */
  readonly steps: readonly LoggedStep[];
  /** How it ended on the record; null where it did not end by its own rules. Whoever replays it must come to the same. */
  readonly end: { readonly outcome: Outcome; readonly goal: Goal } | null;
}

/** `imported`: the lesson was told by a file and has no log. `incomplete`: a part of the log is not there. */
export type MissingLog = 'imported' | 'incomplete';

/** A turn of a recorded child or of the adult; guests have none. */
export interface ReplayTurn {
  readonly group: number;
  readonly turn: number;
  /** Null: the adult. */
  readonly child: string | null;
  readonly offeredAt: Ms;
  readonly claimedAt: Ms | null;
  readonly endedAt: Ms | null;
  readonly why: string | null;
}

/** What the adult noted during the run. `seq` is its place in the session's log. */
export interface ReplayMoment {
  readonly kind: 'note' | 'code' | 'prompt';
  readonly seq: number;
  readonly at: Ms;
  /** Null: about nobody, or about a child who is not recorded. */
  readonly child: string | null;
  /** A note's words, a code's code; '' for a prompt. */
  readonly text: string;
  readonly level: PromptLevel | null;
}

export interface ReplayPause {
  readonly at: Ms;
  /** Null while it lasts. */
  readonly wallMs: number | null;
  readonly why: string;
}

export interface RunReplay {
  readonly session: string;
  readonly className: string;
  readonly run: number;
  readonly activity: string;
  readonly version: number;
  readonly startedWall: number;
  /** Length on the run clock, pauses left out; of a run that has not ended, so far. */
  readonly lengthMs: Ms;
  /** In order. */
  readonly groups: readonly number[];
  /** Null where there is a log for every group. */
  readonly missing: MissingLog | null;
  /** One for each group; [] where `missing`. */
  readonly logs: readonly GroupLog[];
  /** Seats of recorded children. Whoever is not here is shown as the neutral piece. */
  readonly faces: Faces;
  /** Recorded children who are named in turns or moments, by id. */
  readonly children: Readonly<Record<string, Face>>;
  readonly turns: readonly ReplayTurn[];
  /** In the order they were made. */
  readonly moments: readonly ReplayMoment[];
  readonly pauses: readonly ReplayPause[];
}
