import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Regime } from '../../activities/_kit/contract.ts';
import {
  groupRow,
  pauseRow,
  requestRow,
  rollRow,
  runRow,
  sessionRow,
  turnRow,
} from '../../tests/support/rows.ts';
import type { GameMeasures } from '../../src/wire/review.ts';
import type { Flag, TurnRow } from '../record/facts.ts';
import { reviewFacts } from './facts.ts';
import type { Game, LessonRecord } from './facts.ts';
import { gamesOf } from './games.ts';

const seed = Date.now() % 2 ** 31;
const long = process.env['CIRCLETIME_LONG'] === '1';
const kids = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
const child = fc.constantFrom(...kids);
const regimes: readonly Regime[] = ['forced', 'queue', 'chosen', 'called', 'free_floor', 'together'];

/** True in nine of ten. */
const often = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);

const turn = fc.record({
  adult: often.map((isChild) => !isChild),
  child,
  /** After the offer before; ms. */
  after: fc.nat({ max: 20_000 }),
  claimed: fc.option(fc.nat({ max: 5000 }), { freq: 8 }),
  lasted: fc.option(fc.nat({ max: 30_000 }), { freq: 8 }),
  why: fc.constantFrom('self', 'passed', 'unclaimed', 'timer', 'interrupted', null),
  to: fc.constantFrom(...kids, 'group', 'adult', 'unknown'),
  giver: fc.option(child),
  options: fc.option(fc.subarray([...kids, 'guest'], { minLength: 1 })),
  prompt: fc.constantFrom(null, 0, 1, 3),
  /** A guest's turn, which has no row, lies before it. */
  gap: often.map((isNext) => !isNext),
});

const lesson = fc.record({
  recorded: fc.array(often, { minLength: 6, maxLength: 6 }),
  status: fc.array(fc.constantFrom('present', 'present', 'present', 'present', 'late', 'absent'), {
    minLength: 6,
    maxLength: 6,
  }),
  regime: fc.constantFrom(...regimes),
  prompting: fc.boolean(),
  bounded: fc.boolean(),
  turns: fc.array(turn, { maxLength: 40 }),
  pauses: fc.array(fc.nat({ max: 200_000 }), { maxLength: 3 }),
  requests: fc.array(
    fc.record({
      child,
      at: fc.nat({ max: 300_000 }),
      waited: fc.option(fc.nat({ max: 9000 })),
      outcome: fc.constantFrom('granted', 'unserved', 'withdrawn'),
    }),
    { maxLength: 6 },
  ),
});
type Lesson = typeof lesson extends fc.Arbitrary<infer L> ? L : never;

const flag = (on: boolean): Flag => (on ? 1 : 0);

function recordOf(told: Lesson): LessonRecord {
  let number = 0;
  let offeredAt = 0;
  const turns = told.turns.map((one): TurnRow => {
    number += one.gap ? 2 : 1;
    offeredAt += one.after;
    const claimedAt = one.claimed === null ? null : offeredAt + one.claimed;
    const isChild = kids.includes(one.to);
    return turnRow({
      ...{ turn: number, offeredAt, claimedAt, why: one.why, prompt: told.prompting ? one.prompt : null },
      ...(one.adult ? { speaker: 'adult', child: null } : { speaker: 'child', child: one.child }),
      endedAt: one.why === null || one.lasted === null ? null : (claimedAt ?? offeredAt) + one.lasted,
      toward: isChild ? 'child' : (one.to as 'group' | 'adult' | 'unknown'),
      towardChild: isChild ? one.to : null,
      ...(one.giver === null ? {} : { givenBy: 'child', givenByChild: one.giver }),
      options: one.options && JSON.stringify(one.options),
      regime: told.regime,
      bounded: flag(told.bounded),
    });
  });
  return {
    session: sessionRow(),
    roll: kids.map((id, index) => {
      const status = told.status[index] ?? 'present';
      return rollRow(id, { status, recorded: flag(told.recorded[index] ?? true) });
    }),
    runs: [runRow({ regime: told.regime, prompting: flag(told.prompting) })],
    pauses: told.pauses.map((at, index) => pauseRow({ pause: index + 1, at })),
    groups: [groupRow()],
    turns,
    voided: [],
    corrections: [],
    contributions: [],
    requests: told.requests.map(({ child: own, at, waited, outcome }, index) =>
      requestRow({
        request: index + 1,
        child: own,
        at,
        ...(waited === null ? {} : { closedAt: at + waited, outcome }),
      }),
    ),
    prompts: [],
    observations: [],
    notes: [],
    lastAt: new Map([[1, offeredAt]]),
    players: [],
  };
}

