/** What the adult adds to the record: prompts, quick codes, notes. */
import type { Moment } from '../../src/wire/publish.ts';
import { refuse, ok } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { insert, log, ofSession, playing, runNow, update } from './live.ts';
import type { Work } from './live.ts';

/** The console shows the newest. */
export const shownMoments = 20;

export const moments: Performs<'prompt.mark' | 'note.add' | 'code.add'> = {
  'prompt.mark': (work, _by, { group, seat, level }) => {
    const { live, wall } = work;
    const run = playing(live);
    const at = runNow(work);
    if (run === null || at === null) return refuse('no_run');
    const instance = run.instances.get(group);
    if (instance === undefined) return refuse('no_such_group');
    if (!instance.playing.has(seat)) return refuse('not_seated');
    const child = live.seats.get(seat)?.row.child ?? null;
    if (!run.prompting || child === null) return refuse('not_allowed');
    const turn = instance.ledger.open.get(seat) ?? null;
    const seq = log(work, 'note', { type: 'prompt', seat, level }, { grp: group });
    const place = { ...ofSession(live), run: run.row.run, grp: group };
    insert(work, 'prompt', { ...place, seq, child, level, turn, at, wall });
    // The strongest help that a turn was given.
    const strongest = Math.max(level, turn === null ? 0 : (instance.ledger.prompts.get(turn) ?? 0));
    if (turn !== null) {
      instance.ledger.prompts.set(turn, strongest);
      const key = { session: live.session.session, run: run.row.run, grp: group, turn };
      update(work, 'turn', key, { prompt: strongest });
    }
    remember(work, { kind: 'prompt', child, text: '', level });
    return ok;
  },

  'note.add': (work, by, { text, child: about }) => {
    const roll = about === null ? undefined : work.live.roll.get(about);
    if (about !== null && roll === undefined) return refuse('no_such_child');
    // A note about a guest is kept without the child it was about.
    const child = roll?.recorded === 1 ? about : null;
    const seq = log(work, 'note', { type: 'note' });
    insert(work, 'note', { ...momentOf(work), seq, child, text, author: by.account ?? '' });
    remember(work, { kind: 'note', child, text, level: null });
    return { ok: true, seq };
  },

  'code.add': (work, by, { code, child }) => {
    const roll = work.live.roll.get(child);
    if (roll === undefined) return refuse('no_such_child');
    if (roll.status === 'absent') return refuse('child_absent');
    if (roll.recorded === 0) return refuse('not_allowed');
    const seq = log(work, 'note', { type: 'code', code });
    insert(work, 'observation', { ...momentOf(work), seq, child, code, observer: by.account ?? '' });
    remember(work, { kind: 'code', child, text: code, level: null });
    return { ok: true, seq };
  },
};

function momentOf(work: Work) {
  const run = playing(work.live)?.row.run ?? null;
  return { ...ofSession(work.live), run, at: runNow(work), wall: work.wall };
}

function remember(work: Work, moment: Omit<Moment, 'wall'>): void {
  const { moments } = work.live;
  moments.unshift({ ...moment, wall: work.wall });
  moments.length = Math.min(moments.length, shownMoments);
}
