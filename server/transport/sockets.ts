/** The live connections: hello, rooms, presence. Messages go through `dispatch`. */
import type { Socket } from 'socket.io';
import type { AnswerOf, HelloAnswer, ServerEvents } from '../../src/wire/answers.ts';
import type { EventName, Payload } from '../../src/wire/schemas.ts';
import type { When } from '../access/permissions.ts';
import { isAdult, roleOf } from '../access/devices.ts';
import type { App, Devices } from '../access/devices.ts';
import type { Handlers, Lessons, Principal } from '../session/api.ts';
import { isLoopback } from './addresses.ts';
import { adultRooms, audienceOf, deviceRoom, roomsOf } from './audience.ts';
import type { Room } from './audience.ts';
import type { Arrivals } from './arrivals.ts';
import { createBucket, createBuckets } from './bucket.ts';
import type { Bucket } from './bucket.ts';
import { endNow } from './connection.ts';
import { dispatch } from './dispatch.ts';
import type { Dispatch } from './dispatch.ts';
import type { Limits } from './limits.ts';

/** Adults are trusted to be busy, and in a rehearsal the clock runs up to fifty times faster. */
const fast = 10;

export interface Connections {
  readonly room: Room;
  readonly arrivals: Arrivals;
  readonly devices: Devices;
  readonly lessons: Lessons;
  readonly handlers: Handlers<Exclude<EventName, 'hello'>>;
  readonly build: string;
  readonly joinUrls: () => readonly string[];
  readonly limits: Pick<Limits, 'messages' | 'patience'>;
  readonly mono: () => number;
  readonly fault: Dispatch['fault'];
}

/** Starts answering. Before this, connections find nobody. */
export function serveConnections(server: Connections): void {
  const { room, devices, lessons } = server;
  const to: Dispatch = {
    handlers: withDoor(server),
    when: () => whenOf(lessons),
    speed: ({ role }) => (isAdult(role) || lessons.current()?.rehearsal ? fast : 1),
    fault: server.fault,
  };
  const buckets = createBuckets(server.mono, server.limits.messages);
  room.on('connection', (socket) => connect(server, to, buckets, socket));
  devices.onChange((device) => {
    // What the old role was told ends now, whether or not the page says hello again.
    room.in(deviceRoom(device)).socketsLeave([...adultRooms]);
    room.to(deviceRoom(device)).emit('revoked');
  });
}

const whenOf = (lessons: Lessons): When => lessons.current()?.phase ?? 'none';

/** Who a connection said it is. */
interface Greeted {
  readonly device: string;
  readonly app: App;
}

function connect(
  server: Connections,
  to: Dispatch,
  buckets: (device: string) => Bucket,
  socket: Socket<Record<string, never>, ServerEvents>,
): void {
  const { devices, lessons, arrivals } = server;
  const loopback = isLoopback(socket.handshake.address);
  let greeted: Greeted | null = null;

  const principalOf = ({ device, app }: Greeted): Principal | null => {
    const known = devices.get(device);
    const session = lessons.current()?.session ?? null;
    if (!known) return null;
    const { account } = known;
    return { device, role: roleOf(known, app, loopback, session), account, session: known.session, loopback };
  };

  async function hello(payload: Payload<'hello'>): Promise<AnswerOf<'hello'>> {
    const retryMs = arrivals.hello(socket.handshake.address);
    if (retryMs > 0) return { ok: false, code: 'too_fast', retryMs };
    const { known, token, dead } = await devices.identify(payload.token, payload.language);
    const next: Greeted = { device: known.device, app: payload.app };
    if (principalOf(next)?.role === 'tablet') await lessons.returned(known.device, payload.seats);
    // From here to the answer nothing waits: what is published next follows on this snapshot.
    for (const listened of socket.rooms) if (listened !== socket.id) void socket.leave(listened);
    const before = greeted;
    greeted = next;
    if (before?.device !== next.device) left(before);
    const role = principalOf(next)?.role ?? 'visitor';
    const audience = audienceOf(payload.app, role, known.device);
    void socket.join([deviceRoom(known.device), ...roomsOf(audience)]);
    const current = audience && lessons.snapshot(audience);
    arrivals.greeted(socket.conn);
    heard();
    return {
      ok: true,
      role,
      token,
      device: known.device,
      build: server.build,
      status: statusOf(payload.build, server.build, dead),
      session: current?.session ?? null,
      // Always whole: who is online or in hand changes without a seq, so the same seq proves nothing.
      snapshot: current?.publish ?? null,
      joinUrls: server.joinUrls(),
      loopback,
    };
  }

  function heard(): void {
    if (greeted?.app === 'tablet') lessons.heard(greeted.device);
  }

  /** A tablet whose last connection is gone, or has become another device's. */
  function left(was: Greeted | null): void {
    if (was?.app === 'tablet' && isLastOf(server.room, was.device)) lessons.lost(was.device);
  }

  const { messages, patience } = server.limits;
  const before = createBucket(server.mono, messages);
  const tolerance = createBucket(server.mono, { ...messages, atOnce: patience });
  /** All connections of a device share what it may send. */
  const hints: Bucket = {
    take: (cost, speed) => (greeted ? buckets(greeted.device) : before).take(cost, speed),
  };
  /** Who takes no refusal is cut off. */
  const bucket: Bucket = {
    take: (cost, speed) => {
      const retryMs = hints.take(cost, speed);
      if (retryMs > 0 && tolerance.take(1, 1) > 0) endNow(socket.conn);
      return retryMs;
    },
  };
  const sender = {
    bucket,
    hints,
    principal: () => greeted && principalOf(greeted),
    hello: (_by: Principal, payload: Payload<'hello'>) => hello(payload),
  };
  socket.onAny((event: unknown, ...args: unknown[]) => dispatch(to, sender, event, args));
  // Any packet will do, the answer to a ping as well as a tap.
  socket.conn.on('packet', heard);
  socket.on('disconnect', () => left(greeted));
}

const isLastOf = (room: Room, device: string): boolean =>
  (room.adapter.rooms.get(deviceRoom(device))?.size ?? 0) === 0;

/** `dev` is the build of a page or server that was not built: it goes with any other. */
function statusOf(build: string, serverBuild: string, dead: boolean): HelloAnswer['status'] {
  if (build !== serverBuild && build !== 'dev' && serverBuild !== 'dev') return 'reload';
  return dead ? 'revoked' : 'snapshot';
}

/** Letting in: a tablet that knew the door belongs to this lesson, durably, so that a restart asks nothing anew. */
function withDoor({ handlers, devices, lessons }: Connections): Dispatch['handlers'] {
  return {
    ...handlers,
    'door.open': async (by, payload) => {
      const answer = await handlers['door.open'](by, payload);
      const session = lessons.current()?.session;
      if (answer.ok && session !== undefined) await devices.change(by.device, { role: 'tablet', session });
      return answer;
    },
  };
}
