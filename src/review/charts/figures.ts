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
    { name: m['charts.figure.activeShare'], as: 'share', figure: measures.activeShare },
    { name: m['charts.figure.maxShare'], as: 'share', figure: measures.maxShare },
    { name: m['charts.figure.gini'], as: 'number', figure: measures.gini },
    { name: m['charts.figure.giniCorrected'], as: 'number', figure: measures.giniCorrected },
    { name: m['charts.figure.evennessRoster'], as: 'number', figure: measures.evennessRoster },
    { name: m['charts.figure.evennessObserved'], as: 'number', figure: measures.evennessObserved },
    { name: m['charts.figure.shannon'], as: 'number', figure: measures.shannon },
    { name: m['charts.figure.dominance'], as: 'number', figure: measures.dominance },
    { name: m['charts.figure.inverseSimpson'], as: 'number', figure: measures.inverseSimpson },
    { name: m['charts.figure.jain'], as: 'number', figure: measures.jain },
    { name: m['charts.figure.variation'], as: 'number', figure: measures.variation },
  ];
}

export function networkFigures(measures: NetworkMeasures): readonly NamedFigure[] {
  return [
    { name: m['charts.figure.density'], as: 'number', figure: measures.density },
    { name: m['charts.figure.reciprocityEdges'], as: 'number', figure: measures.reciprocityEdges },
    { name: m['charts.figure.reciprocityDyads'], as: 'number', figure: measures.reciprocityDyads },
    { name: m['charts.figure.reciprocityWeighted'], as: 'number', figure: measures.reciprocityWeighted },
    { name: m['charts.figure.centralizationIn'], as: 'number', figure: measures.centralizationIn },
    { name: m['charts.figure.centralizationOut'], as: 'number', figure: measures.centralizationOut },
    { name: m['charts.figure.centralization'], as: 'number', figure: measures.centralization },
  ];
}

export function timeFigures(measures: TimeMeasures): readonly NamedFigure[] {
  return [
    { name: m['charts.figure.floorTime'], as: 'length', figure: measures.floorTime },
    { name: m['charts.figure.turnLength'], as: 'length', figure: measures.turnLength },
    { name: m['charts.figure.gap'], as: 'length', figure: measures.gap },
    { name: m['charts.figure.wait'], as: 'length', figure: measures.wait },
    { name: m['charts.figure.requestWait'], as: 'length', figure: measures.requestWait },
    { name: m['charts.figure.requestWaitMax'], as: 'length', figure: measures.requestWaitMax },
    { name: m['charts.figure.responseRate'], as: 'share', figure: measures.responseRate },
    { name: m['charts.figure.responseLatency'], as: 'length', figure: measures.responseLatency },
    { name: m['charts.figure.initiations'], as: 'number', figure: measures.initiations },
    { name: m['charts.figure.responses'], as: 'number', figure: measures.responses },
    { name: m['charts.figure.prompted'], as: 'number', figure: measures.prompted },
    { name: m['charts.figure.burstiness'], as: 'number', figure: measures.burstiness },
    { name: m['charts.figure.burstinessCorrected'], as: 'number', figure: measures.burstinessCorrected },
  ];
}
