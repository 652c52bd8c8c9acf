/** From a lesson's facts, consent and corrections applied, to the rows of a file of turns. */
import type { ContributionRow, PromptRow, RequestRow, TurnRow } from '../../record/facts.ts';
import type { Game, ReviewFacts, TurnFact } from '../facts.ts';
import type { ExchangeRow, Person } from './row.ts';

type NameOf = (child: string) => string;

/**
 * The roll first, then run by run what happened. Times of day, settings and what devices measured are not told.
 *
 * @param nameOf a name, pseudonym or id, another for each child.
 */
export function exchangeRows(facts: ReviewFacts, nameOf: NameOf): ExchangeRow[] {
  const rows = [
    ...rollRows(facts, nameOf),
    ...facts.runs.flatMap(({ run, activity, regime }) => [
      ...facts.pauses
        .filter((pause) => pause.run === run)
        .map(({ at }): ExchangeRow => ({
          ...blank,
          kind: 'pause',
          run,
          group: null,
          start: at,
          activity,
          regime,
        })),
      ...facts.games.filter((game) => game.run === run).flatMap((game) => gameRows(game, nameOf)),
    ]),
  ];
  return rows.map((row, index) => ({ ...row, row: index + 2 }));
}

const blank: ExchangeRow = {
  row: 0,
  kind: 'turn',
  run: 1,
  group: 0,
  turn: null,
  speaker: null,
  toward: null,
  start: null,
  end: null,
  offered: null,
  prompted: null,
  activity: null,
  regime: null,
  bounded: false,
  options: null,
  givenBy: null,
  why: null,
  attribution: null,
  channel: null,
  code: null,
};

function rollRows({ roll, games, present, recorded }: ReviewFacts, nameOf: NameOf): ExchangeRow[] {
  const statusOf = new Map(roll.map(({ child, status }) => [child, status]));
  const inGames = games.flatMap(({ run, group, roster, present, activity, regime }) => {
    const here = roster.filter((child) => statusOf.get(child) !== 'absent');
    const speakers: Person[] = here.map((child) => ({ name: nameOf(child) }));
    const guests = Array.from({ length: present - roster.length }, () => 'guest' as const);
    return [...speakers, ...guests].map((speaker, index): ExchangeRow => {
      const child = here[index];
      const kind = child !== undefined && statusOf.get(child) === 'late' ? 'late' : 'present';
      return { ...blank, kind, run, group, speaker, activity, regime };
    });
  });
  const played = new Set(games.flatMap(({ roster }) => roster));
  const others = roll
    .filter(({ child, status }) => status === 'absent' || !played.has(child))
    .map(({ child, status }): ExchangeRow => {
      const isAbsent = status === 'absent';
      return {
        ...blank,
        kind: status,
        run: isAbsent ? null : 0,
        group: null,
        speaker: { name: nameOf(child) },
      };
    });
  const counted = Math.max(0, ...games.map((game) => game.present - game.roster.length));
  const watching = Array.from({ length: Math.max(0, present - recorded - counted) }, (): ExchangeRow => {
    return { ...blank, kind: 'present', run: 0, group: null, speaker: 'guest' };
  });
  return [...inGames, ...others, ...watching];
}

function gameRows(game: Game, nameOf: NameOf): ExchangeRow[] {
  const { run, group, activity, regime } = game;
  const place = { run, group, activity };
  const acts = [
    ...voidRows(game.turns).map((row) => ({ ...row, ...place })),
    ...game.turns.map((turn) => ({ ...floorRow(turn, nameOf), ...place })),
    ...game.contributions.map((row) => ({ ...contribution(row, nameOf), ...place })),
    ...game.requests.map((row) => ({ ...requestRow(row, nameOf), ...place })),
    ...game.prompts.map((row) => ({ ...promptRow(row, nameOf), ...place })),
  ];
  const end: ExchangeRow = { ...blank, kind: 'end', ...place, regime, start: game.lengthMs };
  return [...acts.sort((a, b) => (a.start ?? 0) - (b.start ?? 0)), end];
}

/** Numbers missing between two turns of which one follows the other: nobody's, or it would not follow. */
function voidRows(turns: readonly TurnFact[]): ExchangeRow[] {
  const numbers = new Set(turns.map(({ turn }) => turn));
  const rows: ExchangeRow[] = [];
  let before: TurnFact | null = null;
  for (const turn of turns) {
    const start = turn.claimedAt ?? turn.offeredAt;
    if (before !== null && turn.follows) {
      for (let n = Math.min(before.turn, turn.turn) + 1; n < Math.max(before.turn, turn.turn); n += 1)
        if (!numbers.has(n)) rows.push({ ...blank, kind: 'void', turn: n, start });
    }
    if (turn.taken) before = turn;
  }
  return rows;
}

function floorRow(turn: TurnFact, nameOf: NameOf): ExchangeRow {
  const { claimedAt, offeredAt, why } = turn;
  const kind = why === 'passed' ? 'pass' : claimedAt === null ? 'offer' : 'turn';
  return {
    ...blank,
    kind,
    turn: turn.turn,
    speaker: turn.child === null ? 'adult' : { name: nameOf(turn.child) },
    toward: towardOf(turn, nameOf),
    start: claimedAt ?? offeredAt,
    end: turn.endedAt,
    offered: claimedAt === null ? null : offeredAt,
    prompted: turn.prompt as ExchangeRow['prompted'],
    regime: turn.regime,
    bounded: turn.bounded === 1,
    options: turn.options?.map((child) => (child === 'guest' ? child : { name: nameOf(child) })) ?? null,
    givenBy: turn.givenBy === 'child' ? { name: nameOf(turn.givenByChild ?? '') } : turn.givenBy,
    why: kind === 'pass' ? null : (why ?? 'open'),
    attribution: turn.attribution,
    channel: turn.channel,
  };
}

function towardOf({ toward, towardChild }: Pick<TurnRow, 'toward' | 'towardChild'>, nameOf: NameOf) {
  return toward === 'child' ? { name: nameOf(towardChild ?? '') } : toward;
}

function contribution(row: ContributionRow, nameOf: NameOf): ExchangeRow {
  const { at, child, code, turn } = row;
  const speaker = { name: nameOf(child) };
  return { ...blank, kind: 'contribution', start: at, speaker, toward: towardOf(row, nameOf), turn, code };
}

function promptRow({ at, child, level, turn }: PromptRow, nameOf: NameOf): ExchangeRow {
  return { ...blank, kind: 'prompt', start: at, speaker: { name: nameOf(child) }, prompted: level, turn };
}

function requestRow({ at, child, closedAt, outcome, turn }: RequestRow, nameOf: NameOf): ExchangeRow {
  return {
    ...blank,
    kind: 'request',
    start: at,
    end: closedAt,
    speaker: { name: nameOf(child) },
    why: outcome,
    turn,
  };
}
