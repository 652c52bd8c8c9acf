/**
 * The browser side of an activity: four Svelte components and its words. Types only.
 * Components get views, faces and the clock; they hold no truth of their own and send acts through `act`.
 */
import type { Component } from 'svelte';
import type { Deed, Ms, Seat, View } from './contract.ts';

/** How a seat is shown; the surface joins names and pictures to seats. A guest nobody reclaimed is neutral. */
export interface FaceLike {
  readonly name: string;
  readonly animal: string | null;
  readonly colour: number;
}

/** The run's clock as this device counts it. Reading `now` inside markup redraws about four times a second. */
export interface RunClock {
  readonly now: Ms;
  readonly running: boolean;
}

/** Where the last act of a seat stands. */
export type Sending = 'idle' | 'sending' | 'saved' | 'refused';

/**
 * The group's picture on the classroom screen; `tile` in a grid of several groups, else the full screen. A tile is drawn
 * in multiples of the custom property `--tile`: about 26 wide and 28 high, the group's sign in its upper left corner.
 */
export interface ScreenProps<V extends View = View> {
  readonly view: V;
  readonly faceOf: (seat: Seat) => FaceLike;
  readonly clock: RunClock;
  readonly size: 'full' | 'tile';
}

/** One tablet with the seats it hosts. `views` has one entry per hosted seat, keyed by seat number. */
export interface TabletProps<G extends View = View, V extends View = View, A = unknown> {
  /** The group's shared view; the same as the screen's. */
  readonly group: G;
  readonly views: Readonly<Record<string, V>>;
  readonly seats: readonly Seat[];
  readonly faceOf: (seat: Seat) => FaceLike;
  readonly clock: RunClock;
  readonly act: (seat: Seat, action: A) => void;
  readonly sending: Sending;
  /** Asks for (seat) or gives up (null) the private view of a seat. */
  readonly hand: (seat: Seat | null) => void;
  /** Says which seats' pads are down on this tablet; while there are any the server is kept hearing of it. */
  readonly hold: (seats: readonly Seat[]) => void;
}

/** The adult's own taps for a group: as 老师, or for a child without a tablet. */
export interface FacilitatorProps<V extends View = View, A = unknown> {
  readonly view: V;
  readonly faceOf: (seat: Seat) => FaceLike;
  readonly clock: RunClock;
  readonly act: (deed: Deed<A>) => void;
  readonly sending: Sending;
}

/* eslint-disable @typescript-eslint/no-explicit-any -- variance: `act` takes what the component itself makes */
export interface ActivityViews {
  readonly id: string;
  readonly Screen: Component<ScreenProps<never>>;
  readonly Tablet: Component<TabletProps<never, never, any>>;
  readonly Facilitator: Component<FacilitatorProps<never, any>>;
  /** Wordless, about 10 s: a hand plays one turn. Shown on screen and tablet. */
  readonly Demo: Component<{ readonly size: 'full' | 'tablet' }>;
  /** Its words for the console's card; functions, so that the language is read when drawn. */
  readonly words: {
    readonly name: () => string;
    /** One line the adult says aloud. */
    readonly sayAloud: () => string;
    readonly setting: (key: string) => string;
    readonly option: (key: string, option: string) => string;
    readonly trains: (code: string) => string;
  };
}
/* eslint-enable @typescript-eslint/no-explicit-any */
