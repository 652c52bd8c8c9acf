/**
 * Seats: made once, never reused, held by at most one device. Numbers and their order say nothing about who
 * sits where, so that a guest cannot be inferred from the seats around it.
 */
import { createHash } from 'node:crypto';
import type { Seat } from '../../activities/_kit/contract.ts';
import type { PresenceRow, SeatRow } from '../record/facts.ts';
import { randomInt, randomWord } from './chance.ts';
import { insert, log, ofSession, playing, runNow, update } from './live.ts';
import type { Live, Place, Work } from './live.ts';
import { instanceForGroup, step, tellSeat } from './steps.ts';

/** Seat numbers are drawn from 1 … 999. */
const maxSeat = 999;

/** The child's seat; null while it has none. */
export function seatOf(live: Live, child: string): Place | null {
  for (const place of live.seats.values()) {
    if (place.sitter === child && place.row.active === 1) return place;
  }
  return null;
}

export function seatsOn(live: Live, device: string): Place[] {
  return activeSeats(live).filter((place) => place.row.device === device);
}

export function countOn(live: Live, device: string): number {
  let count = 0;
  for (const { row } of live.seats.values()) if (row.active === 1 && row.device === device) count += 1;
  return count;
}

/** In the order of their numbers, which a restart keeps. */
export function activeSeats(live: Live): Place[] {
  return [...live.seats.values()]
    .filter((place) => place.row.active === 1)
    .sort((a, b) => a.row.seat - b.row.seat);
}

/** Active guest seats of a group whose link was lost with the server's memory. */
export function unlinkedGuests(live: Live, grp: number): Place[] {
  return activeSeats(live).filter((place) => place.sitter === null && place.row.grp === grp);
}

/** A new seat for a child of the roll; recorded or guest as the roll says. */
export function makeSeat(work: Work, child: string, grp: number, device: string | null = null): Place {
  const { live } = work;
  const recorded = live.roll.get(child)?.recorded === 1;
  const row: SeatRow = {
    ...ofSession(live),
    seat: drawNumber(work),
    grp,
    child: recorded ? child : null,
    epoch: 1,
    device,
    tokenHash: null,
    active: 1,
  };
  const place: Place = { row, sitter: child, exposed: false };
  live.seats.set(row.seat, place);
  const seq = log(work, 'seat', { type: 'made', seat: row.seat, group: grp });
  insert(work, 'seat', row);
  if (device !== null) notePresence(work, seq, row, 'seated');
  return place;
}

/**
 * Gives a seat to a device and returns its new token. The holder keeps its epoch when it asks again; another
 * holder starts a new one, so that an old outbox is refused.
 */
export function hold(work: Work, place: Place, device: string): string {
  const token = randomWord(work.tools.random, 24);
  const { row } = place;
  const isNew = row.device !== device;
  if (isNew) dropHand(work.live, place);
  const epoch = isNew && row.device !== null ? row.epoch + 1 : row.epoch;
  change(work, place, { device, epoch, tokenHash: hashOf(token) });
  const seq = log(work, 'seat', { type: 'held', seat: row.seat, epoch, tablet: labelOf(work.live, device) });
  if (isNew) {
    notePresence(work, seq, row, 'seated');
    tellSeat(work, row.seat, 'back');
  }
  return token;
}

/** Moves a seat to another device by the adult's hand; its token comes when the tablet claims it. */
export function moveTo(work: Work, place: Place, device: string): void {
  dropHand(work.live, place);
  change(work, place, { device, epoch: place.row.epoch + 1, tokenHash: null });
  const { row } = place;
  const seq = log(work, 'seat', {
    type: 'moved',
    seat: row.seat,
    epoch: row.epoch,
    tablet: labelOf(work.live, device),
  });
  notePresence(work, seq, row, 'moved');
  tellSeat(work, row.seat, 'back');
}

/** Takes a seat off its device; the child is still in the lesson and the adult may tap for it. */
export function letGo(work: Work, place: Place): void {
  const { row } = place;
  if (row.device === null) return;
  const device = row.device;
  dropHand(work.live, place);
  change(work, place, { device: null, epoch: row.epoch + 1, tokenHash: null });
  const seq = log(work, 'seat', { type: 'let_go', seat: row.seat, epoch: row.epoch });
  notePresence(work, seq, { ...row, device }, 'left');
  tellSeat(work, row.seat, 'away');
}

