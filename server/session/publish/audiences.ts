/** What each audience may see, part by part. A tablet is never given what only the console may. */
import type {
  DeviceEntry, Lesson, OwnPart, RollEntry, ScreenStage, SpotPart, TabletStage, Tile,
} from '../../../src/wire/publish.ts'; // prettier-ignore
import { groupNumbers, playing, present } from '../live.ts';
import type { Hearing, Live, Place } from '../live.ts';
import { isRecorded } from '../people.ts';
import { choiceOf } from '../runs.ts';
import type { Seating } from './seating.ts';
import { faceOf, groupsOf, joinOf, shapeOf } from './shared.ts';

export function screenStage(live: Live, seating: Seating, urls: readonly string[]): ScreenStage {
  const { session } = live;
  return {
    phase: session.phase,
    className: live.className,
    rehearsal: session.rehearsal === 1,
    join: session.phase === 'closed' ? null : joinOf(live, urls),
    doorShown: live.doorShown,
    groups: groupsOf(live, seating).map(({ group, shape, size, seats }) => ({
      group,
      shape,
      size,
      arrived: seats,
    })),
    activity: activityOf(live),
    saved: live.saved,
  };
}

export function tabletStage(live: Live): TabletStage {
  return {
    phase: live.session.phase,
    activity: activityOf(live),
    groups: groupNumbers(live).map((number) => ({ group: number, shape: shapeOf(number) })),
  };
}

/** What one tablet alone is shown, but for its views. A device that the lesson has not let in sees nothing of the class. */
export function ownParts(live: Live, seating: Seating, device: string): Omit<OwnPart, 'views'> {
  const row = live.devices.get(device);
  if (row === undefined) {
    return { admitted: false, group: null, shape: null, tiles: [], seats: [], greet: [] };
  }
  return {
    admitted: true,
    group: row.grp,
    shape: row.grp === null ? null : shapeOf(row.grp),
    tiles: row.grp === null ? [] : tilesOf(live, seating, device, row.grp),
    seats: seating
      .on(device)
      .flatMap(({ row: { seat, epoch }, sitter }) =>
        sitter === null ? [] : [{ seat, epoch, child: sitter, face: faceOf(live, sitter) }],
      ),
    greet: [...(live.greets.get(device) ?? [])],
  };
}

function tilesOf(live: Live, seating: Seating, device: string, group: number): Tile[] {
  const asking = new Set(
    [...live.asks.values()].flatMap((ask) =>
      ask.kind === 'seat_taken' && ask.device === device ? [ask.child] : [],
    ),
  );
  return [...live.roll.values()].flatMap(({ child, grp }) => {
    if (grp !== group) return [];
    const holder = seating.of(child)?.row.device ?? null;
    const state = asking.has(child)
      ? 'asking'
      : holder === null
        ? 'free'
        : holder === device
          ? 'here'
          : 'elsewhere';
    return [seating.tile(child, state)];
  });
}

export function lessonPart(live: Live, seating: Seating, urls: readonly string[]): Lesson {
  const { session } = live;
  const here = present(live);
  return {
    session: session.session,
    classId: session.class,
    className: live.className,
    phase: session.phase,
    rehearsal: session.rehearsal === 1,
    startedWall: session.startedWall,
    groups: groupsOf(live, seating).map(({ group, shape, size, tablets }) => ({
      group,
      shape,
      size,
      tablets,
    })),
    activity: choiceOf(live),
    present: here.length,
    recorded: here.filter(({ child }) => isRecorded(live, child)).length,
    join: joinOf(live, urls),
    doorShown: live.doorShown,
    prompting: playing(live)?.prompting ?? live.promptingNext,
    lastGroups: [...live.roll.keys()].some((child) => live.last.has(child)),
    paused: playing(live)?.paused?.why ?? null,
    saved: live.saved,
  };
}

export function rollPart(live: Live, seating: Seating, hearing: Hearing): RollEntry[] {
  return [...live.roll.keys()].map((child) => rollEntry(live, child, seating.of(child), hearing));
}

export function devicesPart(live: Live, seating: Seating, hearing: Hearing): DeviceEntry[] {
  return [...live.devices.values()].map(({ device, label, grp }) => ({
    device,
    label,
    group: grp,
    seats: seating.on(device).map(({ row }) => row.seat),
    online: !hearing.unheard(device),
  }));
}

export function spotPart(live: Live): SpotPart | null {
  const open = playing(live)?.spots.open ?? null;
  return open && { run: open.run, group: open.group, turn: open.turn };
}

function rollEntry(live: Live, child: string, place: Place | undefined, hearing: Hearing): RollEntry {
  const row = live.roll.get(child);
  const face = faceOf(live, child);
  const device = place?.row.device ?? null;
  return {
    child,
    name: face.name,
    face,
    status: row?.status ?? 'absent',
    group: row?.grp ?? null,
    recorded: isRecorded(live, child),
    seat: place?.row.seat ?? null,
    device,
    online: device !== null && !hearing.unheard(device),
  };
}

function activityOf(live: Live): ScreenStage['activity'] {
  const choice = choiceOf(live);
  return choice && { id: choice.id, config: choice.config };
}
