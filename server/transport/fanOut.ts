/**
 * One event to many connections, encoded and framed once. Socket.IO's own broadcast encodes once too, but hands each
 * websocket its frame in two pieces. What a class is shown is most of what the server does, so this is where an act's
 * time goes.
 */
import type { Room } from './audience.ts';
import { textFrame } from './textFrame.ts';

/** What is used of an engine.io connection to send; Socket.IO's adapter calls it in the same way. */
interface Wire {
  write(
    packet: string,
    options: { readonly compress: false; readonly wsPreEncodedFrame: readonly [Buffer] },
  ): unknown;
}

/** Sends `event` with `payload` to everyone who listens in one of the rooms, once for each room. */
export function fanOut(room: Room, rooms: readonly string[], event: string, payload: object): void {
  const { adapter, sockets, name } = room;
  const present = rooms.flatMap((one) => adapter.rooms.get(one) ?? []);
  // Encoding is spared where nobody listens.
  if (present.length === 0) return;
  // Socket.IO's packet of an event: its type, the namespace unless it is the main one, and the arguments.
  const packet = `2${name === '/' ? '' : `${name},`}${JSON.stringify([event, payload])}`;
  // Engine.io's packet of a message is a 4 before it.
  const options = { compress: false, wsPreEncodedFrame: [textFrame(`4${packet}`)] } as const;
  for (const listeners of present) {
    for (const id of listeners) {
      const wire = sockets.get(id)?.conn as unknown as Wire | undefined;
      wire?.write(packet, options);
    }
  }
}
