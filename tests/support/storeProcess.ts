/**
 * A process of its own that holds a data folder, as the server does: `node storeProcess.ts FOLDER APPENDS`. Makes that many
 * appends one after the other, prints its health as a line of JSON, and holds on until its input ends.
 */
import { openStore } from '../../server/store/worker/client.ts';
import { entry, sessionRow } from './rows.ts';

const [folder = '', appends = '0'] = process.argv.slice(2);
const store = await openStore({ folder });
for (let seq = 1; seq <= Number(appends); seq++) {
  const facts = seq === 1 ? [{ table: 'session' as const, insert: sessionRow() }] : [];
  await store.append('s1', 1, seq - 1, [entry(seq)], facts);
}
process.stdout.write(`${JSON.stringify(await store.health())}\n`);
for await (const _ of process.stdin) continue;
await store.close();
