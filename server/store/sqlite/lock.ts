import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { DataFolderBusy } from './errors.ts';
import { busy } from './faults.ts';

/**
 * One writing process per data folder: an exclusive transaction held open on a database of its own. The
 * operating system drops it with the process, however that ends; a pid file would go stale.
 * It is a side file so that readers may open the record itself meanwhile.
 *
 * @returns the release.
 * @throws DataFolderBusy when another process, or another store of this one, holds it.
 */
export function holdFolder(folder: string): () => void {
  const side = new SqliteDatabase(join(folder, 'writer.lock'), { timeout: 0 });
  try {
    side.exec('begin exclusive');
  } catch (error) {
    side.close();
    throw busy(error) ? new DataFolderBusy(folder) : error;
  }
  return () => void side.close();
}
