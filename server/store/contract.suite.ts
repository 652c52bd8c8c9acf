/**
 * What any engine behind the store port must do. An engine's own test file calls this with a way to make a
 * fresh place for data; nothing here names SQL.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  correctionRow, deviceRow, entry, groupRow, nine, noteRow, pauseRow, rollRow, runRow, seatRow, sessionRow,
  spotCheckRow, turnRow,
} from '../../tests/support/rows.ts'; // prettier-ignore
import { storeAccessContract } from './contract.access.suite.ts';
import { storeExportContract } from './contract.export.suite.ts';
import { storePeopleContract } from './contract.people.suite.ts';
import { storeReviewContract } from './contract.review.suite.ts';
import type { FactWrite } from '../record/facts.ts';
import type { Store } from './port.ts';
import { StoreError } from './port.ts';

/** Where an engine keeps one store's data. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

export function storeContract(name: string, newPlace: () => Promise<StorePlace>): void {
  describe(`${name} holds the store contract`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = await newPlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });
    const reopen = async () => {
      await store.close();
      store = await place.open();
    };
    logContract(() => store, reopen);
    storePeopleContract(() => store, reopen);
    storeAccessContract(() => store, reopen);
    storeExportContract(() => store, reopen);
    storeReviewContract(() => store);
  });
}

/** The first append of every session. */
const begun: readonly FactWrite[] = [{ table: 'session', insert: sessionRow() }];

