import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseRoster } from './parse.ts';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const names = (roster: ReturnType<typeof parseRoster>) => (roster.ok ? roster.names : roster.code);
const skipped = (roster: ReturnType<typeof parseRoster>) => (roster.ok ? roster.skipped : roster.code);

const sheet = '学号,姓名,性别\r\n1,王芳,女\r\n2,欧阳小明,男\r\n3,李娜,女\r\n';
const inSheet = ['王芳', '欧阳小明', '李娜'];

describe('a class list', () => {
  it('is read from UTF-8 with and without BOM, and from GBK', () => {
    expect(parseRoster(utf8(sheet))).toMatchObject({ encoding: 'utf-8', names: inSheet });
    expect(parseRoster(utf8(`\uFEFF${sheet}`))).toMatchObject({ encoding: 'utf-8', names: inSheet });
    expect(parseRoster(iconv.encode(sheet, 'gbk'))).toMatchObject({ encoding: 'gbk', names: inSheet });
  });

  it('may be a single column, with a heading or without', () => {
    expect(names(parseRoster(utf8('名字\n王芳\n李娜')))).toEqual(['王芳', '李娜']);
    expect(names(parseRoster(utf8('王芳\n李娜\n')))).toEqual(['王芳', '李娜']);
    expect(names(parseRoster(utf8('Student Name\nAda Lovelace\nTom')))).toEqual(['Ada Lovelace', 'Tom']);
  });

  it('may be pasted from a spreadsheet, typed in one line, or have full-width commas', () => {
    expect(names(parseRoster(utf8('1\t王芳\n2\t李娜')))).toEqual(['王芳', '李娜']);
    expect(names(parseRoster(utf8('1\t王芳\t女\n2\t李明\t男')))).toEqual(['王芳', '李明']);
    expect(names(parseRoster(utf8('王芳、李娜，张伟, 刘洋')))).toEqual(['王芳', '李娜', '张伟', '刘洋']);
    expect(names(parseRoster(utf8('序号，姓名\n1，王芳')))).toEqual(['王芳']);
  });

  it('may quote its cells and hold a comma in one', () => {
    expect(names(parseRoster(utf8('no,name\n1,"Lovelace, Ada"\n2,"Tom"')))).toEqual(['Lovelace, Ada', 'Tom']);
  });

  it('closes the gap that pads two-character names, and keeps the space of other scripts', () => {
    expect(names(parseRoster(utf8('王　芳\n李 娜\nMary  Ann')))).toEqual(['王芳', '李娜', 'Mary Ann']);
  });

  it('tells which rows it left out, and why', () => {
    const roster = parseRoster(utf8(`姓名\n王芳\n\n王芳\n${'长'.repeat(41)}\n李娜\n`), ['李娜']);
    expect(names(roster)).toEqual(['王芳']);
    expect(skipped(roster)).toEqual([
      { row: 3, why: 'empty' },
      { row: 4, why: 'duplicate' },
      { row: 5, why: 'too_long' },
      { row: 6, why: 'duplicate' },
    ]);
  });

  it('of nobody is refused', () => {
    for (const text of ['', '\n\n', '姓名\n', '\uFEFF', ',,\n,,'])
      expect(names(parseRoster(utf8(text))), JSON.stringify(text)).toBe('roster_empty');
  });

  it('of a class that has everybody already adds nobody, and is no fault', () => {
    expect(names(parseRoster(utf8('王芳\n李娜'), ['王芳', '李娜']))).toEqual([]);
  });

  it('without a column of names is refused', () => {
    expect(names(parseRoster(utf8('学号,性别\n1,女\n2,男')))).toBe('roster_no_name_column');
    expect(names(parseRoster(utf8('王芳,一班\n李娜,一班')))).toBe('roster_no_name_column');
  });

  it('in another encoding, or no text at all, is refused', () => {
    expect(names(parseRoster(iconv.encode(sheet, 'utf-16')))).toBe('roster_encoding');
    expect(names(parseRoster(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0xff])))).toBe(
      'roster_encoding',
    );
  });

  it('holds sixty children and no more', () => {
    const lines = (count: number) => utf8(Array.from({ length: count }, (_, n) => `R${n}`).join('\n'));
    expect(names(parseRoster(lines(60)))).toHaveLength(60);
    expect(names(parseRoster(lines(61)))).toBe('roster_too_many');
  });

  it('gives back whatever Chinese names were written, in either encoding', () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((n) => String.fromCodePoint(n)),
      minLength: 2,
      maxLength: 4,
    });
    const lists = fc.uniqueArray(han, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lists, fc.constantFrom('utf8', 'gbk'), (list, encoding) => {
        const text = `姓名\r\n${list.join('\r\n')}\r\n`;
        expect(names(parseRoster(iconv.encode(text, encoding)))).toEqual(list);
      }),
    );
  });

  it('is read or refused whatever its bytes, never thrown over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const roster = parseRoster(bytes);
        if (roster.ok) expect(roster.names.every((name) => name.length > 0 && name.length <= 40)).toBe(true);
      }),
    );
  });
});
