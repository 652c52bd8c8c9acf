/** The figures of a game as tables of a terminal, in the reader's language. */
import { m } from '../../../generated/paraglide/messages.js';
import type { ChildMeasures, Figure, GameMeasures } from '../../../src/wire/review.ts';
import type { Language } from '../../../src/wire/vocabulary.ts';
import { formulas } from '../measures/formulas.ts';
import { formulaOf, nameText, reasonText, regimeText } from './words.ts';

type Cells = readonly string[];
type NameOf = (child: string) => string;

export function analysisText(games: readonly GameMeasures[], nameOf: NameOf, locale: Language): string {
  if (games.length === 0) return m['analyze.noGames']({}, { locale });
  return games.map((game) => gameText(game, nameOf, locale)).join('\n\n');
}

function gameText(game: GameMeasures, nameOf: NameOf, locale: Language): string {
  const words = { locale };
  const group =
    game.group === 0 ? m['analyze.whole']({}, words) : m['analyze.group']({ group: game.group }, words);
  const { present, recorded, turns } = game;
  const regime = regimeText(game.regime, locale);
  return [
    [m['analyze.game']({ run: game.run, group }, words), game.activity]
      .filter((part) => part !== '')
      .join(' · '),
    m['charts.caption']({ regime, present, recorded }, words),
    m['analyze.told']({ turns, length: clock(game.lengthMs) }, words),
    '',
    ...table(childTable(game, nameOf, locale)),
    '',
    ...table(equalityTable(game, locale)),
    '',
    ...table(figureTable(game, locale)),
    '',
    ...table(pairTable(game, nameOf, locale)),
    '',
    ...table(shiftTable(game, locale)),
  ].join('\n');
}

/** One line a child, in roster order. */
function childTable({ children }: GameMeasures, nameOf: NameOf, locale: Language): Cells[] {
  const words = { locale };
  const counts: readonly Column[] = [
    [m['charts.child']({}, words), ({ child }) => nameOf(child)],
    [m['charts.bars.turns']({}, words), ({ turns }) => String(turns)],
    [m['charts.bars.share']({}, words), ({ turnShare }) => valueText(turnShare)],
    [m['charts.bars.floor']({}, words), ({ floorMs }) => (floorMs === null ? missing : clock(floorMs))],
    [m['charts.bars.floorShare']({}, words), ({ floorShare }) => valueText(floorShare)],
    [m['charts.bars.first']({}, words), ({ firstAt }) => (firstAt === null ? missing : clock(firstAt))],
  ];
  const columns = [...counts, ...ownFigures.map((figure) => figureColumn(children, figure, locale))];
  return [
    columns.map(([heading]) => heading),
    ...children.map((child) => columns.map(([, cell]) => cell(child))),
  ];
}

type Column = readonly [heading: string, cell: (child: ChildMeasures) => string];

/** What a terminal has room for; all of them are in the JSON. */
const ownFigures = ['wait', 'responseRate', 'initiations', 'responses', 'prompted'] as const;

function figureColumn(
  [first]: readonly ChildMeasures[],
  name: (typeof ownFigures)[number],
  locale: Language,
): Column {
  const heading = first === undefined ? '' : nameText(first[name], locale);
  // Its formula's name does not say who answers: here it is the child of the line.
  const told = name === 'responseRate' ? m['analyze.answered']({}, { locale }) : heading;
  return [told, (child) => valueText(child[name])];
}

function equalityTable({ equality }: GameMeasures, locale: Language): Cells[] {
  const words = { locale };
  const time = figuresOf(equality.floorTime);
  return [
    [
      m['analyze.figure']({}, words),
      m['charts.bars.turns']({}, words),
      m['charts.bars.floor']({}, words),
      '',
    ],
    ...figuresOf(equality.turns).map((figure, index): Cells => {
      const twin = time[index] ?? figure;
      const why = figure.reason === null ? twin : figure;
      return [nameText(figure, locale), valueText(figure), valueText(twin), whyText(why, locale)];
    }),
  ];
}

function figureTable({ time, network, transitions }: GameMeasures, locale: Language): Cells[] {
  const words = { locale };
  const ties = network === null ? [] : figuresOf(network);
  return [
    [m['analyze.figure']({}, words), m['analyze.value']({}, words), m['analyze.n']({}, words), ''],
    ...[...figuresOf(time), ...ties, transitions.p].map((figure): Cells => {
      return [nameText(figure, locale), valueText(figure), String(figure.n), whyText(figure, locale)];
    }),
    ...(network === null
      ? [[m['charts.network.title']({}, words), missing, '', reasonText('consent', locale)]]
      : []),
  ];
}

/** Those of the measures that are figures, in their order. */
function figuresOf(measures: object): Figure[] {
  return Object.values(measures).filter(
    (part): part is Figure => typeof part === 'object' && part !== null && 'formula' in part,
  );
}

/** Who followed whom, and who addressed whom; pairs without either are left out. */
function pairTable({ transitions, network }: GameMeasures, nameOf: NameOf, locale: Language): Cells[] {
  const words = { locale };
  const followed = transitions.codes.flatMap((from, row) =>
    transitions.codes.flatMap((to, column): Cells[] => {
      const count = transitions.counts[row]?.[column] ?? 0;
      const share = transitions.probabilities[row]?.[column] ?? null;
      return count === 0
        ? []
        : [[nameOf(from), nameOf(to), String(count), share === null ? missing : decimal(share)]];
    }),
  );
  const ties = (network?.edges ?? []).filter(({ turns }) => turns > 0);
  return [
    [m['charts.next.from']({}, words), m['charts.next.to']({}, words), m['charts.next.count']({}, words), ''],
    ...followed,
    ['', '', '', ''],
    [
      m['charts.network.from']({}, words),
      m['charts.network.to']({}, words),
      m['charts.network.turns']({}, words),
      '',
    ],
    ...ties.map(({ from, to, turns }): Cells => [nameOf(from), nameOf(to), String(turns), '']),
  ];
}

function shiftTable({ shifts }: GameMeasures, locale: Language): Cells[] {
  const words = { locale };
  const found = Object.entries(shifts.counts).filter(([, count]) => count > 0);
  return [
    [m['charts.shifts.title']({}, words), String(shifts.n)],
    ...found.map(([code, count]): Cells => [code, String(count)]),
  ];
}

const missing = '—';

function whyText({ reason }: Figure, locale: Language): string {
  return reason === null ? '' : reasonText(reason, locale);
}

function valueText({ value, formula }: Figure): string {
  if (value === null) return missing;
  const unit = formulas[formulaOf(formula)].unit;
  if (unit === 'ms') return clock(value);
  return unit === 'turns' ? String(value) : decimal(value);
}

/** Three decimals: more than a classroom's record can carry, enough to compare with another program. */
const decimal = (value: number): string => value.toFixed(3);

/** m:ss.s */
function clock(ms: number): string {
  const tenths = Math.round(Math.abs(ms) / 100);
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, '0');
  return `${ms < 0 ? '−' : ''}${Math.floor(tenths / 600)}:${seconds}`;
}

/** Columns side by side; a Chinese character is two letters wide. */
function table(rows: readonly Cells[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell) + 2))
      .join('')
      .trimEnd(),
  );
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (wide.test(sign) ? 2 : 1), 0);
