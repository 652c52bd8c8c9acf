/** Columns of the files about what was corrected, checked and measured. */
import { m } from '../../../generated/paraglide/messages.js';
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { Language } from '../../../src/wire/vocabulary.ts';
import { missingReasons } from '../../../src/wire/review.ts';
import type { MissingReason, TurnCorrection, TurnStanding } from '../../../src/wire/review.ts';
import type { Flag, SpotCheckRow } from '../../record/facts.ts';
import { formulas } from '../measures/formulas.ts';
import type { Formula, FormulaName } from '../measures/formulas.ts';
import type { Column } from './column.ts';
import {
  code, codeOrEmpty, decimalOrEmpty, id, idOrEmpty, integer, integerOrEmpty, listOrEmpty, ms, msOrEmpty, text, wall,
} from './column.ts'; // prettier-ignore
import type { FigureLine } from './figures.ts';
import type { MeasureLine } from './measures.ts';
import { regimes } from '../../record/codes.ts';
import { ofSession } from './tables.lesson.ts';
import { ofRun } from './tables.acts.ts';

interface OfSession {
  readonly session: string;
  readonly rehearsal: Flag;
}

export type CorrectionLine = TurnCorrection & OfSession;
const who: Readonly<Record<TurnStanding['who'], true>> = { child: true, adult: true, guest: true };
const whats: Readonly<Record<TurnCorrection['what'], true>> = {
  child: true,
  time: true,
  void: true,
  original: true,
};
export const corrections: readonly Column<CorrectionLine>[] = [
  ...ofSession,
  integer('run', m['codebook.any.run'], (row) => row.run),
  integer('group', m['codebook.any.group'], (row) => row.group),
  integer('turn', m['codebook.turns.turn'], (row) => row.turn),
  integer('seq', m['codebook.corrections.seq'], (row) => row.seq),
  code('what', whats, m['codebook.corrections.what'], (row) => row.what),
  codeOrEmpty('old_who', who, m['codebook.corrections.old_who'], (row) => row.before && row.before.who),
  idOrEmpty('old_child', m['codebook.corrections.old_child'], (row) => row.before && row.before.child),
  msOrEmpty('old_start_ms', m['codebook.corrections.old_start'], (row) => row.before && row.before.startAt),
  msOrEmpty('old_end_ms', m['codebook.corrections.old_end'], (row) => row.before && row.before.endAt),
  codeOrEmpty('new_who', who, m['codebook.corrections.new_who'], (row) => row.after && row.after.who),
  idOrEmpty('new_child', m['codebook.corrections.new_child'], (row) => row.after && row.after.child),
  msOrEmpty('new_start_ms', m['codebook.corrections.new_start'], (row) => row.after && row.after.startAt),
  msOrEmpty('new_end_ms', m['codebook.corrections.new_end'], (row) => row.after && row.after.endAt),
  id('author', m['codebook.corrections.author'], (row) => row.author),
  wall('wall_ms', m['codebook.corrections.wall'], (row) => row.wall),
];

export const spotChecks: readonly Column<SpotCheckRow>[] = [
  ...ofRun,
  integer('seq', m['codebook.any.seq'], (row) => row.seq),
  integer('turn', m['codebook.spot_checks.turn'], (row) => row.turn),
  ms('at_ms', m['codebook.any.at'], (row) => row.at),
  wall('wall_ms', m['codebook.any.wall'], (row) => row.wall),
  id('holder', m['codebook.spot_checks.holder'], (row) => row.holder),
  idOrEmpty('answer', m['codebook.spot_checks.answer'], (row) => row.answer),
  id('observer', m['codebook.spot_checks.observer'], (row) => row.observer),
];

const reasons = Object.fromEntries(missingReasons.map((reason) => [reason, true])) as Record<
  MissingReason,
  true
>;
export const figures: readonly Column<FigureLine & OfSession>[] = [
  ...ofSession,
  integer('run', m['codebook.any.run'], (row) => row.run),
  integer('group', m['codebook.any.group'], (row) => row.group),
  id('activity', m['codebook.figures.activity'], (row) => row.activity),
  code('regime', regimes, m['codebook.figures.regime'], (row) => row.regime),
  idOrEmpty('child', m['codebook.figures.child'], (row) => row.child),
  idOrEmpty('other_child', m['codebook.figures.other_child'], (row) => row.otherChild),
  id('measure', m['codebook.figures.measure'], (row) => row.measure),
  decimalOrEmpty('value', m['codebook.figures.value'], (row) => row.value),
  integerOrEmpty('n', m['codebook.figures.n'], (row) => row.n),
  codeOrEmpty('reason', reasons, m['codebook.figures.reason'], (row) => row.reason),
  idOrEmpty('formula', m['codebook.figures.formula'], (row) => row.formula),
];

