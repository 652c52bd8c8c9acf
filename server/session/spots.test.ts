import { describe, expect, test } from 'vitest';
import { floorOf } from '../../src/console/lesson/play.ts';
import { classroom, consent, startLesson } from '../../tests/support/classroom.ts';
import type { Classroom, ClassroomOptions } from '../../tests/support/classroom.ts';
import { newActionId, startRun } from '../../tests/support/games.ts';
import type { SpotPart } from '../../src/wire/publish.ts';

const minutes = 60_000;
/** One turn of the circle below, from claim to claim. */
const turnMs = 20_000;

/** A circle that goes round all afternoon; the adult taps for everyone. */
async function circle(options: ClassroomOptions = {}, rehearsal = false): Promise<Classroom> {
  const room = await classroom({ children: 4, ...options });
  if (rehearsal) {
    await room.did('lesson.start', { classId: 'class-1', rehearsal: true, speed: 1, confirmDate: false });
    await room.did('groups.propose', { how: 'random', count: 1 });
  } else await startLesson(room);
  await startRun(room, 'talking-circle', { regime: 'queue', minutes: 20, thinkSeconds: 0, turnSeconds: 120 });
  return room;
}

const floor = (room: Classroom) => floorOf(room.console()['group:1']?.view);
const childOn = (room: Classroom, seat: number) =>
  room.console().roll.find((entry) => entry.seat === seat)?.child ?? '';

async function tap(room: Classroom, seat: number, action: { readonly type: string }): Promise<void> {
  const asOf = room.console()['group:1']?.view.asOf ?? 0;
  await room.did('act.adult', {
    ...{ actionId: newActionId(), run: 1, group: 1, asOf, action: { ...action }, shownMs: null },
    ...{ queued: false, by: seat },
  });
  await room.settle();
}

/** The next in the roster's round raises a hand, comes and claims. */
async function claimNext(room: Classroom, round: number): Promise<void> {
  const players = room.console().roll.filter((entry) => entry.seat !== null);
  const seat = players[round % players.length]?.seat ?? 0;
  await tap(room, seat, { type: 'raise' });
  await tap(room, seat, { type: 'claim' });
}

async function finish(room: Classroom): Promise<void> {
  const speaker = floor(room)?.speaker;
  if (typeof speaker === 'number') await tap(room, speaker, { type: 'done' });
}

interface Asked {
  readonly now: number;
  readonly spot: SpotPart;
}

/** Plays for so long, `asked` at every question. */
async function play(
  room: Classroom,
  ms: number,
  asked: (at: Asked) => Promise<unknown> = () => Promise.resolve(),
): Promise<Asked[]> {
  const questions: Asked[] = [];
  for (let round = 0, played = 0; played < ms; round += 1, played += turnMs) {
    await claimNext(room, round);
    const { spot } = room.console();
    if (spot !== null) {
      const question = { now: room.publisher.console()?.clock.now ?? 0, spot };
      questions.push(question);
      await asked(question);
    }
    await room.pass(turnMs);
    await finish(room);
  }
  return questions;
}

const answer = (room: Classroom, { spot }: Asked, said: { readonly child: string } | 'other' | 'not_now') =>
  room.send('spot.answer', { ...spot, answer: said });
const checks = (room: Classroom) => room.store.rows('spot_check', null);

