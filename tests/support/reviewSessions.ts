/**
 * Lessons at the edges of what a review must show, each kept in a real store: told by their facts where that says it
 * best, played by children of chance where the session itself makes the edge.
 */
import { activities } from '../../activities/registry.rules.ts';
import { playLesson } from './playedLesson.ts';
import { temporaryStore } from './temporaryStore.ts';
import { keepTold, toldLessons } from './toldLessons.ts';
import type { ReviewSession } from './toldLessons.ts';

/** Talking circle with a tablet for each group, through pauses, a power cut, a withdrawal and a child who goes home. */
async function played(groups: number, children: number, guest: string): Promise<ReviewSession> {
  const activity = activities['talking-circle'];
  if (activity === undefined) throw new Error('no talking circle');
  const play = await playLesson({ activity, seed: 5, groups, children, guests: [guest], moves: 40 });
  const hidden = [guest, ...play.withdrawn];
  const names = hidden.map((child) => child.replace('child-', '孩子'));
  return { store: play.room.store, session: play.session, canaries: [...hidden, ...names] };
}

type Name = keyof typeof toldLessons | 'three groups';

/** By what is special about them; each makes a store of its own. */
export const reviewSessions = {
  ...Object.fromEntries(
    Object.entries(toldLessons).map(([name, lesson]) => [
      name,
      async () => keepTold(await temporaryStore(), lesson),
    ]),
  ),
  'three groups': () => played(3, 12, 'child-12'),
} as Readonly<Record<Name, () => Promise<ReviewSession>>>;
