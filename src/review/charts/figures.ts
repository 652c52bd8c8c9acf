/** The figures of a game that stand in tables, with their names and how they read. */
import { m } from '../../../generated/paraglide/messages.js';
import type { EqualityMeasures, Figure, NetworkMeasures, TimeMeasures } from '../../wire/review.ts';

export interface NamedFigure {
  readonly name: () => string;
  /** `length`: ms, shown as m:ss. */
  readonly as: 'share' | 'number' | 'length';
  readonly figure: Figure;
}

export function equalityFigures(measures: EqualityMeasures): readonly NamedFigure[] {
  return [
    { name: m['codebook.formula.equality.activeShare'], as: 'share', figure: measures.activeShare },
    { name: m['codebook.formula.equality.maxShare'], as: 'share', figure: measures.maxShare },
    { name: m['codebook.formula.equality.gini'], as: 'number', figure: measures.gini },
    { name: m['codebook.formula.equality.giniCorrected'], as: 'number', figure: measures.giniCorrected },
    { name: m['codebook.formula.equality.evennessRoster'], as: 'number', figure: measures.evennessRoster },
    {
      name: m['codebook.formula.equality.evennessObserved'],
      as: 'number',
      figure: measures.evennessObserved,
    },
    { name: m['codebook.formula.equality.shannon'], as: 'number', figure: measures.shannon },
    { name: m['codebook.formula.equality.dominance'], as: 'number', figure: measures.dominance },
    { name: m['codebook.formula.equality.inverseSimpson'], as: 'number', figure: measures.inverseSimpson },
    { name: m['codebook.formula.equality.jain'], as: 'number', figure: measures.jain },
    { name: m['codebook.formula.equality.variation'], as: 'number', figure: measures.variation },
  ];
}

export function networkFigures(measures: NetworkMeasures): readonly NamedFigure[] {
  return [
    { name: m['codebook.formula.network.density'], as: 'number', figure: measures.density },
    { name: m['codebook.formula.network.reciprocityEdges'], as: 'number', figure: measures.reciprocityEdges },
    { name: m['codebook.formula.network.reciprocityDyads'], as: 'number', figure: measures.reciprocityDyads },
    {
      name: m['codebook.formula.network.reciprocityWeighted'],
      as: 'number',
      figure: measures.reciprocityWeighted,
    },
    { name: m['codebook.formula.network.centralizationIn'], as: 'number', figure: measures.centralizationIn },
    {
      name: m['codebook.formula.network.centralizationOut'],
      as: 'number',
      figure: measures.centralizationOut,
    },
    { name: m['codebook.formula.network.centralization'], as: 'number', figure: measures.centralization },
  ];
}

export function timeFigures(measures: TimeMeasures): readonly NamedFigure[] {
  return [
    { name: m['codebook.formula.time.floorTime'], as: 'length', figure: measures.floorTime },
    { name: m['codebook.formula.time.turnLength'], as: 'length', figure: measures.turnLength },
    { name: m['codebook.formula.time.gap'], as: 'length', figure: measures.gap },
    { name: m['codebook.formula.time.wait'], as: 'length', figure: measures.wait },
    { name: m['codebook.formula.time.requestWait'], as: 'length', figure: measures.requestWait },
    { name: m['codebook.formula.time.requestWaitMax'], as: 'length', figure: measures.requestWaitMax },
    { name: m['codebook.formula.response.rate'], as: 'share', figure: measures.responseRate },
    { name: m['codebook.formula.response.latency'], as: 'length', figure: measures.responseLatency },
    { name: m['codebook.formula.kinds.initiations'], as: 'number', figure: measures.initiations },
    { name: m['codebook.formula.kinds.responses'], as: 'number', figure: measures.responses },
    { name: m['codebook.formula.kinds.prompted'], as: 'number', figure: measures.prompted },
    { name: m['codebook.formula.time.burstiness'], as: 'number', figure: measures.burstiness },
    {
      name: m['codebook.formula.time.burstinessCorrected'],
      as: 'number',
      figure: measures.burstinessCorrected,
    },
  ];
}
