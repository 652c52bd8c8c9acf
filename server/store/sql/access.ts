import type { Kysely } from 'kysely';
import type { AccessStore } from '../port.ts';
import type { Database } from './database.ts';
import type { Saving } from './saving.ts';

/** All of the port but `putDevice`, which shares its engine's commits with the log. */
export function accessStore(db: Kysely<Database>, saving: Saving): Omit<AccessStore, 'putDevice'> {
  return {
    accounts: () => db.selectFrom('account').selectAll().orderBy('account').execute(),

    putAccount: (account) =>
      saving(async () => {
        await db
          .insertInto('account')
          .values(account)
          .onConflict((conflict) => conflict.column('account').doUpdateSet(account))
          .execute();
      }),

    deviceByToken: async (tokenHash) =>
      (await db
        .selectFrom('known_device')
        .selectAll()
        .where('tokenHash', '=', tokenHash)
        .executeTakeFirst()) ?? null,

    forgetDevice: (device) =>
      saving(async () => {
        await db.deleteFrom('known_device').where('device', '=', device).execute();
      }),

    setting: async (key) =>
      (await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst())?.value ??
      null,

    putSetting: (key, value) =>
      saving(async () => {
        await db
          .insertInto('setting')
          .values({ key, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute();
      }),
  };
}
