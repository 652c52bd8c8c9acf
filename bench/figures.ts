/** The figures that are held to a limit, and the table of them. */
import type { Kind } from './clients.ts';

/** Measures of one contestant, by name. Times in ms or µs as the name says. */
export type Measured = Readonly<Record<string, number>>;

export interface Figure {
  readonly figure: string;
  readonly limit: number;
  readonly aim: number;
  /** Null where it could not be measured. */
  readonly value: number | null;
  readonly unit: 'ratio' | 'kB';
}

/** Of each measure by itself, over the rounds in which it was taken. */
export function median(rounds: readonly Measured[]): Measured {
  const names = new Set(rounds.flatMap((round) => Object.keys(round)));
  return Object.fromEntries(
    [...names].map((name) => [name, middle(rounds.flatMap((round) => round[name] ?? []))]),
  );
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const high = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] ?? NaN) + high) / 2;
}

export function figures(of: Readonly<Record<Kind, Measured>>, tabletBytes: number | null): Figure[] {
  const ratio = (figure: string, name: string, limit: number, aim: number): Figure => ({
    ...{ figure, limit, aim, unit: 'ratio' },
    value: (of.circletime[name] ?? NaN) / (of['socket.io'][name] ?? NaN),
  });
  return [
    ratio('CPU per action at saturation', 'cpuSaturatedUs', 0.6, 0.25),
    ratio('CPU per action at 3,000 actions/s', 'cpu3000Us', 1.6, 1.1),
    ratio('p50 at 300 actions/s', 'p50Ms', 2, 1.2),
    ratio('p99 at 300 actions/s', 'p99Ms', 2, 1.2),
    ratio('memory per client', 'bytesPerClient', 1.6, 1.1),
    ratio('512 first joins with snapshot', 'joinMs', 2.5, 1.2),
    ratio('512 joins of known tablets, with snapshot', 'comeBackMs', 2.5, 1.2),
    {
      ...{ figure: 'tablet app, first load, JS gzip', limit: 60, aim: 45, unit: 'kB' },
      value: tabletBytes === null ? null : tabletBytes / 1024,
    },
  ];
}

/** As Markdown. */
export function tableOf(
  table: readonly Figure[],
  medians: Readonly<Record<Kind, Measured>>,
  machine: object,
): string {
  const told = ({ value, unit }: Figure) =>
    value === null ? 'not built' : unit === 'kB' ? `${value.toFixed(1)} kB` : value.toFixed(2);
  const judged = ({ value, limit, aim }: Figure) =>
    value === null ? '' : value <= aim ? 'aim' : value <= limit ? 'limit' : 'MISSED';
  const names = Object.keys(medians.circletime);
  return [
    Object.entries(machine).map(([name, value]) => `${name} ${String(value)}`).join(', '),
    '',
    '| figure, Circletime ÷ bare Socket.IO | measured | at most | aim | |',
    '| --- | --- | --- | --- | --- |',
    ...table.map((row) => `| ${row.figure} | ${told(row)} | ${row.limit} | ${row.aim} | ${judged(row)} |`),
    '',
    '| median | Circletime | bare Socket.IO | raw ws |',
    '| --- | --- | --- | --- |',
    ...names.map((name) => {
      const values = [medians.circletime, medians['socket.io'], medians.ws].map((of) => shown(of[name]));
      return `| ${name} | ${values.join(' | ')} |`;
    }),
  ].join('\n'); // prettier-ignore
}

function shown(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
