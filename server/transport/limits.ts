/**
 * Every bound on what the listener takes from anybody, in one place. They are values that a composition passes on:
 * the classroom's below, wider ones where a benchmark measures what lies behind them.
 */

/** A token bucket's shape. */
export interface Rate {
  readonly atOnce: number;
  readonly perSecond: number;
}

export interface Limits {
  /** TCP connections in all, and of one address: pages, files, polls and live connections together. */
  readonly sockets: number;
  readonly socketsPerAddress: number;
  /** A request's headers, the whole request, and a socket on which nothing moves, ms. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  /** One message, or one poll's body. */
  readonly messageBytes: number;
  /** New live connections of one address in any second. */
  readonly handshakesPerSecond: number;
  /** Live connections of one address. */
  readonly connectionsPerAddress: number;
  /** Live connections that have not said hello, in all, and how long one may stay so, ms. */
  readonly pending: number;
  readonly greetWithinMs: number;
  /** What may wait unsent for one reader. */
  readonly backlogBytes: number;
  /** Frames of one connection, of whatever kind. Beyond it is closed. */
  readonly frames: Rate;
  /** Tokens of an address's hellos; each costs five. */
  readonly hellos: Rate;
  /** Tokens of a device's messages; adults and rehearsals get ten times as many a second. */
  readonly messages: Rate;
  /** Refusals for haste that a connection may run up before it is closed. */
  readonly patience: number;
}

/** For one school: a router may show a whole class of tablets under one address. */
export const classroomLimits: Limits = {
  sockets: 1024,
  socketsPerAddress: 128,
  headersMs: 5000,
  requestMs: 15_000,
  // Longer than the gap between two pings, which a waiting poll carries.
  idleMs: 30_000,
  messageBytes: 16 * 1024,
  handshakesPerSecond: 20,
  // Ten tablets, some phones, and the connections that a weak Wi-Fi has lost but not yet closed.
  connectionsPerAddress: 64,
  pending: 100,
  // A hello that was refused for haste has time to come again.
  greetWithinMs: 10_000,
  backlogBytes: 256 * 1024,
  // Above all the messages that `messages` and `patience` let through, a busy adult's too.
  frames: { atOnce: 1000, perSecond: 400 },
  hellos: { atOnce: 100, perSecond: 20 },
  // Room for a full outbox of fifty and the hello before it; far above what a group of children can tap.
  messages: { atOnce: 100, perSecond: 20 },
  // One that goes on beyond is no page of ours.
  patience: 500,
};
