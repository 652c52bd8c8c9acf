/**
 * A lesson's picture in two layers: the frame, which stands while children play (who is here, where they sit, the step
 * of the lesson), and inside it what moves with every act: the groups' games, the views on the tablets, the goal.
 */
import type { Seat, View } from '../../../activities/_kit/contract.ts';
import { balanceOf } from '../balance.ts';
import { privatePart, seatView } from '../instance.ts';
import type { Instance } from '../instance.ts';
import { playing } from '../live.ts';
import type { Hearing, Live } from '../live.ts';
import { instanceForGroup, instanceOf } from '../steps.ts';
import { alike } from './alike.ts';
import {
  devicesPart,
  lessonPart,
  ownParts,
  rollPart,
  screenStage,
  spotPart,
  tabletStage,
} from './audiences.ts';
import { part, partsOf } from './parts.ts';
import type { Part, Parts } from './parts.ts';
import type { Picture, TabletPicture } from './picture.ts';
import { seatingOf } from './seating.ts';
import type { Seating } from './seating.ts';
import { bySeat, classGoal, facesOf, facilitatorPart, groupPart, runFrame } from './shared.ts';

export interface Frame {
  /** The picture's parts as they are now; those that have not changed since the last call are the same objects. */
  parts(): Pick<Picture, 'screen' | 'console' | 'tablets' | 'lobby'>;
}

/** Holds for as long as nothing but the instances' states and the seats in hand changes. */
export function frameOf(live: Live, urls: readonly string[], hearing: Hearing): Frame {
  const seating = seatingOf(live);
  const instances = [...(live.run?.instances.values() ?? [])];
  const faces = part(facesOf(live, seating.places));
  const runPart = runParts(live, instances);
  const groups = instances.map((instance) => {
    const stepped = () => [instance.step];
    return {
      instance,
      key: `group:${instance.group}`,
      shared: kept(stepped, () => part(groupPart(instance))),
      full: kept(stepped, () => part(facilitatorPart(instance))),
    };
  });
  const run = playing(live);
  const balance = kept(
    () => instances.map(({ step }) => step),
    () => part(run === null ? [] : balanceOf(run)),
  );

  const stage = part(screenStage(live, seating, urls));
  const screen = assembled(() => [
    ['stage', stage],
    ['faces', faces],
    ['run', runPart()],
    ...groups.map(({ key, shared }) => [key, shared()] as const),
  ]);

  const aroundGames = partsOf({
    lesson: lessonPart(live, seating, urls),
    roll: rollPart(live, seating, hearing),
    devices: devicesPart(live, seating, hearing),
    asks: [...live.asks.values()],
    moments: live.moments.slice(),
    spot: spotPart(live),
  });
  const adult = assembled(() => [
    ...aroundGames,
    ['faces', faces],
    ['run', runPart()],
    ['balance', balance()],
    ...groups.map(({ key, full }) => [key, full()] as const),
  ]);

  const nothing = part(null);
  const noFaces = part({});
  const forTablets = part(tabletStage(live));
  /** What all tablets of a group are shown alike; of none, while they have not chosen one. */
  const sharedFor = (group: number | null): (() => Parts) => {
    if (group === null) return assembled(() => [['stage', forTablets], ['faces', noFaces], ['run', nothing], ['group', nothing]]); // prettier-ignore
    const instance = instanceForGroup(live, group);
    const game = groups.find((one) => one.instance === instance);
    const groupFaces = part(facesOf(live, placesOf(live, seating, group)));
    return assembled(() => [
      ['stage', forTablets],
      ['faces', groupFaces],
      ['run', runPart()],
      ['group', game?.shared() ?? nothing],
    ]);
  };
  const tablets = [...live.devices.values()].map(({ device, grp }) => ({
    device,
    group: grp,
    own: ownPart(live, seating, device),
  }));
  const groupsOfTablets = new Set([null, ...tablets.map(({ group }) => group)]);
  const sharedBy = new Map([...groupsOfTablets].map((group) => [group, sharedFor(group)] as const));
  const noOne = ownPart(live, seating, '')();

  return {
    parts: () => {
      const shared = new Map([...sharedBy].map(([group, parts]) => [group, parts()] as const));
      const alone = shared.get(null) ?? new Map<string, Part>();
      const onTablets = new Map<string, TabletPicture>();
      for (const { device, group, own } of tablets)
        onTablets.set(device, { shared: shared.get(group) ?? alone, own: own() });
      return {
        screen: screen(),
        console: adult(),
        tablets: onTablets,
        lobby: { shared: alone, own: noOne },
      };
    },
  };
}

/** Children of the group, and whoever else plays its game. */
function placesOf(live: Live, { places }: Seating, group: number) {
  const instance = instanceForGroup(live, group);
  return places.filter(({ row }) => row.grp === group || instance?.playing.has(row.seat) === true);
}

function runParts(live: Live, instances: readonly Instance[]): () => Part {
  const run = runFrame(live);
  if (run === null) {
    const none = part(null);
    return () => none;
  }
  return kept(
    () => {
      const { done, of } = classGoal(instances);
      return [done, of];
    },
    () => part({ ...run, goal: classGoal(instances) }),
  );
}

function ownPart(live: Live, seating: Seating, device: string): () => Part {
  const base = ownParts(live, seating, device);
  const looks = base.seats.flatMap(({ seat }) => {
    const instance = live.run && instanceOf(live.run, seat);
    return instance ? [lookOf(live, instance, device, seat)] : [];
  });
  let last: Part | null = null;
  return () => {
    let stands = last;
    // Every seat looks, whatever another saw.
    for (const look of looks) if (look.changed()) stands = null;
    last = stands ?? part({ ...base, views: bySeat(looks.map((look) => [look.seat, look.view()] as const)) });
    return last;
  };
}

/** What a seat is shown of its game. */
interface Look {
  readonly seat: Seat;
  /** Looks again, and tells whether it now reads otherwise than when it last looked. */
  changed(): boolean;
  /** As last looked at. */
  view(): View;
}

/** Every act of a group has all its seats look again, and most see what they saw. */
function lookOf(live: Live, instance: Instance, device: string, seat: Seat): Look {
  const inHand = (): boolean => live.inHand.get(device) === seat;
  let { shared } = instance.state;
  let mine = privatePart(instance, seat, inHand());
  let shown = seatView(instance, seat, inHand());
  return {
    seat,
    changed: () => {
      const now = privatePart(instance, seat, inHand());
      if (shared === instance.state.shared && mine === now) return false;
      ({ shared } = instance.state);
      mine = now;
      const view = seatView(instance, seat, inHand());
      if (alike(shown, view)) return false;
      shown = view;
      return true;
    },
    view: () => shown,
  };
}

/** Makes a thing anew only when one of what it depends on is another than before. */
function kept<T>(on: () => readonly unknown[], make: () => T): () => T {
  let last: { readonly on: readonly unknown[]; readonly made: T } | null = null;
  return () => {
    const now = on();
    if (last === null || now.some((one, index) => one !== last?.on[index])) last = { on: now, made: make() };
    return last.made;
  };
}

/** The same map for as long as all its parts are the same. */
function assembled(parts: () => readonly (readonly [string, Part])[]): () => Parts {
  let last: Parts | null = null;
  return () => {
    const now = parts();
    if (last === null || now.some(([key, one]) => last?.get(key) !== one)) last = new Map(now);
    return last;
  };
}
