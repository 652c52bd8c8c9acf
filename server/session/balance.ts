/** Who has waited longest, over all groups: for the adult's eyes only, kept nowhere. */
import type { BalanceRow } from '../../src/wire/publish.ts';
import { outcomeOf } from './instance.ts';
import type { Run } from './live.ts';

/** More than these no adult can act on. */
const shownWaits = 8;

/** Longest wait first. Who has the floor, is away or has left does not wait. */
export function balanceOf(run: Run): BalanceRow[] {
  const waits: BalanceRow[] = [];
  for (const instance of run.instances.values()) {
    if (outcomeOf(instance) !== null) continue;
    const { turns, since, open } = instance.ledger;
    for (const seat of instance.playing) {
      if (open.has(seat) || instance.away.has(seat)) continue;
      waits.push({ seat, group: instance.group, turns: turns.get(seat) ?? 0, since: since.get(seat) ?? 0 });
    }
  }
  return waits.sort((a, b) => a.since - b.since || a.turns - b.turns || a.seat - b.seat).slice(0, shownWaits);
}
