/**
 * School years made up for the measurement: one class of 40, 60 lessons a year, each with a round in turn, a game of
 * choosing in groups and a circle with hands raised. The same year again and again, so that a lesson of the tenth year is
 * like that of the first; the same numbers each time. Rows and log are written as a lesson would have written them.
 */
import { rngFor } from '../../activities/_kit/rng.ts';
import type { Rng } from '../../activities/_kit/contract.ts';
import type { FactWrite, TurnRow } from '../../server/record/facts.ts';
import type { Child, Entry, Store } from '../../server/store/port.ts';
import { animals } from '../../src/wire/vocabulary.ts';
import {
  contributionRow, groupRow, nine, noteRow, observationRow, presenceRow, promptRow, requestRow, rollRow, runRow,
  seatRow, sessionRow, turnRow,
} from '../../tests/support/rows.ts'; // prettier-ignore

export const yearLessons = 60;
const children = 40;
const groups = 5;
const dayMs = 86_400_000;
const classId = 'class';

const childOf = (index: number): string => `child${index + 1}`;
const everyone: readonly Child[] = Array.from({ length: children }, (_, index) => ({
  child: childOf(index),
  name: `孩子${index + 1}`,
  animal: animals[index] ?? 'bear',
  colour: index % 8,
}));
export const lessonId = (number: number): string => `lesson${number}`;
export const theClass = classId;
export const aChild = childOf(7);

/** Fills an empty store with `lessons` lessons; gives the number of facts. */
export async function writeLessons(store: Store, lessons: number): Promise<number> {
  await store.addClass({ classId, name: '三年级', kind: 'class', sample: false, createdWall: nine });
  await store.addChildren(classId, everyone);
  let facts = 0;
  for (let number = 1; number <= lessons; number += 1) {
    const lesson = lessonOf(number);
    await store.append(lessonId(number), 1, 0, lesson.entries, lesson.facts);
    facts += lesson.facts.length;
  }
  return facts;
}

/** One lesson under way: what has been written of it. */
interface Pen {
  readonly of: { readonly session: string };
  readonly rng: Rng;
  readonly start: number;
  readonly facts: FactWrite[];
  readonly entries: Entry[];
}

function lessonOf(number: number): Pick<Pen, 'facts' | 'entries'> {
  const of = { session: lessonId(number) };
  const start = nine + number * 3 * dayMs;
  const rng = rngFor(11, number % yearLessons);
  const pen: Pen = { of, rng, start, facts: [], entries: [] };
  const row = sessionRow({ ...of, class: classId, phase: 'closed', startedWall: start, endedWall: start + 2_400_000 }); // prettier-ignore
  pen.facts.push({ table: 'session', insert: row });
  everyone.forEach(({ child }, index) => {
    const grp = (index % groups) + 1;
    const status = rng.int(20) === 0 ? 'absent' : 'present';
    pen.facts.push({ table: 'roll', insert: rollRow(child, { ...of, grp, status }) });
    pen.facts.push({ table: 'seat', insert: seatRow({ ...of, seat: index + 1, grp, child }) });
    log(pen, 'seat', null, null, { type: 'seated', seat: index + 1 });
    pen.facts.push({
      table: 'presence',
      insert: presenceRow({ ...of, seq: pen.entries.length, child, wall: start }),
    });
  });
  forcedRound(pen);
  choosing(pen);
  handsRaised(pen);
  for (let note = 0; note < 6; note += 1) {
    const child = childOf(rng.int(children));
    const seq = log(pen, 'note', null, null, { type: 'note' });
    pen.facts.push({ table: 'note', insert: noteRow({ ...of, seq, child, text: '今天主动帮助同伴。' }) });
    const coded = log(pen, 'note', null, null, { type: 'code' });
    pen.facts.push({ table: 'observation', insert: observationRow({ ...of, seq: coded, child }) });
  }
  return pen;
}

function log(
  { entries, start }: Pen,
  kind: Entry['kind'],
  place: { readonly run: number; readonly grp: number; readonly at: number } | null,
  actionId: string | null,
  payload: unknown,
): number {
  const seq = entries.length + 1;
  const { run = null, grp = null, at = null } = place ?? {};
  entries.push({ seq, kind, run, grp, step: kind === 'step' ? seq : null, at, wall: start + seq, actionId, payload }); // prettier-ignore
  return seq;
}

interface Play {
  readonly run: number;
  readonly grp: number;
  readonly players: readonly number[];
  readonly turns: number;
  readonly turnMs: number;
}

function begin(pen: Pen, { run, grp, players, turns, turnMs }: Play): void {
  const endedAt = turns * turnMs;
  pen.facts.push({
    table: 'run_group',
    insert: groupRow({ ...pen.of, run, grp, seats: players.length, recorded: players.length, goalDone: turns, goalOf: turns, outcome: 'done', endedAt }),
  }); // prettier-ignore
  log(pen, 'setup', { run, grp, at: 0 }, null, {
    setup: { seats: players.map((index) => ({ seat: index + 1, tablet: (index % 10) + 1 })) },
  });
}