describe('spot checks', () => {
  test('ask now and then, minutes apart, about the turn that is on, and keep who holds it beside who was thought to', async () => {
    const room = await circle();
    const questions = await play(room, 15 * minutes, async (question) => {
      const holder = childOn(room, Number(floor(room)?.speaker));
      expect(floor(room)?.state).toBe('claimed');
      expect(await answer(room, question, { child: holder })).toEqual({ ok: true });
      await room.settle();
      expect(room.console().spot).toBeNull();
    });
    expect(questions.length).toBeGreaterThanOrEqual(2);
    expect(questions.length).toBeLessThanOrEqual(5);
    questions.slice(1).forEach(({ now }, index) => {
      expect(now - (questions[index]?.now ?? 0)).toBeGreaterThan(2 * minutes);
    });
    const rows = await checks(room);
    expect(rows.map(({ turn }) => turn)).toEqual(questions.map(({ spot }) => spot.turn));
    for (const row of rows) expect(row).toMatchObject({ answer: row.holder, observer: 'teacher' });
  });

  test('leave the children’s devices as they are, and no trace but a log entry when put off', async () => {
    const room = await circle();
    const questions = await play(room, 8 * minutes, async (question) => {
      expect(JSON.stringify(room.screen())).not.toContain('spot');
      expect(await answer(room, question, 'not_now')).toEqual({ ok: true });
    });
    expect(questions.length).toBeGreaterThan(0);
    expect(await checks(room)).toEqual([]);
  });

  test('close with their turn: a late answer is stale, and so is one about another turn', async () => {
    const room = await circle();
    const asked: Asked[] = [];
    await play(room, 8 * minutes, async (question) => {
      if (asked.push(question) > 1) return;
      const other = { ...question, spot: { ...question.spot, turn: question.spot.turn + 1 } };
      expect(await answer(room, other, 'other')).toMatchObject({ code: 'stale' });
    });
    expect(asked.length).toBeGreaterThan(0);
    await claimNext(room, 1);
    for (const late of asked) expect(await answer(room, late, 'other')).toMatchObject({ code: 'stale' });
    expect(await checks(room)).toEqual([]);
  });

  test('name no guest: not as holder, and “somebody else” where one is pointed at', async () => {
    const room = await circle({ guests: ['child-2'] });
    const questions = await play(room, 15 * minutes, async (question) => {
      expect(childOn(room, Number(floor(room)?.speaker))).not.toBe('child-2');
      await answer(room, question, { child: 'child-2' });
    });
    const rows = await checks(room);
    expect(rows).toHaveLength(questions.length);
    expect(rows.every((row) => row.answer === null)).toBe(true);
    expect(JSON.stringify([rows, await room.store.entries(rows[0]?.session ?? '')])).not.toContain('child-2');
  });

  test('refuse a child who is not on the roll', async () => {
    const room = await circle();
    await play(room, 8 * minutes, async (question) => {
      expect(await answer(room, question, { child: 'nobody' })).toMatchObject({ code: 'no_such_child' });
    });
  });

  test('end when the holder’s consent is withdrawn', async () => {
    const room = await circle();
    let withdrew = false;
    await play(room, 8 * minutes, async (question) => {
      if (withdrew) return;
      withdrew = true;
      const holder = childOn(room, Number(floor(room)?.speaker));
      await room.store.addConsents([consent(holder, 'no')]);
      await room.lessons.peopleChanged([holder]);
      await room.settle();
      expect(room.console().spot).toBeNull();
      expect(await answer(room, question, 'other')).toMatchObject({ code: 'stale' });
    });
    expect(withdrew).toBe(true);
  });

  test('are not asked in a rehearsal', async () => {
    const room = await circle({}, true);
    expect(await play(room, 10 * minutes)).toEqual([]);
  });

  test('come at the same moments after a restart, and none twice', async () => {
    const turnsOf = (questions: readonly Asked[]) => questions.map(({ spot: { turn } }) => turn);
    const room = await circle();
    const before = await play(room, 7 * minutes, (question) => answer(room, question, 'not_now'));
    const again = await room.restart();
    await again.did('run.resume', {});
    await again.settle();
    const after = await play(again, 7 * minutes, (question) => answer(again, question, 'not_now'));
    const turns = [...turnsOf(before), ...turnsOf(after)];
    expect(new Set(turns).size).toBe(turns.length);
    const asked = [...before, ...after].map(({ now }) => now);
    asked.slice(1).forEach((now, index) => expect(now - (asked[index] ?? 0)).toBeGreaterThan(2 * minutes));
    expect(before.length).toBeGreaterThan(0);
    expect(after.length).toBeGreaterThan(0);
  });
});
