/** Plays a walk step by step in tests: the real rules, with a clock that the test moves. */
import { factsOfKind } from '../_kit/facts.testing.ts';
import type { Fact, Ms, Refusal, Seat } from '../_kit/contract.ts';
import { earliest } from '../_kit/play.ts';
import { envOf, type AnyInput } from '../_kit/replay.ts';
import { cellBeside, groundAt, ways } from './rules.map.ts';
import { guideAndWalker, type Action, type Config, type Way } from './rules.ts';
import type { Walk } from './rules.state.ts';

interface How {
  readonly via: 'tablet' | 'adult';
  readonly tablet: number;
  readonly asOf: number;
}

export class Outing {
  now: Ms = 0;
  state: Walk;
  readonly facts: Fact[];
  readonly #seed: number;
  #step = 0;

  /** Seats 1…n; `tablets` are dealt to them in turn, null for one that the adult taps for. */
  constructor(
    seats: number,
    tablets: readonly (number | null)[],
    settings: Partial<Config> = {},
    { seed = 1 } = {},
  ) {
    this.#seed = seed;
    const setup = {
      config: { ...guideAndWalker.defaults, ...settings },
      deck: [],
      seats: Array.from({ length: seats }, (_, index) => ({
        seat: index + 1,
        tablet: tablets[index % tablets.length] ?? null,
      })),
    };
    const start = guideAndWalker.setup(setup, envOf(seed, 0, 0));
    this.state = start.state;
    this.facts = [...start.facts];
  }

  get shared(): Walk['shared'] {
    return this.state.shared;
  }

  /** Who has the floor. Throws where nobody has. */
  get speaker(): Seat {
    const { floor } = this.shared;
    if (typeof floor?.speaker !== 'number') throw new Error('nobody has the floor');
    return floor.speaker;
  }

  /** `1 self 2` for each ended turn: who, why, toward whom. */
  get endings(): string[] {
    const speakers = factsOfKind(this.facts, 'turn_offered').map(({ speaker }) => speaker);
    return factsOfKind(this.facts, 'turn_ended').map(
      ({ turn, why, toward }) => `${String(speakers[turn - 1])} ${why} ${toward}`,
    );
  }

  rowsOf(seat: Seat): readonly string[] {
    return this.state.seats[String(seat)]?.rows ?? [];
  }

  give(input: AnyInput): Refusal | null {
    const env = envOf(this.#seed, this.#step + 1, this.now);
    const step = guideAndWalker.reduce(this.state, input as never, env);
    if (!step.ok) return step.refusal;
    this.#step += 1;
    this.state = step.state;
    this.facts.push(...step.facts);
    return null;
  }

  act(by: Seat, action: Action, { via = 'tablet', asOf = this.shared.asOf, tablet }: Partial<How> = {}) {
    const on = tablet === undefined ? {} : { tablet };
    return this.give({ kind: 'action', by, via, alone: false, asOf, ...on, action });
  }

  must(refusal: Refusal | null): void {
    if (refusal !== null) throw new Error(`refused as ${refusal}`);
  }

  claim(): void {
    this.must(this.act(this.speaker, { type: 'claim' }));
  }

  /** The guide comes, looks once and hands over. */
  guides(): void {
    this.claim();
    this.must(this.act(this.speaker, { type: 'peek' }));
    this.must(this.act(this.speaker, { type: 'done' }));
  }

  step(way: Way): Refusal | null {
    return this.act(this.speaker, { type: 'step', way, step: this.shared.field?.step ?? 0 });
  }

  /** The walker, having claimed, goes straight to the treasure, as one who hears all that the guides see. */
  walksHome(): void {
    for (const way of this.wayHome()) this.must(this.step(way));
  }

  /** A shortest way from the figure to the treasure, by the whole map. */
  wayHome(): Way[] {
    const { field } = this.shared;
    if (field === null) throw new Error('no map is laid');
    const { rows } = this.state.hidden;
    const trails = new Map<number, Way[]>([[field.at, []]]);
    for (const [cell, trail] of trails) {
      if (groundAt(rows, field.size, cell) === 'treasure') return trail;
      for (const way of ways) {
        const next = cellBeside(field.size, cell, way);
        if (next === null || trails.has(next) || groundAt(rows, field.size, next) === 'closed') continue;
        trails.set(next, [...trail, way]);
      }
    }
    throw new Error('no way leads to the treasure');
  }

  /** A way that ends at something closed right beside the figure; null where nothing is in the way. */
  closedWay(): Way | null {
    const { field } = this.shared;
    if (field === null) return null;
    const { rows } = this.state.hidden;
    const isClosed = (way: Way) => {
      const cell = cellBeside(field.size, field.at, way);
      return cell !== null && groundAt(rows, field.size, cell) === 'closed';
    };
    return ways.find(isClosed) ?? null;
  }

  /** Moves the clock, firing every timer that falls due on the way. */
  wait(ms: Ms): void {
    const until = this.now + ms;
    for (;;) {
      const due = earliest(guideAndWalker.timers(this.state));
      if (due === null || due.fireAt > until) break;
      this.now = due.fireAt;
      this.must(this.give({ kind: 'timer', name: due.name }));
    }
    this.now = until;
  }

  /** The map that is open for all has been looked at. */
  looksOn(): void {
    const until = this.shared.reveal?.until ?? null;
    if (until === null) throw new Error('no map is open');
    this.wait(until - this.now);
  }
}