export interface FormulaLine extends Formula {
  readonly id: string;
  readonly name: FormulaName;
}
export const formulaLines: readonly FormulaLine[] = Object.entries(formulas).map(([name, formula]) => ({
  ...formula,
  id: `${name}@${formula.version}`,
  name: name as FormulaName,
}));
export const formulaColumns: readonly Column<FormulaLine>[] = [
  id('formula', m['codebook.formulas.formula'], (row) => row.id),
  id('unit', m['codebook.formulas.unit'], (row) => row.unit),
  decimalOrEmpty('least', m['codebook.formulas.least'], (row) => row.range[0]),
  decimalOrEmpty('greatest', m['codebook.formulas.greatest'], (row) => row.range[1]),
  id('n', m['codebook.formulas.n'], (row) => row.n),
  text('source', m['codebook.formulas.source'], (row) => row.source),
  text('name_zh_CN', m['codebook.formulas.name_zh'], ({ name }) => nameIn(name, 'zh-CN')),
  text('name_en', m['codebook.formulas.name_en'], ({ name }) => nameIn(name, 'en')),
  text('rule_zh_CN', m['codebook.formulas.rule_zh'], ({ name }) => ruleIn(name, 'zh-CN')),
  text('rule_en', m['codebook.formulas.rule_en'], ({ name }) => ruleIn(name, 'en')),
];

const nameIn = (name: FormulaName, locale: Language) => m[`codebook.formula.${name}`]({}, { locale });
const ruleIn = (name: FormulaName, locale: Language) => m[`codebook.rule.${name}`]({}, { locale });

export const measureColumns: readonly Column<MeasureLine>[] = [
  id('measure', m['codebook.measures.measure'], (row) => row.measure),
  code('about', { game: true, child: true, pair: true }, m['codebook.measures.about'], (row) => row.about),
  id('unit', m['codebook.measures.unit'], (row) => row.unit),
  decimalOrEmpty('least', m['codebook.measures.least'], (row) => row.range[0]),
  decimalOrEmpty('greatest', m['codebook.measures.greatest'], (row) => row.range[1]),
  idOrEmpty('formula', m['codebook.measures.formula'], (row) => row.formula),
  listOrEmpty('reasons', m['codebook.measures.reasons'], (row) => row.reasons.join(';') || null),
  text('meaning_zh_CN', m['codebook.measures.meaning_zh'], (row) => row.meaning({}, { locale: 'zh-CN' })),
  text('meaning_en', m['codebook.measures.meaning_en'], (row) => row.meaning({}, { locale: 'en' })),
];

/** One network of the lesson, and where it is found. */
export interface NetworkLine {
  readonly scope: 'game' | 'pooled';
  readonly run: number | null;
  readonly group: number | null;
  readonly regime: Regime;
  readonly games: number;
  readonly file: string | null;
  readonly nodes: number | null;
  readonly edges: number | null;
  readonly reason: MissingReason | null;
}
export const networks: readonly Column<NetworkLine & OfSession>[] = [
  ...ofSession,
  code('scope', { game: true, pooled: true }, m['codebook.networks.scope'], (row) => row.scope),
  integerOrEmpty('run', m['codebook.networks.run'], (row) => row.run),
  integerOrEmpty('group', m['codebook.networks.group'], (row) => row.group),
  code('regime', regimes, m['codebook.networks.regime'], (row) => row.regime),
  integer('games', m['codebook.networks.games'], (row) => row.games),
  idOrEmpty('file', m['codebook.networks.file'], (row) => row.file),
  integerOrEmpty('nodes', m['codebook.networks.nodes'], (row) => row.nodes),
  integerOrEmpty('edges', m['codebook.networks.edges'], (row) => row.edges),
  codeOrEmpty('reason', reasons, m['codebook.networks.reason'], (row) => row.reason),
];
