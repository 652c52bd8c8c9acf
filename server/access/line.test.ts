import { describe, expect, it } from 'vitest';
import { createLine } from './line.ts';
import type { Line } from './line.ts';

const stranger = (who: string) => ({ who, known: false });
const friend = (who: string) => ({ who, known: true });

/** Joins, and keeps its work going until it is told. */
function joins(line: Line, place: { who: string; known: boolean }, begun: string[]) {
  let finish = (): void => undefined;
  const done = line.join(place, () => {
    begun.push(place.who);
    return new Promise<string>((resolve) => (finish = () => resolve(place.who)));
  });
  return { done, finish: () => finish() };
}

describe('a line', () => {
  it('serves one after the other, in the order of their coming', async () => {
    const begun: string[] = [];
    const line = createLine(5);
    const [a, b, c] = ['a', 'b', 'c'].map((who) => joins(line, stranger(who), begun));
    expect(begun).toEqual(['a']);
    a!.finish();
    await a!.done;
    expect(begun).toEqual(['a', 'b']);
    b!.finish();
    await b!.done;
    c!.finish();
    expect(await c!.done).toBe('c');
  });

  it('has room for few, and for nobody twice; where there is none nothing is done', () => {
    const begun: string[] = [];
    const line = createLine(2);
    const joined = ['a', 'a', 'b', 'b', 'c', 'd'].map(
      (who) => joins(line, stranger(who), begun).done !== null,
    );
    expect(joined).toEqual([true, false, true, false, true, false]);
    expect(begun).toEqual(['a']);
  });

  it('lets who is known go before all others, also where it is full, but not before who is served', async () => {
    const begun: string[] = [];
    const line = createLine(1);
    const a = joins(line, stranger('a'), begun);
    joins(line, stranger('b'), begun);
    expect(line.before(stranger('x'))).toBe(2);
    expect(line.before(friend('x'))).toBe(1);
    const x = joins(line, friend('x'), begun);
    joins(line, friend('y'), begun);
    a.finish();
    await a.done;
    x.finish();
    await x.done;
    expect(begun).toEqual(['a', 'x', 'y']);
  });

  it('goes on after work that failed, and empty it is as new', async () => {
    const line = createLine(0);
    await expect(line.join(stranger('a'), () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    expect(line.before(stranger('b'))).toBe(0);
    expect(await line.join(stranger('b'), () => Promise.resolve(1))).toBe(1);
  });
});
