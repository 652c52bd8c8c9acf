import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

describe('the log', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'circletime-log-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const lines = () => readFile(join(folder, 'circletime.log'), 'utf8');

  it('cuts out what might carry a name or a secret, at either depth', async () => {
    const log = createLog(folder, 'info');
    log.info(
      { name: '王芳', pin: '2468', token: 'geheim', child: { name: '李娜', text: '悄悄话' }, seat: 7 },
      'told',
    );
    const written = await lines();
    expect(written).toContain('"seat":7');
    for (const secret of ['王芳', '2468', 'geheim', '李娜', '悄悄话']) expect(written).not.toContain(secret);
  });

  it('tells where an error arose and its cause, but not the text that could not be read', async () => {
    const log = createLog(folder, 'info');
    const unreadable = (() => {
      try {
        return JSON.parse('王芳') as Error;
      } catch (error) {
        return error as Error;
      }
    })();
    for (const key of ['err', 'error'])
      log.info({ [key]: new Error('the write failed', { cause: unreadable }) }, 'fault');
    const written = await lines();
    expect(written.match(/the write failed/g)).toHaveLength(2);
    expect(written).toContain('log.test.ts');
    expect(written).toContain('SyntaxError');
    expect(written).not.toContain('王芳');
  });

  it('does not repeat the value that a schema refused', async () => {
    const log = createLog(folder, 'info');
    try {
      v.parse(v.picklist(['present']), '王芳');
    } catch (error) {
      log.error({ err: error }, 'fault');
    }
    const written = await lines();
    expect(written).toContain('ValiError');
    expect(written).not.toContain('王芳');
  });

  it('says no more than its level asks', async () => {
    createLog(folder, 'error').info('quiet');
    expect(await lines()).toBe('');
  });

  it('sets a long file aside at the start, and keeps one', async () => {
    await writeFile(join(folder, 'circletime.log'), 'x'.repeat(5_000_001));
    createLog(folder, 'info').info('fresh');
    expect((await readdir(folder)).sort()).toEqual(['circletime.log', 'circletime.log.1']);
    expect(await lines()).not.toContain('xxx');
  });
});
