/**
 * The robots' adult: signs in, makes the robots' own class, and leads a rehearsal through its phases with
 * the same events as the console. Where a group has no tablet it taps for the children, by `legal`.
 */
import { randomBytes } from 'node:crypto';
import type { AnyActivity, Deed, Rng, View } from '../activities/_kit/contract.ts';
import type { ChildRow } from '../src/wire/answers.ts';
import type { ConsoleParts, Lesson, RollEntry, RunPart } from '../src/wire/publish.ts';
import type { EventName, Payload } from '../src/wire/schemas.ts';
import type { ConsentAnswer } from '../src/wire/vocabulary.ts';
import { Device, Unanswered } from './device.ts';
import { keepLooking } from './looking.ts';
import { floorOf, type Act } from './truth.ts';

export interface RobotClass {
  readonly classId: string;
  readonly children: readonly string[];
  /** Those who are not to be recorded. */
  readonly guests: readonly Pick<ChildRow, 'child' | 'name' | 'animal'>[];
}

export interface FacilitatorOptions {
  readonly url: string;
  readonly pin: string;
  readonly rng: Rng;
  readonly speed: number;
  readonly activities: Readonly<Record<string, AnyActivity>>;
  readonly onAct: (act: Act) => void;
  /** A skip of this turn was acknowledged. */
  readonly onSkip: (run: number, group: number, turn: number) => void;
}

/** How often the adult looks at the groups it taps for (real ms). */
const lookEveryMs = 25;
const adultThinkMs = { least: 500, spread: 2000 };
/** One in so many acts comes late: groups without a tablet wait for their adult, however long. */
const lateOneIn = 15;
const lateByMs = 8000;
/** One turn in so many is skipped by the adult, silently. */
const skipOneIn = 20;

export class RobotFacilitator {
  readonly device: Device<ConsoleParts>;
  readonly acknowledged: string[] = [];
  readonly #options: FacilitatorOptions;
  readonly #waiting = new Set<() => void>();
  readonly #plans = new Map<string, number>();
  #tapFor: ReadonlySet<number> = new Set();
  #stopLooking: (() => void) | null = null;

