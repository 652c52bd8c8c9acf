/** What each audience may see, whole. A tablet is never given what only the console may. */
import type {
  ConsoleParts, DeviceEntry, GroupKey, GroupPart, Lesson, OwnPart, RollEntry, ScreenParts, ScreenStage, TabletParts,
  TabletStage, Tile,
} from '../../../src/wire/publish.ts'; // prettier-ignore
import { balanceOf } from '../balance.ts';
import { seatView } from '../instance.ts';
import { choiceOf } from '../runs.ts';
import { groupNumbers, playing, present } from '../live.ts';
import type { Hearing, Live, Place } from '../live.ts';
import { isRecorded } from '../people.ts';
import { activeSeats, seatsOn } from '../seats.ts';
import { instanceForGroup, instanceOf } from '../steps.ts';
import { faceOf, facesOf, facilitatorPart, groupPart, groupsOf, joinOf, runOf, shapeOf } from './shared.ts';

export function screenParts(live: Live, urls: readonly string[]): ScreenParts {
  const { session } = live;
  const stage: ScreenStage = {
    phase: session.phase,
    className: live.className,
    rehearsal: session.rehearsal === 1,
    join: session.phase === 'closed' ? null : joinOf(live, urls),
    groups: groupsOf(live).map(({ group, shape, size, seats }) => ({ group, shape, size, arrived: seats })),
    activity: activityOf(live),
    saved: live.saved,
  };
  return { stage, faces: facesOf(live), run: runOf(live), ...groupParts(live, groupPart) };
}

export function consoleParts(live: Live, urls: readonly string[], hearing: Hearing): ConsoleParts {
  const run = playing(live);
  const places = new Map(
    activeSeats(live).flatMap((place) => (place.sitter === null ? [] : [[place.sitter, place]])),
  );
  return {
    lesson: lessonOf(live, urls),
    roll: [...live.roll.keys()].map((child) => rollEntry(live, child, places.get(child), hearing)),
    devices: [...live.devices.values()].map(({ device, label, grp }): DeviceEntry => ({
      device,
      label,
      group: grp,
      seats: seatsOn(live, device).map(({ row }) => row.seat),
      online: !hearing.unheard(device),
    })),
    asks: [...live.asks.values()],
    faces: facesOf(live),
    run: runOf(live),
    balance: run === null ? [] : balanceOf(run),
    moments: live.moments.slice(),
    ...groupParts(live, facilitatorPart),
  };
}

/** What all tablets of a group are shown alike; of none, while they have not chosen one. */
export function tabletGroupParts(live: Live, group: number | null): Omit<TabletParts, 'own'> {
  const instance = group === null ? null : instanceForGroup(live, group);
  const stage: TabletStage = {
    phase: live.session.phase,
    activity: activityOf(live),
    groups: groupNumbers(live).map((number) => ({ group: number, shape: shapeOf(number) })),
  };
  const ofGroup = ({ row }: Place) => row.grp === group || instance?.playing.has(row.seat) === true;
  return {
    stage,
    faces: group === null ? {} : facesOf(live, activeSeats(live).filter(ofGroup)),
    run: group === null ? null : runOf(live),
    group: instance && groupPart(instance),
  };
}

/** What one tablet alone is shown. A device that the lesson has not let in sees nothing of the class. */
export function ownPart(live: Live, device: string): OwnPart {
  const row = live.devices.get(device);
  if (row === undefined) {
    return { admitted: false, group: null, shape: null, tiles: [], seats: [], greet: [], views: {} };
  }
  const held = seatsOn(live, device).flatMap(({ row: { seat, epoch }, sitter }) =>
    sitter === null ? [] : [{ seat, epoch, child: sitter, face: faceOf(live, sitter) }],
  );
  return {
    admitted: true,
    group: row.grp,
    shape: row.grp === null ? null : shapeOf(row.grp),
    tiles: row.grp === null ? [] : tilesOf(live, device, row.grp),
    seats: held,
    greet: [...(live.greets.get(device) ?? [])],
    views: viewsOf(live, device, held.map(({ seat }) => seat)), // prettier-ignore
  };
}

function viewsOf(live: Live, device: string, seats: readonly number[]): OwnPart['views'] {
  const { run } = live;
  if (run === null) return {};
  return Object.fromEntries(
    seats.flatMap((seat) => {
      const instance = instanceOf(run, seat);
      return instance ? [[String(seat), seatView(instance, seat, live.inHand.get(device) === seat)]] : [];
    }),
  );
}

function tilesOf(live: Live, device: string, group: number): Tile[] {
  const holders = new Map(activeSeats(live).map(({ row, sitter }) => [sitter, row.device]));
  const asking = new Set(
    [...live.asks.values()].flatMap((ask) =>
      ask.kind === 'seat_taken' && ask.device === device ? [ask.child] : [],
    ),
  );
  return [...live.roll.values()].flatMap(({ child, grp }) => {
    if (grp !== group) return [];
    const holder = holders.get(child) ?? null;
    const state = asking.has(child)
      ? 'asking'
      : holder === null
        ? 'free'
        : holder === device
          ? 'here'
          : 'elsewhere';
    return [{ child, face: faceOf(live, child), state }];
  });
}

function lessonOf(live: Live, urls: readonly string[]): Lesson {
  const { session } = live;
  const here = present(live);
  return {
    session: session.session,
    classId: session.class,
    className: live.className,
    phase: session.phase,
    rehearsal: session.rehearsal === 1,
    startedWall: session.startedWall,
    groups: groupsOf(live).map(({ group, shape, size, tablets }) => ({ group, shape, size, tablets })),
    activity: choiceOf(live),
    present: here.length,
    recorded: here.filter(({ child }) => isRecorded(live, child)).length,
    join: joinOf(live, urls),
    prompting: playing(live)?.prompting ?? live.promptingNext,
    paused: playing(live)?.paused?.why ?? null,
    saved: live.saved,
  };
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

function groupParts(
  live: Live,
  partOf: (instance: Parameters<typeof groupPart>[0]) => GroupPart,
): Record<GroupKey, GroupPart> {
  const instances = [...(live.run?.instances.values() ?? [])];
  return Object.fromEntries(instances.map((instance) => [`group:${instance.group}`, partOf(instance)]));
}
