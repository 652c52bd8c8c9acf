/**
 * Every formula of the review: its version, unit, range and source. The codebook, the pages and the command line
 * print from here. A changed result needs `version + 1`. Names in both languages: messages/measure.
 */
export interface Formula {
  readonly version: number;
  readonly unit: Unit;
  /** The least and the greatest value; null: unbounded. */
  readonly range: readonly [number | null, number | null];
  /** What `n` of its figures counts. */
  readonly n: N;
  /** Author (year) of the formula, or `definition` where it is its own name. */
  readonly source: string;
}
export const units = [
  'ratio',
  'index',
  'nats',
  'children',
  'turns',
  'ms',
  'per10min',
  'p',
  'z',
  'count',
] as const;
export type Unit = (typeof units)[number];
/** What a figure was made of. */
export type N =
  | 'children'
  | 'turns'
  | 'intervals'
  | 'waits'
  | 'requests'
  | 'pairs'
  | 'edges'
  | 'dyads'
  | 'answers'
  | 'samples';

const made = (
  unit: Unit,
  range: Formula['range'],
  n: N,
  source: string,
  version = 1,
): Formula => ({ version, unit, range, n, source }); // prettier-ignore

const anyTime: Formula['range'] = [0, null];
const share: Formula['range'] = [0, 1];
const own = 'definition';

export const formulas = {
  'equality.gini': made('index', share, 'children', 'Gini (1912); Sen (1973)'),
  'equality.giniCorrected': made('index', share, 'children', 'Deltas (2003)'),
  'equality.shannon': made('nats', anyTime, 'children', 'Shannon (1948)'),
  'equality.evennessRoster': made('index', share, 'children', 'Pielou (1966), over the roster'),
  'equality.evennessObserved': made('index', share, 'children', 'Pielou (1966), over those who took part'),
  'equality.maxShare': made('ratio', share, 'children', 'Berger & Parker (1970)'),
  'equality.dominance': made('index', share, 'children', 'Simpson (1949)'),
  'equality.inverseSimpson': made('children', [1, null], 'children', 'Hill (1973)'),
  'equality.jain': made('index', share, 'children', 'Jain, Chiu & Hawe (1984)'),
  'equality.activeShare': made('ratio', share, 'children', own),
  'equality.variation': made('index', anyTime, 'children', 'Pearson (1896), population SD'),
  'child.share': made('ratio', share, 'children', own),
  'child.initiationRatio': made('ratio', share, 'turns', own),
  'child.initiationRate': made('per10min', anyTime, 'turns', own),
  'kinds.initiations': made('turns', anyTime, 'turns', own),
  'kinds.responses': made('turns', anyTime, 'turns', own),
  'kinds.prompted': made('turns', anyTime, 'turns', own),
  'response.rate': made('ratio', share, 'turns', 'definition; window of 10 s'),
  'response.latency': made('ms', [null, 10_000], 'answers', 'definition; median, window of 10 s'),
  'time.floorTime': made('ms', anyTime, 'turns', own),
  'time.turnLength': made('ms', anyTime, 'turns', 'definition; median'),
  'time.gap': made('ms', [null, null], 'pairs', 'definition; median'),
  'time.wait': made('ms', [null, null], 'waits', 'definition; median'),
  'time.requestWait': made('ms', anyTime, 'requests', 'definition; median'),
  'time.requestWaitMax': made('ms', anyTime, 'requests', own),
  'time.burstiness': made('index', [-1, 1], 'intervals', 'Goh & Barabási (2008)'),
  'time.burstinessCorrected': made('index', [-1, 1], 'intervals', 'Kim & Jo (2016)'),
  'transitions.count': made('count', anyTime, 'pairs', 'Bakeman & Gottman (1997)'),
  'transitions.probability': made('ratio', share, 'pairs', 'Bakeman & Gottman (1997)'),
  'transitions.residual': made(
    'z',
    [null, null],
    'pairs',
    'Haberman (1973); Goodman (1968) for structural zeros',
  ),
  'transitions.p': made('p', share, 'pairs', 'Besag & Clifford (1989)'),
  'shifts.count': made('count', anyTime, 'pairs', 'Gibson (2003)'),
  'network.chosenPairs': made('ratio', share, 'pairs', own),
  'network.density': made('ratio', share, 'children', 'Wasserman & Faust (1994)'),
  'network.inDegree': made('ratio', share, 'children', 'Freeman (1979)'),
  'network.outDegree': made('ratio', share, 'children', 'Freeman (1979)'),
  'network.reciprocityEdges': made('ratio', share, 'edges', 'Newman, Forrest & Balthrop (2002)'),
  'network.reciprocityDyads': made('ratio', share, 'dyads', 'Wasserman & Faust (1994)'),
  'network.reciprocityWeighted': made('ratio', share, 'turns', 'Squartini et al. (2013)'),
  'network.centralizationIn': made('index', share, 'children', 'Freeman (1979)'),
  'network.centralizationOut': made('index', share, 'children', 'Freeman (1979)'),
  'network.centralization': made('index', share, 'children', 'Freeman (1979)'),
  'agreement.percent': made('ratio', share, 'samples', own),
  'agreement.kappa': made('index', [-1, 1], 'samples', 'Cohen (1960)'),
  'agreement.kappaQuadratic': made('index', [-1, 1], 'samples', 'Cohen (1968)'),
  'agreement.pabak': made('index', [-1, 1], 'samples', 'Byrt, Bishop & Carlin (1993)'),
  'agreement.occurrence': made('ratio', share, 'samples', 'Hawkins & Dotson (1975)'),
  'agreement.nonoccurrence': made('ratio', share, 'samples', 'Hawkins & Dotson (1975)'),
  'agreement.points': made('ratio', share, 'samples', 'Bakeman & Gottman (1997)'),
  'intervals.momentary': made('ratio', share, 'intervals', 'Powell, Martindale & Kulp (1975)'),
  'intervals.partial': made('ratio', share, 'intervals', 'Powell, Martindale & Kulp (1975)'),
  'intervals.whole': made('ratio', share, 'intervals', 'Powell, Martindale & Kulp (1975)'),
} as const satisfies Readonly<Record<string, Formula>>;
export type FormulaName = keyof typeof formulas;

/** `equality.gini@1`: what a figure carries. */
export function formulaId(name: FormulaName): string {
  return `${name}@${formulas[name].version}`;
}
