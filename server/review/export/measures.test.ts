import { expect, it } from 'vitest';
import { reviewSessions } from '../../../tests/support/reviewSessions.ts';
import { formulas } from '../measures/formulas.ts';
import { figureLines } from './figures.ts';
import { measureLines } from './measures.ts';
import { formulaColumns, formulaLines } from './tables.review.ts';

const defined = new Map(measureLines.map((line) => [line.measure, line]));

it('every figure of the lessons of the review has a definition that it keeps to', async () => {
  const seen = new Set<string>();
  for (const make of Object.values(reviewSessions)) {
    const { store, session } = await make();
    for (const line of ((await store.lesson(session))?.games ?? []).flatMap(figureLines)) {
      const { measure, child, otherChild, value, reason, formula } = line;
      const definition = defined.get(measure);
      const about = child === null ? 'game' : otherChild === null ? 'child' : 'pair';
      expect({ measure, about, formula }).toEqual({
        measure,
        about: definition?.about,
        formula: definition?.formula,
      });
      if (reason !== null) expect(definition?.reasons, measure).toContain(reason);
      const [least, greatest] = definition?.range ?? [];
      if (value !== null && typeof least === 'number') expect(value, measure).toBeGreaterThanOrEqual(least);
      if (value !== null && typeof greatest === 'number')
        expect(value, measure).toBeLessThanOrEqual(greatest);
      seen.add(measure);
    }
  }
  expect([...defined.keys()].filter((measure) => !seen.has(measure))).toEqual([]);
});

it('a definition is worded in both languages, and says how often this child answered', () => {
  for (const { measure, meaning } of measureLines) {
    expect(meaning({}, { locale: 'zh-CN' }), measure).toMatch(/\p{Script=Han}.*。$/u);
    expect(meaning({}, { locale: 'en' }), measure).toMatch(/^[^\p{Script=Han}]+\.$/u);
  }
  const answers = defined.get('child.response_rate');
  expect(answers?.meaning({}, { locale: 'en' })).toMatch(/THIS child answered.*n = times addressed/);
});

it('every formula has a written rule', () => {
  expect(formulaLines).toHaveLength(Object.keys(formulas).length);
  const rules = formulaColumns.filter(({ name }) => name.startsWith('rule_'));
  for (const line of formulaLines)
    for (const { cell } of rules) expect(cell(line), line.id).toMatch(/[.。]$/);
});
