/** What the rules tell of the map before it is open to all: nothing but what was walked or met. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { play } from '../_kit/play.ts';
import { envOf, type AnyInput } from '../_kit/replay.ts';
import { rngFor } from '../_kit/rng.ts';
import { cellBeside, groundAt, layMap, type Way } from './rules.map.ts';
import { guideAndWalker } from './rules.ts';
import type { Walk } from './rules.state.ts';

describe('the secret map', () => {
  /** The same walk over another map that agrees with it on all that has been found out, and on the cell `spare`. */
  function overAnotherMap(walk: Walk, seed: number, spare: number | null): Walk | null {
    const { field } = walk.shared;
    if (field === null || walk.shared.reveal !== null) return null;
    const { rows } = layMap(field.size, rngFor(seed, 1));
    const fixed = new Set([...field.trail, ...field.closed, ...(spare === null ? [] : [spare])]);
    const words = rows.map((word, row) => {
      const cells = Array.from(word.slice(word.indexOf(':') + 1), (letter, column) => {
        const cell = row * field.size + column;
        return fixed.has(cell) ? walk.hidden.rows[row]![column + 2] : letter;
      });
      return `${row}:${cells.join('')}`;
    });
    return { ...walk, hidden: { ...walk.hidden, rows: words } };
  }

  it('leaves no trace in what all are shown: over another map that agrees so far, every act leads to the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0x7fff_ffff }),
        fc.constantFrom([1], [1, 2, 3]),
        (seed, tablets) => {
          const seats = Array.from({ length: 6 }, (_, index) => ({
            ...{ seat: index + 1, tablet: tablets[index % tablets.length]! },
          }));
          const manners = { silent: 10, seats: 5, skip: 3, extend: 1 };
          const config = guideAndWalker.defaults;
          const { moves } = play(guideAndWalker, { seed, config, seats, manners, moves: 120 });
          let compared = 0;
          for (const [index, { before, input, at }] of moves.entries()) {
            compared += leadsToTheSame(before as Walk, input, at, seed + index) ? 1 : 0;
          }
          expect(compared).toBeGreaterThan(0);
        },
      ),
    );
  });

  function leadsToTheSame(walk: Walk, input: AnyInput, at: number, seed: number): boolean {
    const { field } = walk.shared;
    const action = input.kind === 'action' ? (input.action as { readonly way?: Way }) : {};
    const tried = field !== null && action.way ? cellBeside(field.size, field.at, action.way) : null;
    const other = overAnotherMap(walk, seed, tried);
    if (other === null || (tried !== null && groundAt(walk.hidden.rows, field!.size, tried) === 'treasure'))
      return false;
    const env = envOf(seed, 1, at);
    const [one, two] = [walk, other].map((start) => guideAndWalker.reduce(start, input as never, env));
    if (!one?.ok || !two?.ok) throw new Error('an act that was accepted is refused over another map');
    if (one.state.shared.reveal !== null) return false;
    expect(two.state.shared).toEqual(one.state.shared);
    expect(two.facts).toEqual(one.facts);
    return true;
  }
});
