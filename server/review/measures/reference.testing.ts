/**
 * The reference cases of the review's measures, and what our formulas make of their inputs. The formulas come as an
 * argument, so that a test can plant a wrong one and see which cases notice.
 */
import { readFileSync } from 'node:fs';
import * as agreement from './agreement.ts';
import type { Coded } from './agreement.ts';
import * as burst from './burstiness.ts';
import * as equality from './equality.ts';
import * as sampling from './intervals.ts';
import type { State } from './intervals.ts';
import * as network from './network.ts';
import * as response from './response.ts';
import type { TimedTurn } from './response.ts';
import * as shifts from './shifts.ts';
import * as time from './time.ts';
import * as transitions from './transitions.ts';

export const measures = {
  ...agreement,
  ...burst,
  ...equality,
  ...sampling,
  ...network,
  ...response,
  ...shifts,
  ...time,
  ...transitions,
};
export type Measures = typeof measures;

export interface ReferenceCase {
  readonly name: string;
  readonly section: string;
  readonly inputs: unknown;
  readonly expected: unknown;
  readonly tolerance: number;
}

const file = new URL('../../../tests/reference/reference_values.json', import.meta.url);
export const referenceCases = (JSON.parse(readFileSync(file, 'utf8')) as ReferenceCase[]).filter(
  ({ section }) => section === 'B' || section === 'C',
);

/** What our formulas give for the inputs of a case, in the shape of its expected values. */
export function computed(name: string, inputs: unknown, m: Measures): unknown {
  const reader = readers.find(([pattern]) => pattern.test(name));
  if (reader === undefined) throw new Error(`no reader for ${name}`);
  return nulled(reader[1](inputs as never, m));
}

/** A reason stands for null in the reference; the other words there are codes and names. */
function nulled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nulled);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, nulled(inner)]));
  }
  return value === 'nothing' || value === 'too_few' || value === 'no_variation' ? null : value;
}

/** By the name of a case; each reader names the inputs that such a case has in the file. */
const readers: readonly (readonly [RegExp, (inputs: never, m: Measures) => unknown])[] = [
  [/^equality_/, equalityOf],
  [/^transitions_|^lag1_/, transitionsOf],
  [/^pshifts_/, shiftsOf],
  [/^network_/, networkOf],
  [/^centralization_/, starAndCycle],
  [/^burstiness_/, burstinessOf],
  [/^latency_/, latencyOf],
  [/^queue_wait/, queueOf],
  [/^kappa_time_unit/, timeUnitOf],
  [/^kappa_/, confusionOf],
  [/^interval_/, samplingOf],
  [/^point_event/, pointsOf],
];

interface FileTurn {
  readonly speaker: string;
  readonly target: string;
  readonly start_s: number;
  readonly end_s: number;
  readonly prompted: boolean;
}

interface EqualityInputs {
  readonly roster?: readonly string[];
  readonly turns?: readonly FileTurn[];
  readonly values?: readonly number[];
  readonly values_s?: readonly number[];
}

function equalityOf({ roster = [], turns, values: counts, values_s: times }: EqualityInputs, m: Measures) {
  const spoken = roster.map((child) => turns?.filter(({ speaker }) => speaker === child).length ?? 0);
  const values = turns === undefined ? (counts ?? times ?? []) : spoken;
  return {
    n: values.length,
    total: values.reduce((sum, value) => sum + value, 0),
    shares: m.shares(values),
    gini: m.gini(values),
    gini_corrected: m.giniCorrected(values),
    H_nats: m.shannon(values),
    J_roster: m.evennessRoster(values),
    J_observed: m.evennessObserved(values),
    max_share: m.maxShare(values),
    simpson_sum_p2: m.dominance(values),
    inverse_simpson: m.inverseSimpson(values),
    jain: m.jain(values),
    active_share: m.activeShare(values),
    cv_pop: m.variation(values),
  };
}

interface SequenceInputs {
  readonly codes: readonly string[];
  readonly sequence: readonly string[];
  readonly self_transitions: string;
}

function transitionsOf({ codes, sequence, self_transitions }: SequenceInputs, m: Measures) {
  const self = self_transitions === 'allowed';
  const stretches = self ? [sequence] : m.merged([sequence]);
  const matrix = m.transitionCounts(codes, m.pairsOf(stretches));
  const expected = m.expectedCounts(matrix, self);
  const adjusted = m.adjustedResiduals(matrix, expected, self);
  return {
    matrix,
    row_probabilities: m.rowProbabilities(matrix),
    expected,
    adjusted_residual: adjusted,
    ...(self ? { allison_liker_z_I_to_R: adjusted[codes.indexOf('I')]?.[codes.indexOf('R')] } : {}),
  };
}

interface ShiftInputs {
  readonly turns: readonly (readonly [speaker: string, target: string])[];
  readonly group_target: string;
}

