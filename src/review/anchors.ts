/** Evidence as the id of an element on a lesson's page, and as the `see` of its address. */
import type { Evidence } from '../wire/review.ts';

/** The element that shows it: `turn.<run>.<group>.<turn>`, `moment.<seq>`, `child.<id>`, `game.…`, `network.…`, `figure.…`. */
export function anchorOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'turn':
      return `turn.${evidence.run}.${evidence.group}.${evidence.turn}`;
    case 'moment':
      return `moment.${evidence.seq}`;
    case 'child':
      return `child.${evidence.child}`;
    case 'game':
      return `game.${evidence.run}.${evidence.group}`;
    case 'network':
      return `network.${evidence.run}.${evidence.group}`;
    case 'figure':
      return `figure.${evidence.run}.${evidence.group}.${evidence.formula}`;
  }
}

/** The game that has to be open for the element to be there; null where it stands outside the games. */
export function gameOfAnchor(anchor: string): { readonly run: number; readonly group: number } | null {
  const found = /^(?:turn|game|network|figure)\.(\d+)\.(\d+)(?:\.|$)/.exec(anchor);
  return found === null ? null : { run: Number(found[1]), group: Number(found[2]) };
}

/** Whether it stands in a part of the page that is loaded after the page. */
export const isBeside = (anchor: string): boolean => /^(?:network|figure)\./.test(anchor);
