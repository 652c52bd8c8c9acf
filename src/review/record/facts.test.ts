import { describe, expect, it } from 'vitest';
import { attendanceOf, keyEvents, pairsOf, shiftsOf, tookPart } from './facts.ts';

type Page = Parameters<typeof attendanceOf>[0] & Parameters<typeof keyEvents>[0];
type Game = Parameters<typeof tookPart>[0] & Parameters<typeof pairsOf>[0] & Parameters<typeof shiftsOf>[0];

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

  it('tells pairs and children without ties, and nothing where consent forbids it', () => {
    const nodes = [{ isolate: true }, { isolate: false }];
    expect(pairsOf(of({ network: { dyads: { mutual: 1, asymmetric: 0, none: 2 }, nodes } }))).toEqual({ mutual: 1, isolates: 1 }); // prettier-ignore
    expect(pairsOf(of({ network: null }))).toBeNull();
    expect(pairsOf(of({ network: { dyads: null, nodes } }))).toBeNull();
  });

  it('names the ways in which the floor shifted that did occur', () => {
    const families = { receiving: 2, claiming: 0, usurping: 1, continuing: 0, none: 0 };
    expect(shiftsOf(of({ shifts: { families } }))).toEqual([{ family: 'receiving', count: 2 }, { family: 'usurping', count: 1 }]); // prettier-ignore
  });
});
