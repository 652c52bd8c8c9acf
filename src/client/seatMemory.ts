/**
 * The seats a tablet remembers with their tokens, so that it is itself again after a reload, a sleep, a new
 * address or a restart of the server. A guest's link to a seat lives here and in the server's memory only.
 */
import type { Payload } from '../wire/schemas.ts';
import { keep, recall } from './storage.ts';

export type RememberedSeat = Payload<'hello'>['seats'][number];

interface Memory {
  readonly session: string;
  readonly seats: readonly RememberedSeat[];
}

const storageKey = 'seats';
const mostSeats = 8;

/** All seats remembered of the last lesson; whether they still stand is for the server to say. */
export const rememberedSeats = (): readonly RememberedSeat[] => recall(storageKey, isMemory)?.seats ?? [];

/** Keeps a seat of this lesson; one of the same child, or of another lesson, makes way. */
export function rememberSeat(session: string, seat: RememberedSeat): void {
  const memory = recall(storageKey, isMemory);
  const others = memory?.session === session ? memory.seats : [];
  const kept = others.filter((other) => other.child !== seat.child && other.seat !== seat.seat);
  keep(storageKey, { session, seats: [...kept, seat].slice(-mostSeats) });
}

/** Keeps what belongs to this lesson and forgets the rest. */
export function forgetOtherLessons(session: string): void {
  if (recall(storageKey, isMemory)?.session !== session) keep(storageKey, null);
}

export function forgetSeats(): void {
  keep(storageKey, null);
}

function isMemory(value: unknown): value is Memory {
  if (typeof value !== 'object' || value === null) return false;
  const { session, seats } = value as Partial<Memory>;
  return (
    typeof session === 'string' && Array.isArray(seats) && seats.length <= mostSeats && seats.every(isSeat)
  );
}

function isSeat(value: unknown): value is RememberedSeat {
  if (typeof value !== 'object' || value === null) return false;
  const { seat, epoch, child, token } = value as Partial<RememberedSeat>;
  return (
    typeof seat === 'number' &&
    typeof epoch === 'number' &&
    typeof child === 'string' &&
    typeof token === 'string'
  );
}