/** The game's facts with its figures. */
function measured(record: LessonRecord): readonly [Game, GameMeasures] {
  const facts = reviewFacts(record, kids);
  const [game] = facts.games;
  const [measures] = gamesOf(facts);
  if (game === undefined || measures === undefined) throw new Error('no game');
  return [game, measures];
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Another name for everybody, everywhere. */
const renamed = (record: LessonRecord, names: readonly string[]): LessonRecord =>
  JSON.parse(
    JSON.stringify({ ...record, lastAt: null }).replace(
      /k([1-6])(?=\\?")/g,
      (_, n: string) => names[Number(n) - 1] ?? '',
    ),
    (key, value: unknown) => (key === 'lastAt' ? record.lastAt : value),
  ) as LessonRecord;

describe('for any facts', () => {
  const holds = (law: (game: Game, measures: GameMeasures, record: LessonRecord) => void) => {
    fc.assert(
      fc.property(lesson, (told) => {
        const record = recordOf(told);
        const [game, measures] = measured(record);
        law(game, measures, record);
      }),
      { seed, numRuns: long ? 1000 : 100 },
    );
  };

  it(`no figure is NaN or undefined, and each null has its reason (seed ${seed})`, () => {
    holds((_, measures) => {
      expect(JSON.parse(JSON.stringify(measures))).toStrictEqual(measures);
      JSON.stringify(measures, (_key, value: unknown) => {
        if (
          typeof value === 'object' &&
          value !== null &&
          'formula' in value &&
          'value' in value &&
          'reason' in value
        ) {
          expect(value.value === null).toBe(value.reason !== null);
        }
        return value;
      });
    });
  });

  it(`children's turns and times sum to the game's, their shares to 1 (seed ${seed})`, () => {
    holds((_, { children, turns, time, equality }) => {
      expect(sum(children.map((one) => one.turns))).toBe(turns);
      if (time.floorTime.value !== null) {
        expect(sum(children.map((one) => one.floorMs ?? NaN))).toBe(time.floorTime.value);
      }
      for (const { shares } of [equality.turns, equality.floorTime]) {
        if (shares !== null && shares.length > 0) expect(sum(shares)).toBeCloseTo(1, 10);
      }
      expect(children.map((one) => one.turnShare.value)).toEqual(
        equality.turns.shares ?? children.map(() => null),
      );
    });
  });

  it(`shifts count the pairs that follow with both addressees known (seed ${seed})`, () => {
    holds((game, { shifts }) => {
      const spoken = game.turns.filter(({ taken, speaker }) => taken && speaker === 'child');
      const isKnown = (index: number) => {
        const { toward, towardChild } = spoken[index] ?? {};
        return toward === 'group' || toward === 'adult' || game.roster.includes(towardChild ?? '');
      };
      const pairs = spoken.filter(({ follows }, index) => follows && isKnown(index) && isKnown(index - 1));
      expect(shifts.n).toBe(pairs.length);
      expect(sum(Object.values(shifts.counts))).toBe(pairs.length);
      expect(sum(Object.values(shifts.families))).toBe(pairs.length);
    });
  });

  it(`the network counts the turns of one child toward another, each in one way (seed ${seed})`, () => {
    holds((game, { network }) => {
      if (network === null) return;
      const directed = game.turns.filter(
        ({ taken, child: own, towardChild }) =>
          taken && own !== null && towardChild !== own && game.roster.includes(towardChild ?? ''),
      );
      expect(sum(network.edges.map(({ turns }) => turns))).toBe(directed.length);
      expect(sum(network.nodes.map(({ inStrength }) => inStrength))).toBe(directed.length);
      expect(sum(network.nodes.map(({ outStrength }) => outStrength))).toBe(directed.length);
      for (const { turns, chosen, options, expected, ruled, said } of network.edges) {
        expect(chosen).toBeLessThanOrEqual(options);
        expect(expected).toBeLessThanOrEqual(options + 1e-9);
        expect(ruled + said).toBeLessThanOrEqual(turns);
      }
      expect(sum(network.edges.map(({ expected }) => expected))).toBeCloseTo(
        sum(network.edges.map(({ chosen }) => chosen)),
        8,
      );
    });
  });

  it(`with fewer than 3 recorded, or than 75 %, nothing of the group is told (seed ${seed})`, () => {
    holds((_, { recorded, present, network, equality, children }) => {
      const isHidden = recorded < 3 || recorded < 0.75 * present;
      expect(network === null).toBe(isHidden);
      if (!isHidden) return;
      expect(equality.turns).toMatchObject({
        shares: null,
        lorenz: null,
        activeShare: { reason: 'consent' },
      });
      expect(children.every(({ floorShare }) => floorShare.value === null)).toBe(true);
    });
  });

  it(`who is who changes no figure of the group (seed ${seed})`, () => {
    holds((_, measures, record) => {
      const [, other] = measured(renamed(record, ['k4', 'k6', 'k1', 'k5', 'k2', 'k3']));
      const near = (value: GameMeasures) =>
        JSON.stringify(
          [value.time, value.shifts, value.equality, value.network?.density, value.network?.dyads],
          (key, inner: unknown) =>
            key === 'child' || key === 'shares'
              ? undefined
              : typeof inner === 'number'
                ? Number(inner.toPrecision(9))
                : inner,
        );
      expect(near(other)).toBe(near(measures));
    });
  });
});
