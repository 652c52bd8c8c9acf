import { describe, expect, it } from 'vitest';
import { isEventName, parsePayload } from './parse.ts';

describe('a payload', () => {
  it('passes when it fits its schema, trimmed', () => {
    expect(parsePayload('class.add', { name: ' 三年级 ', kind: 'class' })).toEqual({
      ok: true,
      payload: { name: '三年级', kind: 'class' },
    });
  });

  it('is refused with an unknown key, and told where', () => {
    expect(parsePayload('roll.mark', { child: 'k', status: 'late', extra: 1 })).toEqual({
      ok: false,
      code: 'bad_input',
      where: 'extra',
    });
  });

  it('is refused without telling its values', () => {
    const failure = parsePayload('roll.mark', { child: 'k', status: 'secret value' });
    expect(failure).toEqual({ ok: false, code: 'bad_input', where: 'status' });
  });

  it('with a name missing or too long, or a file too large, says so in its own words', () => {
    const add = (name: string) => parsePayload('child.add', { classId: 'c', name });
    expect(add('   ')).toMatchObject({ code: 'name_missing' });
    expect(add('长'.repeat(41))).toMatchObject({ code: 'name_too_long' });
    expect(parsePayload('roster.preview', { bytes: 'QUJD'.repeat(4001) })).toMatchObject({
      code: 'too_large',
    });
  });

  it('of any wrong shape is refused, never thrown over', () => {
    const shapes = [
      null,
      undefined,
      1,
      'text',
      [],
      [1],
      new Date(0),
      () => 1,
      { __proto__: null },
      Buffer.from('x'),
    ];
    for (const shape of shapes) expect(parsePayload('roll.mark', shape).ok).toBe(false);
  });
});

describe('an event name', () => {
  it('is one of the table, never something an object happens to have', () => {
    expect(isEventName('hello')).toBe(true);
    for (const name of ['toString', '__proto__', 'constructor', '', 1, null])
      expect(isEventName(name)).toBe(false);
  });
});
