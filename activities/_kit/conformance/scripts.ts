/** Random scripts of games: settings, groups and manners, all shrinking toward the plain case. */
import fc from 'fast-check';
import type { AnyActivity, Setting } from '../contract.ts';
import type { Manners, Script } from '../play.ts';

/** Everyone plays and nobody comes or goes. */
export const steady: Manners = { silent: 5, seats: 0, skip: 0, extend: 0 };
/** A bit of everything that a lesson brings. */
export const lively: Manners = { silent: 15, seats: 8, skip: 8, extend: 2 };
/** Hardly anything but coming and going. */
export const restless: Manners = { silent: 10, seats: 45, skip: 5, extend: 0 };

const manyMoves = 300;
/** Groups beyond this size are tried in one game of twenty only. */
const usualSeats = 8;

export function scripts(activity: AnyActivity, manners: Manners): fc.Arbitrary<Script> {
  return fc.record({
    seed: fc.integer({ min: 0, max: 0x7fff_ffff }),
    config: configs(activity),
    seats: groups(activity),
    manners: fc.constant(manners),
    moves: fc.constant(manyMoves),
  });
}

/** Values of every setting, over the activity's defaults. */
export function configs(activity: AnyActivity): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const chosen = Object.fromEntries(activity.settings.map((setting) => [setting.key, values(setting)]));
  return fc.record(chosen).map((settings) => ({ ...(activity.defaults as object), ...settings }));
}

function values(setting: Setting): fc.Arbitrary<number | string | boolean> {
  switch (setting.kind) {
    case 'integer': {
      const { min, max, step } = setting;
      return fc.integer({ min: 0, max: Math.floor((max - min) / step) }).map((steps) => min + steps * step);
    }
    case 'choice':
      return fc.constantFrom(...setting.options);
    case 'switch':
      return fc.boolean();
  }
}

/** Seat numbers follow no order; children sit at tablets, at none, or some here and some there. */
function groups({ seats: { min, max } }: AnyActivity): fc.Arbitrary<Script['seats']> {
  const usual = Math.max(min, Math.min(max, usualSeats));
  const size = fc.oneof(
    { weight: 19, arbitrary: fc.integer({ min, max: usual }) },
    { weight: 1, arbitrary: fc.constant(max) },
  );
  return size.chain((count) =>
    fc
      .record({
        seats: fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: count, maxLength: count }),
        tablets: fc.constantFrom<readonly (number | null)[]>([1], [null], [1, 2, 3], [1, null]),
      })
      .map(({ seats, tablets }) =>
        seats.map((seat, index) => ({ seat, tablet: tablets[index % tablets.length] ?? null })),
      ),
  );
}
