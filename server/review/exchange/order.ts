/** What rows of a file are among each other. */
import type { Ms } from '../../../activities/_kit/contract.ts';
import type { Fault, FileFault } from '../../../src/wire/exchange.ts';
import { isFloor, isRoll } from './row.ts';
import type { ColumnName, ExchangeRow, Kind } from './row.ts';

/** Faults that no row has by itself. Runs have clocks of their own; groups of a run share one and act side by side. */
export function faultsAmong(rows: readonly ExchangeRow[]): Fault[] {
  const last = new Map<string, Ms>();
  const numbers = new Set<string>();
  const activities = new Map<number, string>();
  const held = new Map<string, Ms>();
  const roll = new Map<string, Kind>();
  return rows.flatMap((row) => {
    const faults: Fault[] = [];
    const fault = (column: ColumnName, code: FileFault) => void faults.push({ row: row.row, column, code });
    const { run, activity, turn, start, end, speaker } = row;
    const game = gameOf(row);

    if (run !== null && activity !== null) {
      if ((activities.get(run) ?? activity) !== activity) fault('activity', 'activity_differs');
      activities.set(run, activities.get(run) ?? activity);
    }
    if (isRoll(row) && typeof speaker === 'object' && speaker !== null) {
      if ((roll.get(speaker.name) ?? row.kind) !== row.kind) fault('kind', 'roll_differs');
      roll.set(speaker.name, row.kind);
    }
    if (isFloor(row) && turn !== null) {
      if (numbers.has(`${game}/${turn}`)) fault('turn', 'number_twice');
      numbers.add(`${game}/${turn}`);
    }
    if (start === null) return faults;
    if (start < (last.get(game) ?? 0)) fault('start', 'out_of_order');
    else last.set(game, start);

    if (row.kind !== 'turn' || speaker === null || speaker === 'guest') return faults;
    const holder = `${run}/${speaker === 'adult' ? '' : speaker.name}`;
    if (start < (held.get(holder) ?? 0)) fault('start', 'overlap');
    held.set(holder, Math.max(end ?? 0, held.get(holder) ?? 0));
    return faults;
  });
}

/**
 * Pairs of neighbouring turns of one game of which the later begins before the earlier has ended. That is how people
 * talk, so it is no fault; it is counted, since it may also be a slip of the pen.
 */
export function overlapsIn(rows: readonly ExchangeRow[]): number {
  const until = new Map<string, Ms>();
  let overlaps = 0;
  for (const row of rows) {
    if (row.kind !== 'turn' || row.start === null) continue;
    const game = gameOf(row);
    if (row.start < (until.get(game) ?? 0)) overlaps += 1;
    until.set(game, Math.max(row.end ?? 0, until.get(game) ?? 0));
  }
  return overlaps;
}

/** A pause is of its run, whichever groups play in it; a row of the roll is of no moment. */
const gameOf = (row: Pick<ExchangeRow, 'run' | 'group' | 'kind'>): string =>
  row.kind === 'pause' || isRoll(row) ? `${row.run}/${row.kind}` : `${row.run}/${row.group}`;
