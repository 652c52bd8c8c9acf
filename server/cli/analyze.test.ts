import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../tests/support/command.ts';
import { newFolder } from '../../tests/support/folder.ts';

const turns = ['start,end,speaker,addressee', '0,2,小明,小芳', '3,5,小芳,', '6,8.5,小明,'];

async function files(...lines: readonly string[]) {
  const folder = await newFolder();
  const [file, roster, data] = ['turns.csv', 'roster.csv', 'data'].map((name) => join(folder, name));
  await writeFile(file!, lines.join('\n'));
  await writeFile(roster!, 'name,role\n小明,child\n小芳,child\n阿静,child\n李老师,adult\n');
  return { file: file!, roster: roster!, data: data! };
}

it('writes the figures of a file as JSON, and makes no data folder', async () => {
  const { file, roster, data } = await files(...turns);
  const { code, out, err } = await run(['analyze', file, '--roster', roster, '--json'], {
    CIRCLETIME_DATA: data,
  });
  expect([code, err]).toEqual([0, '']);
  const { games } = JSON.parse(out) as { games: Record<string, unknown>[] };
  expect(games).toMatchObject([
    {
      regime: 'free_floor',
      measures: {
        'equality.turns.active_share': {
          value: 2 / 3,
          n: 3,
          reason: null,
          formula: 'equality.activeShare@1',
        },
      },
      children: { 阿静: { 'child.turns': { value: 0 } } },
      pairs: { 小明: { 小芳: { 'network.tie_turns': { value: 1 } } } },
    },
  ]);
  await expect(access(data)).rejects.toThrow();
});

it('draws them as tables in the chosen language, and takes the rule of the game from the command', async () => {
  const { file, roster } = await files(...turns);
  const chinese = await run(['analyze', file, '--roster', roster, '--lang', 'zh-CN']);
  expect(chinese.out).toMatch(/自由发言 · 记录了 3 人中的 3 人/);
  expect(chinese.out).toMatch(/^小明 +2 +0\.667 +0:04\.5/m);
  const english = await run(['analyze', file, '--roster', roster, '--regime', 'forced', '--lang', 'en']);
  expect(english.out).toMatch(/Answered when addressed/);
  expect(english.out).toMatch(/^Gini coefficient +— +—/m);
  expect(english.out).not.toMatch(/NaN|undefined/);
});

it('tells every fault of a file by its row, and fails', async () => {
  const { file, roster } = await files('start,end,speaker', '0,2,小明', '3,1,小芳', 'x,5,小明');
  const { code, out, err } = await run(['analyze', file, '--roster', roster, '--lang', 'en']);
  expect([code, out]).toEqual([1, '']);
  expect(err.trim().split('\n')).toHaveLength(2);
  expect(err).toMatch(/3.*\n.*4/);
  const missing = await run(['analyze', join(file, 'gone.csv'), '--lang', 'en']);
  expect(missing.code).toBe(1);
  expect(missing.err).toMatch(/gone\.csv/);
});
