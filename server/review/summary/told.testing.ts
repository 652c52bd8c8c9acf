/** Facts of a lesson in a few words, for tests of what is said about it. */
import { nine, groupRow, rollRow, runRow, sessionRow, turnRow } from '../../../tests/support/rows.ts';
import type { RollRow, RunRow, TurnRow } from '../../record/facts.ts';
import { reviewFacts } from '../facts.ts';
import type { LessonRecord, ReviewFacts } from '../facts.ts';

export interface Told extends Partial<Omit<LessonRecord, 'roll' | 'turns'>> {
  readonly children: readonly string[];
  readonly guests?: readonly string[];
  readonly roll?: Readonly<Record<string, Partial<RollRow>>>;
  readonly run?: Partial<RunRow>;
  readonly grp?: number;
  /** In order: whose, or with more said. Claimed and ended by the child unless it says otherwise. */
  readonly turns?: readonly (string | Partial<TurnRow>)[];
}

/** One game of ten minutes with everybody of the roll in it: hands raised, turns not bounded. */
export function factsOf(told: Told): ReviewFacts {
  const { children, guests = [], roll = {}, run = {}, grp = 1, turns = [], ...more } = told;
  const game = runRow({
    ...{
      activity: 'talking-circle',
      regime: 'queue',
      endedAt: 600_000,
      endedWall: nine + 660_000,
      why: 'done',
    },
    ...run,
  });
  const record: LessonRecord = {
    session: sessionRow({ endedWall: nine + 700_000 }),
    roll: children.map((child) =>
      rollRow(child, {
        grp: grp === 0 ? null : grp,
        recorded: guests.includes(child) ? 0 : 1,
        ...roll[child],
      }),
    ),
    runs: [game],
    pauses: [],
    groups: [groupRow({ grp, seats: children.length, endedAt: game.endedAt, outcome: 'done' })],
    turns: turns.map((turn, index) =>
      rowOf(typeof turn === 'string' ? { child: turn } : turn, index + 1, grp, game),
    ),
    ...{
      voided: [],
      corrections: [],
      contributions: [],
      requests: [],
      prompts: [],
      observations: [],
      notes: [],
    },
    lastAt: new Map(),
    players: children
      .filter((child) => roll[child]?.status !== 'absent')
      .map((child) => ({ run: 1, grp, child })),
    ...more,
  };
  return reviewFacts(record, children);
}

function rowOf(over: Partial<TurnRow>, turn: number, grp: number, { regime }: RunRow): TurnRow {
  const at = turn * 10_000;
  const times = { offeredAt: at, offeredWall: nine + at, claimedAt: at + 500, endedAt: at + 5000 };
  const own = { why: 'self', attribution: 'own_tap', bounded: 0, toward: 'group' } as const;
  return turnRow({ turn, grp, regime, ...times, ...own, ...over });
}

export const kids = (count: number): string[] => Array.from({ length: count }, (_, index) => `k${index + 1}`);
