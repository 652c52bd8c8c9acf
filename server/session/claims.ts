/** Tablets come in by the door pictures, choose a group, and their children claim own seats. */
import type { Seat } from '../../activities/_kit/contract.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import { maxSeatsPerTablet, maxTablets } from '../../src/wire/vocabulary.ts';
import type { DeviceRow } from '../record/facts.ts';
import type { Lessons, Principal } from './api.ts';
import type { Performs } from './handlers.ts';
import { ok, refuse } from './handlers.ts';
import { ask, forgetAsks } from './asks.ts';
import { groupNumbers, insert, log, ofSession, present, update, updateRoll } from './live.ts';
import type { Live, Place, Work } from './live.ts';
import {
  hashOf,
  hold,
  join,
  labelOf,
  letGo,
  makeSeat,
  moveTo,
  seatOf,
  seatsOn,
  unlinkedGuests,
} from './seats.ts';

export const claims: Performs<
  'door.open' | 'group.choose' | 'seat.claim' | 'seat.leave' | 'ask.answer' | 'hand'
> = {
  'door.open': (work, by, { pictures }) => {
    const { live } = work;
    if (pictures.join(',') !== live.session.door) return refuse('wrong_door');
    if (live.devices.has(by.device)) return ok;
    // Each tablet costs something at every change; one that comes again and again as another must not stop a class.
    if (live.devices.size >= maxTablets) return refuse('lesson_full');
    const label = live.devices.size + 1;
    const row: DeviceRow = { ...ofSession(live), device: by.device, label, grp: null };
    live.devices.set(by.device, row);
    log(work, 'seat', { type: 'tablet_in', tablet: label });
    insert(work, 'device', row);
    return ok;
  },

  'group.choose': (work, by, { group }) => {
    const device = work.live.devices.get(by.device);
    if (device === undefined) return refuse('not_permitted');
    if (device.grp === group) return ok;
    // Who sits here has to be moved by the adult first.
    if (seatsOn(work.live, by.device).length > 0) return refuse('not_allowed');
    const children = present(work.live).filter((row) => row.grp === group);
    if (!groupNumbers(work.live).includes(group)) return refuse('no_such_group');
    const elsewhere = children.filter(({ child }) => isHeldElsewhere(work, seatOf(work.live, child), by));
    if (children.length > 0 && elsewhere.length === children.length) return refuse('group_full');
    setGroup(work, device, group);
    return ok;
  },

  'seat.claim': claim,

  'seat.leave': (work, by, { seat }) => {
    const place = work.live.seats.get(seat);
    if (place?.row.active !== 1) return refuse('no_such_seat');
    if (place.row.device !== by.device || place.sitter === null) return refuse('seat_moved');
    ask(work, 'leave', place.sitter, by.device);
    return ok;
  },

  'ask.answer': (work, _by, { ask: id, accept }) => {
    const open = work.live.asks.get(id);
    if (open === undefined) return refuse('ask_gone');
    work.live.asks.delete(id);
    if (!accept) return ok;
    if (open.kind === 'seat_taken') return grantAsked(work, open.child, open.device);
    const place = seatOf(work.live, open.child);
    if (place?.row.device !== open.device) return refuse('ask_gone');
    letGo(work, place);
    return ok;
  },

  hand: (work, by, { seat }) => {
    const { live } = work;
    if (seat === null) live.inHand.delete(by.device);
    else if (live.seats.get(seat)?.row.device !== by.device) return refuse('seat_moved');
    else live.inHand.set(by.device, seat);
    return ok;
  },
};

/** A tablet changes its group. */
export function setGroup(work: Work, device: DeviceRow, grp: number | null): void {
  device.grp = grp;
  work.live.greets.delete(device.device);
  forgetAsks(work.live, (ask) => ask.device === device.device);
  log(work, 'seat', { type: 'tablet_group', tablet: device.label, group: grp });
  update(work, 'device', { session: device.session, device: device.device }, { grp });
}

function claim(work: Work, by: Principal, { child }: { readonly child: string }): AnswerOf<'seat.claim'> {
  const { live } = work;
  const device = live.devices.get(by.device);
  if (device === undefined) return refuse('not_permitted');
  const roll = live.roll.get(child);
  if (roll === undefined) return refuse('no_such_child');
  if (device.grp === null || roll.grp !== device.grp) return refuse('not_in_this_group');
  const place = seatToClaim(work, child, roll.grp, by.device);
  if (place?.row.device !== by.device) {
    if (seatsOn(live, by.device).length >= maxSeatsPerTablet) return refuse('tablet_full');
    if (isHeldElsewhere(work, place, by)) {
      ask(work, 'seat_taken', child, by.device);
      return { ok: true, state: 'asking' };
    }
  }
  return { ok: true, state: 'seated', ...grant(work, child, place, roll.grp, by.device) };
}

