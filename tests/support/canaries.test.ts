import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite/open.ts';
import { findCanaries, strayCanaries } from './canaries.ts';
import { newFolder } from './folder.ts';
import { keepLesson } from './lesson.ts';
import { entry } from './rows.ts';

it('finds a needle in any column of any table, beside a running writer', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore({ folder });
  await keepLesson(store);
  expect(findCanaries(folder, ['g1', '客人甲'])).toEqual([
    { table: 'child', column: 'child', needle: 'g1', rows: 1 },
    { table: 'child', column: 'name', needle: '客人甲', rows: 1 },
    { table: 'member', column: 'child', needle: 'g1', rows: 1 },
    { table: 'roll', column: 'child', needle: 'g1', rows: 1 },
  ]);
  expect(strayCanaries(folder, ['g1', '客人甲', 'eagle'])).toEqual([]);

  await store.append('s1', 1, 1, [entry(2, { payload: { seats: [1], who: 'xg1x' } })], []);
  expect(strayCanaries(folder, ['g1'])).toEqual([{ table: 'log', column: 'payload', needle: 'g1', rows: 1 }]);
  await store.close();
});

it('searches tables that it has never heard of', async () => {
  const folder = await newFolder();
  new SqliteDatabase(join(folder, 'circletime.db'))
    .exec(
      `create table surprise (n integer, "odd name" text); insert into surprise values (7, 'a needle here')`,
    )
    .close();
  expect(strayCanaries(folder, ['needle'])).toEqual([
    { table: 'surprise', column: 'odd name', needle: 'needle', rows: 1 },
  ]);
});
