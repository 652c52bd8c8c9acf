import type { Kysely } from 'kysely';
import type { ExportLine, ExportStore } from '../port.ts';
import type { Database } from './database.ts';
import type { Saving } from './saving.ts';

/** Keys stand among the settings; a recipient is the same in any width and case of its letters. */
const keyName = (recipient: string | null) =>
  recipient === null ? 'export.key' : `export.key:${recipient.normalize('NFKC').trim().toLowerCase()}`;

export function exportStore(db: Kysely<Database>, saving: Saving): ExportStore {
  return {
    recipientKey: (recipient, fresh) =>
      saving(async () => {
        const key = keyName(recipient);
        await db
          .insertInto('setting')
          .values({ key, value: fresh })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
        const kept = await db
          .selectFrom('setting')
          .select('value')
          .where('key', '=', key)
          .executeTakeFirstOrThrow();
        return kept.value;
      }),

    logExport: ({ scope, formats, names, ...line }) =>
      saving(async () => {
        await db
          .insertInto('export_log')
          .values({
            ...line,
            scope: JSON.stringify(scope),
            formats: JSON.stringify(formats),
            names: names ? 1 : 0,
          })
          .execute();
      }),

    exports: async () => {
      const rows = await db
        .selectFrom('export_log')
        .selectAll()
        .orderBy('wall', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(({ scope, formats, names, ...row }) => ({
        ...row,
        scope: JSON.parse(scope) as ExportLine['scope'],
        formats: JSON.parse(formats) as ExportLine['formats'],
        names: names === 1,
      }));
    },
  };
}
