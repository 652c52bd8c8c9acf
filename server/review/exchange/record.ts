/** From the rows of a file to the record that they tell of: its roll, runs, groups and who played in them. */
import type { Ms, Regime } from '../../../activities/_kit/contract.ts';
import type { GroupRow, PauseRow, RollRow, RunRow, SessionRow } from '../../record/facts.ts';
import type { LessonRecord, PlayerRow } from '../facts.ts';
import { actsOf } from './acts.ts';
import { isRoll } from './row.ts';
import type { ExchangeRow } from './row.ts';

/** Somebody whom the file can name. */
export interface Known {
  readonly child: string;
  readonly name: string;
  /** Nothing is kept of others but that they were there. */
  readonly recorded: boolean;
}

export interface Circumstances {
  readonly session: SessionRow;
  /** In roster order, names unique. */
  readonly people: readonly Known[];
  /** Where the file does not say. */
  readonly regime: Regime;
  readonly activity: string;
}

/** No rules of ours were played, so there is nothing to replay by. */
const noRules = { version: 0, config: '{}', deck: '[]', seed: 0 } as const;

/**
 * The record of everybody that the rows tell of; names that are none of `people` count as guests'. A guest has no rows:
 * its turns leave gaps in the numbers, and who spoke to it spoke to `unknown`.
 *
 * The roll: who acts was there. If the file tells who was present or late, who is not named in it was absent; otherwise
 * everybody was there who is not told to be absent, the silent too. Of children without consent to record a roll may
 * tell no more than how many there were, as rows of `(guest)`: so many of them count as there, whichever they were.
 */
export function recordOf(rows: readonly ExchangeRow[], now: Circumstances): LessonRecord {
  const runs = runsOf(rows, now);
  const games = runs.flatMap((run) => groupsOf(rows, run).map((grp) => gameOf(rows, run, grp, now)));
  const acts = games.map(({ group, own, run }) => actsOf(own, { group, run, people: now.people }));
  const players = games.flatMap((game) => game.players);
  return {
    session: now.session,
    roll: rollOf(rows, now, players),
    runs,
    pauses: runs.flatMap((run) => pausesOf(rows, run)),
    groups: games.map(({ group }) => group),
    turns: acts.flatMap(({ turns }) => turns),
    voided: rows.flatMap(({ kind, run, group, turn }) =>
      kind === 'void' && run !== null && group !== null && turn !== null ? [{ run, grp: group, turn }] : [],
    ),
    corrections: [],
    contributions: acts
      .flatMap(({ contributions }) => contributions)
      // Those of one log entry are told apart by their parts.
      .map((row, part) => ({ ...row, part })),
    requests: acts.flatMap(({ requests }) => requests),
    prompts: acts.flatMap(({ prompts }) => prompts).map((row, index) => ({ ...row, seq: index + 1 })),
    observations: [],
    notes: [],
    lastAt: new Map(runs.map((run) => [run.run, run.endedAt ?? 0])),
    players,
  };
}

const lengthOf = (rows: readonly ExchangeRow[]): Ms =>
  rows.reduce((most, { start, end }) => Math.max(most, start ?? 0, end ?? 0), 0);

/** One after the other, from the start of the session on; a run lasts until the last that is told of it. */
function runsOf(rows: readonly ExchangeRow[], now: Circumstances): RunRow[] {
  const { session, regime, activity } = now;
  const here = rows.filter(({ kind }) => kind !== 'absent');
  const numbers = [...new Set(here.flatMap(({ run }) => (run === null || run === 0 ? [] : [run])))];
  let startedWall = session.startedWall;
  return numbers
    .sort((a, b) => a - b)
    .map((number) => {
      const own = here.filter(({ run }) => run === number);
      const endedAt = lengthOf(own);
      const settings = [...own.filter(isOfRun), ...own];
      const run: RunRow = {
        session: session.session,
        rehearsal: session.rehearsal,
        run: number,
        activity: settings.find((row) => row.activity !== null)?.activity ?? activity,
        ...noRules,
        regime: settings.find((row) => row.regime !== null)?.regime ?? regime,
        scope: own.some(({ group }) => (group ?? 0) > 0) ? 'group' : 'class',
        prompting: own.some((row) => row.prompted !== null && isKept(row, now.people)) ? 1 : 0,
        startedWall,
        endedWall: startedWall + endedAt,
        endedAt,
        why: 'done',
      };
      startedWall += endedAt;
      return run;
    });
}

/** What the roll, a pause and the end say of a run holds for the run; what a turn says may be of that turn alone. */
const isOfRun = (row: ExchangeRow): boolean => isRoll(row) || row.kind === 'pause' || row.kind === 'end';

/** Whether the record keeps what the row's speaker did. */
export function isKept({ speaker }: ExchangeRow, people: readonly Known[]): boolean {
  if (speaker === null || typeof speaker === 'string') return speaker !== 'guest';
  return people.some(({ name, recorded }) => recorded && name === speaker.name);
}

