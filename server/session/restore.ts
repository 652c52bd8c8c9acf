/** A lesson as the store has it: after a restart, or after a write that failed. The same code for both. */
import * as v from 'valibot';
import type { AnyActivity, Seat } from '../../activities/_kit/contract.ts';
import type { Entry as Step, FirstEntry } from '../../activities/_kit/replay.ts';
import type { Moment } from '../../src/wire/publish.ts';
import type { RunRow } from '../record/facts.ts';
import type { Entry, LogStore, PeopleStore, StoredSession } from '../store/port.ts';
import { facilitatorView, groupView, replayInstance } from './instance.ts';
import type { Instance } from './instance.ts';
import { activityOf } from './live.ts';
import type { Live, Run, SessionLog } from './live.ts';
import { shownMoments } from './moments.ts';
import { loadPeople } from './people.ts';
import { newSpots, settledIn } from './spots.ts';

export interface Restored {
  readonly live: Live;
  /** Groups still open in a run that cannot go on, because its activity is gone or plays by other rules now. */
  readonly superseded: readonly number[] | null;
}

/** What the running process still knows and no row may hold: who sits on which seat. */
export type Links = ReadonlyMap<Seat, string | null>;

/**
 * @param why the reason that the run stands still: every running session comes back paused, at the run time of
 *   its last durable entry.
 * Returns null when the store has no such session.
 */
export async function restore(
  store: LogStore & PeopleStore,
  activities: Readonly<Record<string, AnyActivity>>,
  session: string,
  why: 'restart' | 'not_saved',
  links: Links,
  log: SessionLog,
): Promise<Restored | null> {
  const stored = await store.load(session);
  if (stored === null) return null;
  const entries = await store.entries(session);
  const live = await withoutRun(store, stored, links, exposedSeats(entries));
  const row = stored.runs.find(({ endedWall }) => endedWall === null);
  if (row === undefined) return { live, superseded: null };
  const instances = instancesOf(activities, row, stored.entries, log);
  const settled = settledIn(entries, row.run);
  live.run = pausedRun(live, stored, row, instances ?? new Map(), why, settled);
  for (const { run, grp, turn, level } of await store.rows('prompt', session)) {
    const prompts = run === row.run && turn !== null ? instances?.get(grp)?.ledger.prompts : undefined;
    if (prompts && turn !== null) prompts.set(turn, Math.max(level, prompts.get(turn) ?? 0));
  }
  const open = stored.groups.filter(({ run, outcome }) => run === row.run && outcome === null);
  return { live, superseded: instances === null ? open.map(({ grp }) => grp) : null };
}

async function withoutRun(
  store: LogStore & PeopleStore,
  stored: StoredSession,
  links: Links,
  exposed: ReadonlySet<Seat>,
): Promise<Live> {
  const { session, roll, seats, devices, runs, lastSeq, answers } = stored;
  const classes = await store.classes();
  const order = (await store.members(session.class)).map(({ child }) => child);
  const rank = new Map(order.map((child, index) => [child, index]));
  const rows = [...roll].sort((a, b) => (rank.get(a.child) ?? Infinity) - (rank.get(b.child) ?? Infinity));
  const people = await loadPeople(store, rows.map(({ child }) => child)); // prettier-ignore
  return {
    session: { ...session },
    className: classes.find(({ classId }) => classId === session.class)?.name ?? '',
    seq: lastSeq,
    frame: 0,
    people: new Map(people.map((person) => [person.child, person])),
    roll: new Map(rows.map((row) => [row.child, { ...row }])),
    seats: new Map(
      seats.map((row) => {
        const sitter = row.child ?? links.get(row.seat) ?? null;
        return [row.seat, { row: { ...row }, sitter, exposed: exposed.has(row.seat) }];
      }),
    ),
    devices: new Map([...devices].sort((a, b) => a.label - b.label).map((row) => [row.device, { ...row }])),
    asks: new Map(),
    greets: new Map(),
    inHand: new Map(),
    moments: await momentsOf(store, session.session),
    answers: new Map(answers),
    runs: runs.length,
    run: null,
    promptingNext: runs.some(({ endedWall, prompting }) => endedWall === null && prompting === 1),
    saved: null,
    doorShown: false,
    last: new Map(),
  };
}

