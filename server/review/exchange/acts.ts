/** What happened in one game of a file, as rows of the record. */
import type {
  ContributionRow, GroupRow, PromptRow, RequestRow, RunRow, TurnRow,
} from '../../record/facts.ts'; // prettier-ignore
import type { Known } from './record.ts';
import { isFloor } from './row.ts';
import type { ExchangeRow, Person } from './row.ts';

interface Game {
  readonly group: Pick<GroupRow, 'session' | 'rehearsal' | 'run' | 'grp'>;
  readonly run: Pick<RunRow, 'regime' | 'startedWall'>;
  readonly people: readonly Known[];
}

/** A game with whom its names stand for. */
interface Reading {
  readonly place: Pick<TurnRow, 'session' | 'rehearsal' | 'run' | 'grp'>;
  readonly run: Game['run'];
  readonly wallAt: (at: number) => number;
  /** The child; null: the adult; undefined: nobody who may be known. */
  readonly childOf: (person: Person | null) => string | null | undefined;
}

export interface ActRows {
  readonly turns: readonly TurnRow[];
  readonly contributions: readonly ContributionRow[];
  readonly requests: readonly RequestRow[];
  readonly prompts: readonly PromptRow[];
}

/** @param own the rows of the game, in order. */
export function actsOf(own: readonly ExchangeRow[], { group, run, people }: Game): ActRows {
  const children = new Map(people.map(({ name, child, recorded }) => [name, recorded ? child : undefined]));
  const reading: Reading = {
    place: { session: group.session, rehearsal: group.rehearsal, run: group.run, grp: group.grp },
    run,
    wallAt: (at) => run.startedWall + at,
    childOf: (person) => {
      if (person === 'adult') return null;
      return person === null || person === 'guest' ? undefined : children.get(person.name);
    },
  };
  const floor = numbered(own.filter(isFloor));
  const turns = floor.flatMap(([row, turn]) => turnRow(row, turn, reading) ?? []);
  const prompts = own.filter(({ kind }) => kind === 'prompt').flatMap((row) => promptRow(row, reading) ?? []);
  return {
    turns,
    contributions: own
      .filter(({ kind }) => kind === 'contribution')
      .flatMap((row) => contributionRow(row, floor, reading) ?? []),
    requests: own
      .filter(({ kind }) => kind === 'request')
      .flatMap((row) => requestRow(row, reading) ?? [])
      .map((row, index) => ({ ...row, request: index + 1 })),
    prompts: prompts.length > 0 ? prompts : turns.flatMap((turn) => promptOfTurn(turn) ?? []),
  };
}

type Numbered = readonly (readonly [row: ExchangeRow, turn: number])[];

/** Turns have the numbers that the file gives them, else the next. */
function numbered(rows: readonly ExchangeRow[]): Numbered {
  let most = 0;
  return rows.map((row) => {
    const turn = row.turn ?? most + 1;
    most = Math.max(most, turn);
    return [row, turn] as const;
  });
}

/** Null of a guest. */
function turnRow(row: ExchangeRow, turn: number, reading: Reading): TurnRow | null {
  const { place, run, wallAt, childOf } = reading;
  const child = childOf(row.speaker);
  if (child === undefined) return null;
  const start = row.start ?? 0;
  const isTaken = row.kind === 'turn' || (row.kind === 'pass' && row.offered !== null);
  const offeredAt = row.offered ?? start;
  const regime = row.regime ?? run.regime;
  return {
    ...place,
    turn,
    speaker: child === null ? 'adult' : 'child',
    child,
    ...giver(row, regime, reading),
    options: row.options && JSON.stringify(row.options.map((person) => childOf(person) ?? 'guest')),
    regime,
    bounded: row.bounded ? 1 : 0,
    offeredAt,
    offeredWall: wallAt(offeredAt),
    claimedAt: isTaken ? start : null,
    claimedWall: isTaken ? wallAt(start) : null,
    endedAt: row.end,
    endedWall: row.end === null ? null : wallAt(row.end),
    why: whyOf(row),
    ...target(row, reading),
    // Whoever wrote the file said who it was.
    attribution: isTaken ? (row.attribution ?? 'adult') : null,
    channel: row.channel,
    prompt: row.prompted,
    claimShownMs: null,
    endShownMs: null,
    claimQueued: null,
    endQueued: null,
  };
}

