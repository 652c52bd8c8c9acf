/** Whole rows of the record for tests, each with plain values that a test overrides where they matter. */
import type { Entry } from '../../server/store/port.ts';
import type { RecordTables } from '../../server/record/facts.ts';

/** 2026-03-02 09:00 in China, Unix ms. */
export const nine = 1_772_413_200_000;

export function entry(seq: number, over: Partial<Entry> = {}): Entry {
  return {
    seq,
    kind: 'session',
    run: null,
    grp: null,
    step: null,
    at: null,
    wall: nine + seq,
    actionId: null,
    payload: { seq },
    ...over,
  };
}

export function sessionRow(over: Partial<RecordTables['session']> = {}): RecordTables['session'] {
  return {
    session: 's1',
    rehearsal: 0,
    class: 'c1',
    phase: 'roll',
    startedWall: nine,
    endedWall: null,
    utcOffset: 480,
    door: 'apple,key,boat',
    activity: null,
    speed: 1,
    origin: 'live',
    source: null,
    ...over,
  };
}

export function rollRow(child: string, over: Partial<RecordTables['roll']> = {}): RecordTables['roll'] {
  return {
    session: 's1',
    rehearsal: 0,
    child,
    status: 'present',
    grp: 1,
    recorded: 1,
    changedWall: nine,
    ...over,
  };
}

export function runRow(over: Partial<RecordTables['run']> = {}): RecordTables['run'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    activity: 'name-ball',
    version: 1,
    config: '{}',
    deck: '[]',
    seed: 7,
    regime: 'chosen',
    scope: 'group',
    prompting: 0,
    startedWall: nine + 60_000,
    endedWall: null,
    endedAt: null,
    why: null,
    ...over,
  };
}

export function pauseRow(over: Partial<RecordTables['pause']> = {}): RecordTables['pause'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    pause: 1,
    at: 5000,
    fromWall: nine + 65_000,
    toWall: null,
    why: 'adult',
    ...over,
  };
}

export function groupRow(over: Partial<RecordTables['run_group']> = {}): RecordTables['run_group'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    grp: 1,
    seats: 3,
    recorded: 3,
    tablets: 1,
    goalDone: 0,
    goalOf: 3,
    outcome: null,
    endedAt: null,
    ...over,
  };
}

export function seatRow(over: Partial<RecordTables['seat']> = {}): RecordTables['seat'] {
  return {
    session: 's1',
    rehearsal: 0,
    seat: 1,
    grp: 1,
    child: 'k1',
    epoch: 1,
    device: null,
    tokenHash: null,
    active: 1,
    ...over,
  };
}

export function deviceRow(over: Partial<RecordTables['device']> = {}): RecordTables['device'] {
  return { session: 's1', rehearsal: 0, device: 'd1', label: 1, grp: 1, ...over };
}

export function turnRow(over: Partial<RecordTables['turn']> = {}): RecordTables['turn'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    grp: 1,
    turn: 1,
    speaker: 'child',
    child: 'k1',
    givenBy: 'rules',
    givenByChild: null,
    options: null,
    regime: 'chosen',
    bounded: 1,
    offeredAt: 1000,
    offeredWall: nine + 61_000,
    claimedAt: null,
    claimedWall: null,
    endedAt: null,
    endedWall: null,
    why: null,
    toward: null,
    towardChild: null,
    attribution: null,
    channel: null,
    prompt: null,
    claimShownMs: null,
    endShownMs: null,
    claimQueued: null,
    endQueued: null,
    ...over,
  };
}

export function contributionRow(
  over: Partial<RecordTables['contribution']> = {},
): RecordTables['contribution'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    grp: 1,
    seq: 9,
    part: 0,
    child: 'k1',
    code: 'greet',
    toward: 'group',
    towardChild: null,
    turn: 1,
    at: 2500,
    receivedWall: nine + 62_500,
    shownMs: 400,
    queued: 0,
    ...over,
  };
}

export function requestRow(over: Partial<RecordTables['request']> = {}): RecordTables['request'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    grp: 1,
    request: 1,
    child: 'k1',
    at: 2000,
    receivedWall: nine + 62_000,
    shownMs: null,
    queued: 0,
    closedAt: null,
    outcome: null,
    turn: null,
    ...over,
  };
}

export function presenceRow(over: Partial<RecordTables['presence']> = {}): RecordTables['presence'] {
  return {
    session: 's1',
    rehearsal: 0,
    seq: 3,
    child: 'k1',
    change: 'seated',
    device: 'd1',
    wall: nine + 30_000,
    run: null,
    at: null,
    ...over,
  };
}

export function promptRow(over: Partial<RecordTables['prompt']> = {}): RecordTables['prompt'] {
  return {
    session: 's1',
    rehearsal: 0,
    run: 1,
    grp: 1,
    seq: 12,
    child: 'k1',
    level: 1,
    turn: 1,
    at: 1500,
    wall: nine + 61_500,
    ...over,
  };
}

export function observationRow(over: Partial<RecordTables['observation']> = {}): RecordTables['observation'] {
  return {
    session: 's1',
    rehearsal: 0,
    seq: 13,
    run: 1,
    at: 3000,
    wall: nine + 63_000,
    child: 'k1',
    code: 'INIT',
    observer: 'a1',
    ...over,
  };
}

export function noteRow(over: Partial<RecordTables['note']> = {}): RecordTables['note'] {
  return {
    session: 's1',
    rehearsal: 0,
    seq: 14,
    run: null,
    at: null,
    wall: nine + 90_000,
    child: null,
    text: '一切顺利',
    author: 'a1',
    ...over,
  };
}

export function correctionRow(over: Partial<RecordTables['correction']> = {}): RecordTables['correction'] {
  return {
    session: 's1',
    rehearsal: 0,
    seq: 20,
    run: 1,
    grp: 1,
    turn: 1,
    what: 'void',
    child: null,
    startAt: null,
    endAt: null,
    author: 'a1',
    wall: nine + 900_000,
    ...over,
  };
}

export function spotCheckRow(over: Partial<RecordTables['spot_check']> = {}): RecordTables['spot_check'] {
  return {
    session: 's1',
    rehearsal: 0,
    seq: 16,
    run: 1,
    grp: 1,
    turn: 1,
    at: 2000,
    wall: nine + 62_000,
    holder: 'k1',
    answer: 'k1',
    observer: 'a1',
    ...over,
  };
}
