/** Where a tablet is in the lesson: one place at a time, decided from what the server told it. */
import type { TabletParts } from '../wire/publish.ts';

export type Place =
  | 'idle' // no lesson
  | 'door' // the three pictures
  | 'shapes' // which group
  | 'tiles' // own animals
  | 'soon' // an activity was chosen
  | 'demo'
  | 'play'
  | 'reflect'
  | 'thanks';

/** `visiting`: a child has asked for the tiles, to come in late or to leave. */
export function placeOf(parts: Partial<TabletParts>, visiting: boolean): Place {
  const { stage, own } = parts;
  if (stage === undefined || own === undefined || stage.phase === 'idle') return 'idle';
  if (stage.phase === 'closed') return 'thanks';
  if (!own.admitted) return 'door';
  if (own.group === null) return 'shapes';
  if (visiting || own.seats.length === 0 || (own.greet.length > 0 && stage.phase !== 'play')) return 'tiles';
  switch (stage.phase) {
    case 'roll':
    case 'groups':
    case 'tablets':
      return 'tiles';
    case 'card':
      return 'soon';
    case 'demo':
      return stage.activity === null ? 'soon' : 'demo';
    case 'play':
      return parts.run && parts.group ? 'play' : 'soon';
    case 'reflect':
      return 'reflect';
  }
}