function logContract(store: () => Store, reopen: () => Promise<void>): void {
  const seqs = async (session = 's1') => (await store().entries(session)).map((line) => line.seq);

  describe('append', () => {
    it('keeps entries in the order of their seqs, with their payloads as they were', async () => {
      const first = entry(1, { payload: { kind: 'roll', seats: [3, 1], nested: { empty: null } } });
      const second = entry(2, { kind: 'step', run: 1, grp: 0, step: 4, at: 1200, actionId: 'act-00000001' });
      expect(await store().append('s1', 1, 0, [first], begun)).toBe('durable');
      expect(await store().append('s1', 1, 1, [second], [])).toBe('durable');
      expect(await store().entries('s1')).toEqual([first, second]);
    });

    it('keeps what it called durable when the store is opened again', async () => {
      await store().append('s1', 1, 0, [entry(1), entry(2)], begun);
      await reopen();
      expect(await seqs()).toEqual([1, 2]);
      expect(await store().rows('session', 's1')).toEqual([sessionRow()]);
      expect(await store().append('s1', 1, 2, [entry(3)], [])).toBe('durable');
    });

    it('says conflict where afterSeq is not the last seq, and keeps neither entry nor fact', async () => {
      await store().append('s1', 1, 0, [entry(1)], begun);
      const fact: FactWrite = { table: 'roll', insert: rollRow('k1') };
      expect(await store().append('s1', 1, 0, [entry(1)], [fact])).toBe('conflict');
      expect(await store().append('s1', 1, 5, [entry(6)], [fact])).toBe('conflict');
      expect(await seqs()).toEqual([1]);
      expect(await store().rows('roll', null)).toEqual([]);
    });

    it('says fenced to an older writer once a newer one has written, and lets the newer go on', async () => {
      await store().append('s1', 1, 0, [entry(1)], begun);
      expect(await store().append('s1', 2, 1, [entry(2)], [])).toBe('durable');
      expect(await store().append('s1', 1, 2, [entry(3)], [])).toBe('fenced');
      expect(await store().append('s1', 2, 2, [entry(3)], [])).toBe('durable');
      expect(await seqs()).toEqual([1, 2, 3]);
    });

    it('numbers each session by itself', async () => {
      await store().append('s1', 1, 0, [entry(1)], begun);
      const other: FactWrite = { table: 'session', insert: sessionRow({ session: 's2' }) };
      expect(await store().append('s2', 1, 0, [entry(1)], [other])).toBe('durable');
      expect(await seqs('s1')).toEqual([1]);
      expect(await seqs('s2')).toEqual([1]);
    });

    it('rejects entries that leave a gap', async () => {
      const call = store().append('s1', 1, 0, [entry(1), entry(3)], begun);
      await expect(call).rejects.toThrow(StoreError);
      expect(await seqs()).toEqual([]);
    });

    it('rejects a second entry with the same actionId, and keeps nothing of the call', async () => {
      await store().append('s1', 1, 0, [entry(1, { actionId: 'act-00000001' })], begun);
      const again = store().append(
        's1',
        1,
        1,
        [entry(2), entry(3, { actionId: 'act-00000001' })],
        [{ table: 'roll', insert: rollRow('k1') }],
      );
      await expect(again).rejects.toMatchObject({ code: 'not_saved' });
      expect(await seqs()).toEqual([1]);
      expect(await store().rows('roll', null)).toEqual([]);
      expect(await store().append('s1', 1, 1, [entry(2)], [])).toBe('durable');
    });

    it('lets another session use the same actionId', async () => {
      await store().append('s1', 1, 0, [entry(1, { actionId: 'act-00000001' })], begun);
      expect(await store().append('s2', 1, 0, [entry(1, { actionId: 'act-00000001' })], [])).toBe('durable');
    });

    it('keeps no entry of a call whose facts fail', async () => {
      await store().append('s1', 1, 0, [entry(1)], begun);
      await expect(store().append('s1', 1, 1, [entry(2)], begun)).rejects.toThrow(StoreError);
      expect(await seqs()).toEqual([1]);
    });

    it('answers calls made together in their order', async () => {
      const answers = await Promise.all([
        store().append('s1', 1, 0, [entry(1)], begun),
        store().append('s1', 1, 1, [entry(2)], []),
        store().append('s1', 1, 1, [entry(2)], []),
        store().append('s1', 1, 2, [entry(3)], []),
      ]);
      expect(answers).toEqual(['durable', 'durable', 'conflict', 'durable']);
      expect(await seqs()).toEqual([1, 2, 3]);
    });

    it('shares a commit among calls made in one turn of the event loop', async () => {
      const before = (await store().health()).commits;
      await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          store().append('s1', 1, index, [entry(index + 1)], index === 0 ? begun : []),
        ),
      );
      expect(await seqs()).toHaveLength(40);
      expect((await store().health()).commits - before).toBe(1);
    });

    it('does not let one failing call take those it was made with', async () => {
      const [good, bad, after] = await Promise.allSettled([
        store().append('s1', 1, 0, [entry(1)], begun),
        store().append('s1', 1, 1, [entry(2)], begun),
        store().append('s1', 1, 1, [entry(2)], []),
      ]);
      expect(good).toEqual({ status: 'fulfilled', value: 'durable' });
      expect(bad.status).toBe('rejected');
      expect(after).toEqual({ status: 'fulfilled', value: 'durable' });
      expect(await seqs()).toEqual([1, 2]);
    });

    it('answers what was appended before it is closed', async () => {
      const pending = store().append('s1', 1, 0, [entry(1)], begun);
      await reopen();
      expect(await pending).toBe('durable');
      expect(await seqs()).toEqual([1]);
    });
  });

  describe('facts', () => {
    it('fills in an open turn, each column once', async () => {
      await store().append('s1', 1, 0, [entry(1)], [...begun, { table: 'turn', insert: turnRow() }]);
      const key = { session: 's1', run: 1, grp: 1, turn: 1 };
      const claim: FactWrite = { table: 'turn', key, update: { claimedAt: 1500, attribution: 'own_tap' } };
      expect(await store().append('s1', 1, 1, [entry(2)], [claim])).toBe('durable');
      const [turn] = await store().rows('turn', 's1');
      expect(turn).toEqual(turnRow({ claimedAt: 1500, attribution: 'own_tap' }));

      const rewrite: FactWrite = { table: 'turn', key, update: { claimedAt: 1600 } };
      await expect(store().append('s1', 1, 2, [entry(3)], [rewrite])).rejects.toThrow(StoreError);
      expect(await store().rows('turn', 's1')).toEqual([turn]);
    });

    it('lets the prompt level of a turn rise', async () => {
      const inserted: FactWrite = { table: 'turn', insert: turnRow({ prompt: 0 }) };
      await store().append('s1', 1, 0, [entry(1)], [...begun, inserted]);
      const key = { session: 's1', run: 1, grp: 1, turn: 1 };
      await store().append('s1', 1, 1, [entry(2)], [{ table: 'turn', key, update: { prompt: 2 } }]);
      expect((await store().rows('turn', 's1'))[0]?.prompt).toBe(2);
    });

    it('keeps a correction and a spot check beside the turn that they are about, and changes neither', async () => {
      const facts: FactWrite[] = [
        { table: 'turn', insert: turnRow() },
        { table: 'spot_check', insert: spotCheckRow({ answer: null }) },
      ];
      await store().append('s1', 1, 0, [entry(1)], [...begun, ...facts]);
      const correction = correctionRow({ seq: 2, what: 'time', startAt: 900, endAt: null });
      const corrected: FactWrite = { table: 'correction', insert: correction };
      expect(await store().append('s1', 1, 1, [entry(2, { kind: 'review' })], [corrected])).toBe('durable');
      expect(await store().rows('correction', 's1')).toEqual([correction]);
      expect(await store().rows('spot_check', null)).toEqual([spotCheckRow({ answer: null })]);
      expect(await store().rows('turn', 's1')).toEqual([turnRow()]);

      const key = { session: 's1', seq: 2 };
      const change: FactWrite = { table: 'correction', key, update: { startAt: 1 } };
      await expect(store().append('s1', 1, 2, [entry(3)], [change])).rejects.toThrow(StoreError);
    });

    it('tells where a session came from', async () => {
      const imported = sessionRow({ origin: 'imported', source: 'ab'.repeat(32), endedWall: nine + 1 });
      await store().append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: imported }]);
      expect((await store().load('s1'))?.session).toEqual(imported);
    });

    it('never changes a point fact', async () => {
      await store().append('s1', 1, 0, [entry(1)], [...begun, { table: 'note', insert: noteRow() }]);
      const change: FactWrite = { table: 'note', key: { session: 's1', seq: 14 }, update: { text: '改' } };
      await expect(store().append('s1', 1, 1, [entry(2)], [change])).rejects.toThrow(StoreError);
    });

    it('refuses an update of a row that is not there, and one without its whole key', async () => {
      await store().append('s1', 1, 0, [entry(1)], [...begun, { table: 'seat', insert: seatRow() }]);
      const missing: FactWrite = { table: 'seat', key: { session: 's1', seat: 9 }, update: { active: 0 } };
      const partial: FactWrite = { table: 'seat', key: { session: 's1' }, update: { active: 0 } };
      await expect(store().append('s1', 1, 1, [entry(2)], [missing])).rejects.toThrow(StoreError);
      await expect(store().append('s1', 1, 1, [entry(2)], [partial])).rejects.toThrow(StoreError);
      expect((await store().rows('seat', 's1'))[0]?.active).toBe(1);
    });

    it('gives rows of one session or of all, in the order of their keys', async () => {
      const turns = [2, 1, 10].map((turn): FactWrite => ({ table: 'turn', insert: turnRow({ turn }) }));
      await store().append('s1', 1, 0, [entry(1)], turns);
      const other: FactWrite = { table: 'turn', insert: turnRow({ session: 's0', turn: 5 }) };
      await store().append('s0', 1, 0, [entry(1)], [other]);
      expect((await store().rows('turn', 's1')).map((row) => row.turn)).toEqual([1, 2, 10]);
      expect((await store().rows('turn', null)).map((row) => row.turn)).toEqual([5, 1, 2, 10]);
    });
  });

  describe('a session as it was left', () => {
    it('is null where there is none', async () => {
      expect(await store().load('nobody')).toBeNull();
    });

    it('comes back whole, with the entries of runs that have not ended', async () => {
      const rows: FactWrite[] = [
        { table: 'roll', insert: rollRow('k1') },
        { table: 'seat', insert: seatRow() },
        { table: 'device', insert: deviceRow() },
        { table: 'run', insert: runRow({ run: 1, endedWall: nine + 1, endedAt: 5, why: 'done' }) },
        { table: 'run', insert: runRow({ run: 2 }) },
        { table: 'pause', insert: pauseRow({ run: 2 }) },
        { table: 'run_group', insert: groupRow({ run: 2 }) },
      ];
      const entries = [
        entry(1),
        entry(2, { kind: 'setup', run: 1, grp: 1, step: 0, at: 0 }),
        entry(3, { kind: 'setup', run: 2, grp: 1, step: 0, at: 0 }),
        entry(4, { kind: 'step', run: 2, grp: 1, step: 1, at: 900, actionId: 'act-00000001' }),
        entry(5, { kind: 'seat', run: 2, at: 950 }),
      ];
      await store().append('s1', 1, 0, entries, [...begun, ...rows]);
      await reopen();
      expect(await store().load('s1')).toEqual({
        session: sessionRow(),
        lastSeq: 5,
        roll: [rollRow('k1')],
        seats: [seatRow()],
        devices: [deviceRow()],
        runs: [runRow({ run: 1, endedWall: nine + 1, endedAt: 5, why: 'done' }), runRow({ run: 2 })],
        pauses: [pauseRow({ run: 2 })],
        groups: [groupRow({ run: 2 })],
        entries: [entries[2], entries[3]],
        answers: new Map([['act-00000001', { seq: 4, at: 900 }]]),
      });
    });

    it('is listed among the open ones, newest first, until it ends', async () => {
      await store().append('s1', 1, 0, [entry(1)], begun);
      const newer = sessionRow({ session: 's2', startedWall: nine + 9 });
      await store().append('s2', 1, 0, [entry(1)], [{ table: 'session', insert: newer }]);
      expect(await store().openSessions()).toEqual(['s2', 's1']);
      const end: FactWrite = { table: 'session', key: { session: 's2' }, update: { endedWall: nine + 99 } };
      await store().append('s2', 1, 1, [entry(2)], [end]);
      expect(await store().openSessions()).toEqual(['s1']);
    });
  });
}
