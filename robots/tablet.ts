/**
 * A robot tablet: several children on one device, who play by `legal(view)` and nothing else.
 * It keeps an outbox as the tablet app does: an act without an answer is sent again with the same id.
 */
import { randomBytes } from 'node:crypto';
import type { AnyActivity, Rng, View } from '../activities/_kit/contract.ts';
import type { ActAnswer, AnswerOf } from '../src/wire/answers.ts';
import type { ErrorCode } from '../src/wire/errors.ts';
import type { GroupPart, HeldSeat, RunPart, TabletParts } from '../src/wire/publish.ts';
import type { EventName, Payload } from '../src/wire/schemas.ts';
import { maxSeatsPerTablet, type DoorPicture } from '../src/wire/vocabulary.ts';
import { Device, Refused, Unanswered } from './device.ts';
import { keepLooking } from './looking.ts';
import { Pads, tooSilentMs, watchLifts } from './pads.ts';
import { floorOf, type Act } from './truth.ts';

export interface TabletOptions {
  readonly url: string;
  readonly rng: Rng;
  readonly speed: number;
  readonly activities: Readonly<Record<string, AnyActivity>>;
  /** Misbehave now and then: reload, sleep, send twice, drop in the middle of a turn. */
  readonly faults: boolean;
  readonly onAct: (act: Act) => void;
  /** Called for every repeat whose answer was not the first one's. */
  readonly onBrokenRepeat: (what: string) => void;
}

interface Outboxed {
  readonly payload: {
    readonly actionId: string;
    readonly run: number;
    readonly group: number;
    readonly seat: number;
    readonly epoch: number;
    readonly asOf: number;
    readonly action: { readonly type: string };
    readonly shownMs: number | null;
    queued: boolean;
  };
  /** Sent at least once without an answer: whether the server knows it as queued, nobody can tell. */
  uncertain: boolean;
  readonly child: string;
  readonly view: View;
  readonly turn: number | null;
}

/** How children behave: one in so many lets the turn go by, passes, or takes long. */
const chances = { silentOneIn: 12, passOneIn: 10, letsGoOneIn: 5, faultOneIn: 15 };

/** One in so many acts at all: whoever holds a pad, or could do nothing but pass, mostly lets it be. */
function eagerOneIn(legal: readonly { type: string }[]): number {
  if (legal.some(({ type }) => type === 'release')) return chances.letsGoOneIn;
  return legal.every(({ type }) => type === 'pass') ? chances.passOneIn : 1;
}

/** Every this often a tablet looks at its views (real ms); a child's thinking is slower than that. */
const lookEveryMs = 25;

export class RobotTablet {
  readonly device: Device<TabletParts>;
  readonly #options: TabletOptions;
  #stopLooking: (() => void) | null = null;
  #outbox: Outboxed[] = [];
  /** `run:group:seat:asOf` → monotonic ms when that child will act; Infinity: stays silent. */
  readonly #plans = new Map<string, number>();
  #inHand: number | null = null;
  readonly #pads: Pads;
  readonly seenLifts = watchLifts();
  readonly acknowledged: string[] = [];

  constructor(options: TabletOptions) {
    this.#options = options;
    this.#pads = new Pads(options.speed);
    this.device = new Device<TabletParts>(options.url, 'tablet', () => {
      if (this.device.known) this.seenLifts.note(this.device.known);
    });
  }

  /** The three door pictures let it in. */
  async knock(door: readonly [DoorPicture, DoorPicture, DoorPicture]): Promise<void> {
    await this.device.connect();
    await this.#must('door.open', { pictures: [...door] });
  }

