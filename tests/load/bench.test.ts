/** The benchmark measures what it says: its activity is one by the laws, and nothing is lost on the way of a figure. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { conformance } from '../../activities/_kit/conformance.ts';
import type { Kind } from '../../bench/clients.ts';
import { figures, median } from '../../bench/figures.ts';
import { clientsPerRoom, tabletsPerRoom } from '../../bench/rooms.ts';
import { compare, openStage } from '../../bench/stage.ts';
import { taps } from '../../bench/taps.ts';

conformance(taps);

describe('a run of the benchmark', () => {
  it.each<Kind>(['circletime', 'socket.io', 'ws'])(
    'sends acts that everyone of the room sees, and counts each: %s',
    async (kind) => {
      const stage = await openStage(kind, 2, tmpdir());
      await stage.join();
      await stage.sitDown();
      await stage.begin();
      const open = await stage.open(100, 1);
      const closed = await stage.closed(2, 1);
      await stage.comeBack();
      expect(open.acts).toBeGreaterThan(50);
      expect(closed.acts).toBeGreaterThanOrEqual(2 * tabletsPerRoom * 2);
      expect(open.p99).toBeGreaterThanOrEqual(open.p50);
      expect(await stage.end()).toEqual({ acts: open.acts + closed.acts });
    },
  );

  it('is refused when an act is missing from the log, stands there twice, or is not shown to somebody', () => {
    const shown = Array.from({ length: clientsPerRoom }, () => 3);
    const told = { acts: [[0, 1, 2]], shown: [shown] };
    expect(() => compare(told, { acts: [['2', '0', '1']] })).not.toThrow();
    expect(() => compare(told, { acts: [['0', '1']] })).toThrow('room 1');
    expect(() => compare(told, { acts: [['0', '1', '1']] })).toThrow('room 1');
    expect(() => compare(told, { acts: [['0', '1', '2', '2']] })).toThrow('room 1');
    expect(() => compare({ ...told, shown: [[...shown.slice(1), 2]] }, { acts: [['0', '1', '2']] })).toThrow(
      'room 1',
    );
  });

  it('tells the median of each measure, and ratios to bare Socket.IO', () => {
    expect(median([{ a: 3, b: 1 }, { a: 1 }, { a: 2, b: 2 }])).toEqual({ a: 2, b: 1.5 });
    const of = { circletime: { p50Ms: 3 }, 'socket.io': { p50Ms: 2 }, ws: {} };
    expect(figures(of, null).find(({ figure }) => figure.startsWith('p50'))).toMatchObject({ value: 1.5 });
  });
});
