/** Random lifts against a model that knows nothing of the rules but the words: three seconds, less than 400 ms. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ms, Seat } from '../_kit/contract.ts';
import { Group } from './lantern.testing.ts';
import { liftLantern as rules } from './rules.ts';
import { isDown, padsNow } from './rules.state.ts';

const numRuns = import.meta.env['CIRCLETIME_LONG'] === '1' ? 5000 : 300;
const [holdMs, gapMs] = [3000, 400];

type Deed = 'press' | 'release' | 'let_go' | 'pass';
interface Move {
  readonly deed: Deed;
  /** Which of the seats, by a number that any group's size divides. */
  readonly who: number;
  readonly wait: Ms;
}

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    deed: fc.oneof(
      { weight: 12, arbitrary: fc.constant<Deed>('press') },
      { weight: 4, arbitrary: fc.constant<Deed>('release') },
      { weight: 1, arbitrary: fc.constantFrom<Deed>('let_go', 'pass') },
    ),
    who: fc.nat({ max: 1000 }),
    // Many at once, some just before and after what is forgiven, now and then long enough to lift.
    wait: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 900 }) },
      { weight: 2, arbitrary: fc.constantFrom(399, 400, 2999, 3000) },
    ),
  }),
  { maxLength: 60 },
);

/** Seats 1…n on up to three tablets, all of which feel every finger. */
const groups = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 9 });

/** When a pad was put down and left; `hard` where nothing forgives it. */
interface Touch {
  readonly at: Ms;
  readonly down: boolean;
  readonly hard: boolean;
}

/** Whether the pad was down over the whole of [from, to], but for gaps of less than 400 ms, and is down at the end. */
function heldThrough(touches: readonly Touch[], from: Ms, to: Ms): boolean {
  const before = touches.filter(({ at }) => at <= to);
  if (before[before.length - 1]?.down !== true) return false;
  return (
    before.every((touch, index) => {
      const next = before[index + 1];
      // A time when it was up that reaches into the window: from its release to the next press.
      if (touch.down || next === undefined || next.at <= from) return true;
      return !touch.hard && next.at - touch.at < gapMs;
    }) && (before[0]?.at ?? to) <= from
  );
}

it('lifts when all have held for three seconds, and at no other time', () => {
  fc.assert(
    fc.property(groups, moves, (tablets, played) => {
      const group = new Group(tablets, { rounds: 1, liftSeconds: 90 });
      const touches = new Map<Seat, Touch[]>(tablets.map((_, index) => [index + 1, []]));
      group.join(tablets.map((_, index) => index + 1));
      for (const { deed, who, wait } of played) {
        if (group.shared.phase !== 'lifting' || group.shared.outcome !== null) break;
        perform(group, touches, deed, 1 + (who % tablets.length));
        watch(group, touches, wait);
        agrees(group);
      }
    }),
    { numRuns },
  );
});

function perform(group: Group, touches: Map<Seat, Touch[]>, deed: Deed, seat: Seat): void {
  const refusal = deed === 'let_go' ? group.give({ kind: 'let_go', seat }) : group.act(seat, { type: deed });
  if (refusal !== null || deed === 'pass') return;
  touches.get(seat)?.push({ at: group.now, down: deed === 'press', hard: deed === 'let_go' });
}

/** Lets time pass; whoever helped meanwhile is held to the model. */
function watch(group: Group, touches: ReadonlyMap<Seat, readonly Touch[]>, wait: Ms): void {
  const until = group.now + wait;
  // Timer by timer, so that each lift is looked at when it happens.
  while (group.now < until || wait === 0) {
    const before = group.recorded('helped').length;
    const due = rules.timers(group.state).map(({ fireAt }) => fireAt);
    const next = Math.max(group.now, Math.min(until, ...due));
    group.wait(next - group.now);
    for (const seat of group.recorded('helped').slice(before)) {
      expect(heldThrough(touches.get(seat) ?? [], group.now - holdMs, group.now), `seat ${seat}`).toBe(true);
    }
    if (next >= until) return;
  }
}

/** What is counted is what there is, and nobody who has held for long enough still waits. */
function agrees(group: Group): void {
  const pads = padsNow(group.state);
  const { needed, holding, together, phase, outcome } = group.shared;
  if (phase !== 'lifting' || outcome !== null) return;
  expect(needed).toBe(pads.length);
  expect(holding).toBe(pads.filter(({ pad }) => isDown(pad)).length);
  expect(together === null).toBe(holding < needed);
  const slipped = pads.some(({ pad }) => pad.state === 'slipped');
  if (together !== null && !slipped) expect(group.now - together).toBeLessThan(holdMs);
  expect(rules.holding?.(group.state)).toEqual(pads.filter(({ pad }) => isDown(pad)).map(({ seat }) => seat));
}
