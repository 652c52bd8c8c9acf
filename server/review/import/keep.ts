/** An imported record as one write: its log tells that and by whom it was played, by seats; its facts are rows as ever. */
import type { FactWrite, SeatRow } from '../../record/facts.ts';
import type { Entry } from '../../store/port.ts';
import type { LessonRecord, PlayerRow } from '../facts.ts';

export interface Writes {
  readonly entries: readonly Entry[];
  readonly facts: readonly FactWrite[];
}

/** @param wall when it is written. */
export function writesOf(record: LessonRecord, wall: number): Writes {
  const entries: Entry[] = [];
  const log = (kind: Entry['kind'], payload: object, of: Partial<Entry> = {}): number => {
    const seq = entries.length + 1;
    const nowhere = { run: null, grp: null, step: null, at: null, actionId: null };
    entries.push({ seq, kind, ...nowhere, wall, payload, ...of });
    return seq;
  };
  const first = log('session', { type: 'imported', turns: record.turns.length });
  const seats = seatsOf(record);
  for (const { run, grp, endedAt } of record.groups) {
    const own = record.players.filter((player) => player.run === run && player.grp === grp);
    log('run', { type: 'imported', seats: seatNumbers(own, seats) }, { run, grp, at: endedAt });
  }
  const prompts = record.prompts.map((row) => {
    const { run, grp, at, turn, level } = row;
    return { ...row, seq: log('review', { type: 'prompt', turn, level }, { run, grp, at }) };
  });
  const { session, roll, runs, pauses, groups, turns, requests } = record;
  const contributions = record.contributions.map((row) => ({ ...row, seq: first }));
  return {
    entries,
    facts: [
      { table: 'session', insert: session },
      ...roll.map((insert): FactWrite => ({ table: 'roll', insert })),
      ...seats.map((insert): FactWrite => ({ table: 'seat', insert })),
      ...runs.map((insert): FactWrite => ({ table: 'run', insert })),
      ...pauses.map((insert): FactWrite => ({ table: 'pause', insert })),
      ...groups.map((insert): FactWrite => ({ table: 'run_group', insert })),
      ...turns.map((insert): FactWrite => ({ table: 'turn', insert })),
      ...contributions.map((insert): FactWrite => ({ table: 'contribution', insert })),
      ...requests.map((insert): FactWrite => ({ table: 'request', insert })),
      ...prompts.map((insert): FactWrite => ({ table: 'prompt', insert })),
    ],
  };
}

/** Seats of recorded children, then as many as the game with the most guests needs; nobody has sat on any. */
function seatsOf({ session, roll, players, groups }: LessonRecord): SeatRow[] {
  const children = [...new Set(players.flatMap(({ child }) => child ?? []))];
  const guests = groups.map(({ seats, recorded }) => seats - recorded);
  const sitters = [...children, ...Array.from({ length: Math.max(0, ...guests) }, () => null)];
  return sitters.map((child, index) => ({
    session: session.session,
    rehearsal: session.rehearsal,
    seat: index + 1,
    grp: roll.find((row) => row.child === child)?.grp ?? 0,
    child,
    epoch: 1,
    device: null,
    tokenHash: null,
    active: 0,
  }));
}

function seatNumbers(players: readonly PlayerRow[], seats: readonly SeatRow[]): number[] {
  const free = seats.filter(({ child }) => child === null).map(({ seat }) => seat);
  return players.flatMap(({ child }) => {
    const own = child === null ? free.shift() : seats.find((seat) => seat.child === child)?.seat;
    return own ?? [];
  });
}