  /** Through lost lines; a refusal means that the simulation itself is wrong. */
  async #must<E extends EventName>(event: E, payload: Payload<E>): Promise<void> {
    const answer: AnswerOf<E> = await this.device.persist(event, payload);
    if (!answer.ok) throw new Refused(event, answer);
  }

  async enter(door: readonly [DoorPicture, DoorPicture, DoorPicture], group: number): Promise<void> {
    await this.knock(door);
    await this.#must('group.choose', { group });
  }

  /** One step of coming in by itself: a group, then one child after another. `index` says which tablet this is. */
  async comeIn(index: number): Promise<void> {
    const { stage, own } = this.device.known?.parts ?? {};
    if (!stage || !own || !this.device.online) return;
    const group = stage.groups[index % Math.max(1, stage.groups.length)];
    const free = own.tiles.find((tile) => tile.state === 'free');
    try {
      if (own.group === null && group) await this.device.call('group.choose', { group: group.group });
      else if (free && own.seats.length < maxSeatsPerTablet) await this.claim(free.child);
    } catch (fault) {
      if (!(fault instanceof Unanswered)) throw fault;
    }
  }

  /** A child says hello by its own animal: seated, waiting for the adult's answer, or why not. */
  async claim(child: string): Promise<'seated' | 'asking' | ErrorCode> {
    const answer = await this.device.persist('seat.claim', { child });
    if (!answer.ok) return answer.code;
    if (answer.state === 'asking') return 'asking';
    const kept = this.device.remembered.filter((seat) => seat.child !== child);
    this.device.remembered = [
      ...kept,
      { seat: answer.seat, epoch: answer.epoch, child, token: answer.token },
    ];
    return 'seated';
  }

  start(): void {
    this.#stopLooking ??= keepLooking(lookEveryMs, () => this.#look());
  }

  /** Resolves when every act has its answer, and rejects when that takes longer than `withinMs` of real time. */
  async settled(withinMs: number): Promise<void> {
    const end = performance.now() + withinMs;
    while (this.#outbox.length > 0) {
      if (performance.now() > end) throw new Error('a tablet waits in vain for its answers');
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  }

  stop(): void {
    this.#stopLooking?.();
    this.#stopLooking = null;
    this.device.close();
  }

  /** The children who said hello here. */
  get children(): string[] {
    return this.device.remembered.map(({ child }) => child);
  }

  async #look(): Promise<void> {
    if (!this.device.online) return;
    await this.#flush();
    const play = this.#play();
    if (!play) return;
    await this.#takeInHand(play.group, play.seats);
    const held = this.#pads.due(play.group.view.asOf, performance.now());
    if (held.length > 0) this.device.hint({ kind: 'held', seats: held });
    for (const held of play.seats) await this.#consider(play.run, play.group, held);
  }

  /** The child whose turn is open here has the tablet in hand, and only then is its private view sent. */
  async #takeInHand(group: GroupPart, seats: readonly HeldSeat[]): Promise<void> {
    const floor = floorOf(group.view);
    const holder = floor?.state === 'claimed' ? seats.find((held) => held.seat === floor.speaker) : undefined;
    await this.#hold(holder?.seat ?? null);
  }

  async #hold(seat: number | null): Promise<void> {
    if (seat === this.#inHand) return;
    try {
      await this.device.call('hand', { seat });
      this.#inHand = seat;
    } catch (fault) {
      if (!(fault instanceof Unanswered)) throw fault;
    }
  }

  #play(): { run: RunPart; group: GroupPart; seats: readonly HeldSeat[] } | null {
    const { run, group, own } = this.device.known?.parts ?? {};
    if (!run || run.status !== 'playing' || !group || group.outcome !== null || !own) return null;
    if (this.device.known?.clock.running !== true) return null;
    return { run, group, seats: own.seats };
  }

  /** One child looks at its own view and may act, when its thinking time is over. */
  async #consider(run: RunPart, group: GroupPart, held: HeldSeat): Promise<void> {
    const view = this.device.known?.parts.own?.views[String(held.seat)];
    const activity = this.#options.activities[run.activity];
    if (!view || !activity) return;
    const legal = activity.legal.seat(view) as readonly { type: string }[];
    if (legal.length === 0) return;
    const key = `${run.run}:${group.group}:${held.seat}:${view.asOf}:${JSON.stringify(legal)}`;
    const due = this.#plans.get(key) ?? this.#plan(key, eagerOneIn(legal));
    if (performance.now() < due) return;
    this.#plans.set(key, Infinity);
    const action = this.#choose(legal);
    // Who peeks holds the own animal, until the tablet looks again for whom it is in hand.
    if (action.type === 'peek') await this.#hold(held.seat);
    // Whoever lets go may press again.
    if (action.type === 'release') this.#forget(`${run.run}:${group.group}:${held.seat}:`);
    await this.#send({
      uncertain: false,
      child: held.child,
      view,
      turn: floorOf(group.view)?.turn ?? null,
      payload: {
        actionId: randomBytes(9).toString('base64url'),
        run: run.run,
        group: group.group,
        seat: held.seat,
        epoch: held.epoch,
        asOf: view.asOf,
        action,
        shownMs: 300 + this.#options.rng.int(3000),
        queued: false,
      },
    });
  }

  /** When a child will act; of so many with `oneIn` only one does. */
  #plan(key: string, oneIn: number): number {
    const { rng, speed } = this.#options;
    const isSilent = rng.int(chances.silentOneIn) === 0 || rng.int(oneIn) > 0;
    const due = isSilent ? Infinity : performance.now() + (400 + rng.int(3600)) / speed;
    this.#plans.set(key, due);
    return due;
  }

  #forget(prefix: string): void {
    for (const key of this.#plans.keys()) if (key.startsWith(prefix)) this.#plans.delete(key);
  }

  #choose(legal: readonly { type: string }[]): { type: string } {
    const { rng } = this.#options;
    const others = legal.filter((action) => action.type !== 'pass');
    const pass = legal.find((action) => action.type === 'pass');
    if (pass && (others.length === 0 || rng.int(chances.passOneIn) === 0)) return pass;
    return rng.pick(others);
  }

  async #send(item: Outboxed): Promise<void> {
    this.#outbox.push(item);
    const { seat, asOf, action } = item.payload;
    this.#pads.note(seat, action.type, asOf);
    const fault = this.#options.faults && this.#options.rng.int(chances.faultOneIn) === 0;
    if (fault) await this.#misbehave();
    else await this.#flush();
  }

  /** Sends what waits, in order; an act leaves the outbox with its answer, whatever that is. */
  async #flush(): Promise<void> {
    while (this.device.online) {
      const item = this.#outbox[0];
      if (!item) return;
      try {
        const answer = await this.device.call('act', item.payload);
        this.#outbox.shift();
        this.#report(item, answer);
      } catch (fault) {
        if (!(fault instanceof Unanswered)) throw fault;
        item.uncertain = true;
        item.payload.queued = true;
        return;
      }
    }
  }

  #report(item: Outboxed, answer: AnswerOf<'act'>): void {
    const { payload, child, view, turn, uncertain } = item;
    if (answer.ok) this.acknowledged.push(payload.actionId);
    const result: { ok: true; answer: ActAnswer } | { ok: false; code: ErrorCode } = answer.ok
      ? { ok: true, answer: { seq: answer.seq, at: answer.at } }
      : { ok: false, code: answer.code };
    this.#options.onAct({
      ...payload,
      queued: uncertain ? undefined : payload.queued,
      child,
      view,
      turn,
      deeds: [],
      by: payload.seat,
      via: 'tablet',
      result,
    });
  }

  async #misbehave(): Promise<void> {
    this.#inHand = null;
    const { rng, speed } = this.#options;
    // A tablet that holds pads and freezes: its line stands, and nothing is heard of it.
    if (this.#pads.anyDown && rng.int(2) === 0) {
      await new Promise((resolve) => setTimeout(resolve, tooSilentMs(speed)));
      return this.#flush();
    }
    const kind = rng.pick(['reload', 'sleep', 'double', 'drop'] as const);
    if (kind === 'reload') await this.device.reload();
    if (kind === 'sleep' || kind === 'drop') await this.#sleep(kind === 'drop');
    if (kind === 'double') await this.#sendTwice();
    await this.#flush();
  }

  /** `drop`: the line breaks right after the tap left, so that nobody knows whether it arrived. */
  async #sleep(drop: boolean): Promise<void> {
    const item = this.#outbox[0];
    if (drop && item) {
      void this.device.call('act', item.payload).catch((fault: unknown) => {
        if (!(fault instanceof Unanswered)) throw fault;
      });
    }
    this.device.drop();
    await new Promise((resolve) => setTimeout(resolve, 50 + this.#options.rng.int(400)));
    await this.device.connect();
    if (!item) return;
    item.uncertain = drop;
    item.payload.queued = true;
  }

  async #sendTwice(): Promise<void> {
    const item = this.#outbox[0];
    if (!item) return;
    const [first, second] = await Promise.all([
      this.device.call('act', item.payload),
      this.device.call('act', item.payload),
    ]);
    if (JSON.stringify(first) !== JSON.stringify(second)) {
      // A refusal may differ in its code: the second was tapped in a turn that the first had ended.
      if (first.ok || second.ok) this.#options.onBrokenRepeat(item.payload.actionId);
    }
  }
}