const guestPayload = v.looseObject({ type: v.literal('guest'), seat: v.number() });

/** Seats whose child withdrew its consent. */
function exposedSeats(entries: readonly Entry[]): ReadonlySet<Seat> {
  const seats = entries
    .filter(({ kind }) => kind === 'seat')
    .map(({ payload }) => v.safeParse(guestPayload, payload));
  return new Set(seats.flatMap((parsed) => (parsed.success ? [parsed.output.seat] : [])));
}

function pausedRun(
  live: Live,
  stored: StoredSession,
  row: RunRow,
  instances: ReadonlyMap<number, Instance>,
  why: 'restart' | 'not_saved',
  settled: number,
): Run {
  const pauses = stored.pauses.filter(({ run }) => run === row.run);
  const open = pauses.find(({ toWall }) => toWall === null);
  const times = [...stored.entries.map(({ at }) => at ?? 0), ...pauses.map(({ at }) => at)];
  const walls = [row.startedWall, ...stored.entries.map(({ wall }) => wall)];
  return {
    row: { ...row },
    clock: { at: Math.max(0, ...times), mono: 0, running: false, speed: live.session.speed },
    // The pause that the server made is the next; a pause that was open already goes on.
    pauses: open ? open.pause : pauses.length + 1,
    paused: { why, fromWall: open?.fromWall ?? Math.max(...walls), written: open !== undefined },
    instances,
    prompting: row.prompting === 1,
    spots: newSpots(row.seed, settled),
  };
}

/** Null when the run cannot go on under today's rules. */
function instancesOf(
  activities: Readonly<Record<string, AnyActivity>>,
  row: RunRow,
  entries: readonly Entry[],
  log: SessionLog,
): Map<number, Instance> | null {
  const activity = activityOf(activities, row.activity);
  if (activity?.version !== row.version) return null;
  const instances = new Map<number, Instance>();
  try {
    for (const entry of entries) {
      if (entry.kind !== 'setup' || entry.run !== row.run || entry.grp === null) continue;
      const steps = entries.filter(
        ({ kind, run, grp }) => kind === 'step' && run === row.run && grp === entry.grp,
      );
      const instance = replayInstance(activity, entry.grp, entry.payload as FirstEntry, steps.map(stepOf));
      // What cannot be shown cannot go on either, and is better found here than at every change.
      facilitatorView(instance);
      groupView(instance);
      instances.set(entry.grp, instance);
    }
  } catch (error) {
    log.error({ err: error, activity: row.activity, run: row.run }, 'the log does not replay');
    return null;
  }
  return instances;
}

const stepPayload = v.object({ input: v.looseObject({ kind: v.string() }) });

function stepOf({ at, payload }: Entry): Step {
  return { at: at ?? 0, input: v.parse(stepPayload, payload).input as unknown as Step['input'] };
}

async function momentsOf(store: LogStore, session: string): Promise<Moment[]> {
  const [notes, codes, prompts] = await Promise.all([
    store.rows('note', session),
    store.rows('observation', session),
    store.rows('prompt', session),
  ]);
  const moments: (Moment & { readonly seq: number })[] = [
    ...notes.map(({ seq, wall, child, text }) => ({
      seq,
      kind: 'note' as const,
      wall,
      child,
      text,
      level: null,
    })),
    ...codes.map(({ seq, wall, child, code }) => ({
      seq,
      kind: 'code' as const,
      wall,
      child,
      text: code,
      level: null,
    })),
    ...prompts.map(({ seq, wall, child, level }) => ({
      seq,
      kind: 'prompt' as const,
      wall,
      child,
      text: '',
      level,
    })),
  ];
  return moments
    .sort((a, b) => b.seq - a.seq)
    .slice(0, shownMoments)
    .map(({ seq: _seq, ...moment }) => moment);
}
