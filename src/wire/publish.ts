/**
 * What the server tells devices while a lesson runs.
 *
 * A publish carries the parts that changed since `from`, each whole; a device applies it only when `from`
 * is the seq it has, else it says hello again and is given a snapshot (`from: null`, every part).
 * Parts are built per audience before sending: a tablet is never given what only the console may see.
 */
import type { Goal, Ms, Outcome, Seat, View } from '../../activities/_kit/contract.ts';
import type { Animal, DoorPicture, GroupShape, Phase, PromptLevel, RollStatus } from './vocabulary.ts';

export interface Publish<Parts> {
  /** The lesson it belongs to: seqs of different lessons do not compare. */
  readonly session: string;
  /** The session's seq this follows on; null for a snapshot. */
  readonly from: number | null;
  readonly to: number;
  readonly clock: ClockPart;
  readonly parts: Partial<Parts>;
}

/** The run's clock when this was sent. Devices count on with performance.now() × speed while running. */
export interface ClockPart {
  readonly now: Ms;
  readonly running: boolean;
  /** 1, or up to 50 in a rehearsal. */
  readonly speed: number;
}

/** How a child is shown to children: never by colour alone. `name` is '' for a guest seat nobody has reclaimed yet. */
export interface Face {
  readonly name: string;
  /** null: the neutral piece. */
  readonly animal: Animal | null;
  /** Index into the palette, 0…7. */
  readonly colour: number;
}
/** Keys are seats. */
export type Faces = Readonly<Record<string, Face>>;

export interface RunPart {
  /** 1, 2, 3 … within the session. */
  readonly run: number;
  readonly activity: string;
  readonly version: number;
  readonly config: unknown;
  /** `whole class` runs have one instance, group 0. */
  readonly scope: 'group' | 'class';
  readonly groups: readonly number[];
  readonly status: 'playing' | 'over';
  /** Sum over the groups. */
  readonly goal: Goal;
}

/** One group's instance as its audience may see it: screen view, or facilitator view for the console. */
export interface GroupPart {
  readonly group: number;
  readonly view: View;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}

/** Key of a group's part. */
export type GroupKey = `group:${number}`;

// ---- classroom screen

export interface ScreenStage {
  readonly phase: Phase | 'idle';
  readonly className: string;
  readonly rehearsal: boolean;
  readonly join: JoinPart | null;
  /** The door stands beside demo and game, too. */
  readonly doorShown: boolean;
  readonly groups: readonly {
    readonly group: number;
    readonly shape: GroupShape;
    readonly size: number;
    /** Seats that have said hello; faces are in `faces`. */
    readonly arrived: readonly Seat[];
  }[];
  readonly activity: { readonly id: string; readonly config: unknown } | null;
  /** 下课: how many children and acts were saved; null before. */
  readonly saved: { readonly children: number; readonly acts: number } | null;
}
export interface JoinPart {
  /** Addresses of this laptop on the LAN, the likeliest first, e.g. http://192.168.1.5:8765/join */
  readonly urls: readonly string[];
  readonly door: readonly [DoorPicture, DoorPicture, DoorPicture];
}
export interface ScreenParts {
  readonly stage: ScreenStage;
  readonly faces: Faces;
  readonly run: RunPart | null;
  readonly [group: GroupKey]: GroupPart;
}

// ---- tablets

