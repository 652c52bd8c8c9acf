/** What every server of the benchmark does for the conductor, over the channel of its process. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';

/** What a contestant is asked. */
export type Question =
  | { readonly ask: 'usage' }
  | { readonly ask: 'memory' }
  /** The lessons are begun: whoever is seated plays. */
  | { readonly ask: 'begin' }
  /** What its log holds of each room, and whether it is whole. */
  | { readonly ask: 'log' }
  | { readonly ask: 'stop' };

export interface Room {
  /** The room's Socket.IO namespace; its number for the others. */
  readonly name: string;
  /** Door pictures and children, where there is a lesson. */
  readonly door: readonly string[];
  readonly children: readonly string[];
}

export interface Ready {
  readonly port: number;
  readonly rooms: readonly Room[];
}

/** CPU of the whole process, its threads included, µs since it started. */
export interface Usage {
  readonly cpuUs: number;
}
/** Resident bytes after a collection of all garbage. */
export interface Memory {
  readonly rss: number;
  readonly heap: number;
}
/** Acts by room, in the order of the log: what each was, and at which seq. */
export interface Logged {
  readonly acts: readonly (readonly string[])[];
}

export interface Contestant {
  readonly http: Server;
  readonly rooms: readonly Room[];
  begin(): Promise<void>;
  log(): Promise<Logged>;
  stop(): Promise<void>;
}

/** Listens on a free port of this machine and answers the conductor until it says stop. */
export async function perform({ http, rooms, ...contestant }: Contestant): Promise<void> {
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  const answer = async (question: Question): Promise<unknown> => {
    switch (question.ask) {
      case 'usage': {
        const { user, system } = process.cpuUsage();
        return { cpuUs: user + system } satisfies Usage;
      }
      case 'memory':
        return memory();
      case 'begin':
        return contestant.begin();
      case 'log':
        return contestant.log();
      case 'stop':
        return contestant.stop();
    }
  };
  process.on('message', (question: Question) => {
    void answer(question).then((answered) => {
      process.send?.(answered ?? null, () => {
        if (question.ask === 'stop') process.exit(0);
      });
    });
  });
  process.send?.({ port: (http.address() as AddressInfo).port, rooms } satisfies Ready);
}

/** Several collections: what the first frees may let go of more. */
async function memory(): Promise<Memory> {
  for (let round = 0; round < 4; round += 1) {
    await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed };
}
