/**
 * `npm run bench`: Circletime beside bare Socket.IO and raw websockets, in one run on one machine. Prints a table and
 * writes it as JSON. With `--quick` one short round, to see that everything works; its figures mean little.
 *
 * @throws where an act was lost, doubled, or not seen by everyone of its room
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { tabletFiles } from '../scripts/size.mjs';
import type { Kind } from './clients.ts';
import { figures, median, tableOf } from './figures.ts';
import type { Measured } from './figures.ts';
import { clientsPerRoom } from './rooms.ts';
import { openStage, separable } from './stage.ts';
import type { Stage } from './stage.ts';

interface Counts {
  readonly rounds: number;
  readonly warmUpS: number;
  readonly measureS: number;
  readonly clientsForMemory: number;
}
const full: Counts = { rounds: 3, warmUpS: 10, measureS: 10, clientsForMemory: 2000 };
const quick: Counts = { rounds: 1, warmUpS: 1, measureS: 2, clientsForMemory: 160 };

const rooms = 20;
const joiningRooms = 32;
/** Acts of each tablet under way at saturation. */
const underWay = 4;
const kinds: readonly Kind[] = ['circletime', 'socket.io', 'ws'];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** A folder in memory, for the log of the latency's measure. */
    tmpfs: { type: 'string', default: '/dev/shm' },
    disk: { type: 'string', default: tmpdir() },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
    /** Puts the table into docs/benchmark.md. */
    write: { type: 'boolean', default: false },
  },
});
const counts = values.quick ? quick : full;

/** CPU of the server for each act, µs; and what the load saw. */
async function measured(stage: Stage, work: () => ReturnType<Stage['open']>) {
  const before = await stage.usage();
  const looped = await work();
  const after = await stage.usage();
  return { ...looped, cpuUs: (after.cpuUs - before.cpuUs) / looped.acts };
}

async function seated(stage: Stage): Promise<void> {
  await stage.join();
  await stage.sitDown();
  await stage.begin();
}

/** At 300 acts a second over all rooms, the log in memory. */
async function latency(kind: Kind): Promise<Measured> {
  const stage = await openStage(kind, rooms, values.tmpfs);
  await seated(stage);
  // Warm is what has been compiled, and that takes many acts.
  await stage.open(1500, counts.warmUpS);
  await stage.open(300, 1);
  const { p50, p99, cpuUs } = await measured(stage, () => stage.open(300, counts.measureS));
  await stage.end();
  return { p50Ms: p50, p99Ms: p99, cpu300Us: cpuUs };
}

/** At 3000 acts a second, and at saturation; the log on the disk. */
async function cost(kind: Kind): Promise<Measured> {
  const stage = await openStage(kind, rooms, values.disk);
  await seated(stage);
  await stage.open(3000, counts.warmUpS);
  const open = await measured(stage, () => stage.open(3000, counts.measureS));
  const closed = await measured(stage, () => stage.closed(underWay, counts.measureS));
  await stage.end();
  return {
    cpu3000Us: open.cpuUs,
    p50At3000Ms: open.p50,
    p99At3000Ms: open.p99,
    cpuSaturatedUs: closed.cpuUs,
    actsPerSecond: closed.acts / closed.seconds,
    loadCpuSaturated: closed.loadCpu,
  };
}

/** Resident bytes of each client that sits in a game, beyond the same server before anybody came. */
async function memory(kind: Kind): Promise<Measured> {
  const stage = await openStage(kind, Math.round(counts.clientsForMemory / clientsPerRoom), values.disk);
  const idle = await stage.memory();
  await seated(stage);
  await stage.open(100, 1);
  const busy = await stage.memory();
  await stage.end();
  const each = (bytes: number) => bytes / stage.ready.rooms.length / clientsPerRoom;
  return { bytesPerClient: each(busy.rss - idle.rss), heapPerClient: each(busy.heap - idle.heap) };
}

async function joins(kind: Kind): Promise<Measured> {
  const stage = await openStage(kind, joiningRooms, values.disk);
  const first = await stage.join();
  await stage.sitDown();
  await stage.begin();
  const back = await stage.comeBack();
  await stage.end();
  return { joinMs: first.ms, comeBackMs: back.ms };
}

/** The contestants take turns in going first. */
const rotated = (round: number, of: readonly Kind[]): Kind[] => [
  ...of.slice(round % of.length),
  ...of.slice(0, round % of.length),
];

if (!separable) console.error('taskset is not here, or there is one core: server and load will share it');
const results: Record<Kind, Measured[]> = { circletime: [], 'socket.io': [], ws: [] };
for (let round = 0; round < counts.rounds; round += 1) {
  for (const measure of [latency, cost, memory, joins]) {
    for (const kind of rotated(round, measure === memory || measure === joins ? kinds.slice(0, 2) : kinds)) {
      const start = performance.now();
      results[kind].push(await measure(kind));
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      console.error(`round ${round + 1} of ${counts.rounds}: ${measure.name} of ${kind}, ${seconds} s`);
    }
  }
}

const medians = Object.fromEntries(kinds.map((kind) => [kind, median(results[kind])])) as Record<
  Kind,
  Measured
>;
const table = figures(medians, tabletBytes());
const machine = {
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${release()} ${arch()}`,
  node: process.version,
};
const report = tableOf(table, medians, machine);
console.log(report);
if (values.write) writeIntoDocs();
mkdirSync(values.out, { recursive: true });
const file = resolve(
  values.out,
  `${new Date().toISOString().slice(0, 10)}${values.quick ? '-quick' : ''}.json`,
);
writeFileSync(file, JSON.stringify({ machine, counts, figures: table, medians, rounds: results }, null, 2));
console.log(file);

function writeIntoDocs(): void {
  const page = join(import.meta.dirname, '../docs/benchmark.md');
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(
    /<!-- (?:from|to) here by `npm run bench` -->\n/,
  );
  const [from, to] = ['from', 'to'].map((end) => `<!-- ${end} here by \`npm run bench\` -->\n`);
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(page, `${before}${from}\n${day}: ${report}\n\n${to}${after}`);
}

/** JS (gzip) of the tablet's first load; null where the apps are not built. */
function tabletBytes(): number | null {
  if (!existsSync(join(import.meta.dirname, '../dist/.vite/manifest.json'))) return null;
  return tabletFiles().reduce((sum, { bytes }) => sum + bytes, 0);
}