function shiftsOf({ turns, group_target }: ShiftInputs, m: Measures) {
  const addressed = turns.map(([speaker, target]) => ({
    speaker,
    target: target === group_target ? null : target,
  }));
  const list = addressed.slice(1).flatMap((turn, index) => {
    const before = addressed[index];
    return before === undefined ? [] : [m.shiftOf(before, turn)];
  });
  const counts = m.shiftCounts(list);
  return { list, counts, families: m.familyCounts(counts) };
}

interface NetworkInputs {
  readonly roster: readonly string[];
  readonly directed_turns: readonly (readonly [string, string])[];
}

function networkOf({ roster, directed_turns }: NetworkInputs, m: Measures) {
  const ties = m.tiesOf(roster, directed_turns);
  const dyads = m.dyadCensus(roster.length, ties);
  const byChild = (values: readonly unknown[]) =>
    Object.fromEntries(roster.map((child, index) => [child, values[index]]));
  const into = m.degrees(roster, ties, 'in');
  const out = m.degrees(roster, ties, 'out');
  return {
    edges: ties.map(({ from, to, weight }) => [from, to, weight]),
    density: m.density(roster.length, ties),
    reciprocity_edgewise: m.reciprocityEdges(ties),
    dyads: { mutual: dyads.mutual, asymmetric: dyads.asymmetric, null: dyads.none },
    reciprocity_dyadic_nonnull: m.reciprocityDyads(dyads),
    weighted_reciprocity_squartini: m.reciprocityWeighted(ties),
    in_degree_centrality: byChild(into.map((degree) => m.degreeCentrality(degree, roster.length))),
    out_degree_centrality: byChild(out.map((degree) => m.degreeCentrality(degree, roster.length))),
    in_strength: byChild(m.strengths(roster, ties, 'in')),
    out_strength: byChild(m.strengths(roster, ties, 'out')),
    centralization_in: m.centralizationDirected(into),
    centralization_out: m.centralizationDirected(out),
    centralization_undirected: m.centralizationUndirected(roster, ties),
    isolates: m.isolates(roster, ties),
  };
}

function starAndCycle({ n }: { readonly n: number }, m: Measures) {
  const roster = Array.from({ length: n }, (_, index) => String(index));
  const star = m.tiesOf(roster, roster.slice(1).map((leaf) => ['0', leaf])); // prettier-ignore
  const cycle = m.tiesOf(roster, roster.map((node, index) => [node, String((index + 1) % n)])); // prettier-ignore
  return {
    star_undirected: m.centralizationUndirected(roster, star),
    cycle_undirected: m.centralizationUndirected(roster, cycle),
    out_star_directed_out: m.centralizationDirected(m.degrees(roster, star, 'out')),
    out_star_directed_in: m.centralizationDirected(m.degrees(roster, star, 'in')),
  };
}

function burstinessOf({ times_s }: { readonly times_s: readonly number[] }, m: Measures) {
  const lengths = m.intervals(times_s);
  const B = m.burstiness(lengths);
  const defined = typeof B === 'number';
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length;
  return {
    n_intervals: lengths.length,
    mean_s: defined ? mean : null,
    sd_pop_s: defined ? Math.sqrt(variance) : null,
    B,
    B_corrected: m.burstinessCorrected(lengths),
  };
}

interface LatencyInputs {
  readonly roster: readonly string[];
  readonly turns: readonly FileTurn[];
  readonly window_s: number;
}

function latencyOf({ roster, turns, window_s }: LatencyInputs, m: Measures) {
  const timed: TimedTurn[] = turns.map((turn, index) => ({
    speaker: turn.speaker,
    target: turn.target === 'G' ? m.wholeGroup : turn.target,
    start: turn.start_s,
    end: turn.end_s,
    prompted: turn.prompted,
    follows: index > 0,
  }));
  const asked = m.responses(timed, window_s);
  const latencies = asked.flatMap(({ latency }) => (latency === null ? [] : [latency]));
  const kinds = m.turnKindsOf(timed, asked);
  const waits = (child: string) => m.gaps(timed.filter(({ speaker }) => speaker === child));
  const byChild = (value: (child: string) => unknown) =>
    Object.fromEntries(roster.map((child) => [child, value(child)]));
  const count = (child: string, kind: string) =>
    timed.filter(({ speaker }, index) => speaker === child && kinds[index] === kind).length;
  return {
    directed_turns: asked.length,
    answered: latencies.length,
    answered_rate: latencies.length / asked.length,
    immediate: asked.filter(({ immediate }) => immediate).length,
    latency_median_s: m.median(latencies),
    latency_mean_s: latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length,
    detail: asked.map(({ index, asker, target, latency, immediate }) => {
      return { i: index, asker, target, latency_s: latency, immediate };
    }),
    turn_class: kinds,
    per_child: byChild((child) => {
      const initiation = count(child, 'initiation');
      const answers = count(child, 'response');
      return {
        initiation,
        response: answers,
        prompted: count(child, 'prompted'),
        initiation_ratio: initiation + answers === 0 ? null : initiation / (initiation + answers),
      };
    }),
    between_own_turns_wait_s: byChild(waits),
    wait_median_s: byChild((child) => m.median(waits(child))),
    gap_median_s: m.median(m.gaps(timed)),
  };
}

