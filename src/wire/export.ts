import type { ExportFormat, Language } from './vocabulary.ts';

/** What is asked of an export. */
export interface ExportWish {
  /** One lesson, a rehearsal too; null for all. */
  readonly session: string | null;
  /** First and last day (YYYY-MM-DD, where the lesson was held), both included. */
  readonly from?: string;
  readonly to?: string;
  /** Rehearsals among "all". */
  readonly rehearsals: boolean;
  readonly formats: readonly ExportFormat[];
  /** Names of children and classes, animals, and the text of notes; an admin's choice alone. */
  readonly names: boolean;
  /** Who gets it. Null: nobody outside; it stays at the school. */
  readonly recipient: string | null;
  /** Whose words come first in codebook and README. */
  readonly language: Language;
}
