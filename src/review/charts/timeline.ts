/** A game's turns and moments laid out on its clock. Pure: the same facts give the same picture. Times are run ms. */
import type { LessonPage, LessonTurn } from '../../wire/answers.ts';
import { anchorOf } from '../anchors.ts';
import type { Mark } from './marks.ts';

type Moment = LessonPage['moments'][number];
type Pause = LessonPage['runs'][number]['pauses'][number];
type Spot = LessonPage['spots'][number];

/**
 * `taken`: somebody came for it and used it; `open`: the same, but its end was not recorded; `passed`: came and said
 * "not now"; `not_taken`: nobody came.
 */
export type BarKind = 'taken' | 'open' | 'passed' | 'not_taken';

/** A row of the picture. `all`: what belongs to no child. */
export interface Lane {
  readonly of: 'all' | 'child' | 'adult';
  readonly child: string | null;
}

export interface Bar extends Mark {
  readonly shape: 'bar';
  readonly turn: LessonTurn;
  readonly kind: BarKind;
  /** When the floor was offered; the hand-over lasts until `at` where it was taken. */
  readonly offered: number;
  /** As `at` where the end is not known. */
  readonly to: number;
}

/** A turn where it stood before it was corrected. It counts nowhere. */
export interface FormerBar extends Omit<Bar, 'shape'> {
  readonly shape: 'former';
}

/** What the adult noted, coded or prompted, the pauses, and the answers to "who holds it?". */
export interface Sign extends Mark {
  readonly shape: 'sign';
  readonly child: string | null;
  readonly what:
    | Moment
    | { readonly kind: 'pause'; readonly wallMs: number | null; readonly why: string }
    | { readonly kind: 'spot'; readonly agreed: boolean };
}

export type TimelineMark = Bar | FormerBar | Sign;

export interface TimelineLayout {
  readonly lanes: readonly Lane[];
  readonly bars: readonly Bar[];
  readonly former: readonly FormerBar[];
  readonly signs: readonly Sign[];
  /** All of them by time, as the keyboard walks them. */
  readonly marks: readonly TimelineMark[];
  readonly lengthMs: number;
}

export interface TimelineFacts {
  readonly run: number;
  readonly group: number;
  readonly lengthMs: number;
  readonly turns: readonly LessonTurn[];
  /** Turns as they were recorded, where a correction says otherwise. */
  readonly formerTurns: readonly LessonTurn[];
  readonly moments: readonly Moment[];
  readonly pauses: readonly Pause[];
  readonly spots: readonly Spot[];
  /** Roster order; the silent too. */
  readonly children: readonly string[];
}

/**
 * One lane per child in the given (roster) order; above them, where there is anything, what belongs to no child;
 * below them the adult, where the adult spoke.
 */
export function timelineOf(facts: TimelineFacts): TimelineLayout {
  const here = ({ run, group }: LessonTurn): boolean => run === facts.run && group === facts.group;
  const turns = facts.turns.filter(here);
  const formerTurns = facts.formerTurns.filter(here);
  const known = new Set(facts.children);
  const moments = facts.moments.filter(
    ({ run, group, at, child }) =>
      run === facts.run &&
      (group === null || group === facts.group) &&
      at !== null &&
      (child === null || known.has(child)),
  );
  const spots = facts.spots.filter(({ run, group }) => run === facts.run && group === facts.group);
  const ofAll = facts.pauses.length + spots.length > 0 || moments.some(({ child }) => child === null);
  const lanes: readonly Lane[] = [
    ...(ofAll ? [{ of: 'all', child: null } as const] : []),
    ...facts.children.map((child) => ({ of: 'child', child }) as const),
    ...([...turns, ...formerTurns].some(({ child }) => child === null)
      ? [{ of: 'adult', child: null } as const]
      : []),
  ];
  const laneOf = (of: Lane['of'], child: string | null): number =>
    lanes.findIndex((lane) => lane.of === of && lane.child === child);

  const barsOf = (some: readonly LessonTurn[]): readonly Bar[] =>
    some
      .map((turn): Bar => ({
        ...barOf(turn),
        row: laneOf(turn.child === null ? 'adult' : 'child', turn.child),
      }))
      .filter(({ row }) => row >= 0);
  const bars = barsOf(turns);
  const former = barsOf(formerTurns).map((bar): FormerBar => ({
    ...bar,
    shape: 'former',
    id: `former.${bar.id}`,
  }));
  const signs: readonly Sign[] = [
    ...facts.pauses.map(({ at, wallMs, why }, index): Sign => {
      const id = `pause.${facts.run}.${facts.group}.${index}`;
      return { shape: 'sign', id, row: 0, at, child: null, what: { kind: 'pause', wallMs, why } };
    }),
    ...spots.map(({ turn, at, agreed }): Sign => {
      const id = `spot.${facts.run}.${facts.group}.${turn}`;
      return { shape: 'sign', id, row: 0, at, child: null, what: { kind: 'spot', agreed } };
    }),
    ...moments.map((moment): Sign => {
      const { child } = moment;
      const id = `sign.${facts.run}.${facts.group}.${moment.seq}`;
      const row = laneOf(child === null ? 'all' : 'child', child);
      return { shape: 'sign', id, row, at: moment.at ?? 0, child, what: moment };
    }),
  ];
  return {
    lanes,
    bars,
    former,
    signs,
    marks: [...bars, ...former, ...signs].sort((a, b) => a.at - b.at || a.row - b.row),
    lengthMs: facts.lengthMs,
  };
}

function barOf(turn: LessonTurn): Omit<Bar, 'row'> {
  const at = turn.claimedAt ?? turn.offeredAt;
  return {
    shape: 'bar',
    id: anchorOf({ kind: 'turn', run: turn.run, group: turn.group, turn: turn.turn }),
    turn,
    kind: kindOf(turn),
    offered: turn.offeredAt,
    at,
    to: turn.endedAt ?? at,
  };
}

function kindOf({ why, claimedAt, endedAt }: LessonTurn): BarKind {
  if (why === 'passed') return 'passed';
  if (claimedAt === null) return 'not_taken';
  return endedAt === null ? 'open' : 'taken';
}

/** Distances of marks that read well on a clock, ms. */
const steps = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800].map((seconds) => seconds * 1000);

/** Times to mark, from 0 on: the finest step that needs no more than `most` of them (at least 2). */
export function ticksOf(lengthMs: number, most: number): readonly number[] {
  const step = steps.find((one) => lengthMs / one < most) ?? Math.ceil(lengthMs / (most - 1));
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step);
}

/** Where a time stands across the picture, in percent, never outside it. */
export function percent(at: number, lengthMs: number): number {
  return lengthMs <= 0 ? 0 : Math.min(100, Math.max(0, (at / lengthMs) * 100));
}
