import { m } from '../../../generated/paraglide/messages.js';
import type { MissingLog, ReplayPause, ReplayTurn, RunReplay } from '../../wire/replay.ts';
import { lengthText } from '../../ui/adult/format.ts';
import { codeWord } from '../words.ts';
import type { Unplayable } from './film.ts';
import type { Stop } from './marks.ts';

export type WithoutPicture = Unplayable | MissingLog | 'not_loaded';

/** Why there is no picture; `version` is the one the run was played by. */
export function reasonText(why: WithoutPicture, version: number): string {
  switch (why) {
    case 'gone':
      return m['replay.gone']();
    case 'other_version':
      return m['replay.otherVersion']({ version });
    case 'differs':
      return m['replay.differs']();
    case 'imported':
      return m['replay.imported']();
    case 'incomplete':
      return m['replay.incomplete']();
    case 'not_loaded':
      return m['replay.notLoaded']();
  }
}

/** Of a turn: the child's, or the adult's. */
export function turnName({ children }: Pick<RunReplay, 'children'>, { child }: ReplayTurn): string {
  return child === null ? m['common.adult']() : (children[child]?.name ?? '');
}

const pauseReasons: Readonly<Record<string, () => string>> = {
  adult: m['replay.byAdult'],
  restart: m['replay.byRestart'],
  not_saved: m['replay.byNotSaved'],
};

function pauseText({ wallMs, why }: ReplayPause): string {
  const length =
    wallMs === null ? m['replay.stillPaused']() : m['replay.paused']({ length: lengthText(wallMs) });
  const reason = pauseReasons[why]?.();
  return reason === undefined ? length : `${length} · ${reason}`;
}

/** What happened there, without the child it was about. */
export function stopText(stop: Stop): string {
  if (stop.kind === 'pause') return pauseText(stop.pause);
  const { kind, text, level } = stop.moment;
  if (kind === 'prompt') return m['review.moments.prompt']({ level: level ?? 0 });
  return kind === 'code' ? codeWord(text) : text;
}
