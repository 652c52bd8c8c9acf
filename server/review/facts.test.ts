import { describe, expect, it } from 'vitest';
import { groupRow, pauseRow, rollRow, runRow, sessionRow, turnRow } from '../../tests/support/rows.ts';
import type { TurnRow } from '../record/facts.ts';
import { reviewFacts } from './facts.ts';
import type { Game, LessonRecord, PlayerRow } from './facts.ts';

function gameOf(over: Partial<LessonRecord>): Game {
  const record: LessonRecord = {
    session: sessionRow(),
    roll: ['k1', 'k2', 'k3'].map((child) => rollRow(child)),
    runs: [runRow()],
    pauses: [],
    groups: [groupRow()],
    turns: [],
    voided: [],
    corrections: [],
    contributions: [],
    requests: [],
    prompts: [],
    observations: [],
    notes: [],
    lastAt: new Map([[1, 90_000]]),
    players: [],
    ...over,
  };
  const [game] = reviewFacts(record, ['k3', 'k1', 'k2']).games;
  if (game === undefined) throw new Error('no game');
  return game;
}

/** A turn of 1 s, at as many seconds as its number. */
const taken = (turn: number, child: string | null, over: Partial<TurnRow> = {}): TurnRow =>
  turnRow({
    turn,
    child,
    speaker: child === null ? 'adult' : 'child',
    offeredAt: turn * 1000,
    claimedAt: turn * 1000,
    endedAt: turn * 1000 + 900,
    why: 'self',
    ...over,
  });
const follows = (over: Partial<LessonRecord>) =>
  gameOf(over)
    .turns.filter((turn) => turn.taken)
    .map((turn) => turn.follows);

describe('a turn follows the one before it', () => {
  it('but the first follows nothing', () => {
    expect(follows({ turns: [taken(1, 'k1'), taken(2, 'k2'), taken(3, 'k1')] })).toEqual([false, true, true]);
  });

  it('over what was passed or never claimed, for nobody had the floor there', () => {
    const turns = [
      taken(1, 'k1'),
      taken(2, 'k2', { why: 'passed' }),
      taken(3, 'k3', { claimedAt: null, why: 'unclaimed' }),
      taken(4, 'k2'),
    ];
    expect(follows({ turns })).toEqual([false, true]);
  });

  it('over a turn that was corrected away', () => {
    const turns = [taken(1, 'k1'), taken(3, 'k2')];
    expect(follows({ turns, voided: [{ run: 1, grp: 1, turn: 2 }] })).toEqual([false, true]);
  });

  it('not where a number is missing: there a guest spoke', () => {
    expect(follows({ turns: [taken(1, 'k1'), taken(3, 'k2')] })).toEqual([false, false]);
  });

  it('not where the turn between is of a child who withdrew', () => {
    const roll = [rollRow('k1'), rollRow('k2'), rollRow('k3', { recorded: 0 })];
    const turns = [taken(1, 'k1'), taken(2, 'k3'), taken(3, 'k2')];
    expect(follows({ roll, turns })).toEqual([false, false]);
  });

  it('not after the adult', () => {
    expect(follows({ turns: [taken(1, 'k1'), taken(2, null), taken(3, 'k2')] })).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('not across a pause, nor after one during the turn before', () => {
    const turns = [taken(1, 'k1'), taken(2, 'k2'), taken(3, 'k1')];
    expect(follows({ turns, pauses: [pauseRow({ at: 1950 })] })).toEqual([false, false, true]);
    expect(follows({ turns, pauses: [pauseRow({ at: 1500 })] })).toEqual([false, false, true]);
    expect(follows({ turns, pauses: [pauseRow({ run: 2, at: 1950 })] })).toEqual([false, true, true]);
  });

  it('in the order of the claims, not of the offers', () => {
    const turns = [taken(1, 'k1', { claimedAt: 5000, endedAt: 6000 }), taken(2, 'k2')];
    expect(gameOf({ turns }).turns.map(({ turn }) => turn)).toEqual([2, 1]);
    expect(follows({ turns })).toEqual([false, true]);
  });
});

describe('the roster of a game', () => {
  const players = (...children: (string | null)[]): PlayerRow[] =>
    children.map((child) => ({ run: 1, grp: 1, child }));

  it('is who played by the log, in the order of the class, guests counted', () => {
    const game = gameOf({ players: players('k1', 'k3', null) });
    expect(game).toMatchObject({ roster: ['k3', 'k1'], present: 3 });
  });

  it('is the roll of the group where no log tells', () => {
    const roll = [rollRow('k1'), rollRow('k2', { grp: 2 }), rollRow('k3', { recorded: 0 })];
    expect(gameOf({ roll })).toMatchObject({ roster: ['k1'], present: 2 });
    expect(gameOf({ roll, groups: [groupRow({ grp: 0 })] })).toMatchObject({
      roster: ['k1', 'k2'],
      present: 3,
    });
  });

  it('leaves out who was marked absent, unless the record has an act of the child', () => {
    const roll = [rollRow('k1'), rollRow('k2', { status: 'absent' }), rollRow('k3', { status: 'absent' })];
    const turns = [taken(1, 'k1'), taken(2, 'k2')];
    expect(gameOf({ roll, turns, players: players('k1', 'k2', 'k3') }).roster).toEqual(['k1', 'k2']);
  });

  it('counts who withdrew as a guest', () => {
    const roll = [rollRow('k1'), rollRow('k2', { recorded: 0 })];
    expect(gameOf({ roll, players: players('k1', 'k2') })).toMatchObject({ roster: ['k1'], present: 2 });
  });
});

describe('the length of a game', () => {
  it('is to the group’s end, else to the run’s, else to the last that the log tells', () => {
    expect(gameOf({ groups: [groupRow({ endedAt: 50_000 })] }).lengthMs).toBe(50_000);
    expect(gameOf({ runs: [runRow({ endedAt: 70_000 })] }).lengthMs).toBe(70_000);
    expect(gameOf({}).lengthMs).toBe(90_000);
  });
});
