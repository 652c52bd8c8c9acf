import type { Ms } from '../../../activities/_kit/contract.ts';
import type { Figure, TimeMeasures, TurnKind } from '../../../src/wire/review.ts';
import type { RequestRow } from '../../record/facts.ts';
import { floorMs, lengthOf } from '../facts.ts';
import { burstiness, burstinessCorrected } from '../measures/burstiness.ts';
import { figure } from '../measures/figure.ts';
import type { FormulaName } from '../measures/formulas.ts';
import type { Response } from '../measures/response.ts';
import { gaps, grantedWaits, median, unservedWaits } from '../measures/time.ts';
import type { Asked, Span } from '../measures/time.ts';
import { turnsOf } from './view.ts';
import type { GameView, TakenTurn } from './view.ts';

export function timeOf(view: GameView): TimeMeasures {
  const { game, turns, untimed } = view;
  const lengths = turns.flatMap((turn) => lengthOf(turn) ?? []);
  const between = turns.flatMap((turn, index) => (turn.follows ? pauseBetween(turns[index - 1], turn) : []));
  const waits = game.roster.flatMap((child) => waitsOf(turnsOf(view, child)));
  const asked = askedIn(game.requests, game.lengthMs);
  const granted = grantedWaits(asked);
  const starts = turns.flatMap((turn, index) => (turn.follows ? startAfter(turns[index - 1], turn) : []));
  return {
    floorTime: figure('time.floorTime', lengths.length, untimed ?? floorMs(turns)),
    turnLength: figure('time.turnLength', lengths.length, untimed ?? median(lengths)),
    gap: figure('time.gap', between.length, untimed ?? median(between)),
    wait: figure('time.wait', waits.length, untimed ?? median(waits)),
    requestWait: figure('time.requestWait', granted.length, median(granted)),
    requestWaitMax: figure(
      'time.requestWaitMax',
      granted.length,
      granted.length === 0 ? 'nothing' : Math.max(...granted),
    ),
    unserved: unservedWaits(asked).map(({ child, at, waited }) => ({ child, at, waitedMs: waited })),
    ...answersOf(view, () => true),
    ...kindsOf(view, () => true),
    burstiness: figure('time.burstiness', starts.length, burstiness(starts)),
    burstinessCorrected: figure('time.burstinessCorrected', starts.length, burstinessCorrected(starts)),
  };
}

function pauseBetween(before: TakenTurn | undefined, turn: TakenTurn): number[] {
  const end = before?.endedAt ?? null;
  return end === null ? [] : [turn.claimedAt - end];
}

function startAfter(before: TakenTurn | undefined, turn: TakenTurn): number[] {
  return before === undefined ? [] : [turn.claimedAt - before.claimedAt];
}

/** A child's own end → own next start. Whatever lies between is part of the wait, but a pause stops its clock. */
export function waitsOf(own: readonly TakenTurn[]): number[] {
  return gaps(
    own.flatMap(({ claimedAt, endedAt }): Span[] =>
      endedAt === null ? [] : [{ start: claimedAt, end: endedAt }],
    ),
  );
}

interface AskedBy extends Asked {
  readonly child: string;
}

/** Hands that were lowered again are neither granted nor unserved. */
export function askedIn(requests: readonly RequestRow[], lengthMs: Ms): AskedBy[] {
  return requests
    .filter(({ outcome }) => outcome !== 'withdrawn')
    .map(({ child, at, closedAt, outcome }) => ({
      child,
      at,
      granted: outcome === 'granted' ? closedAt : null,
      until: closedAt ?? Math.max(at, lengthMs),
    }));
}

/** Of the turns toward children that `holds` for, how many were answered, and how soon. */
export function answersOf(
  { responses }: GameView,
  holds: (response: Response) => boolean,
): { readonly responseRate: Figure; readonly responseLatency: Figure } {
  if (typeof responses === 'string') {
    return {
      responseRate: figure('response.rate', 0, responses),
      responseLatency: figure('response.latency', 0, responses),
    };
  }
  const asked = responses.filter(holds);
  const latencies = asked.flatMap(({ latency }) => latency ?? []);
  return {
    responseRate: figure(
      'response.rate',
      asked.length,
      asked.length === 0 ? 'nothing' : latencies.length / asked.length,
    ),
    responseLatency: figure('response.latency', latencies.length, median(latencies)),
  };
}

/** Turns by kind, of those that `holds` for and that were played while marking was on. */
export function kindsOf(
  { kinds, turns }: GameView,
  holds: (turn: TakenTurn) => boolean,
): { readonly initiations: Figure; readonly responses: Figure; readonly prompted: Figure } {
  const own =
    typeof kinds === 'string'
      ? []
      : kinds.filter((kind, index) => kind !== null && isHeld(turns[index], holds));
  const count = (name: FormulaName, wanted: TurnKind) =>
    figure(
      name,
      own.length,
      typeof kinds === 'string' ? kinds : own.filter((kind) => kind === wanted).length,
    );
  return {
    initiations: count('kinds.initiations', 'initiation'),
    responses: count('kinds.responses', 'response'),
    prompted: count('kinds.prompted', 'prompted'),
  };
}

function isHeld(turn: TakenTurn | undefined, holds: (turn: TakenTurn) => boolean): boolean {
  return turn !== undefined && holds(turn);
}
