import { describe, expect, it } from 'vitest';
import { computed, differences, failing, measures, referenceCases } from './reference.testing.ts';
import type { Measures } from './reference.testing.ts';

describe('the reference values', () => {
  it('are all there: 18 of groups and turns, 8 of observation', () => {
    expect(referenceCases.filter(({ section }) => section === 'B')).toHaveLength(18);
    expect(referenceCases.filter(({ section }) => section === 'C')).toHaveLength(8);
  });

  for (const { name, inputs, expected, tolerance } of referenceCases) {
    it(name, () => {
      expect(differences(expected, computed(name, inputs, measures), tolerance)).toEqual([]);
    });
  }
});

describe('a planted wrong formula fails by name', () => {
  type Change = Partial<Measures>;
  const talking = (values: readonly number[]) => values.filter((value) => value > 0);
  const planted: readonly (readonly [fault: string, change: Change, noticed: readonly string[]])[] = [
    [
      'Gini corrected where it is not asked for',
      { gini: measures.giniCorrected },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_n1', 'equality_edge_one_does_all'],
    ],
    [
      'Gini without its correction',
      { giniCorrected: measures.gini },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_n1', 'equality_edge_one_does_all'],
    ],
    [
      'silent children dropped from the active share',
      { activeShare: (values) => measures.activeShare(talking(values)) },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_all_zero', 'equality_edge_one_does_all'],
    ],
    [
      'silent children dropped from Jain',
      { jain: (values) => measures.jain(talking(values)) },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_one_does_all'],
    ],
    [
      'the SD of a sample in the coefficient of variation',
      {
        variation: (values) => {
          const variation = measures.variation(values);
          const n = values.length;
          return typeof variation === 'string' || n < 2 ? variation : variation * Math.sqrt(n / (n - 1));
        },
      },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_one_does_all'],
    ],
    [
      'entropy in bits',
      {
        shannon: (values) => {
          const nats = measures.shannon(values);
          return typeof nats === 'string' ? nats : nats / Math.LN2;
        },
      },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_equal'],
    ],
    [
      'evenness over the roster taken for that of those who took part',
      { evennessObserved: measures.evennessRoster },
      ['equality_turns_S1', 'equality_talktime_S1', 'equality_edge_one_does_all'],
    ],
    [
      'structural zeros taken for empty cells',
      { expectedCounts: (counts) => measures.expectedCounts(counts, true) },
      ['transitions_structural_zero_S1'],
    ],
    [
      'Pearson residuals for adjusted ones',
      {
        adjustedResiduals: (counts, expected, self) =>
          counts.map((row, i) =>
            row.map((count, j) => {
              const e = expected[i]?.[j] ?? 0;
              return !self && i === j ? null : (count - e) / Math.sqrt(e);
            }),
          ),
      },
      ['transitions_structural_zero_S1', 'lag1_codes_repeatable'],
    ],
    [
      'column probabilities for row probabilities',
      {
        rowProbabilities: (counts) => {
          const turned = counts.map((_, j) => counts.map((row) => row[j] ?? 0));
          const columns = measures.rowProbabilities(turned);
          return counts.map((_, i) => columns.map((column) => column[i] ?? null));
        },
      },
      ['transitions_structural_zero_S1', 'lag1_codes_repeatable'],
    ],
    [
      'the roles of a shift mixed up',
      {
        shiftOf: (before, now) => {
          const shift = measures.shiftOf(before, now);
          return shift === 'AB-XA' ? 'AB-XB' : shift;
        },
      },
      ['pshifts_S1'],
    ],
    [
      'density of an undirected graph',
      { density: (n, ties) => measures.density(n, ties.slice(0, ties.length / 2)) },
      ['network_S1'],
    ],
    [
      'mutual pairs for returned ties',
      { reciprocityEdges: (ties) => measures.reciprocityDyads(measures.dyadCensus(6, ties)) },
      ['network_S1'],
    ],
    ['isolates left out of the roster', { isolates: () => [] }, ['network_S1']],
    [
      'centralization against the undirected star',
      {
        centralizationDirected: (degree) => {
          const value = measures.centralizationDirected(degree);
          const n = degree.length;
          return typeof value === 'string' ? value : (value * (n - 1)) / (n - 2);
        },
      },
      ['network_S1', 'centralization_star_and_cycle'],
    ],
    [
      'burstiness without its correction',
      { burstinessCorrected: measures.burstiness },
      ['burstiness_turn_starts_S1', 'burstiness_child_C01_S1'],
    ],
    [
      'answers counted however late',
      { responses: (turns) => measures.responses(turns, Infinity) },
      ['latency_initiation_S1'],
    ],
    [
      'response before prompted',
      {
        turnKindsOf: (turns, answered) =>
          measures.turnKindsOf(
            turns.map((turn) => ({ ...turn, prompted: false })),
            answered,
          ),
      },
      ['latency_initiation_S1'],
    ],
    [
      'waits from start to start',
      { gaps: (spans) => measures.gaps(spans.map(({ start }) => ({ start, end: start }))) },
      ['latency_initiation_S1'],
    ],
    [
      'the lower middle value for the median',
      {
        median: (values) => {
          const sorted = [...values].sort((a, b) => a - b);
          return sorted[Math.floor((sorted.length - 1) / 2)] ?? 'nothing';
        },
      },
      ['latency_initiation_S1', 'queue_wait'],
    ],
    ['requests that were never granted dropped', { unservedWaits: () => [] }, ['queue_wait']],
    [
      'kappa against equal chances',
      {
        kappa: (matrix) => {
          const po = measures.percentAgreement(matrix);
          return typeof po === 'string' ? po : (po - 1 / matrix.length) / (1 - 1 / matrix.length);
        },
      },
      ['kappa_3x3', 'kappa_rare_behaviour', 'kappa_one_category_only', 'kappa_time_unit_1s'],
    ],
    [
      'kappa without weights where they are asked for',
      { kappaQuadratic: measures.kappa },
      ['kappa_3x3', 'kappa_time_unit_1s'],
    ],
    [
      'occurrence for nonoccurrence',
      { nonoccurrenceAgreement: measures.occurrenceAgreement },
      ['kappa_2x2', 'kappa_rare_behaviour', 'kappa_one_category_only'],
    ],
    [
      'partial intervals counted as whole ones',
      {
        intervalSampling: (states, length, interval) => {
          const seen = measures.intervalSampling(states, length, interval);
          return { ...seen, whole: seen.partial };
        },
      },
      ['interval_sampling_120s_10s'],
    ],
    [
      'point events matched at any distance',
      { matchPoints: (first, second) => measures.matchPoints(first, second, Infinity) },
      ['point_event_agreement'],
    ],
    [
      'time units sampled at their ends',
      {
        timeUnitMatrix: (first, second, session) => {
          const earlier = (coded: typeof first) =>
            coded.map(([start, stop, code]) => [start - session.unit, stop - session.unit, code] as const);
          return measures.timeUnitMatrix(earlier(first), second, session);
        },
      },
      ['kappa_time_unit_1s'],
    ],
  ];

  it('and nothing fails without one', () => {
    expect(failing(measures)).toEqual([]);
  });

  for (const [fault, change, noticed] of planted) {
    it(fault, () => {
      expect(failing({ ...measures, ...change })).toEqual(noticed);
    });
  }
});
