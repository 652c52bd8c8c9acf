/** The roll call: present, late, absent. The denominator of everything that is counted later. */
import { retire, seatLateChild, seatOf } from './seats.ts';
import { smallestGroup } from './groups.ts';
import { ok, refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { forgetAsks } from './asks.ts';
import { log, playing, updateRoll } from './live.ts';
import type { Work } from './live.ts';
import type { RollStatus } from '../../src/wire/vocabulary.ts';

export const roll: Performs<'roll.mark'> = {
  'roll.mark': (work, _by, { child, status }) => {
    if (!work.live.roll.has(child)) return refuse('no_such_child');
    mark(work, child, status);
    return ok;
  },
};

function mark(work: Work, child: string, status: RollStatus): void {
  const { live } = work;
  const row = live.roll.get(child);
  if (row === undefined || row.status === status) return;
  const came = row.status === 'absent';
  log(work, 'roll', { type: 'marked', status });
  updateRoll(work, child, { status });
  if (status === 'absent') {
    const place = seatOf(live, child);
    if (place !== null) retire(work, place);
    forgetAsks(live, (ask) => ask.child === child);
  } else if (came) {
    if (row.grp === null) updateRoll(work, child, { grp: smallestGroup(live) });
    if (playing(live) !== null) seatLateChild(work, child);
  }
}
