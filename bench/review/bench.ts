/**
 * `npm run bench:review`: what the review costs on a school year and on ten of them, in one run on one machine. Prints a
 * table; `-- --write` puts it into docs/benchmark.md. What counts are the ratios.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import type { Database as Connection } from 'better-sqlite3';
import { recordKeys } from '../../server/record/facts.ts';
import type { RecordTable } from '../../server/record/facts.ts';
import type { Store } from '../../server/store/port.ts';
import { pastRuns } from '../../server/review/history.ts';
import { openSqliteStore, recordFile } from '../../server/store/sqlite/open.ts';
import { heldByExport } from './held.ts';
import { aChild, lessonId, theClass, writeLessons, yearLessons } from './year.ts';

const { values } = parseArgs({
  options: {
    /** Puts the table into docs/benchmark.md. */
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    disk: { type: 'string', default: tmpdir() },
  },
});
const rounds = Number(values.rounds);

interface Record {
  readonly folder: string;
  readonly store: Store;
  readonly bare: Connection;
  readonly facts: number;
  readonly lessons: number;
}

async function recordOf(years: number): Promise<Record> {
  const folder = mkdtempSync(join(values.disk, 'circletime-bench-'));
  const store = await openSqliteStore({ folder });
  const lessons = years * yearLessons;
  const facts = await writeLessons(store, lessons);
  const bare = new SqliteDatabase(join(folder, recordFile), { readonly: true });
  console.error(`${lessons} lessons, ${facts} facts written`);
  return { folder, store, bare, facts, lessons };
}

const recordTables = Object.keys(recordKeys) as RecordTable[];
/** What is read of the earlier lessons that a lesson's summary is held against. */
const historyTables = ['roll', 'turn', 'request', 'prompt'] as const;

/** Every row that a lesson's page is made of, as the database gives it: its record, its log, its history. */
function bareRows({ bare, lessons }: Record): number {
  const session = lessonId(lessons);
  const earlier = Array.from({ length: pastRuns }, (_, index) => lessonId(lessons - 1 - index));
  const own = [...recordTables, 'log'].map((table) =>
    bare.prepare(`select * from "${table}" where session = ?`).all(session),
  );
  const before = historyTables.map((table) =>
    bare.prepare(`select * from "${table}" where session in (${earlier.map(() => '?').join()})`).all(earlier),
  );
  return [...own, ...before].reduce((sum, rows) => sum + rows.length, 0);
}

/** CPU of this process, ms: what else runs on the machine is no matter. */
async function cost(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(values_: readonly number[]): number {
  const sorted = [...values_].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const year = await recordOf(1);
const decade = await recordOf(10);
const works = {
  bareMs: () => bareRows(year),
  lessonMs: () => year.store.lesson(lessonId(year.lessons)),
  lessonOfTenMs: () => decade.store.lesson(lessonId(decade.lessons)),
  childMs: () => year.store.childPage(aChild),
  groupMs: () => year.store.groupPage(theClass),
  groupOfTenMs: () => decade.store.groupPage(theClass),
};
type Work = keyof typeof works;
const names = Object.keys(works) as Work[];
const times: { [W in Work]: number[] } = {
  ...{ bareMs: [], lessonMs: [], lessonOfTenMs: [], childMs: [], groupMs: [], groupOfTenMs: [] },
};
// The first two rounds compile.
for (let round = -2; round < rounds; round += 1) {
  for (const name of names) {
    const isLong = name === 'groupOfTenMs';
    if (isLong && round >= 0 && round % 5 !== 0) continue;
    const ms = await cost(works[name]);
    if (round >= 0) times[name].push(ms);
  }
}
const at = Object.fromEntries(names.map((name) => [name, median(times[name])])) as { [W in Work]: number };

const held = { year: await heldByExport(year.store), decade: await heldByExport(decade.store) };

const figures: readonly (readonly [what: string, measured: number, atMost: number])[] = [
  ['a lesson’s page ÷ a bare SELECT of the same rows', at.lessonMs / at.bareMs, 4],
  ['a lesson’s page, ten years ÷ one', at.lessonOfTenMs / at.lessonMs, 1.3],
  ['a group’s page, ten years ÷ one', at.groupOfTenMs / at.groupMs, 12],
  ['held at once by an export, ten years ÷ one', held.decade.mostKb / held.year.mostKb, 1.1],
];
const lines = [
  `cpu ${cpus()[0]?.model ?? ''}, cores ${cpus().length}, node ${process.version}`,
  '',
  `A year: ${year.lessons} lessons of 40 children, ${year.facts} facts; ten: ${decade.facts}. Medians of ${rounds} rounds.`,
  '',
  '| figure | measured | at most | |',
  '| --- | --- | --- | --- |',
  ...figures.map(
    ([what, measured, atMost]) =>
      `| ${what} | ${measured.toFixed(2)} | ${atMost} | ${measured <= atMost ? 'limit' : 'MISSED'} |`,
  ),
  '',
  '| median of CPU, ms | |',
  '| --- | --- |',
  ...names.map((name) => `| ${name} | ${at[name].toPrecision(3)} |`),
  '',
  `An export of all tables held at most ${held.year.mostKb.toFixed(0)} kB of ${held.year.totalKb.toFixed(0)} kB; of ten years ${held.decade.mostKb.toFixed(0)} kB of ${held.decade.totalKb.toFixed(0)} kB.`,
];
console.log(lines.join('\n'));
if (values.write) writeIntoDocs();
for (const { store, bare, folder } of [year, decade]) {
  bare.close();
  await store.close();
  rmSync(folder, { recursive: true });
}

function writeIntoDocs(): void {
  const page = join(import.meta.dirname, '../../docs/benchmark.md');
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(
    /<!-- (?:from|to) here by `npm run bench:review` -->\n/,
  );
  const [from, to] = ['from', 'to'].map((end) => `<!-- ${end} here by \`npm run bench:review\` -->\n`);
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(page, `${before}${from}\n${day}: ${lines.join('\n')}\n\n${to}${after}`);
}
