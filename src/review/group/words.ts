import { m } from '../../../generated/paraglide/messages.js';
import type { FigureColumn } from './series.ts';

export const figureWords: Record<FigureColumn, () => string> = {
  activeShare: m['history.group.activeShare'],
  gini: m['history.group.gini'],
  density: m['history.group.density'],
  reciprocity: m['history.group.reciprocity'],
};
