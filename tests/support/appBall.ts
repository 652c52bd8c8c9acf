/** The ball in the teacher's hands: an adult taps for the children of a server's open lesson. */
import { nameBall } from '../../activities/name-ball/rules.ts';
import type { FacilitatorView } from '../../activities/name-ball/rules.ts';
import type { Teacher } from './appTeacher.ts';

/** The game as the adult sees it. */
export const ballOf = (teacher: Teacher, group: number): FacilitatorView =>
  teacher.known()?.parts[`group:${group}`]?.view as FacilitatorView;

/** The adult taps for the children, in all groups in turn. What a fast clock made stale is tapped anew. */
export async function passTheBall(teacher: Teacher, groups: readonly number[], times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    for (const group of groups) {
      await teacher.refresh();
      const view = ballOf(teacher, group);
      const deed = nameBall.legal.facilitator(view).find(({ action }) => action.type !== 'pass');
      if (view.outcome !== null || deed === undefined) continue;
      const act = {
        ...{ actionId: `ball-${group}-${n}-${view.asOf}`, run: 1, group, by: deed.by, asOf: view.asOf },
        ...{ action: deed.action, shownMs: null, queued: false },
      };
      await teacher.must('act.adult', act).catch((refused: unknown) => {
        if (!/stale|not_/.test(String(refused))) throw refused;
      });
    }
  }
}
