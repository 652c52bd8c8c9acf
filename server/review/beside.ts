/** What a lesson's page reads beside the lesson's own facts. */
import type { PresenceRow, SpotCheckRow } from '../record/facts.ts';
import { noPast } from './history.ts';
import type { Past } from './history.ts';

export interface Beside {
  readonly past: Past;
  /** Of everybody; consent is applied where they are read. */
  readonly presence: readonly PresenceRow[];
  readonly checks: readonly SpotCheckRow[];
}

/** Of a lesson that stands alone, such as one read from a file. */
export const nothingBeside: Beside = { past: noPast, presence: [], checks: [] };
