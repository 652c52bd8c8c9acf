/** The hot path of the store: what every act of a child and every hello writes. */
import type { Database as Connection } from 'better-sqlite3';
import type { FactWrite } from '../../record/facts.ts';
import type { AccessStore, Appended, Entry, LogStore } from '../port.ts';
import { toRow } from '../sql/log.ts';
import type { Saving } from '../sql/saving.ts';
import { writeFact } from './facts.ts';
import type { GroupCommit } from './groupCommit.ts';
import { statements } from './statements.ts';
import type { Statements } from './statements.ts';

type Append = Readonly<Parameters<LogStore['append']>>;

export interface HotWrites extends Pick<LogStore, 'append'>, Pick<AccessStore, 'putDevice'> {
  /** Appends that came together, durable when it returns. Null, with nothing kept, where they must be made one by one. */
  appendNow(appends: readonly Append[]): readonly Appended[] | null;
}

/** Writes that share commits. */
export function hotWrites(connection: Connection, commits: GroupCommit, saving: Saving): HotWrites {
  const to = statements(connection);
  return {
    appendNow: (appends) => commits.now(appends.map((one) => () => append(to, ...one))),
    append: (session, epoch, afterSeq, entries, facts) =>
      saving(() => commits.add(() => append(to, session, epoch, afterSeq, entries, facts))),
    putDevice: (device) => saving(() => commits.add(() => to.put('known_device', 'device', device))),
  };
}

function append(
  to: Statements,
  session: string,
  epoch: number,
  afterSeq: number,
  entries: readonly Entry[],
  facts: readonly FactWrite[],
): Appended {
  const moved = moveHead(to, session, epoch, afterSeq, entries);
  if (moved !== 'durable') return moved;
  for (const entry of entries) to.insert('log', toRow(session, entry));
  for (const fact of facts) writeFact(to, fact);
  return moved;
}

/** Checks the writer and the place, and claims the entries' numbers; the head is what two writers race for. */
function moveHead(
  to: Statements,
  session: string,
  epoch: number,
  afterSeq: number,
  entries: readonly Entry[],
): Appended {
  entries.forEach((entry, index) => {
    if (entry.seq !== afterSeq + 1 + index) throw new Error(`entry ${entry.seq} does not follow ${afterSeq}`);
  });
  const lastSeq = afterSeq + entries.length;
  // Nearly always the head stands where the writer thinks: then one statement looks and moves.
  const { changes } = to
    .of('update log_head set epoch = ?, seq = ? where session = ? and epoch <= ? and seq = ?')
    .run(epoch, lastSeq, session, epoch, afterSeq);
  if (changes === 1) return 'durable';
  const head = to.of('select epoch, seq from log_head where session = ?').get(session) as
    { readonly epoch: number; readonly seq: number } | undefined;
  if (head !== undefined && head.epoch > epoch) return 'fenced';
  if (head !== undefined || afterSeq !== 0) return 'conflict';
  to.insert('log_head', { session, epoch, seq: lastSeq });
  return 'durable';
}
