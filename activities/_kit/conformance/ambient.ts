/** Takes the ambient world away while rules run: clocks, timers, chance, locale, inexact arithmetic, the process. */

/** Exact on integers in every engine, hence left in place. */
const integerMath = new Set(['abs', 'ceil', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'trunc']);

// eslint-disable-next-line no-restricted-globals -- what is taken away from the rules has to be reached first
const world = globalThis as unknown as Record<string, object | undefined>;

/** Owners and names of what is out of reach. */
function forbidden(): [owner: object, name: string][] {
  const arithmetic = Math as unknown as Readonly<Record<string, unknown>>;
  const math = Object.getOwnPropertyNames(Math).filter(
    (name) => typeof arithmetic[name] === 'function' && !integerMath.has(name),
  );
  const globals = [
    ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
    ...['crypto', 'Intl', 'console', 'process', 'navigator', 'fetch', 'localStorage', 'structuredClone'],
  ].filter((name) => name in world);
  return [
    ...globals.map((name): [object, string] => [world, name]),
    ...math.map((name): [object, string] => [Math, name]),
    ...['now', 'parse', 'UTC'].map((name): [object, string] => [world['Date'] ?? {}, name]),
    ...['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'].map((name): [object, string] => [
      String.prototype,
      name,
    ]),
    [Number.prototype, 'toLocaleString'],
    [Array.prototype, 'toLocaleString'],
    [Object.prototype, 'toLocaleString'],
  ];
}

/**
 * Runs `work`, which must not be asynchronous, and returns its result with the names of what it reached for in vain.
 * A reach throws in place; where the rules swallow that, its name is still reported.
 */
export function withoutAmbient<T>(work: () => T): { readonly result: T | null; readonly touched: string[] } {
  const touched: string[] = [];
  const restore: (() => void)[] = [];
  for (const [owner, name] of forbidden()) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    if (descriptor?.configurable !== true) continue;
    const trap = (): never => {
      touched.push(name);
      throw new Error(`rules reached for ${name}`);
    };
    Object.defineProperty(owner, name, { configurable: true, get: trap, set: trap });
    restore.push(() => Object.defineProperty(owner, name, descriptor));
  }
  try {
    return { result: work(), touched };
  } catch (error) {
    if (touched.length === 0) throw error;
    return { result: null, touched };
  } finally {
    for (const undo of restore) undo();
  }
}
