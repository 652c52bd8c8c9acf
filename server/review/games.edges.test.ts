import { describe, expect, it } from 'vitest';
import { reviewSessions } from '../../tests/support/reviewSessions.ts';
import type { LessonPage } from '../../src/wire/answers.ts';
import { missingReasons } from '../../src/wire/review.ts';
import type { Figure } from '../../src/wire/review.ts';
import { formulaId, formulas } from './measures/formulas.ts';
import type { FormulaName } from './measures/formulas.ts';

const pageOf = async (name: keyof typeof reviewSessions): Promise<LessonPage> => {
  const { store, session } = await reviewSessions[name]();
  const page = await store.lesson(session);
  if (page === null) throw new Error(`no page of ${name}`);
  return page;
};

/** Every figure anywhere in a value. */
function figuresIn(value: unknown): Figure[] {
  if (Array.isArray(value)) return value.flatMap(figuresIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('formula' in value && 'reason' in value) return [value as Figure];
  return Object.values(value).flatMap(figuresIn);
}

const rangeOf = new Map(
  (Object.keys(formulas) as FormulaName[]).map((name) => [formulaId(name), formulas[name].range]),
);

describe('the figures of a lesson at the edge', () => {
  for (const name of Object.keys(reviewSessions) as (keyof typeof reviewSessions)[]) {
    it(`are all there, none of them NaN or undefined: ${name}`, async () => {
      const { store, session, canaries } = await reviewSessions[name]();
      const page = await store.lesson(session);
      // What JSON cannot carry (NaN, undefined, Infinity) would come back as something else.
      expect(JSON.parse(JSON.stringify(page))).toStrictEqual(page);
      for (const canary of canaries) expect(JSON.stringify(page)).not.toContain(canary);
      for (const { value, reason, n, formula } of figuresIn(page?.games)) {
        expect(value === null, formula).toBe(reason !== null);
        expect(n, formula).toBeGreaterThanOrEqual(0);
        if (reason !== null) expect(missingReasons).toContain(reason);
        const [least, most] = rangeOf.get(formula) ?? [];
        if (value === null) continue;
        expect(value, formula).toBeGreaterThanOrEqual(least ?? -Infinity);
        expect(value, formula).toBeLessThanOrEqual(most ?? Infinity);
      }
    });
  }
});

describe('what a figure says at the edge', () => {
  it('keeps a silent child in the denominator, with 0 and not with nothing', async () => {
    const { games } = await pageOf('a silent child');
    const [game] = games;
    expect(game?.children.map(({ child }) => child)).toEqual(['k1', 'k2', 'k3', 'k4', 'k5', 'k6']);
    expect(game?.children[5]).toMatchObject({
      turns: 0,
      floorMs: 0,
      firstAt: null,
      turnShare: { value: 0, n: 6 },
    });
    expect(game?.equality.turns.activeShare).toMatchObject({ n: 6, reason: null });
    expect(game?.equality.turns.activeShare.value).toBeLessThan(1);
    expect(game?.network?.nodes).toHaveLength(6);
  });

  it('has nothing to share out where nobody spoke', async () => {
    const { games } = await pageOf('no turns at all');
    expect(games[0]?.equality.turns).toMatchObject({
      shares: null,
      lorenz: null,
      gini: { value: null, reason: 'nothing' },
      activeShare: { value: 0 },
    });
    expect(games[0]?.network?.density).toMatchObject({ value: null, reason: 'nothing' });
    expect((await pageOf('nothing played')).games).toEqual([]);
  });

  it('is null for consent with one child, and where fewer than three in four are recorded', async () => {
    for (const name of ['one child', 'too few recorded'] as const) {
      const { games } = await pageOf(name);
      expect(games[0]?.network).toBeNull();
      expect(games[0]?.equality.turns).toMatchObject({ shares: null, gini: { reason: 'consent' } });
      expect(games[0]?.children[0]?.turnShare).toMatchObject({ value: null, reason: 'consent' });
      expect(games[0]?.children[0]?.turns).toBeGreaterThan(0);
    }
    const { games } = await pageOf('too few recorded');
    expect(games[0]).toMatchObject({ present: 6, recorded: 3 });
  });

  it('says how many of those who played are recorded', async () => {
    const { games } = await pageOf('a child without consent');
    expect(games[0]).toMatchObject({ present: 7, recorded: 6 });
    expect(games[0]?.equality.turns.gini.reason).toBeNull();
  });

  it('breaks the sequence where a guest spoke and where the lesson stood still', async () => {
    const whole = (await pageOf('a silent child')).games[0];
    const broken = (await pageOf('a child without consent')).games[0];
    const crashed = (await pageOf('a crash in the middle')).games[0];
    const merged = (game: typeof whole) => game?.time.burstiness.n;
    expect(merged(whole)).toBe(17);
    expect(merged(broken)).toBe(12);
    // 9 turns, 8 pairs, one of them across the power cut.
    expect(merged(crashed)).toBe(7);
  });

  it('lists who was never served, with the wait until the game stopped', async () => {
    const { games } = await pageOf('a crash in the middle');
    expect(games[0]?.time.unserved).toEqual([{ child: 'k4', at: 91_000, waitedMs: 600_000 - 91_000 }]);
    expect(games[0]?.time.requestWait).toMatchObject({ value: null, n: 0, reason: 'nothing' });
  });

  it('has no floor time without ends, while every count still stands', async () => {
    const { games, children } = await pageOf('imported without ends');
    const [game] = games;
    expect(game?.turns).toBe(12);
    expect(game?.equality.turns.gini.reason).toBeNull();
    expect(game?.equality.floorTime.gini).toMatchObject({ value: null, reason: 'no_times' });
    expect(game?.time).toMatchObject({
      floorTime: { reason: 'no_times' },
      wait: { reason: 'no_times' },
      responseRate: { reason: 'no_times' },
      burstiness: { reason: null },
    });
    expect(game?.children.every((child) => child.floorMs === null)).toBe(true);
    expect(children.every((child) => child.floorMs === null && child.turns !== null)).toBe(true);
  });

  it('gives no score of equality where the rule deals out the turns, but shares', async () => {
    const { games } = await pageOf('turns by the rule');
    expect(games[0]).toMatchObject({ regime: 'forced', bounded: true });
    expect(games[0]?.equality.turns).toMatchObject({
      lorenz: null,
      gini: { value: null, reason: 'by_design' },
    });
    expect(games[0]?.equality.turns.shares).toHaveLength(6);
    expect(games[0]?.time.responseRate.reason).toBe('by_design');
    expect(games[0]?.network?.edges.every(({ ruled, turns, said }) => ruled === turns && said === 0)).toBe(
      true,
    );
  });

  it('tells initiations only where prompts were marked', async () => {
    const marked = (await pageOf('prompts marked')).games[0];
    const unmarked = (await pageOf('a silent child')).games[0];
    expect(unmarked?.time.initiations).toMatchObject({ value: null, reason: 'not_marked' });
    expect(unmarked?.children[0]).toMatchObject({ prompts: null, initiationRate: { reason: 'not_marked' } });
    const { initiations, responses, prompted } = marked!.time;
    expect(initiations.value! + responses.value! + prompted.value!).toBe(marked!.turns);
    expect(prompted.value).toBe(5);
  });

  it('makes one set of figures for each group', async () => {
    const { games } = await pageOf('three groups');
    expect(games.map(({ run, group }) => [run, group])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
  });
});
