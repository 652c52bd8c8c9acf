/** From what the rules said to rows of the record: seats become children, guests become silence. */
import type { Fact, Ms, Seat, Speaker, Target } from '../../activities/_kit/contract.ts';
import type { FactWrite, Flag, RecordTables, TurnRow } from './facts.ts';

/** What later facts of an instance need to know of earlier ones, and the adult's live balance. */
export interface Ledger {
  /** Every turn so far with its speaker. */
  readonly speakers: Map<number, Speaker>;
  readonly requesters: Map<number, Seat>;
  /** The turn that is offered or claimed now, by speaker. */
  readonly open: Map<Speaker, number>;
  /** The turn that is claimed now, by speaker. */
  readonly held: Map<Speaker, number>;
  /** Turns that a seat has claimed. */
  readonly turns: Map<Seat, number>;
  /** The strongest prompt that a turn was given, 1 … 3. */
  readonly prompts: Map<number, number>;
  /** Run clock of the end of the seat's last claimed turn, or of its coming. */
  readonly since: Map<Seat, Ms>;
}

/** How the tap was made that caused the step; null where no tap did. */
export interface Tap {
  readonly shownMs: number | null;
  readonly queued: boolean;
}

export interface Circumstances {
  readonly session: string;
  readonly rehearsal: Flag;
  readonly run: number;
  readonly grp: number;
  /** Seq of the step's log entry. */
  readonly seq: number;
  readonly at: Ms;
  readonly wall: number;
  /** Prompt marking is on. */
  readonly prompting: boolean;
  readonly tap: Tap | null;
  /** The recorded child on a seat; null for a guest. */
  readonly childOn: (seat: Seat) => string | null;
}

export function newLedger(seats: readonly Seat[], at: Ms): Ledger {
  return {
    speakers: new Map(),
    requesters: new Map(),
    open: new Map(),
    held: new Map(),
    turns: new Map(),
    prompts: new Map(),
    since: new Map(seats.map((seat) => [seat, at])),
  };
}

/** Keeps a fact in mind. */
export function note(ledger: Ledger, fact: Fact, at: Ms): void {
  switch (fact.fact) {
    case 'turn_offered':
      ledger.speakers.set(fact.turn, fact.speaker);
      ledger.open.set(fact.speaker, fact.turn);
      return;
    case 'turn_claimed': {
      const speaker = ledger.speakers.get(fact.turn);
      if (speaker !== undefined) ledger.held.set(speaker, fact.turn);
      if (typeof speaker !== 'number') return;
      ledger.turns.set(speaker, (ledger.turns.get(speaker) ?? 0) + 1);
      ledger.since.set(speaker, at);
      return;
    }
    case 'turn_ended': {
      const speaker = ledger.speakers.get(fact.turn);
      if (speaker === undefined) return;
      ledger.open.delete(speaker);
      ledger.held.delete(speaker);
      if (typeof speaker === 'number' && fact.why !== 'unclaimed') ledger.since.set(speaker, at);
      return;
    }
    case 'request_made':
      ledger.requesters.set(fact.request, fact.seat);
      return;
    case 'request_closed':
    case 'contribution':
    case 'steering':
  }
}

/** Notes the facts of one step and gives the rows they become. Guests have none; unknown is null, never 0. */
export function record(ledger: Ledger, facts: readonly Fact[], now: Circumstances): FactWrite[] {
  for (const fact of facts) note(ledger, fact, now.at);
  return facts.flatMap((fact, part) => rowOf(ledger, fact, part, now) ?? []);
}