export interface TabletStage {
  readonly phase: Phase | 'idle';
  readonly activity: { readonly id: string; readonly config: unknown } | null;
  /** The groups a tablet can choose, before it belongs to one. */
  readonly groups: readonly { readonly group: number; readonly shape: GroupShape }[];
}
/** One child of this tablet's group. */
export interface Tile {
  readonly child: string;
  readonly face: Face;
  readonly state: 'free' | 'here' | 'elsewhere' | 'asking';
}
/** What only this device is told. */
export interface OwnPart {
  /** null until the door pictures were right. */
  readonly admitted: boolean;
  readonly group: number | null;
  readonly shape: GroupShape | null;
  /** Children of the group with their state as this tablet sees it; [] before it has a group. */
  readonly tiles: readonly Tile[];
  readonly seats: readonly HeldSeat[];
  /** The adult seated the whole group here: these children are to say hello by own animal. */
  readonly greet: readonly string[];
  /** The view of every seat held here; private parts only for the seat in hand. Keys are seats. */
  readonly views: Readonly<Record<string, View>>;
}
export interface HeldSeat {
  readonly seat: Seat;
  readonly epoch: number;
  readonly child: string;
  readonly face: Face;
}
export interface TabletParts {
  readonly stage: TabletStage;
  /** Faces of the tablet's group. */
  readonly faces: Faces;
  readonly run: RunPart | null;
  /** The group's shared view, the same as the screen's. */
  readonly group: GroupPart | null;
  readonly own: OwnPart;
}

// ---- console

export interface RollEntry {
  readonly child: string;
  readonly name: string;
  readonly face: Face;
  readonly status: RollStatus;
  readonly group: number | null;
  /** Consent to record, as of now; fixed for a run when it starts. */
  readonly recorded: boolean;
  readonly seat: Seat | null;
  readonly device: string | null;
  /** The seat's tablet has been heard in the last 20 s. */
  readonly online: boolean;
}
export interface DeviceEntry {
  readonly device: string;
  /** A small number to call it by: "tablet 3". */
  readonly label: number;
  readonly group: number | null;
  readonly seats: readonly Seat[];
  readonly online: boolean;
}
/** A question the adult must answer: a seat that another tablet holds, a wish to leave the tablet. */
export interface Ask {
  readonly ask: string;
  readonly kind: 'seat_taken' | 'leave';
  readonly child: string;
  readonly device: string;
}
export interface Lesson {
  readonly session: string;
  readonly classId: string;
  readonly className: string;
  readonly phase: Phase;
  readonly rehearsal: boolean;
  readonly startedWall: number;
  readonly groups: readonly {
    readonly group: number;
    readonly shape: GroupShape;
    readonly size: number;
    readonly tablets: number;
  }[];
  readonly activity: {
    readonly id: string;
    readonly config: unknown;
    readonly scope: 'group' | 'class';
  } | null;
  readonly present: number;
  readonly recorded: number;
  readonly join: JoinPart;
  /** The classroom screen shows the door beside demo and game, too. */
  readonly doorShown: boolean;
  readonly prompting: boolean;
  /** Someone of the class was in a group the last time. */
  readonly lastGroups: boolean;
  /** Why play stands still, null while running or before. `restart`: the server came back. */
  readonly paused: 'adult' | 'restart' | 'not_saved' | null;
  readonly saved: { readonly children: number; readonly acts: number } | null;
}
/** The longest waits over all groups, for the adult only. */
export interface BalanceRow {
  readonly seat: Seat;
  readonly group: number;
  readonly turns: number;
  /** Run clock when the own last turn ended, or the seat joined; it has waited `clock.now - since`. */
  readonly since: Ms;
}
export interface Moment {
  readonly kind: 'note' | 'code' | 'prompt';
  readonly wall: number;
  readonly child: string | null;
  readonly text: string;
  readonly level: PromptLevel | null;
}
/** The turn about which the adult may be asked who really holds it (a spot check). */
export interface SpotPart {
  readonly run: number;
  readonly group: number;
  readonly turn: number;
}
export interface ConsoleParts {
  readonly lesson: Lesson | null;
  readonly roll: readonly RollEntry[];
  readonly devices: readonly DeviceEntry[];
  readonly asks: readonly Ask[];
  readonly faces: Faces;
  readonly run: RunPart | null;
  readonly balance: readonly BalanceRow[];
  /** Notes, codes and prompts of this lesson, newest first, at most 20. */
  readonly moments: readonly Moment[];
  readonly spot: SpotPart | null;
  readonly [group: GroupKey]: GroupPart;
}