interface QueueInputs {
  readonly requests: readonly { child: string; requested_s: number; granted_s: number | null }[];
  readonly session_end_s: number;
}

function queueOf({ requests, session_end_s }: QueueInputs, m: Measures) {
  const asked = requests.map(({ child, requested_s, granted_s }) => {
    return { child, at: requested_s, granted: granted_s, until: session_end_s };
  });
  const waits = m.grantedWaits(asked);
  const unserved = m.unservedWaits(asked);
  return {
    granted: waits.length,
    unserved: unserved.length,
    wait_median_s: m.median(waits),
    wait_max_s: Math.max(...waits),
    unserved_wait_s: unserved[0]?.waited,
    unserved_child: unserved[0]?.child,
  };
}

interface ConfusionInputs {
  readonly matrix_rows_observer1_cols_observer2: readonly (readonly number[])[];
}

function confusionOf({ matrix_rows_observer1_cols_observer2: matrix }: ConfusionInputs, m: Measures) {
  return kappaOf(matrix, m);
}

function kappaOf(matrix: readonly (readonly number[])[], m: Measures) {
  return {
    n: matrix.flat().reduce((sum, count) => sum + count, 0),
    po: m.percentAgreement(matrix),
    pe: m.chanceAgreement(matrix),
    kappa: m.kappa(matrix),
    kappa_quadratic: m.kappaQuadratic(matrix),
    ...(matrix.length === 2
      ? {
          pabak: m.pabak(matrix),
          occurrence_agreement: m.occurrenceAgreement(matrix),
          nonoccurrence_agreement: m.nonoccurrenceAgreement(matrix),
        }
      : {}),
  };
}

interface TimeUnitInputs {
  readonly observer1: readonly Coded[];
  readonly observer2: readonly Coded[];
  readonly length_s: number;
  readonly unit_s: number;
  readonly codes: readonly string[];
}

function timeUnitOf({ observer1, observer2, length_s, unit_s, codes }: TimeUnitInputs, m: Measures) {
  const session = { length: length_s, unit: unit_s, codes, rest: 'none' };
  const matrix = m.timeUnitMatrix(observer1, observer2, session);
  return { ...kappaOf(matrix, m), matrix };
}

interface SamplingInputs {
  readonly state_events_s: readonly State[];
  readonly length_s: number;
  readonly interval_s: number;
}

function samplingOf({ state_events_s, length_s, interval_s }: SamplingInputs, m: Measures) {
  const seen = m.intervalSampling(state_events_s, length_s, interval_s);
  return {
    intervals: seen.intervals,
    true_proportion: m.trueProportion(state_events_s, length_s),
    momentary: seen.momentary / seen.intervals,
    partial: seen.partial / seen.intervals,
    whole: seen.whole / seen.intervals,
    momentary_count: seen.momentary,
    partial_count: seen.partial,
    whole_count: seen.whole,
  };
}

interface PointInputs {
  readonly observer1_s: readonly number[];
  readonly observer2_s: readonly number[];
  readonly tolerance_s: number;
}

function pointsOf({ observer1_s, observer2_s, tolerance_s }: PointInputs, m: Measures) {
  const points = m.matchPoints(observer1_s, observer2_s, tolerance_s);
  return {
    matched: points.matched,
    only_1: points.onlyFirst,
    only_2: points.onlySecond,
    agreement: m.pointAgreement(points),
  };
}

/** Where computed values differ from the expected by more than the tolerance, as paths; every expected key must be there. */
export function differences(expected: unknown, actual: unknown, tolerance: number, path = ''): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(expected - actual) <= tolerance ? [] : [`${path}: ${actual} instead of ${expected}`];
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [`${path}: ${String(actual)}`];
    if (Array.isArray(expected) && expected.length !== (actual as unknown[]).length)
      return [`${path}: length`];
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, (actual as Record<string, unknown>)[key], tolerance, `${path}.${key}`),
    );
  }
  return expected === actual ? [] : [`${path}: ${String(actual)} instead of ${String(expected)}`];
}

/** The names of the cases that these formulas do not pass. */
export function failing(formulas: Measures): string[] {
  return referenceCases
    .filter(({ name, inputs, expected, tolerance }) => {
      const actual = computed(name, inputs, formulas);
      return differences(expected, actual, tolerance).length > 0;
    })
    .map(({ name }) => name);
}
