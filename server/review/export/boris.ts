/**
 * Games as observations of BORIS 9 (Friard & Gamba 2016): its table of events and its table of aggregated events, with
 * the headers of its own exports. An observation is one game, its time the run's clock in seconds, its subjects the
 * children (and `adult`). A floor that was held is a state; all else is a point. A floor without an end cannot be a
 * state: it is the point `turn_start`.
 */
import type { Game, ReviewFacts, TurnFact } from '../facts.ts';
import type { Cell } from './cell.ts';
import { localTime } from './localTime.ts';

/** `Phase` is the study's (baseline, intervention …), which no lesson knows: the column waits for the researcher. */
export const independentVariables = ['Session no', 'Phase'];
export const maxModifiers = 1;

const modifierColumns = (count: number) =>
  Array.from({ length: count }, (_, index) => `Modifier #${index + 1}`);

/** Of "Export events › tabular" of a live observation. */
export function tabularHeader(variables: readonly string[], modifiers: number): string[] {
  return [
    ...[
      'Observation id',
      'Observation date',
      'Description',
      'Observation duration',
      'Observation type',
      'Source',
    ],
    ...['Time offset (s)', 'Media duration (s)', 'FPS'],
    ...variables,
    ...['Subject', 'Behavior', 'Behavioral category'],
    ...modifierColumns(modifiers),
    ...['Behavior type', 'Time', 'Media file name', 'Image index', 'Image file path', 'Comment'],
  ];
}

/** Of "Export events › aggregated". */
export function aggregatedHeader(variables: readonly string[], modifiers: number): string[] {
  return [
    ...['Observation id', 'Observation date', 'Description', 'Observation type', 'Source', 'Time offset (s)'],
    ...['Coding duration', 'Media duration (s)', 'FPS (frame/s)'],
    ...variables,
    ...['Subject', 'Observation duration by subject by observation', 'Behavior', 'Behavioral category'],
    ...modifierColumns(modifiers),
    ...['Behavior type', 'Start (s)', 'Stop (s)', 'Duration (s)', 'Media file name'],
    ...['Image index start', 'Image index stop', 'Image file path start', 'Image file path stop'],
    ...['Comment start', 'Comment stop'],
  ];
}

/** A bout: of a state with its end, of a point with the same time twice. Run clock, ms. */
interface Bout {
  readonly subject: string;
  readonly behavior: string;
  readonly category: 'floor' | 'contribution' | 'prompt' | 'observation';
  readonly modifier: string;
  readonly type: 'STATE' | 'POINT';
  readonly start: number;
  readonly stop: number;
  /** At its end; of a point none. */
  readonly comment: string;
}

interface Observation {
  readonly id: string;
  readonly date: string;
  readonly description: string;
  readonly lengthMs: number;
  readonly variables: readonly string[];
  readonly bouts: readonly Bout[];
}

/** What BORIS writes where a live observation has nothing. */
const none = 'NA';
const live = 'Live observation';
const seconds = (ms: number) => Math.round(ms) / 1000;

/** @param number of the lesson among those of its class in the export, from 1. */
export function observationsOf(facts: ReviewFacts, number: number): Observation[] {
  const { session, utcOffset } = facts.session;
  return facts.games.map((game) => ({
    id: `${session}-run${game.run}-group${game.group}`,
    date: localTime(game.startedWall, utcOffset).slice(0, 19).replace('T', ' '),
    description: `${game.activity} ${game.regime}`,
    lengthMs: game.lengthMs,
    variables: [String(number), ''],
    bouts: boutsOf(game, facts).sort((a, b) => a.start - b.start || a.stop - b.stop),
  }));
}

/** One row for each point and for each start and stop of a state, by time. */
export function tabularRows({ bouts, ...observation }: Observation): Cell[][] {
  const begins = [...opening(observation), seconds(observation.lengthMs), live, none, 0, none, none];
  const events = bouts.flatMap((bout) =>
    bout.type === 'POINT'
      ? [{ bout, type: 'POINT', time: bout.start, comment: bout.comment }]
      : [
          { bout, type: 'START', time: bout.start, comment: '' },
          { bout, type: 'STOP', time: bout.stop, comment: bout.comment },
        ],
  );
  return events
    .sort((a, b) => a.time - b.time)
    .map(({ bout: { subject, behavior, category, modifier }, type, time, comment }) => [
      ...begins,
      ...observation.variables,
      ...[subject, behavior, category, modifier, type, seconds(time), none, none, none, comment],
    ]);
}

/** One row for each bout, by its start. */
export function aggregatedRows({ bouts, ...observation }: Observation): Cell[][] {
  const begins = [...opening(observation), live, none, 0, seconds(observation.lengthMs), none, none];
  const held = new Map<string, number>();
  for (const { subject, start, stop } of bouts) held.set(subject, (held.get(subject) ?? 0) + stop - start);
  return bouts.map(({ subject, behavior, category, modifier, type, start, stop, comment }) => [
    ...begins,
    ...observation.variables,
    ...[subject, seconds(held.get(subject) ?? 0), behavior, category, modifier, type],
    ...[seconds(start), seconds(stop), type === 'STATE' ? seconds(stop - start) : none],
    ...[none, none, none, none, none, '', comment],
  ]);
}

const opening = ({ id, date, description }: Omit<Observation, 'bouts'>) => [id, date, description];

function boutsOf(game: Game, { observations }: ReviewFacts): Bout[] {
  const inGame = new Set(game.roster);
  const point = (
    subject: string,
    behavior: string,
    category: Bout['category'],
    modifier: string,
    at: number,
  ): Bout => ({ subject, behavior, category, modifier, type: 'POINT', start: at, stop: at, comment: '' });
  return [
    ...game.turns.map(turnBout),
    ...game.requests.map(({ child, at }) => point(child, 'request', 'floor', '', at)),
    ...game.contributions.map((row) => point(row.child, row.code, 'contribution', towardWhom(row), row.at)),
    ...game.prompts.map(({ child, level, at }) => point(child, 'prompt', 'prompt', String(level), at)),
    ...observations.flatMap(({ run, child, code, at }) =>
      run === game.run && at !== null && inGame.has(child) ? point(child, code, 'observation', '', at) : [],
    ),
  ];
}

function turnBout(turn: TurnFact): Bout {
  const { claimedAt, endedAt, offeredAt } = turn;
  const whole = { subject: turn.child ?? 'adult', category: 'floor', modifier: towardWhom(turn) } as const;
  if (!turn.taken) {
    const at = endedAt ?? claimedAt ?? offeredAt;
    const behavior = turn.why === 'passed' ? 'pass' : 'not_taken';
    return { ...whole, behavior, type: 'POINT', start: at, stop: at, comment: turn.why ?? '' };
  }
  const start = claimedAt ?? offeredAt;
  if (endedAt === null)
    return { ...whole, behavior: 'turn_start', type: 'POINT', start, stop: start, comment: '' };
  return { ...whole, behavior: 'turn', type: 'STATE', start, stop: endedAt, comment: turn.why ?? '' };
}

function towardWhom({ toward, towardChild }: Pick<TurnFact, 'toward' | 'towardChild'>): string {
  return towardChild ?? toward ?? '';
}