function rowOf(ledger: Ledger, fact: Fact, part: number, now: Circumstances): FactWrite | null {
  const { session, rehearsal, run, grp } = now;
  const place = { session, rehearsal, run, grp };
  switch (fact.fact) {
    case 'turn_offered': {
      const child = childIn(fact.speaker, now);
      return child === undefined ? null : { table: 'turn', insert: offered(fact, child, now) };
    }
    case 'turn_claimed':
      return turnUpdate(ledger, fact.turn, now, {
        claimedAt: now.at,
        claimedWall: now.wall,
        attribution: fact.attribution,
        claimShownMs: now.tap?.shownMs ?? null,
        claimQueued: flagOf(now.tap),
      });
    case 'turn_ended': {
      const [toward, towardChild] = targetIn(fact.toward, now);
      return turnUpdate(ledger, fact.turn, now, {
        endedAt: now.at,
        endedWall: now.wall,
        why: fact.why,
        toward,
        towardChild,
        channel: fact.channel,
        endShownMs: now.tap?.shownMs ?? null,
        endQueued: flagOf(now.tap),
      });
    }
    case 'contribution': {
      const child = now.childOn(fact.seat);
      if (child === null) return null;
      const [toward, towardChild] = targetIn(fact.toward, now);
      const { seq } = now;
      const { code, turn } = fact;
      return {
        table: 'contribution',
        insert: { ...place, ...actOf(now), seq, part, child, code, toward, towardChild, turn },
      };
    }
    case 'request_made': {
      const child = now.childOn(fact.seat);
      if (child === null) return null;
      const open = { closedAt: null, outcome: null, turn: null };
      return {
        table: 'request',
        insert: { ...place, ...actOf(now), request: fact.request, child, ...open },
      };
    }
    case 'request_closed': {
      const seat = ledger.requesters.get(fact.request);
      if (seat === undefined || now.childOn(seat) === null) return null;
      return {
        table: 'request',
        key: { session, run, grp, request: fact.request },
        update: { closedAt: now.at, outcome: fact.outcome, turn: fact.turn },
      };
    }
    case 'steering':
      return null;
  }
}

function offered(
  fact: Extract<Fact, { fact: 'turn_offered' }>,
  child: string | null,
  now: Circumstances,
): TurnRow {
  const { session, rehearsal, run, grp } = now;
  const giver = typeof fact.givenBy === 'number' ? now.childOn(fact.givenBy) : null;
  const givenBy = typeof fact.givenBy === 'number' ? (giver === null ? 'guest' : 'child') : fact.givenBy;
  return {
    ...{ session, rehearsal, run, grp },
    turn: fact.turn,
    speaker: fact.speaker === 'adult' ? 'adult' : 'child',
    child,
    givenBy,
    givenByChild: giver,
    options: fact.options && JSON.stringify(fact.options.map((seat) => now.childOn(seat) ?? 'guest')),
    regime: fact.regime,
    bounded: fact.bounded ? 1 : 0,
    offeredAt: now.at,
    offeredWall: now.wall,
    claimedAt: null,
    claimedWall: null,
    endedAt: null,
    endedWall: null,
    why: null,
    toward: null,
    towardChild: null,
    attribution: null,
    channel: null,
    prompt: now.prompting && child !== null ? 0 : null,
    claimShownMs: null,
    endShownMs: null,
    claimQueued: null,
    endQueued: null,
  };
}

/** Null for a turn that has no row: a guest's, or of a child whose consent was withdrawn since. */
function turnUpdate(
  ledger: Ledger,
  turn: number,
  now: Circumstances,
  update: Partial<RecordTables['turn']>,
): FactWrite | null {
  const speaker = ledger.speakers.get(turn);
  if (speaker === undefined || childIn(speaker, now) === undefined) return null;
  const { session, run, grp } = now;
  return { table: 'turn', key: { session, run, grp, turn }, update };
}

/** The speaker's recorded child, null for the adult, undefined for a guest. */
function childIn(speaker: Speaker, now: Circumstances): string | null | undefined {
  return speaker === 'adult' ? null : (now.childOn(speaker) ?? undefined);
}

function targetIn(
  target: Target,
  now: Circumstances,
): ['child', string] | ['group' | 'adult' | 'unknown', null] {
  if (typeof target !== 'number') return [target, null];
  const child = now.childOn(target);
  return child === null ? ['unknown', null] : ['child', child];
}

function actOf(now: Circumstances) {
  return {
    at: now.at,
    receivedWall: now.wall,
    shownMs: now.tap?.shownMs ?? null,
    queued: flagOf(now.tap) ?? 0,
  } as const;
}

function flagOf(tap: Tap | null): Flag | null {
  return tap === null ? null : tap.queued ? 1 : 0;
}
