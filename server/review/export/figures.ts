/** Every figure of a game on a line of its own. */
import type { Regime } from '../../../activities/_kit/contract.ts';
import type {
  ChildMeasures, EqualityMeasures, Figure, GameMeasures, MissingReason, NetworkMeasures, TransitionMeasures,
} from '../../../src/wire/review.ts'; // prettier-ignore
import { formulaId } from '../measures/formulas.ts';

export interface FigureLine extends Measured {
  readonly run: number;
  readonly group: number;
  readonly activity: string;
  readonly regime: Regime;
}

/** One number; `formula` and `n` are null for a plain count, which is defined by its measure alone. */
interface Measured {
  readonly child: string | null;
  readonly otherChild: string | null;
  readonly measure: string;
  readonly value: number | null;
  readonly n: number | null;
  readonly reason: MissingReason | null;
  readonly formula: string | null;
}
type Who = Pick<Measured, 'child' | 'otherChild'>;
const game: Who = { child: null, otherChild: null };

/** In the order game, equality, time, transitions, shifts, network, children. */
export function figureLines(measures: GameMeasures): FigureLine[] {
  const { run, group, activity, regime, equality, time, transitions, shifts, network } = measures;
  const { unserved, ...times } = time;
  const lines: Measured[] = [
    count(game, 'game.present', measures.present),
    count(game, 'game.recorded', measures.recorded),
    count(game, 'game.turns', measures.turns),
    count(game, 'game.length_ms', measures.lengthMs),
    ...equalityLines('turns', equality.turns),
    ...equalityLines('floor_time', equality.floorTime),
    ...figuresIn(game, 'time', times),
    count(game, 'time.unserved', unserved.length),
    ...transitionLines(transitions),
    count(game, 'shifts.pairs', shifts.n),
    ...Object.entries(shifts.counts).map(([shift, times]): Measured => {
      const counted = count(game, `shifts.${shift}`, times);
      return { ...counted, n: shifts.n, formula: formulaId('shifts.count') };
    }),
    ...networkLines(network),
    ...measures.children.flatMap(childLines),
  ];
  return lines.map((line) => ({ run, group, activity, regime, ...line }));
}

function count(
  who: Who,
  measure: string,
  value: number | null,
  reason: MissingReason | null = null,
): Measured {
  return { ...who, measure, value, n: null, reason: value === null ? reason : null, formula: null };
}

function figure(who: Who, measure: string, { value, n, reason, formula }: Figure): Measured {
  return { ...who, measure, value, n, reason, formula };
}

const isFigure = (part: unknown): part is Figure =>
  typeof part === 'object' && part !== null && 'formula' in part && 'reason' in part;

/** Those of the parts that are figures, each by its name in the family. */
function figuresIn(who: Who, family: string, parts: object): Measured[] {
  return Object.entries(parts).flatMap(([name, part]: [string, unknown]) =>
    isFigure(part) ? [figure(who, `${family}.${snake(name)}`, part)] : [],
  );
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function equalityLines(of: string, measures: EqualityMeasures): Measured[] {
  return figuresIn(game, `equality.${of}`, measures);
}

/** Pairs that never occurred are 0 and left out; the diagonal is not possible. */
function transitionLines({ codes, counts, probabilities, residuals, p, n }: TransitionMeasures): Measured[] {
  const pairs = codes.flatMap((from, row) =>
    codes.flatMap((to, column): Measured[] => {
      const who = { child: from, otherChild: to };
      const times = counts[row]?.[column] ?? 0;
      if (from === to || times === 0) return [];
      const cell = (
        name: 'count' | 'probability' | 'residual',
        value: number | null | undefined,
      ): Measured => ({
        ...who,
        measure: `transitions.${name}`,
        value: value ?? null,
        n,
        reason: value === null || value === undefined ? 'small_counts' : null,
        formula: formulaId(`transitions.${name}`),
      });
      return [
        cell('count', times),
        cell('probability', probabilities[row]?.[column]),
        cell('residual', residuals?.[row]?.[column]),
      ];
    }),
  );
  return [count(game, 'transitions.pairs', n), figure(game, 'transitions.p', p), ...pairs];
}

function networkLines(network: NetworkMeasures | null): Measured[] {
  if (network === null)
    return [{ ...count(game, 'network.density', null, 'consent'), formula: formulaId('network.density') }];
  const { nodes, edges, dyads, ...figures } = network;
  return [
    ...figuresIn(game, 'network', figures),
    ...Object.entries(dyads ?? {}).map(([kind, times]: [string, number]) =>
      count(game, `network.dyads_${kind}`, times),
    ),
    ...nodes.flatMap((node) => {
      const who = { child: node.child, otherChild: null };
      return [
        count(who, 'network.isolate', node.isolate ? 1 : 0),
        count(who, 'network.in_strength', node.inStrength),
        count(who, 'network.out_strength', node.outStrength),
        ...figuresIn(who, 'network', node),
      ];
    }),
    ...edges.flatMap(({ from, to, turns, chosen, options, expected, ruled, only, said }) => {
      const who = { child: from, otherChild: to };
      const counts = { turns, chosen, options, expected, ruled, only, said };
      return Object.entries(counts).map(([name, times]) => count(who, `network.tie_${name}`, times));
    }),
  ];
}

function childLines(measures: ChildMeasures): Measured[] {
  const who = { child: measures.child, otherChild: null };
  return [
    count(who, 'child.turns', measures.turns),
    count(who, 'child.floor_ms', measures.floorMs, 'no_times'),
    count(who, 'child.first_at_ms', measures.firstAt, 'nothing'),
    count(who, 'child.passes', measures.passes),
    count(who, 'child.unclaimed', measures.unclaimed),
    count(who, 'child.requests', measures.requests),
    count(who, 'child.granted', measures.granted),
    count(who, 'child.unserved', measures.unserved),
    count(who, 'child.contributions', measures.contributions),
    count(who, 'child.prompts', measures.prompts, 'not_marked'),
    ...figuresIn(who, 'child', measures),
  ];
}
