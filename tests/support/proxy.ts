/** A TCP proxy between robots and server, whose lines can be stalled, go dead without a word, or be cut. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Proxy {
  /** Where the robots connect. */
  readonly url: string;
  /** Bytes wait in both directions, new lines too, and none is lost. */
  stall(): void;
  /** What waited goes on. */
  flow(): void;
  /** Lines that are open now carry nothing any more and are never closed: half-open. New lines are as ever. */
  deaden(): void;
  /** Lines that are open now end at both ends. */
  cut(): void;
  /** Lines whose far end has hung up by itself since `deaden`. */
  readonly abandoned: number;
}

interface Line {
  readonly ends: readonly [Socket, Socket];
  dead: boolean;
}

/** Told every piece that the server sends, with the number of its line. */
export type Heard = (line: number, bytes: Buffer) => void;

/** A proxy on 127.0.0.1 in front of `port`; gone when the test is over. */
export async function proxyTo(port: number, heard?: Heard): Promise<Proxy> {
  const lines = new Set<Line>();
  let stalled = false;
  let abandoned = 0;
  let opened = 0;

  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const line: Line = { ends: [near, far], dead: false };
    lines.add(line);
    opened += 1;
    const number = opened;
    if (heard) far.on('data', (bytes: Buffer) => heard(number, bytes));
    join(line, near, far);
    join(line, far, near);
    if (stalled) for (const end of line.ends) end.pause();
  });

  function join(line: Line, from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('data', (bytes: Buffer) => {
      if (!line.dead) to.write(bytes);
    });
    // A line that breaks at one end is gone; that it broke is all there is to know.
    from.on('error', () => undefined);
    from.on('close', () => {
      lines.delete(line);
      if (line.dead) abandoned += 1;
      else to.destroy();
    });
  }
  function endAll(): void {
    for (const { ends } of lines) for (const end of ends) end.destroy();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    endAll();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stall: () => {
      stalled = true;
      for (const { ends } of lines) for (const end of ends) end.pause();
    },
    flow: () => {
      stalled = false;
      for (const { ends } of lines) for (const end of ends) end.resume();
    },
    deaden: () => {
      for (const line of lines) line.dead = true;
    },
    cut: endAll,
    get abandoned() {
      return abandoned;
    },
  };
}
