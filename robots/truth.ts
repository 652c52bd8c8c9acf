/**
 * What really happened, as the robots know it: the acts they made and had acknowledged, and the floor as
 * the classroom screen showed it. Nothing here reads the server's record.
 */
import type { Deed, Ms, Speaker, View } from '../activities/_kit/contract.ts';
import type { FloorView } from '../activities/_kit/floor.ts';
import type { ActAnswer } from '../src/wire/answers.ts';
import type { ErrorCode } from '../src/wire/errors.ts';
import type { Followed } from '../src/wire/follow.ts';
import type { GroupPart, ScreenParts } from '../src/wire/publish.ts';

/** One act that a robot made, with the server's word on it. */
export interface Act {
  readonly actionId: string;
  readonly run: number;
  readonly group: number;
  readonly by: Speaker;
  /** The child whose seat it was; null for 老师. */
  readonly child: string | null;
  readonly via: 'tablet' | 'adult';
  readonly asOf: number;
  readonly action: { readonly type: string };
  readonly shownMs: number | null;
  /** Undefined where it was sent twice, once before and once after the line broke. */
  readonly queued: boolean | undefined;
  /** The view it was chosen from, and the turn that was open in the group's picture then. */
  readonly view: View;
  readonly turn: number | null;
  /** What else was open to the adult at that moment; [] for tablets. */
  readonly deeds: readonly Deed<{ readonly type: string }>[];
  readonly result:
    { readonly ok: true; readonly answer: ActAnswer } | { readonly ok: false; readonly code: ErrorCode };
}
export type AcceptedAct = Act & { readonly result: { readonly ok: true; readonly answer: ActAnswer } };

/** One turn as the screen showed it. */
export interface SeenTurn {
  readonly run: number;
  readonly group: number;
  readonly turn: number;
  readonly speaker: Speaker;
  /** When it was offered, as the screen was told; null when the screen first saw it claimed. */
  offeredAt: Ms | null;
  claimedAt: Ms | null;
  /** Run clock of the first publish that showed it over. It ended before, but after its last shown state began. */
  overBy: Ms | null;
  /** The group's goal had grown when it was seen over, as when a walk came to its treasure. */
  grew: boolean;
}

export interface Seen {
  readonly turns: Map<string, SeenTurn>;
  /** Run clock of every look at the screen, by run: what came and went between two looks could not be seen. */
  readonly looks: Map<number, Ms[]>;
  /** Requests shown as open on the screen are private to the activity; acts tell them. */
  note(known: Followed<ScreenParts>): void;
}

export const turnKey = (run: number, group: number, turn: number) =>
  `${String(run)}/${String(group)}/${String(turn)}`;

/** The screen view of every turn-taking activity shows its floor. */
export const floorOf = (view: View): FloorView | null =>
  (view as View & { readonly floor?: FloorView | null }).floor ?? null;

/** Watches a screen's publishes; call `note` after each one. */
export function watchScreen(): Seen {
  const turns = new Map<string, SeenTurn>();
  const open = new Map<string, SeenTurn>();
  /** Each group's goal as last seen. */
  const goals = new Map<string, number>();
  const looks = new Map<number, Ms[]>();
  return {
    turns,
    looks,
    note(known) {
      const run = known.parts.run;
      if (!run) return;
      looks.set(run.run, [...(looks.get(run.run) ?? []), known.clock.now]);
      for (const group of run.groups) {
        const part: GroupPart | undefined = known.parts[`group:${group}`];
        if (part) noteGroup(run.run, part, known.clock.now);
      }
    },
  };

  function noteGroup(run: number, part: GroupPart, now: Ms): void {
    const groupKey = `${String(run)}/${String(part.group)}`;
    const floor = part.outcome === null ? floorOf(part.view) : null;
    const before = open.get(groupKey);
    if (before && before.turn !== floor?.turn) {
      before.overBy = now;
      before.grew = part.goal.done > (goals.get(groupKey) ?? 0);
      open.delete(groupKey);
    }
    goals.set(groupKey, part.goal.done);
    if (!floor) return;
    const key = turnKey(run, part.group, floor.turn);
    const seen = turns.get(key) ?? blank(run, part.group, floor);
    if (floor.state === 'offered') seen.offeredAt = floor.since;
    else seen.claimedAt = floor.since;
    turns.set(key, seen);
    if (seen.overBy === null) open.set(groupKey, seen);
  }
}

function blank(run: number, group: number, floor: FloorView): SeenTurn {
  return {
    run,
    group,
    turn: floor.turn,
    speaker: floor.speaker,
    offeredAt: null,
    claimedAt: null,
    overBy: null,
    grew: false,
  };
}
