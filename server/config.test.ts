import { describe, expect, it } from 'vitest';
import { BadSetting, describeConfig, resolveConfig, settingKeys, settings } from './config.ts';

describe('the configuration', () => {
  it('has a flag, an environment twin and words in both languages for each setting', () => {
    const flags = settingKeys.map((key) => settings[key].flag.split(' ')[0]);
    expect(new Set(flags).size).toBe(settingKeys.length);
    for (const key of settingKeys) {
      const { flag, env, help } = settings[key];
      const words = (flag.split(' ')[0] ?? '').replace(/^--/, '').replaceAll('-', '_').toUpperCase();
      expect(env).toBe(`CIRCLETIME_${words}`);
      expect(help({}, { locale: 'zh-CN' })).not.toBe(help({}, { locale: 'en' }));
    }
  });

  it('takes a flag before its environment twin, and that before the default', () => {
    expect(resolveConfig({}, {}).port).toBe(8765);
    expect(resolveConfig({}, { CIRCLETIME_PORT: '9000' }).port).toBe(9000);
    expect(resolveConfig({ port: '0' }, { CIRCLETIME_PORT: '9000' }).port).toBe(0);
  });

  it('reads switches from the environment by their value, not by their presence', () => {
    expect(resolveConfig({}, {})).toMatchObject({ sample: true, open: false });
    for (const on of ['1', 'true', 'yes'])
      expect(resolveConfig({}, { CIRCLETIME_NO_SAMPLE: on, CIRCLETIME_OPEN: on })).toMatchObject({
        sample: false,
        open: true,
      });
    for (const off of ['0', 'false', ''])
      expect(resolveConfig({}, { CIRCLETIME_NO_SAMPLE: off, CIRCLETIME_OPEN: off })).toMatchObject({
        sample: true,
        open: false,
      });
    expect(resolveConfig({ sample: false, open: true }, { CIRCLETIME_NO_SAMPLE: '0' })).toMatchObject({
      sample: false,
      open: true,
    });
  });

  it('refuses a value that means nothing, naming where it came from', () => {
    const refusal = (flags: Parameters<typeof resolveConfig>[0], env: Record<string, string>) => {
      try {
        resolveConfig(flags, env);
      } catch (error) {
        return error instanceof BadSetting ? error.from : error;
      }
      return 'taken';
    };
    for (const port of ['', '-1', '65536', '80a', '1.5', '999999'])
      expect(refusal({ port }, {}), port).toBe('--port');
    expect(refusal({}, { CIRCLETIME_LANG: 'fr' })).toBe('CIRCLETIME_LANG');
    expect(refusal({ logLevel: 'loud' }, {})).toBe('--log-level');
    expect(refusal({ data: '' }, {})).toBe('--data');
    expect(refusal({ port: '65535' }, {})).toBe('taken');
  });

  it('is told in one line with every setting, and no secret', () => {
    const told = describeConfig(resolveConfig({ pin: 'geheim' }, {}));
    for (const key of settingKeys) expect(told).toContain(`${key}=`);
    expect(told).not.toContain('geheim');
    expect(told).toContain('pin=***');
    expect(describeConfig(resolveConfig({}, {}))).toContain('pin=-');
  });
});
