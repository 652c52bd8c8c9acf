/** The adult's hand on tablets and seats. */
import { maxSeatsPerTablet } from '../../src/wire/vocabulary.ts';
import { setGroup } from './claims.ts';
import { isGroup } from './groups.ts';
import { ok, refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { log, present, updateRoll } from './live.ts';
import { letGo, moveTo, regroup, seatOf, seatsOn } from './seats.ts';

export const devices: Performs<
  'device.assign' | 'device.seatAll' | 'device.release' | 'seat.move' | 'seat.release'
> = {
  'device.assign': (work, _by, { device: id, group }) => {
    const device = work.live.devices.get(id);
    if (device === undefined) return refuse('no_such_device');
    if (!isGroup(work.live, group)) return refuse('no_such_group');
    if (device.grp === group) return ok;
    for (const place of seatsOn(work.live, id)) letGo(work, place);
    setGroup(work, device, group);
    return ok;
  },

  /** Nobody is seated yet: each child says hello by its own animal. */
  'device.seatAll': (work, _by, { device: id }) => {
    const { live, tools } = work;
    const device = live.devices.get(id);
    if (device === undefined) return refuse('no_such_device');
    if (device.grp === null) return refuse('not_in_this_group');
    const waiting = present(live).filter(({ child, grp }) => {
      const holder = seatOf(live, child)?.row.device ?? null;
      return grp === device.grp && holder !== id && (holder === null || tools.hearing.unheard(holder));
    });
    if (waiting.length + seatsOn(live, id).length > maxSeatsPerTablet) return refuse('tablet_full');
    live.greets.set(id, new Set(waiting.map(({ child }) => child)));
    return ok;
  },

  'device.release': (work, _by, { device: id }) => {
    const device = work.live.devices.get(id);
    if (device === undefined) return refuse('no_such_device');
    for (const place of seatsOn(work.live, id)) letGo(work, place);
    setGroup(work, device, null);
    return ok;
  },

  'seat.move': (work, _by, { seat, device: id }) => {
    const { live } = work;
    const place = live.seats.get(seat);
    const device = live.devices.get(id);
    if (place?.row.active !== 1) return refuse('no_such_seat');
    if (device === undefined) return refuse('no_such_device');
    if (device.grp === null) return refuse('no_such_group');
    if (place.row.device === id) return ok;
    if (seatsOn(live, id).length >= maxSeatsPerTablet) return refuse('tablet_full');
    const { sitter } = place;
    if (sitter !== null && live.roll.get(sitter)?.grp !== device.grp) {
      log(work, 'roll', { type: 'grouped', group: device.grp });
      updateRoll(work, sitter, { grp: device.grp });
    }
    moveTo(work, regroup(work, place, device.grp), id);
    return ok;
  },

  'seat.release': (work, _by, { seat }) => {
    const place = work.live.seats.get(seat);
    if (place?.row.active !== 1) return refuse('no_such_seat');
    letGo(work, place);
    return ok;
  },
};
