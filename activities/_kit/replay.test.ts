import { describe, expect, it } from 'vitest';
import { nameBall } from '../name-ball/rules.ts';
import { play } from './play.ts';
import { replay } from './replay.ts';

const game = play(nameBall, {
  seed: 5,
  config: nameBall.defaults,
  seats: [1, 2, 3].map((seat) => ({ seat, tablet: 1 })),
  manners: { silent: 20, seats: 0, skip: 0, extend: 0 },
  moves: 100,
});

describe('replay', () => {
  it('refuses a log of another version: its rules may have been others', () => {
    expect(() => replay(nameBall, { ...game.first, version: 0 }, [])).toThrow(/a log of name-ball 0/);
  });

  it('says which entry the rules no longer accept', () => {
    expect(() => replay(nameBall, game.first, [...game.moves, { at: 0, input: { kind: 'end' } }])).toThrow(
      `entry ${game.moves.length + 1} (end) is refused: over`,
    );
  });
});

describe('play', () => {
  it('plays the same game for the same script, to its outcome', () => {
    const { first, moves } = game;
    const script = { seed: 5, config: first.setup.config, seats: first.setup.seats };
    const again = play(nameBall, {
      ...script,
      manners: { silent: 20, seats: 0, skip: 0, extend: 0 },
      moves: 100,
    });
    expect(again).toEqual(game);
    expect(nameBall.outcome(moves[moves.length - 1]!.after as never)).toBe('done');
  });
});
