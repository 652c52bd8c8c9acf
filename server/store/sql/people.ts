import type { Kysely, Transaction } from 'kysely';
import type { Child, Consent, PeopleStore } from '../port.ts';
import type { ConsentRow, Database } from './database.ts';
import type { Saving } from './saving.ts';

type Reads = Pick<PeopleStore, 'classes' | 'members' | 'children' | 'classesOf' | 'consents'>;

export function peopleReads(db: Kysely<Database>): Reads {
  return {
    classes: async () => {
      const rows = await db
        .selectFrom('class')
        .leftJoin('member', 'member.class', 'class.class')
        .select(['class.class', 'class.name', 'class.kind', 'class.sample'])
        .select((select) => select.fn.count<number>('member.child').as('children'))
        .groupBy(['class.class', 'class.name', 'class.kind', 'class.sample', 'class.createdWall'])
        .orderBy('class.createdWall')
        .orderBy('class.class')
        .execute();
      return rows.map(({ class: classId, sample, ...row }) => ({
        ...row,
        classId,
        sample: sample === 1,
      }));
    },

    members: (classId) =>
      db
        .selectFrom('member')
        .innerJoin('child', 'child.child', 'member.child')
        .selectAll('child')
        .where('member.class', '=', classId)
        .orderBy('member.place')
        .execute(),

    children: async (ids) =>
      ids.length === 0
        ? []
        : db.selectFrom('child').selectAll().where('child', 'in', ids).orderBy('child').execute(),

    classesOf: async (child) => {
      const rows = await db
        .selectFrom('member')
        .select('class')
        .where('child', '=', child)
        .orderBy('class')
        .execute();
      return rows.map((row) => row.class);
    },

    consents: async (children) => (children.length === 0 ? [] : standingConsents(db, children)),
  };
}

export function peopleStore(db: Kysely<Database>, saving: Saving): PeopleStore {
  return {
    ...peopleReads(db),

    addClass: ({ classId, sample, ...row }) =>
      saving(async () => {
        await db
          .insertInto('class')
          .values({ ...row, class: classId, sample: sample ? 1 : 0 })
          .execute();
      }),

    renameClass: (classId, name) =>
      saving(async () => {
        const done = await db
          .updateTable('class')
          .set({ name })
          .where('class', '=', classId)
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),

    addChildren: (classId, children) =>
      saving(() =>
        db.transaction().execute(async (trx) => {
          for (const child of children) {
            await trx.insertInto('child').values(child).execute();
            await appendMember(trx, classId, child.child);
          }
        }),
      ),

    enrol: (classId, child) =>
      saving(() => db.transaction().execute((trx) => appendMember(trx, classId, child))),

    unenrol: (classId, child) =>
      saving(async () => {
        await db.deleteFrom('member').where('class', '=', classId).where('child', '=', child).execute();
      }),

    editChild: ({ child, ...row }) =>
      saving(async () => {
        const done = await db.updateTable('child').set(row).where('child', '=', child).executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),

    addConsents: (consents) =>
      saving(() =>
        db.transaction().execute(async (trx) => {
          for (const consent of consents) await appendConsent(trx, consent);
        }),
      ),
  };
}

/** Puts a child at the end of a roster; one already on it keeps its place. */
async function appendMember(trx: Transaction<Database>, classId: string, child: Child['child']) {
  const last = await trx
    .selectFrom('member')
    .select((select) => select.fn.max('place').as('place'))
    .where('class', '=', classId)
    .executeTakeFirst();
  await trx
    .insertInto('member')
    .values({ class: classId, child, place: (last?.place ?? 0) + 1 })
    .onConflict((conflict) => conflict.columns(['class', 'child']).doNothing())
    .execute();
}

async function appendConsent(trx: Transaction<Database>, consent: Consent): Promise<void> {
  const last = await trx
    .selectFrom('consent')
    .select((select) => select.fn.max('n').as('n'))
    .where('child', '=', consent.child)
    .where('purpose', '=', consent.purpose)
    .executeTakeFirst();
  const assent = consent.assent === null ? null : consent.assent ? 1 : 0;
  await trx
    .insertInto('consent')
    .values({ ...consent, assent, n: (last?.n ?? 0) + 1 })
    .execute();
}

async function standingConsents(db: Kysely<Database>, children: readonly string[]): Promise<Consent[]> {
  const rows: readonly ConsentRow[] = await db
    .selectFrom('consent')
    .selectAll()
    .where('child', 'in', children)
    .where((row) =>
      row(
        'n',
        '=',
        row
          .selectFrom('consent as newer')
          .select((select) => select.fn.max('newer.n').as('n'))
          .whereRef('newer.child', '=', 'consent.child')
          .whereRef('newer.purpose', '=', 'consent.purpose'),
      ),
    )
    .orderBy('child')
    .orderBy('purpose')
    .execute();
  return rows.map(({ n: _n, assent, ...row }) => ({ ...row, assent: assent === null ? null : assent === 1 }));
}