function whyOf({ kind, why }: ExchangeRow): TurnRow['why'] {
  if (kind === 'pass') return 'passed';
  if (why === 'open') return null;
  return (why as TurnRow['why']) ?? (kind === 'offer' ? 'unclaimed' : 'self');
}

/** Where the file does not say: the adult where children are called, else the rule of the game. */
function giver(
  { givenBy }: ExchangeRow,
  regime: TurnRow['regime'],
  { childOf }: Reading,
): Pick<TurnRow, 'givenBy' | 'givenByChild'> {
  if (givenBy === null) return { givenBy: regime === 'called' ? 'adult' : 'rules', givenByChild: null };
  if (givenBy === 'rules') return { givenBy, givenByChild: null };
  const child = childOf(givenBy);
  if (child === null) return { givenBy: 'adult', givenByChild: null };
  return child === undefined
    ? { givenBy: 'guest', givenByChild: null }
    : { givenBy: 'child', givenByChild: child };
}

function target<R extends Pick<TurnRow, 'toward' | 'towardChild'>>(
  { toward }: ExchangeRow,
  { childOf }: Reading,
): Pick<R, 'toward' | 'towardChild'> {
  if (toward === null || toward === 'group' || toward === 'unknown') return { toward, towardChild: null };
  const child = childOf(toward);
  if (child === null) return { toward: 'adult', towardChild: null };
  return child === undefined
    ? { toward: 'unknown', towardChild: null }
    : { toward: 'child', towardChild: child };
}

/** The turn that it says; where no turn of the game has a number, the speaker's own that lasts just then. */
function contributionRow(row: ExchangeRow, floor: Numbered, reading: Reading): ContributionRow | null {
  const { place, wallAt, childOf } = reading;
  const child = childOf(row.speaker);
  if (child === undefined || child === null) return null;
  const at = row.start ?? 0;
  const isNumbered = floor.some(([{ turn }]) => turn !== null);
  const during = floor.find(
    ([{ kind, speaker, start, end }]) =>
      kind === 'turn' && childOf(speaker) === child && (start ?? 0) <= at && at <= (end ?? -1),
  );
  const { toward, towardChild } = target(row, reading);
  return {
    ...place,
    seq: 1,
    part: 0,
    child,
    code: row.code ?? 'act',
    toward: toward ?? 'unknown',
    towardChild,
    turn: isNumbered ? row.turn : (row.turn ?? during?.[1] ?? null),
    at,
    receivedWall: wallAt(at),
    shownMs: null,
    queued: 0,
  };
}

function requestRow(row: ExchangeRow, { place, wallAt, childOf }: Reading): RequestRow | null {
  const child = childOf(row.speaker);
  if (child === undefined || child === null) return null;
  const at = row.start ?? 0;
  return {
    ...place,
    request: 0,
    child,
    at,
    receivedWall: wallAt(at),
    shownMs: null,
    queued: 0,
    closedAt: row.end,
    outcome: (row.why as RequestRow['outcome']) ?? (row.turn === null ? 'unserved' : 'granted'),
    turn: row.turn,
  };
}

/** Its seq is its log entry's. */
function promptRow(row: ExchangeRow, { place, wallAt, childOf }: Reading): PromptRow | null {
  const child = childOf(row.speaker);
  if (child === undefined || child === null) return null;
  const at = row.start ?? 0;
  const level = (row.prompted ?? 1) as PromptRow['level'];
  return { ...place, seq: 0, child, level, turn: row.turn, at, wall: wallAt(at) };
}

/** The prompt of a prompted turn, where the file tells of no prompt by itself. */
function promptOfTurn(turn: TurnRow): PromptRow | null {
  const { session, rehearsal, run, grp, child, prompt } = turn;
  if (prompt === null || prompt === 0 || child === null) return null;
  const at = turn.claimedAt ?? turn.offeredAt;
  const wall = turn.claimedWall ?? turn.offeredWall;
  return {
    session,
    rehearsal,
    run,
    grp,
    seq: 0,
    child,
    level: prompt as 1 | 2 | 3,
    turn: turn.turn,
    at,
    wall,
  };
}
