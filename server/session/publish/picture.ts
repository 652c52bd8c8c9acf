/** Everything every audience may see at one moment; shown once the writes behind it are durable. */
import type { ClockPart } from '../../../src/wire/publish.ts';
import { read } from '../clock.ts';
import type { RunClock } from '../clock.ts';
import type { Hearing, Live } from '../live.ts';
import type { Parts, Part } from './parts.ts';
import { frameOf } from './frame.ts';
import type { Frame } from './frame.ts';

export interface Picture {
  readonly session: string;
  readonly seq: number;
  readonly clock: RunClock;
  readonly screen: Parts;
  readonly console: Parts;
  /** By device. */
  readonly tablets: ReadonlyMap<string, TabletPicture>;
  /** For pages that the lesson has not let in. */
  readonly lobby: TabletPicture;
}

export interface TabletPicture {
  /** What all tablets of its group are shown alike: the same object for each of them. */
  readonly shared: Parts;
  readonly own: Part;
}

/**
 * Takes pictures of a lesson. Parts of the last one are kept where nothing behind them has changed, so that an act costs
 * what its own group shows; a camera that has taken none yet makes every part anew, with the same result.
 */
export interface Camera {
  take(live: Live): Picture;
}

export function createCamera(urls: () => readonly string[], hearing: Hearing): Camera {
  let kept: {
    readonly live: Live;
    readonly number: number;
    readonly around: string;
    readonly frame: Frame;
  } | null = null;

  function frameFor(live: Live): Frame {
    const addresses = urls();
    const around = aroundOf(live, addresses, hearing);
    if (kept?.live !== live || kept.number !== live.frame || kept.around !== around) {
      kept = { live, number: live.frame, around, frame: frameOf(live, addresses, hearing) };
    }
    return kept.frame;
  }

  return {
    take: (live) => {
      const { session, seq, run } = live;
      return {
        session: session.session,
        seq,
        clock: run?.clock ?? { at: 0, mono: 0, running: false, speed: session.speed },
        ...frameFor(live).parts(),
      };
    },
  };
}

/** What a picture shows that is no part of the lesson: the laptop's addresses, and which tablets are silent. */
function aroundOf(live: Live, urls: readonly string[], hearing: Hearing): string {
  let silent = '';
  for (const device of live.devices.keys()) silent += hearing.unheard(device) ? '-' : '+';
  return `${silent} ${urls.join(' ')}`;
}

export function clockPart(clock: RunClock, mono: number): ClockPart {
  return { now: read(clock, mono), running: clock.running, speed: clock.speed };
}