  constructor(options: FacilitatorOptions) {
    this.#options = options;
    this.device = new Device<ConsoleParts>(options.url, 'console', () => {
      for (const wake of [...this.#waiting]) wake();
    });
  }

  async signIn(): Promise<void> {
    await this.device.connect();
    const status = await this.device.must('auth.status', {});
    if (!status.setUp) await this.device.must('auth.setUp', { name: 'robot', pin: this.#options.pin });
    else {
      const account = status.accounts[0]?.account;
      if (account === undefined) throw new Error('no account to sign in to');
      await this.device.must('auth.signIn', { account, pin: this.#options.pin });
    }
    await this.device.reload();
  }

  /**
   * A class of robots, made anew for each simulation. `unrecorded` of them have no consent to record: those with
   * the longest animal names, which no other word of the record contains by chance.
   */
  async makeClass(name: string, children: number, unrecorded: number): Promise<RobotClass> {
    const { classId } = await this.device.must('class.add', { name, kind: 'class' });
    for (let n = 1; n <= children; n += 1) {
      const childName = `Robot-${String(n).padStart(2, '0')}`;
      await this.device.must('child.add', { classId, name: childName });
    }
    const made = await this.device.must('people.class', { classId });
    const byLength = [...made.children].sort((a, b) => b.animal.length - a.animal.length);
    const guests = byLength.slice(0, unrecorded);
    for (const child of made.children)
      await this.#consent(child.child, guests.includes(child) ? 'no' : 'yes');
    return { classId, children: made.children.map(({ child }) => child), guests };
  }

  async #consent(child: string, answer: ConsentAnswer): Promise<void> {
    await this.device.must('consent.set', {
      child,
      purpose: 'record',
      answer,
      date: '2026-09-01',
      giver: 'guardian',
      way: 'signed_form',
      assent: true,
    });
  }

  get lesson(): Lesson {
    const lesson = this.device.known?.parts.lesson;
    if (!lesson) throw new Error('the console sees no lesson');
    return lesson;
  }
  get roll(): readonly RollEntry[] {
    return this.device.known?.parts.roll ?? [];
  }
  get run(): RunPart | null {
    return this.device.known?.parts.run ?? null;
  }

  /** Resolves when the console's parts satisfy `ready`; rejects after `withinMs` of real time. */
  async until(what: string, ready: () => boolean, withinMs: number): Promise<void> {
    if (ready()) return;
    await new Promise<void>((resolve, reject) => {
      const wake = () => {
        if (!ready()) return;
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(wake);
        reject(new Error(`waited ${String(withinMs)} ms in vain: ${what}`));
      }, withinMs);
      this.#waiting.add(wake);
    });
  }

  /**
   * Has something done, whatever happens to the line: once it is back, what has not happened by then is asked for
   * again. `happened` tells it of what may not be asked for twice.
   */
  async insist<E extends EventName>(
    event: E,
    payload: Payload<E>,
    happened: () => boolean | Promise<boolean> = () => false,
  ): Promise<void> {
    for (;;) {
      await this.device.line();
      try {
        await this.device.must(event, payload);
        return;
      } catch (fault) {
        if (!(fault instanceof Unanswered)) throw fault;
      }
      await this.device.refresh();
      if (await happened()) return;
    }
  }

  /** From now on the adult taps for the children of these groups, and as 老师 where the rules ask for it. */
  tapFor(groups: readonly number[]): void {
    this.#tapFor = new Set(groups);
    this.#stopLooking ??= keepLooking(lookEveryMs, () => this.#look());
  }

  stop(): void {
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.device.close();
  }

  async #look(): Promise<void> {
    const { run, clock } = { run: this.run, clock: this.device.known?.clock };
    // The server came back from a crash: the lesson stands paused until the adult goes on.
    if (this.device.online && this.device.known?.parts.lesson?.paused === 'restart') await this.#resume();
    if (!run || run.status !== 'playing' || clock?.running !== true || !this.device.online) return;
    for (const group of run.groups) {
      await this.#considerSkip(run, group);
      await this.#consider(run, group);
    }
  }

  async #resume(): Promise<void> {
    try {
      await this.device.call('run.resume', {});
    } catch (fault) {
      if (!(fault instanceof Unanswered)) throw fault;
    }
  }

  /** Now and then a turn is skipped while it is open. */
  async #considerSkip(run: RunPart, group: number): Promise<void> {
    const part = this.device.known?.parts[`group:${group}`];
    const floor = part?.outcome === null ? floorOf(part.view) : null;
    if (!floor || floor.speaker === 'adult') return;
    const key = `skip:${run.run}:${group}:${floor.turn}`;
    const { rng, speed } = this.#options;
    const due =
      this.#plans.get(key) ?? (rng.int(skipOneIn) === 0 ? performance.now() + 1000 / speed : Infinity);
    this.#plans.set(key, due);
    if (performance.now() < due) return;
    this.#plans.set(key, Infinity);
    try {
      const answer = await this.device.call('run.skip', { group, seat: floor.speaker });
      if (answer.ok) this.#options.onSkip(run.run, group, floor.turn);
    } catch (fault) {
      if (!(fault instanceof Unanswered)) throw fault;
    }
  }

  async #consider(run: RunPart, group: number): Promise<void> {
    const part = this.device.known?.parts[`group:${group}`];
    const activity = this.#options.activities[run.activity];
    if (!part || part.outcome !== null || !activity) return;
    const marksAll = activity.regime(run.config) === 'free_floor';
    const legal = activity.legal.facilitator(part.view) as readonly Deed<{ type: string }>[];
    const deeds = legal.filter((deed) => deed.by === 'adult' || marksAll || this.#tapFor.has(group));
    if (deeds.length === 0) return;
    const key = `${run.run}:${group}:${part.view.asOf}:${deeds.map((deed) => deed.action.type).join()}`;
    const due = this.#plans.get(key) ?? this.#plan(key);
    if (performance.now() < due) return;
    this.#plans.set(key, Infinity);
    await this.#act(run.run, group, part.view, this.#options.rng.pick(deeds), legal);
    // A steering act leaves the turn as it was: the adult thinks again.
    this.#plans.delete(key);
  }

  #plan(key: string): number {
    const { rng, speed } = this.#options;
    const late = rng.int(lateOneIn) === 0 ? lateByMs : 0;
    const think = adultThinkMs.least + rng.int(adultThinkMs.spread) + late;
    const due = performance.now() + think / speed;
    this.#plans.set(key, due);
    return due;
  }

  async #act(
    run: number,
    group: number,
    view: View,
    deed: Deed<{ type: string }>,
    deeds: readonly Deed<{ type: string }>[],
  ): Promise<void> {
    const payload = {
      actionId: randomBytes(9).toString('base64url'),
      run,
      group,
      asOf: view.asOf,
      action: deed.action,
      shownMs: null,
      queued: false,
      by: deed.by,
    };
    for (;;) {
      try {
        const answer = await this.device.call('act.adult', payload);
        const child = deed.by === 'adult' ? null : this.childOf(deed.by);
        if (answer.ok) this.acknowledged.push(payload.actionId);
        const result = answer.ok
          ? ({ ok: true, answer: { seq: answer.seq, at: answer.at } } as const)
          : ({ ok: false, code: answer.code } as const);
        const turn = floorOf(view)?.turn ?? null;
        this.#options.onAct({ ...payload, child, via: 'adult', view, turn, deeds, result });
        return;
      } catch (fault) {
        if (!(fault instanceof Unanswered)) throw fault;
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    }
  }

  /** The child of a seat as the console sees it; null where nobody is linked to it. */
  childOf(seat: number): string | null {
    return this.roll.find((entry) => entry.seat === seat)?.child ?? null;
  }
}