/** A tap's entry, as long as those of a lesson are. */
function tap(pen: Pen, { run, grp }: Play, at: number, index: number, type: string): number {
  const action = { kind: 'action', by: index + 1, via: 'tablet', alone: false, tablet: 3, asOf: at % 997 };
  return log(pen, 'step', { run, grp, at }, `${run}-${grp}-${pen.entries.length}-tap`, {
    input: { ...action, action: { type } },
  });
}

/** A turn from its offer to its end, with both taps. */
function turn(pen: Pen, play: Play, number: number, index: number, over: Partial<TurnRow>): void {
  const { run, grp, turnMs } = play;
  const offeredAt = (number - 1) * turnMs;
  const claimedAt = offeredAt + 800 + pen.rng.int(2000);
  const endedAt = offeredAt + turnMs - 500;
  const wall = pen.start + run * 700_000;
  tap(pen, play, claimedAt, index, 'claim');
  tap(pen, play, endedAt, index, 'done');
  const times = {
    offeredAt,
    claimedAt,
    endedAt,
    offeredWall: wall + offeredAt,
    claimedWall: wall + claimedAt,
    endedWall: wall + endedAt,
  };
  pen.facts.push({
    table: 'turn',
    insert: turnRow({
      ...pen.of, run, grp, turn: number, child: childOf(index), ...times, bounded: 0, why: 'self', toward: 'group',
      attribution: 'own_tap', channel: 'tap', claimShownMs: 900, endShownMs: 1500, claimQueued: 0, endQueued: 0, ...over,
    }),
  }); // prettier-ignore
}

function run(pen: Pen, number: number, over: Parameters<typeof runRow>[0], lengthMs: number): void {
  const startedWall = pen.start + number * 700_000;
  pen.facts.push({
    table: 'run',
    insert: runRow({ ...pen.of, run: number, startedWall, endedWall: startedWall + lengthMs, endedAt: lengthMs, why: 'done', ...over }),
  }); // prettier-ignore
}

const all = Array.from({ length: children }, (_, index) => index);

/** Everybody once, in the order of the circle. */
function forcedRound(pen: Pen): void {
  const play: Play = { run: 1, grp: 0, players: all, turns: children, turnMs: 12_000 };
  run(pen, 1, { activity: 'talking-circle', regime: 'forced', scope: 'class', config: '{"regime":"forced"}' }, play.turns * play.turnMs); // prettier-ignore
  begin(pen, play);
  all.forEach((index) => turn(pen, play, index + 1, index, { regime: 'forced', bounded: 1 }));
}

/** Five groups of eight; whoever has the ball chooses who is next. */
function choosing(pen: Pen): void {
  const turns = 24;
  run(pen, 2, { activity: 'name-ball', regime: 'chosen', config: '{"rounds":2}' }, turns * 10_000);
  for (let grp = 1; grp <= groups; grp += 1) {
    const players = all.filter((index) => index % groups === grp - 1);
    const play: Play = { run: 2, grp, players, turns, turnMs: 10_000 };
    begin(pen, play);
    let from: number | null = null;
    for (let number = 1; number <= turns; number += 1) {
      const could: number[] = players.filter((index) => index !== from);
      const index: number = pen.rng.pick(could);
      const choice: Partial<TurnRow> =
        from === null
          ? {}
          : { givenBy: 'child', givenByChild: childOf(from), options: JSON.stringify(could.map(childOf)) };
      const next = pen.rng.pick(players.filter((other) => other !== index));
      turn(pen, play, number, index, { ...choice, toward: 'child', towardChild: childOf(next) });
      from = index;
    }
  }
}

/** Hands raised, and the turn to whoever raised one first; some are prompted, some add a word. */
function handsRaised(pen: Pen): void {
  const play: Play = { run: 3, grp: 0, players: all, turns: 60, turnMs: 12_000 };
  run(pen, 3, { activity: 'talking-circle', regime: 'queue', scope: 'class', prompting: 1, config: '{"regime":"queue"}' }, play.turns * play.turnMs); // prettier-ignore
  begin(pen, play);
  const place = { ...pen.of, run: 3, grp: 0 };
  for (let number = 1; number <= play.turns; number += 1) {
    // Squared, so that some children come to a turn more often than others.
    const index = Math.floor((pen.rng.int(1000) / 1000) ** 2 * children);
    const at = (number - 1) * play.turnMs;
    const child = childOf(index);
    const seq = tap(pen, play, at, index, 'raise');
    pen.facts.push({
      table: 'request',
      insert: requestRow({ ...place, request: number, child, at, closedAt: at + 500, outcome: 'granted', turn: number }),
    }); // prettier-ignore
    const prompted = pen.rng.int(5) === 0;
    if (prompted)
      pen.facts.push({ table: 'prompt', insert: promptRow({ ...place, seq, child, turn: number, at }) });
    turn(pen, play, number, index, { regime: 'queue', prompt: prompted ? 1 : 0 });
    for (let part = 0; part < 4; part += 1) {
      const other = pen.rng.int(children);
      const wrote = tap(pen, play, at + 3000 + part, other, 'agree');
      pen.facts.push({
        table: 'contribution',
        insert: contributionRow({ ...place, seq: wrote, child: childOf(other), code: 'agree', turn: number, at: at + 3000 + part }),
      }); // prettier-ignore
    }
  }
}
