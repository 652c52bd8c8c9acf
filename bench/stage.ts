/** One contestant with its load: two processes, each on a core of its own, and what they are asked in turn. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from './clients.ts';
import type { Logged, Memory, Question, Ready, Usage } from './contestant.ts';
import type { Joined, Looped, Order, Told } from './load.ts';

const programs: Readonly<Record<Kind, string>> = {
  circletime: 'circletime.ts',
  'socket.io': 'bareSocketIo.ts',
  ws: 'bareWs.ts',
};

/** Of every contestant alike: memory as `circletime start` bounds it. */
const flags = ['--expose-gc', '--max-semi-space-size=16'];

/** Without taskset, or with one core, the figures would measure who is in whose way. */
export const separable = spawnSync('taskset', ['-c', '0,1', 'true']).status === 0;

function start(core: number, program: string, args: readonly string[]): ChildProcess {
  const node = [process.execPath, ...flags, join(import.meta.dirname, program), ...args];
  const [command = '', ...rest] = separable ? ['taskset', '-c', String(core), ...node] : node;
  return spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

async function reply<T>(of: ChildProcess, message?: Question | Order): Promise<T> {
  const gone = once(of, 'exit').then(() => {
    throw new Error('a process of the benchmark has ended');
  });
  const answered = once(of, 'message');
  if (message) of.send(message);
  const [answer] = (await Promise.race([answered, gone])) as [T];
  return answer;
}

export interface Stage {
  readonly ready: Ready;
  usage(): Promise<Usage>;
  memory(): Promise<Memory>;
  begin(): Promise<void>;
  join(): Promise<Joined>;
  sitDown(): Promise<Joined>;
  comeBack(): Promise<Joined>;
  open(perSecond: number, seconds: number): Promise<Looped>;
  closed(underWay: number, seconds: number): Promise<Looped>;
  /** Ends both, once every act was found where it should be. Throws where one is missing, doubled or not shown. */
  end(): Promise<{ readonly acts: number }>;
}

/** @param logsIn the folder in which a log is kept, if there is one: on tmpfs or on a disk. */
export async function openStage(kind: Kind, rooms: number, logsIn: string): Promise<Stage> {
  const folder = await mkdtemp(join(logsIn, 'circletime-bench-'));
  const server = start(0, programs[kind], [String(rooms), folder]);
  const load = start(1, 'load.ts', []);
  const ready = await reply<Ready>(server);
  const order = async <T>(what: Order): Promise<T> => {
    const told = await reply<{ readonly answer: T } | { readonly error: string }>(load, what);
    if ('error' in told) throw new Error(`${kind}: ${told.error}`);
    return told.answer;
  };
  return {
    ready,
    usage: () => reply(server, { ask: 'usage' }),
    memory: () => reply(server, { ask: 'memory' }),
    begin: () => reply(server, { ask: 'begin' }),
    join: () => order({ order: 'join', kind, port: ready.port, rooms: ready.rooms }),
    sitDown: () => order({ order: 'sitDown' }),
    comeBack: () => order({ order: 'comeBack' }),
    open: (perSecond, seconds) => order({ order: 'open', perSecond, seconds }),
    closed: (underWay, seconds) => order({ order: 'closed', underWay, seconds }),
    end: async () => {
      const told = await order<Told>({ order: 'stop' });
      const logged = await reply<Logged>(server, { ask: 'log' });
      await reply(server, { ask: 'stop' });
      await rm(folder, { recursive: true });
      if (kind === 'circletime') compare(told, logged);
      return { acts: told.acts.reduce((sum, acts) => sum + acts.length, 0) };
    },
  };
}

/**
 * Every act that was answered stands in its room's log, once; and every client shows as many as there are.
 *
 * @throws Error that names the room
 */
export function compare({ acts, shown }: Told, logged: Logged): void {
  for (const [room, sent] of acts.entries()) {
    const kept = (logged.acts[room] ?? []).map(Number).sort((a, b) => a - b);
    if (kept.length !== sent.length || kept.some((act, index) => act !== sent[index]))
      throw new Error(`room ${room + 1}: ${sent.length} acts were answered, ${kept.length} are in the log`);
    const counts = shown[room] ?? [];
    if (sent.length > 0 && counts.some((count) => count !== sent.length))
      throw new Error(`room ${room + 1}: ${sent.length} acts, but shown are ${counts.join()}`);
  }
}
