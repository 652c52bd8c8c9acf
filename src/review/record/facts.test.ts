import { describe, expect, it } from 'vitest';
import { attendanceOf, keyEvents, passesOf, tookPart, towardOf } from './facts.ts';

type Page = Parameters<typeof attendanceOf>[0] & Parameters<typeof keyEvents>[0];
type Game = Parameters<typeof tookPart>[0] & Parameters<typeof towardOf>[0];

describe('attendance', () => {
  it('names recorded children only, and counts the others who were there', () => {
    const children = [['甲', 'present'], ['乙', 'absent'], ['丙', 'late'], ['丁', 'present']].map(([name, status]) => ({ name, status })); // prettier-ignore
    const page = { lesson: { present: 5, recorded: 3 }, children } as unknown as Page;
    expect(attendanceOf(page)).toEqual({
      present: ['甲', '丁'],
      late: ['丙'],
      absent: ['乙'],
      unrecorded: 2,
    });
  });
});

describe('key events', () => {
  it('are pauses, notes and codes by the time of day, pauses counted in', () => {
    const pauses = [{ at: 10_000, wallMs: 60_000, why: 'adult' }, { at: 20_000, wallMs: null, why: 'restart' }]; // prettier-ignore
    const moments = [
      { kind: 'note', wall: 1_000_050, child: 'a', text: '笑了' },
      { kind: 'prompt', wall: 1_000_060, child: 'a', text: '' },
    ];
    const page = { runs: [{ startedWall: 1_000_000, pauses }], moments } as unknown as Page;
    expect(keyEvents(page).map(({ kind, wall }) => [kind, wall - 1_000_000])).toEqual([
      ['note', 50],
      ['pause', 10_000],
      ['pause', 80_000],
    ]);
  });
});

describe('a game in a process record', () => {
  const of = (game: object) => game as unknown as Game;

  it('counts who took a floor or did another act, of the roster', () => {
    const children = [{ turns: 0, contributions: 0 }, { turns: 2, contributions: 0 }, { turns: 0, contributions: 1 }]; // prettier-ignore
    expect(tookPart(of({ children }))).toEqual({ had: 2, of: 3 });
  });

  it('counts passes by child, without those who never passed', () => {
    const children = [{ child: 'a', passes: 0 }, { child: 'b', passes: 2 }]; // prettier-ignore
    expect(passesOf(of({ children }))).toEqual([{ child: 'b', times: 2 }]);
  });

  it('tells who turned to whom, apart from who was the only one left and from what the rule gave', () => {
    const edges = [
      { from: 'a', to: 'b', turns: 3, ruled: 1, only: 1 },
      { from: 'b', to: 'a', turns: 1, ruled: 1, only: 0 },
      { from: 'b', to: 'c', turns: 0, ruled: 0, only: 0 },
    ];
    expect(towardOf(of({ network: { edges } }))).toEqual({
      own: [{ from: 'a', to: 'b', times: 2 }],
      only: [{ from: 'a', to: 'b', times: 1 }],
      ruled: true,
    });
    expect(towardOf(of({ network: null }))).toBeNull();
  });
});
