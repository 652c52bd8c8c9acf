/** What is told about a file of turns: the faults of its rows, and what an import would keep. Types and closed lists. */
import type { Ms } from '../../activities/_kit/contract.ts';

/** Columns of a file of turns, in the order in which they are written. */
export const exchangeColumns = [
  'start', 'end', 'speaker', 'addressee', 'kind', 'prompted', 'run', 'group', 'turn', 'activity', 'regime', 'bounded',
  'options', 'given_by', 'offered', 'why', 'attribution', 'channel', 'code',
] as const; // prettier-ignore

/** The activity of an imported run where nobody says which: none of ours. */
export const otherActivity = 'other';

/** What can be wrong with a file or one of its cells. Worded by `exchange.fault`, in every language. */
export const fileFaults = [
  // the file
  'too_large', // more than 1 MB
  'encoding', // neither UTF-8 nor GB18030, or no text
  'not_a_table', // quotes that do not close, JSON that is none
  'empty',
  'too_many_rows',
  // its columns
  'no_start_column',
  'no_speaker_column',
  'unknown_column',
  'column_twice',
  // a cell
  'missing',
  'bad_time',
  'bad_number',
  'bad_value',
  'not_for_kind',
  'too_many_cells',
  'unknown_name',
  'name_of_several', // two children of the class have it
  // a row among others
  'end_before_start',
  'out_of_order',
  'clock_time', // the first start of a run is hours after its beginning: a time of day
  'overlap', // with a turn of the same speaker
  'speaks_to_itself',
  'activity_differs', // within one run
  'number_twice', // of a turn, within one game
  'roll_differs', // two rows say different things of who was there
] as const;
export type FileFault = (typeof fileFaults)[number];

export interface Fault {
  /** 1 is the first line of the file, in JSON the first item; null: the file as a whole. */
  readonly row: number | null;
  /** Name of the column as this format has it, or as the file wrote an unknown one; null: the whole row. */
  readonly column: string | null;
  readonly code: FileFault;
}

/** A child of the class as the file would leave it. */
export interface ImportedChild {
  readonly child: string;
  readonly name: string;
  readonly status: 'present' | 'late' | 'absent';
  readonly turns: number;
}

/** What an import keeps, or would keep. */
export interface ImportPreview {
  readonly encoding: 'utf-8' | 'gb18030';
  /** Rows of the file, and of them those that are not kept, because they are of children without consent to record. */
  readonly rows: number;
  readonly leftOut: number;
  readonly turns: number;
  readonly runs: number;
  /** Of all runs together. */
  readonly lengthMs: Ms;
  /** Turns have ends: without any there is no floor time. */
  readonly hasEnds: boolean;
  /** Rows of turns without an end, where others have one: floor time is null because of them. */
  readonly withoutEnd: readonly number[];
  /** Pairs of turns of two speakers in one group that overlap; they are kept as they are. */
  readonly overlaps: number;
  /** The file itself tells who was there; else the adult can say who was not. */
  readonly hasRoll: boolean;
  /** Children of the class who were there, recorded or not, and the recorded among them. */
  readonly present: number;
  readonly recorded: number;
  /** Recorded children of the class in roster order. */
  readonly children: readonly ImportedChild[];
  /** The same file, or one with the same turns on that day, was imported for this class before. */
  readonly already: boolean;
}

/** What POST /api/import answers, beside a failure: the faults of the file, or what it holds. */
export type ImportAnswer =
  | {
      readonly ok: true;
      readonly faults: readonly Fault[];
      /** Faults beyond those listed. */
      readonly more: number;
    }
  | {
      readonly ok: true;
      readonly faults: readonly [];
      readonly preview: ImportPreview;
      /** Id of the new session; null where it was only looked at. */
      readonly session: string | null;
    };
