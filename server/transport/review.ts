/** What the review asks of the record. */
import type { EventName } from '../../src/wire/schemas.ts';
import type { Handlers } from '../session/api.ts';
import { correctTurn } from '../review/correct.ts';
import type { AccessStore, ExportStore, LogStore, ReviewStore } from '../store/port.ts';

export type ReviewEvent = Extract<EventName, `review.${string}`>;

export function createReviewHandlers(
  store: ReviewStore & LogStore & ExportStore & Pick<AccessStore, 'accounts'>,
  wall: () => number,
): Handlers<ReviewEvent> {
  return {
    'review.lessons': async (_by, { rehearsals }) => ({ ok: true, lessons: await store.lessons(rehearsals) }),
    'review.lesson': async (_by, { session }) => {
      const page = await store.lesson(session);
      return page ? { ok: true, ...page } : { ok: false, code: 'no_such_lesson' };
    },
    'review.correct': async (by, { session, run, group: grp, turn, change }) => {
      const wish = { session, place: { run, grp, turn }, change, author: by.account ?? '' };
      const refused = await correctTurn(store, wish, wall());
      if (refused !== null) return { ok: false, code: refused };
      const page = await store.lesson(session);
      return page ? { ok: true, ...page } : { ok: false, code: 'no_such_lesson' };
    },
    'review.child': async (_by, { child }) => {
      const page = await store.childPage(child);
      return page ? { ok: true, ...page } : { ok: false, code: 'no_such_child' };
    },
    'review.group': async (_by, { classId }) => {
      const page = await store.groupPage(classId);
      return page ? { ok: true, ...page } : { ok: false, code: 'no_such_class' };
    },
    'review.exports': async () => {
      const names = new Map((await store.accounts()).map(({ account, name }) => [account, name]));
      const lines = await store.exports();
      return {
        ok: true,
        exports: lines.map(({ id, wall, account, recipient, scope, formats, names: named, k }) => ({
          ...{ id, wall, recipient, formats, names: named, k },
          by: account && (names.get(account) ?? account),
          lessons: scope.lessons,
          children: scope.children,
        })),
      };
    },
    'review.replay': async (_by, { session, run }) => {
      const replay = await store.replay(session, run);
      return replay ? { ok: true, ...replay } : { ok: false, code: 'no_such_lesson' };
    },
  };
}