/** Groups with an act or an end in the run, or of which the roll tells. */
function groupsOf(rows: readonly ExchangeRow[], { run }: RunRow): number[] {
  const inRun = rows.filter((row) => row.run === run && row.kind !== 'pause' && row.kind !== 'absent');
  const numbers = new Set(inRun.map(({ group }) => group ?? 0));
  return [...numbers].sort((a, b) => a - b);
}

interface GameOfFile {
  readonly run: RunRow;
  readonly group: GroupRow;
  readonly own: readonly ExchangeRow[];
  readonly players: readonly PlayerRow[];
}

function gameOf(rows: readonly ExchangeRow[], run: RunRow, grp: number, now: Circumstances): GameOfFile {
  const own = rows.filter((row) => row.run === run.run && row.group === grp && row.kind !== 'pause');
  const players = playersOf(rows, run.run, grp, now.people);
  const group: GroupRow = {
    session: run.session,
    rehearsal: run.rehearsal,
    run: run.run,
    grp,
    seats: players.length,
    recorded: players.filter(({ child }) => child !== null).length,
    tablets: 0,
    goalDone: null,
    goalOf: null,
    outcome: 'done',
    endedAt: own.find(({ kind }) => kind === 'end')?.start ?? run.endedAt,
  };
  return { run, group, own, players };
}

const namesOf = (rows: readonly ExchangeRow[]): Set<string> =>
  new Set(rows.flatMap(({ speaker }) => (typeof speaker === 'object' && speaker ? [speaker.name] : [])));

/** Whether a row says that its speaker was in the game: an act there, or the roll. */
function isIn(row: ExchangeRow, run: number, grp: number): boolean {
  if (row.kind === 'absent') return false;
  if (!isRoll(row)) return row.run === run && row.group === grp;
  return (row.run ?? run) === run && (row.group ?? 0) === grp;
}

const isPresence = ({ kind }: ExchangeRow): boolean => kind === 'present' || kind === 'late';

function playersOf(
  rows: readonly ExchangeRow[],
  run: number,
  grp: number,
  people: readonly Known[],
): PlayerRow[] {
  const own = rows.filter((row) => isIn(row, run, grp));
  const isWholeClass = grp === 0 && !rows.some(isPresence);
  const named = namesOf(own);
  const absent = namesOf(rows.filter(({ kind }) => kind === 'absent'));
  const playing = people.filter(({ name }) => named.has(name) || (isWholeClass && !absent.has(name)));
  const recorded = playing.filter((one) => one.recorded);
  const counted = own.filter((row) => isRoll(row) && row.speaker === 'guest').length;
  const guests = playing.length - recorded.length + counted;
  const children = [...recorded.map(({ child }) => child), ...Array.from({ length: guests }, () => null)];
  return children.map((child) => ({ run, grp, child }));
}

function rollOf(
  rows: readonly ExchangeRow[],
  { session, people }: Circumstances,
  players: readonly PlayerRow[],
): RollRow[] {
  const hasRoll = rows.some(isPresence);
  const guests = people.filter(({ name, recorded }) => !recorded && !namesOf(rows).has(name));
  const counted = new Set(guests.slice(0, guestsCounted(rows)));
  const here = namesOf(rows.filter(({ kind }) => kind !== 'absent'));
  const absent = namesOf(rows.filter(({ kind }) => kind === 'absent'));
  const late = namesOf(rows.filter(({ kind }) => kind === 'late'));
  const statusOf = (one: Known): RollRow['status'] => {
    if (absent.has(one.name)) return 'absent';
    if (here.has(one.name)) return late.has(one.name) ? 'late' : 'present';
    return hasRoll && !counted.has(one) ? 'absent' : 'present';
  };
  const groupOf = new Map(players.map(({ child, grp }) => [child, grp]));
  return people.map((one) => ({
    session: session.session,
    rehearsal: session.rehearsal,
    child: one.child,
    status: statusOf(one),
    grp: (one.recorded && groupOf.get(one.child)) || null,
    recorded: one.recorded ? 1 : 0,
    changedWall: session.startedWall,
  }));
}

/** Guests of the roll: the most of any game, and those who were in none. */
function guestsCounted(rows: readonly ExchangeRow[]): number {
  const counts = new Map<string, number>();
  for (const { kind, speaker, run, group } of rows) {
    const game = `${run}/${group}`;
    if (kind === 'present' && speaker === 'guest') counts.set(game, (counts.get(game) ?? 0) + 1);
  }
  const ofNoGame = counts.get('0/null') ?? 0;
  counts.delete('0/null');
  return ofNoGame + Math.max(0, ...counts.values());
}

function pausesOf(
  rows: readonly ExchangeRow[],
  { session, rehearsal, run, startedWall }: RunRow,
): PauseRow[] {
  const own = rows.filter((row) => row.run === run && row.kind === 'pause');
  return own.map(({ start }, index) => {
    const at = start ?? 0;
    const wall = startedWall + at;
    return { session, rehearsal, run, pause: index + 1, at, fromWall: wall, toWall: wall, why: 'adult' };
  });
}
