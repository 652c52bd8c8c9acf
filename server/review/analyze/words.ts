/** What figures, regimes and reasons are called in the terminal. */
import { m } from '../../../generated/paraglide/messages.js';
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { Figure, MissingReason } from '../../../src/wire/review.ts';
import type { Language } from '../../../src/wire/vocabulary.ts';
import type { FormulaName } from '../measures/formulas.ts';

export function nameText({ formula }: Pick<Figure, 'formula'>, locale: Language): string {
  return m[`codebook.formula.${formulaOf(formula)}`]({}, { locale });
}

/** `equality.gini` of `equality.gini@1`. */
export function formulaOf(id: string): FormulaName {
  return id.slice(0, id.indexOf('@')) as FormulaName;
}

export function reasonText(reason: MissingReason, locale: Language): string {
  return m[`charts.reason.${reason}`]({}, { locale });
}

export function regimeText(regime: Regime, locale: Language): string {
  return m[`review.runs.${regime}`]({}, { locale });
}