/** Closes a seat for good: its child is absent, or plays on another number. */
export function retire(work: Work, place: Place): void {
  letGo(work, place);
  tellSeat(work, place.row.seat, 'left');
  change(work, place, { active: 0 });
  log(work, 'seat', { type: 'closed', seat: place.row.seat });
}

/**
 * The group of a seat changes, and with it the game it plays in. A tablet belongs to one group, so the caller
 * lets go of the seat before or moves it after. Returns the place that the child has now.
 */
export function regroup(work: Work, place: Place, grp: number): Place {
  const { live } = work;
  const { row, sitter } = place;
  if (row.grp === grp) return place;
  const from = instanceForGroup(live, row.grp);
  const to = instanceForGroup(live, grp);
  if (playing(live) !== null && from !== to && to?.known.has(row.seat) === true && sitter !== null) {
    // The game knows this number as one that has left; numbers are never reused.
    retire(work, place);
    const fresh = makeSeat(work, sitter, grp);
    join(work, fresh);
    return fresh;
  }
  if (from !== to) tellSeat(work, row.seat, 'left');
  change(work, place, { grp });
  log(work, 'seat', { type: 'regrouped', seat: row.seat, group: grp });
  join(work, place);
  return place;
}

/** A seat joins the running game of its group, if there is one with room for it. */
export function join(work: Work, place: Place): void {
  const run = playing(work.live);
  const instance = instanceForGroup(work.live, place.row.grp);
  if (run === null || instance === null || instance.known.has(place.row.seat)) return;
  if (instance.playing.size >= instance.activity.seats.max) return;
  step(work, run, instance, { kind: 'seat', seat: place.row.seat, change: 'joined' });
}

/** A child who comes, or is placed, while a game runs joins the game of its group. */
export function seatLateChild(work: Work, child: string): void {
  const grp = work.live.roll.get(child)?.grp ?? null;
  if (grp === null) return;
  join(work, seatFor(work, child, grp));
}

/** The child's seat; for a guest whose link was lost an unlinked guest seat of its group; else a new one. */
export function seatFor(work: Work, child: string, grp: number): Place {
  const own = seatOf(work.live, child);
  if (own !== null) return own;
  const isGuest = work.live.roll.get(child)?.recorded !== 1;
  const unlinked = isGuest ? unlinkedGuests(work.live, grp)[0] : undefined;
  if (unlinked === undefined) return makeSeat(work, child, grp);
  unlinked.sitter = child;
  return unlinked;
}

/** Consent was withdrawn: the seat plays on as a guest's, and from here on has no child. */
export function makeGuest(work: Work, place: Place): void {
  if (place.row.child === null) return;
  change(work, place, { child: null });
  place.exposed = true;
  log(work, 'seat', { type: 'guest', seat: place.row.seat });
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A recorded child's seat or tablet comes or goes; a guest's leaves no row. */
export function notePresence(work: Work, seq: number, row: SeatRow, change: PresenceRow['change']): void {
  if (row.child === null) return;
  insert(work, 'presence', {
    ...ofSession(work.live),
    seq,
    child: row.child,
    change,
    device: row.device,
    wall: work.wall,
    run: playing(work.live)?.row.run ?? null,
    at: runNow(work),
  });
}

export function labelOf(live: Live, device: string): number | null {
  return live.devices.get(device)?.label ?? null;
}

function change(work: Work, place: Place, columns: Partial<SeatRow>): void {
  Object.assign(place.row, columns);
  const { session, seat } = place.row;
  update(work, 'seat', { session, seat }, columns);
}

function dropHand(live: Live, place: Place): void {
  const { device, seat } = place.row;
  if (device !== null && live.inHand.get(device) === seat) live.inHand.delete(device);
}

function drawNumber({ live, tools }: Work): Seat {
  const free: Seat[] = [];
  for (let seat = 1; seat <= maxSeat; seat += 1) if (!live.seats.has(seat)) free.push(seat);
  const drawn = free[randomInt(tools.random, Math.max(1, free.length))];
  if (drawn === undefined) throw new Error('all seat numbers of the session are used');
  return drawn;
}