/** Seats the child on the device; the newest granted holder wins. */
function grant(
  work: Work,
  child: string,
  claimed: Place | null,
  grp: number,
  device: string,
): { readonly seat: Seat; readonly epoch: number; readonly token: string } {
  markHere(work, child);
  const place = claimed ?? makeSeat(work, child, grp);
  place.sitter = child;
  const token = hold(work, place, device);
  join(work, place);
  for (const greet of work.live.greets.values()) greet.delete(child);
  forgetAsks(work.live, (open) => open.child === child && open.kind === 'seat_taken');
  return { seat: place.row.seat, epoch: place.row.epoch, token };
}

/** After the adult's yes. The asking tablet claims its seat once more for the token. */
function grantAsked(work: Work, child: string, device: string): AnswerOf<'ask.answer'> {
  const { live } = work;
  const grp = live.roll.get(child)?.grp;
  const row = live.devices.get(device);
  if (row === undefined || grp === null || grp === undefined || row.grp !== grp) return refuse('ask_gone');
  if (seatsOn(live, device).length >= maxSeatsPerTablet) return refuse('tablet_full');
  grant(work, child, seatToClaim(work, child, grp, device), grp, device);
  return ok;
}

/** The child's seat, or for a guest whose link was lost the unlinked guest seat that is nearest. */
function seatToClaim(work: Work, child: string, grp: number, device: string): Place | null {
  const own = seatOf(work.live, child);
  if (own !== null || work.live.roll.get(child)?.recorded === 1) return own;
  const unlinked = unlinkedGuests(work.live, grp);
  return (
    unlinked.find(({ row }) => row.device === device) ??
    unlinked.find(({ row }) => row.device === null || work.tools.hearing.unheard(row.device)) ??
    unlinked[0] ??
    null
  );
}

/** Held by another tablet that was heard in the last 20 s. */
function isHeldElsewhere(work: Work, place: Place | null, by: { readonly device: string }): boolean {
  const holder = place?.row.device ?? null;
  return holder !== null && holder !== by.device && !work.tools.hearing.unheard(holder);
}

/** Joining a tablet marks present; after the roll call, late. */
function markHere(work: Work, child: string): void {
  if (work.live.roll.get(child)?.status !== 'absent') return;
  const status = work.live.session.phase === 'roll' ? 'present' : 'late';
  log(work, 'roll', { type: 'marked', status });
  updateRoll(work, child, { status });
}

/**
 * A tablet is back with what it remembers. The seat's own token proves it: a guest's link is taken up again, and
 * a tablet that lost its own name has its seats back at once. While the present holder is connected, a token
 * on another device is a copy: it gets nothing, and its child may claim and be asked for.
 */
export function takeBack(work: Work, device: string, remembered: Parameters<Lessons['returned']>[1]): void {
  const { live, tools } = work;
  for (const { seat, epoch, child, token } of remembered) {
    const place = live.seats.get(seat);
    if (place?.row.active !== 1 || place.row.epoch !== epoch || place.row.tokenHash !== hashOf(token))
      continue;
    if (!mayBe(work, place, child)) continue;
    const holder = place.row.device;
    if (holder !== device && holder !== null && tools.hearing.connected(holder)) continue;
    if (holder !== device && !canHost(work, device, place.row.grp)) continue;
    place.sitter = child;
    if (holder !== device) moveTo(work, place, device);
  }
}

/** Whether a tablet still has all that it remembers, and so nothing to take back. */
export function hasStill(
  live: Live,
  device: string,
  remembered: Parameters<Lessons['returned']>[1],
): boolean {
  return remembered.every(({ seat, epoch, child }) => {
    const place = live.seats.get(seat);
    if (place === undefined) return false;
    const { row, sitter } = place;
    return row.active === 1 && row.device === device && row.epoch === epoch && sitter === child;
  });
}

/** Whether the child a tablet remembers can be the one on this seat. */
function mayBe({ live }: Work, place: Place, child: string): boolean {
  if (place.sitter !== null) return place.sitter === child;
  const roll = live.roll.get(child);
  return roll?.recorded === 0 && roll.grp === place.row.grp && seatOf(live, child) === null;
}

/** Whether a let-in tablet can take a seat of the group; one without a group joins it. */
function canHost(work: Work, device: string, grp: number): boolean {
  const row = work.live.devices.get(device);
  if (row === undefined || seatsOn(work.live, device).length >= maxSeatsPerTablet) return false;
  if (row.grp === null) setGroup(work, row, grp);
  return row.grp === grp;
}

/** The setup order: seats of one tablet together, and within it by number, which is chance. */
export function inSeatingOrder(work: Work, seats: readonly Place[]): Place[] {
  const tablet = ({ row }: Place) =>
    (row.device === null ? null : labelOf(work.live, row.device)) ?? Infinity;
  return [...seats].sort((a, b) => {
    const [first, second] = [tablet(a), tablet(b)];
    return first === second ? a.row.seat - b.row.seat : first - second;
  });
}
