/** Every measure that figures.csv can name: what it is about, in which unit and range, by which formula, and why it may be empty. */
import { m } from '../../../generated/paraglide/messages.js';
import { shiftCodes } from '../../../src/wire/review.ts';
import type {
  ChildMeasures, EqualityMeasures, Figure, MissingReason, NetworkEdge, NetworkMeasures, NetworkNode, ShiftCode, TimeMeasures,
} from '../../../src/wire/review.ts'; // prettier-ignore
import { formulaId, formulas } from '../measures/formulas.ts';
import type { FormulaName, Unit } from '../measures/formulas.ts';
import type { Meaning } from './column.ts';

type Snake<Text extends string> = Text extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Rest>}`
  : '';
type FigureOf<Parts> = Snake<
  { [Key in keyof Parts]: Parts[Key] extends Figure ? Key : never }[keyof Parts] & string
>;
type EqualityName = FigureOf<EqualityMeasures>;
type TieCount = Exclude<keyof NetworkEdge, 'from' | 'to'>;

/** A code that figures.csv can hold in `measure`; the compiler wants a definition of each. */
export type MeasureCode =
  | `game.${'present' | 'recorded' | 'turns' | 'length_ms'}`
  | `equality.${'turns' | 'floor_time'}.${EqualityName}`
  | `time.${FigureOf<TimeMeasures> | 'unserved'}`
  | `transitions.${'pairs' | 'p' | 'count' | 'probability' | 'residual'}`
  | `shifts.${'pairs' | ShiftCode}`
  | `network.${FigureOf<NetworkMeasures> | FigureOf<NetworkNode> | 'isolate' | 'in_strength' | 'out_strength'}`
  | `network.dyads_${'mutual' | 'asymmetric' | 'none'}`
  | `network.tie_${TieCount}`
  | `child.${FigureOf<ChildMeasures> | 'turns' | 'floor_ms' | 'first_at_ms'}`
  | `child.${'passes' | 'unclaimed' | 'requests' | 'granted' | 'unserved' | 'contributions' | 'prompts'}`;

export interface Definition {
  /** Of whom a row tells: the whole game, one child, or one child toward another. */
  readonly about: 'game' | 'child' | 'pair';
  readonly unit: Unit;
  /** The least and the greatest value; null: unbounded. */
  readonly range: readonly [number | null, number | null];
  /** Null: a plain count. */
  readonly formula: FormulaName | null;
  /** Why its value may be missing, as `reason` tells; none: it never is. */
  readonly reasons: readonly MissingReason[];
  readonly meaning: Meaning;
}
type About = Definition['about'];

const rule = (name: FormulaName): Meaning => m[`codebook.rule.${name}`];

function by(
  about: About,
  formula: FormulaName,
  reasons: readonly MissingReason[],
  meaning: Meaning = rule(formula),
): Definition {
  const { unit, range } = formulas[formula];
  return { about, unit, range, formula, reasons, meaning };
}

function counted(
  about: About,
  unit: Unit,
  meaning: Meaning,
  reasons: readonly MissingReason[] = [],
  most: number | null = null,
): Definition {
  return { about, unit, range: [0, most], formula: null, reasons, meaning };
}

const equalityNames = {
  gini: 'equality.gini',
  gini_corrected: 'equality.giniCorrected',
  shannon: 'equality.shannon',
  evenness_roster: 'equality.evennessRoster',
  evenness_observed: 'equality.evennessObserved',
  max_share: 'equality.maxShare',
  dominance: 'equality.dominance',
  inverse_simpson: 'equality.inverseSimpson',
  jain: 'equality.jain',
  active_share: 'equality.activeShare',
  variation: 'equality.variation',
} as const satisfies Record<EqualityName, FormulaName>;

const needTwo: readonly string[] = ['gini_corrected', 'evenness_roster', 'evenness_observed'];

/** The same formulas twice: over turns, and over floor time. */
function equalityOf<Of extends 'turns' | 'floor_time'>(of: Of) {
  const lines = Object.entries(equalityNames).map(([name, formula]): [string, Definition] => {
    const reasons: MissingReason[] = ['consent', 'by_design', 'nothing'];
    if (of === 'floor_time') reasons.push('no_times');
    if (needTwo.includes(name)) reasons.push('too_few');
    const meaning: Meaning = (_, options) =>
      m[`codebook.measure.equality.${of}`]({ rule: rule(formula)({}, options) }, options);
    return [`equality.${of}.${name}`, by('game', formula, reasons, meaning)];
  });
  return Object.fromEntries(lines) as Record<`equality.${Of}.${EqualityName}`, Definition>;
}

const shifts = Object.fromEntries(
  shiftCodes.map((code) => [
    `shifts.${code}`,
    { ...by('game', 'shifts.count', [], m[`codebook.measure.shifts.${code}`]), unit: 'count' },
  ]),
) as Record<`shifts.${ShiftCode}`, Definition>;

const marked = ['not_marked', 'by_design', 'no_times'] as const;
const answered = ['by_design', 'no_times', 'nothing'] as const;
const tied = ['nothing', 'too_few'] as const;
const paced = ['too_few', 'no_variation'] as const;

const measures: Readonly<Record<MeasureCode, Definition>> = {
  'game.present': counted('game', 'children', m['codebook.measure.game.present']),
  'game.recorded': counted('game', 'children', m['codebook.measure.game.recorded']),
  'game.turns': counted('game', 'turns', m['codebook.measure.game.turns']),
  'game.length_ms': counted('game', 'ms', m['codebook.measure.game.length_ms']),
  ...equalityOf('turns'),
  ...equalityOf('floor_time'),
  'time.floor_time': by('game', 'time.floorTime', ['no_times']),
  'time.turn_length': by('game', 'time.turnLength', ['no_times', 'nothing']),
  'time.gap': by('game', 'time.gap', ['no_times', 'nothing']),
  'time.wait': by('game', 'time.wait', ['no_times', 'nothing']),
  'time.request_wait': by('game', 'time.requestWait', ['nothing']),
  'time.request_wait_max': by('game', 'time.requestWaitMax', ['nothing']),
  'time.unserved': counted('game', 'count', m['codebook.measure.time.unserved']),
  'time.response_rate': by('game', 'response.rate', answered),
  'time.response_latency': by('game', 'response.latency', answered),
  'time.initiations': by('game', 'kinds.initiations', marked),
  'time.responses': by('game', 'kinds.responses', marked),
  'time.prompted': by('game', 'kinds.prompted', marked),
  'time.burstiness': by('game', 'time.burstiness', paced),
  'time.burstiness_corrected': by('game', 'time.burstinessCorrected', paced),
  'transitions.pairs': counted('game', 'count', m['codebook.measure.transitions.pairs']),
  'transitions.p': by('game', 'transitions.p', ['by_design', 'nothing', 'too_few']),
  'transitions.count': by('pair', 'transitions.count', []),
  'transitions.probability': by('pair', 'transitions.probability', []),
  'transitions.residual': by('pair', 'transitions.residual', ['small_counts']),
  'shifts.pairs': counted('game', 'count', m['codebook.measure.shifts.pairs']),
  ...shifts,
  'network.chosen_pairs': by('game', 'network.chosenPairs', ['no_options']),
  'network.density': by('game', 'network.density', ['consent', ...tied]),
  'network.reciprocity_edges': by('game', 'network.reciprocityEdges', ['nothing']),
  'network.reciprocity_dyads': by('game', 'network.reciprocityDyads', ['nothing']),
  'network.reciprocity_weighted': by('game', 'network.reciprocityWeighted', ['nothing']),
  'network.centralization_in': by('game', 'network.centralizationIn', tied),
  'network.centralization_out': by('game', 'network.centralizationOut', tied),
  'network.centralization': by('game', 'network.centralization', tied),
  'network.dyads_mutual': counted('game', 'count', m['codebook.measure.network.dyads_mutual']),
  'network.dyads_asymmetric': counted('game', 'count', m['codebook.measure.network.dyads_asymmetric']),
  'network.dyads_none': counted('game', 'count', m['codebook.measure.network.dyads_none']),
  'network.isolate': counted('child', 'count', m['codebook.measure.network.isolate'], [], 1),
  'network.in_strength': counted('child', 'turns', m['codebook.measure.network.in_strength']),
  'network.out_strength': counted('child', 'turns', m['codebook.measure.network.out_strength']),
  'network.in_degree': by('child', 'network.inDegree', tied),
  'network.out_degree': by('child', 'network.outDegree', tied),
  'network.tie_turns': counted('pair', 'turns', m['codebook.measure.network.tie_turns']),
  'network.tie_chosen': counted('pair', 'count', m['codebook.measure.network.tie_chosen']),
  'network.tie_options': counted('pair', 'count', m['codebook.measure.network.tie_options']),
  'network.tie_expected': counted('pair', 'count', m['codebook.measure.network.tie_expected']),
  'network.tie_ruled': counted('pair', 'turns', m['codebook.measure.network.tie_ruled']),
  'network.tie_only': counted('pair', 'turns', m['codebook.measure.network.tie_only']),
  'network.tie_said': counted('pair', 'turns', m['codebook.measure.network.tie_said']),
  'child.turns': counted('child', 'turns', m['codebook.measure.child.turns']),
  'child.floor_ms': counted('child', 'ms', m['codebook.measure.child.floor_ms'], ['no_times']),
  'child.first_at_ms': counted('child', 'ms', m['codebook.measure.child.first_at_ms'], ['nothing']),
  'child.passes': counted('child', 'count', m['codebook.measure.child.passes']),
  'child.unclaimed': counted('child', 'count', m['codebook.measure.child.unclaimed']),
  'child.requests': counted('child', 'count', m['codebook.measure.child.requests']),
  'child.granted': counted('child', 'count', m['codebook.measure.child.granted']),
  'child.unserved': counted('child', 'count', m['codebook.measure.child.unserved']),
  'child.contributions': counted('child', 'count', m['codebook.measure.child.contributions']),
  'child.prompts': counted('child', 'count', m['codebook.measure.child.prompts'], ['not_marked']),
  'child.turn_share': by(
    'child',
    'child.share',
    ['consent', 'nothing'],
    m['codebook.measure.child.turn_share'],
  ),
  'child.floor_share': by(
    'child',
    'child.share',
    ['consent', 'no_times', 'nothing'],
    m['codebook.measure.child.floor_share'],
  ),
  'child.initiations': by('child', 'kinds.initiations', marked, m['codebook.measure.child.initiations']),
  'child.responses': by('child', 'kinds.responses', marked, m['codebook.measure.child.responses']),
  'child.prompted': by('child', 'kinds.prompted', marked, m['codebook.measure.child.prompted']),
  'child.initiation_ratio': by('child', 'child.initiationRatio', [...marked, 'nothing']),
  'child.initiation_rate': by('child', 'child.initiationRate', [...marked, 'nothing']),
  'child.wait': by('child', 'time.wait', ['no_times', 'nothing'], m['codebook.measure.child.wait']),
  'child.request_wait': by(
    'child',
    'time.requestWait',
    ['nothing'],
    m['codebook.measure.child.request_wait'],
  ),
  'child.response_rate': by('child', 'response.rate', answered, m['codebook.measure.child.response_rate']),
  'child.response_latency': by(
    'child',
    'response.latency',
    answered,
    m['codebook.measure.child.response_latency'],
  ),
  'child.burstiness': by('child', 'time.burstiness', paced, m['codebook.measure.child.burstiness']),
};

export interface MeasureLine extends Omit<Definition, 'formula'> {
  readonly measure: string;
  /** Id with version; null of a plain count. */
  readonly formula: string | null;
}

/** In the order of figures.csv. */
export const measureLines: readonly MeasureLine[] = Object.entries(measures).map(([measure, definition]) => ({
  ...definition,
  measure,
  formula: definition.formula && formulaId(definition.formula),
}));
