/** A run's turns laid out on its clock. Pure: the page's facts give the same picture. Times are run ms. */
import type { LessonPage } from '../wire/answers.ts';

type Turn = LessonPage['turns'][number];

/** `taken`: somebody came for it and used it; `passed`: came and said "not now"; `not_taken`: nobody came. */
export type BarKind = 'taken' | 'passed' | 'not_taken';

export interface Bar {
  /** Unique within the run. */
  readonly id: string;
  /** Null: the adult. */
  readonly child: string | null;
  readonly group: number;
  readonly kind: BarKind;
  /** When the floor was offered; the hand-over lasts until `from` where it was taken. */
  readonly offered: number;
  readonly from: number;
  readonly to: number;
  readonly why: string | null;
}

export interface Row {
  /** Null: the adult. */
  readonly child: string | null;
  readonly bars: readonly Bar[];
}

/** The run's bars by the time the floor was offered. A turn still open is drawn to the run's end. */
export function barsOf(turns: readonly Turn[], run: number, lengthMs: number): readonly Bar[] {
  return turns
    .filter((turn) => turn.run === run)
    .map((turn) => ({
      id: `${turn.group}-${turn.turn}`,
      child: turn.child,
      group: turn.group,
      kind: kindOf(turn),
      offered: turn.offeredAt,
      from: turn.claimedAt ?? turn.offeredAt,
      to: turn.endedAt ?? Math.max(lengthMs, turn.claimedAt ?? turn.offeredAt),
      why: turn.why,
    }))
    .sort((a, b) => a.offered - b.offered || a.group - b.group);
}

function kindOf(turn: Pick<Turn, 'claimedAt' | 'why'>): BarKind {
  if (turn.why === 'passed') return 'passed';
  return turn.claimedAt === null ? 'not_taken' : 'taken';
}

/** One row per child in the given (roster) order, silent ones too; the adult's last, where the adult spoke. */
export function rowsOf(bars: readonly Bar[], children: readonly string[]): readonly Row[] {
  const rows: Row[] = children.map((child) => ({ child, bars: bars.filter((bar) => bar.child === child) }));
  const adult = bars.filter((bar) => bar.child === null);
  return adult.length === 0 ? rows : [...rows, { child: null, bars: adult }];
}

/** Distances of marks that read well on a clock, ms. */
const steps = [10, 30, 60, 120, 300, 600, 1800].map((seconds) => seconds * 1000);

/** Times to mark, from 0 on: the finest step that needs no more than ten of them. */
export function ticksOf(lengthMs: number): readonly number[] {
  const step = steps.find((one) => lengthMs / one < 10) ?? Math.ceil(lengthMs / 9);
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step);
}

/** Where a time stands across the picture, in percent, never outside it. */
export function percent(at: number, lengthMs: number): number {
  return lengthMs <= 0 ? 0 : Math.min(100, Math.max(0, (at / lengthMs) * 100));
}

/** Which bar an arrow key leads to: left and right in time, up and down to the nearest in the next row that has any. */
export function barAfterKey(
  key: string,
  at: Bar | null,
  bars: readonly Bar[],
  rows: readonly Row[],
): Bar | null {
  if (at === null) return bars[0] ?? null;
  const index = bars.indexOf(at);
  if (key === 'ArrowRight') return bars[index + 1] ?? at;
  if (key === 'ArrowLeft') return bars[index - 1] ?? at;
  if (key === 'Home') return bars[0] ?? at;
  if (key === 'End') return bars[bars.length - 1] ?? at;
  const row = rows.findIndex((one) => one.child === at.child);
  const onward = key === 'ArrowDown' ? rows.slice(row + 1) : rows.slice(0, Math.max(0, row)).reverse();
  const next = onward.find((one) => one.bars.length > 0);
  return next === undefined ? at : nearest(next.bars, at.from);
}

function nearest(bars: readonly Bar[], time: number): Bar | null {
  let best: Bar | null = null;
  for (const bar of bars)
    if (best === null || Math.abs(bar.from - time) < Math.abs(best.from - time)) best = bar;
  return best;
}
