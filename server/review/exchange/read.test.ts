import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { overlapsIn } from './order.ts';
import { readTurns, unknownNames } from './read.ts';
import type { ExchangeRow } from './row.ts';
import { largestFile, mostRows } from './table.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function rowsOf(text: string | Uint8Array): readonly ExchangeRow[] {
  const read = readTurns(typeof text === 'string' ? bytes(text) : text);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.file.rows;
}
/** `row column code` of every fault. */
function faultsOf(text: string | Uint8Array): string[] {
  const read = readTurns(typeof text === 'string' ? bytes(text) : text);
  return read.ok ? [] : read.faults.map(({ row, column, code }) => `${row ?? '-'} ${column ?? '-'} ${code}`);
}
const tally = (...lines: readonly string[]) =>
  ['start,end,speaker,addressee,kind,prompted', ...lines].join('\n');

describe('a file of turns', () => {
  it('is read row by row, with what it does not say', () => {
    expect(rowsOf('start,speaker\n1.5,小明')).toEqual([
      {
        ...{ row: 2, kind: 'turn', run: 1, group: 0, turn: null, start: 1500, end: null, offered: null },
        ...{ speaker: { name: '小明' }, toward: 'group', prompted: null, activity: null, regime: null },
        ...{
          bounded: false,
          options: null,
          givenBy: null,
          why: null,
          attribution: null,
          channel: null,
          code: null,
        },
      },
    ]);
  });

  it('takes seconds with decimals, and h:mm:ss with decimals', () => {
    const starts = rowsOf(tally('0,,甲', '1.25,,甲', '0:00:02,,甲', '0:01:00.5,,甲', '1:00:00,,甲'));
    expect(starts.map(({ start }) => start)).toEqual([0, 1250, 2000, 60_500, 3_600_000]);
  });

  it('takes a comma for the point where a comma parts no cells', () => {
    expect(rowsOf('start;end;speaker\n1,5;2,25;甲')).toMatchObject([{ start: 1500, end: 2250 }]);
  });

  it('reads everyone, one child, the teacher, and nobody known, as whom a turn was toward', () => {
    const rows = rowsOf(
      tally('0,1,甲,', '1,2,甲,乙', '2,3,甲,老师', '3,4,甲,?', '4,5,甲,(nobody)', '5,6,甲,？'),
    );
    expect(rows.map(({ toward }) => toward)).toEqual([
      'group', { name: '乙' }, 'adult', 'unknown', null, 'unknown',
    ]); // prettier-ignore
  });

  it('reads prompts as levels or yes and no, and an empty one as not told', () => {
    const rows = rowsOf(
      tally('0,,甲,,,', '1,,甲,,,0', '2,,甲,,,3', '3,,甲,,,yes', '4,,甲,,,否', '5,,甲,,,是'),
    );
    expect(rows.map(({ prompted }) => prompted)).toEqual([null, 0, 3, 1, 0, 1]);
  });

  it('knows its columns and kinds in Chinese, too', () => {
    const rows = rowsOf('开始,结束,说话人,对谁,类型,提示\n1,2,小 明,小芳,发言,\n3,,小芳,,举手,');
    expect(rows).toMatchObject([
      { kind: 'turn', start: 1000, end: 2000, speaker: { name: '小明' }, toward: { name: '小芳' } },
      { kind: 'request', start: 3000, speaker: { name: '小芳' } },
    ]);
  });

  it('is the same in UTF-8 with and without its mark, in GB18030, with tabs, semicolons, and other line ends', () => {
    const text = 'start,end,speaker,addressee\n1,2,小明,\n3,4,𠮷野,小明';
    const rows = rowsOf(text);
    expect(rowsOf(`\ufeff${text}`)).toEqual(rows);
    expect(rowsOf(new Uint8Array(iconv.encode(text, 'gb18030')))).toEqual(rows);
    expect(rowsOf(text.replaceAll(',', '\t'))).toEqual(rows);
    expect(rowsOf(text.replaceAll(',', ';'))).toEqual(rows);
    expect(rowsOf(text.replaceAll(',', '，'))).toEqual(rows);
    expect(rowsOf(text.replaceAll('\n', '\r\n'))).toEqual(rows);
    expect(rowsOf(text.replaceAll('\n', '\r'))).toEqual(rows);
  });

  it('is the same as JSON, as an array or as `turns`, with numbers, booleans, lists and null', () => {
    const csv = rowsOf('start,speaker,bounded,options,end\n1.5,甲,yes,甲;乙,\n2,乙,,,3');
    const items = [
      { start: 1.5, speaker: '甲', bounded: true, options: ['甲', '乙'], end: null },
      { start: '2', speaker: '乙', end: 3 },
    ];
    const unnumbered = (rows: readonly ExchangeRow[]) => rows.map((row) => ({ ...row, row: 0 }));
    expect(unnumbered(rowsOf(JSON.stringify(items)))).toEqual(unnumbered(csv));
    expect(rowsOf(JSON.stringify({ turns: items })).map(({ row }) => row)).toEqual([1, 2]);
  });

  it('skips empty lines and counts them, as a spreadsheet does', () => {
    expect(rowsOf('\nstart,speaker\n\n1,甲\n,\n2,乙\n\n').map(({ row }) => row)).toEqual([4, 6]);
  });

  it('takes away the mark that keeps a spreadsheet from running a name', () => {
    expect(rowsOf(`start,speaker\n1,'=SUM(A1)`)[0]?.speaker).toEqual({ name: '=SUM(A1)' });
    expect(rowsOf(`start,speaker\n1,'Neill`)[0]?.speaker).toEqual({ name: `'Neill` });
  });

  it('keeps what a row of each kind tells', () => {
    const rows = rowsOf(
      [
        'kind,run,group,turn,start,end,offered,speaker,why,given_by,options,code,regime,activity',
        'present,1,2,,,,,甲,,,,,queue,story',
        'turn,1,2,3,2,4,1,甲,timer,乙,甲;(guest),,,',
        'offer,1,2,4,5,9,,乙,skipped,(rules),,,,',
        'contribution,1,2,4,6,,,乙,,,,cheer,,',
        'request,1,2,5,7,8,,甲,granted,,,,,',
        'pause,1,,,9,,,,,,,,,',
        'end,1,2,,10,,,,,,,,,',
      ].join('\n'),
    );
    expect(rows).toMatchObject([
      { kind: 'present', run: 1, group: 2, regime: 'queue', activity: 'story', start: null },
      {
        ...{ kind: 'turn', turn: 3, offered: 1000, start: 2000, end: 4000, why: 'timer' },
        ...{ givenBy: { name: '乙' }, options: [{ name: '甲' }, 'guest'] },
      },
      { kind: 'offer', turn: 4, why: 'skipped', givenBy: 'rules' },
      { kind: 'contribution', turn: 4, code: 'cheer' },
      { kind: 'request', turn: 5, why: 'granted', start: 7000, end: 8000 },
      { kind: 'pause', speaker: null, start: 9000 },
      { kind: 'end', start: 10_000 },
    ]);
  });
});

describe('the report of a file', () => {
  it('tells what is wrong with the file as a whole', () => {
    expect(faultsOf(new Uint8Array(largestFile + 1).fill(49))).toEqual(['- - too_large']);
    expect(faultsOf(new Uint8Array([0xff, 0xfe, 0x41, 0x00]))).toEqual(['- - encoding']);
    expect(faultsOf(new Uint8Array([0x50, 0x4b, 0x03, 0x04]))).toEqual(['- - encoding']);
    for (const nothing of ['', '\n\n', 'start,speaker', '[]'])
      expect(faultsOf(nothing)).toEqual(['- - empty']);
    for (const torn of ['start,speaker\n1,"甲', '[{', '{"rows": []}', '{"turns": 1}'])
      expect(faultsOf(torn)).toEqual(['- - not_a_table']);
    expect(faultsOf('[1, {"start": 1, "speaker": "甲"}]')).toEqual(['1 - not_a_table']);
    const long = `start,speaker\n${'1,a\n'.repeat(mostRows + 1)}`;
    expect(faultsOf(long)).toEqual(['- - too_many_rows']);
    expect(faultsOf(JSON.stringify(Array.from({ length: mostRows + 1 }, () => 0)))).toEqual([
      '- - too_many_rows',
    ]);
  });

  it('tells which columns are missing, unknown or there twice', () => {
    expect(faultsOf('from,to\n1,甲')).toEqual(['- - no_speaker_column']);
    expect(faultsOf('speaker,mood,speaker\n甲,好,甲')).toEqual([
      '- mood unknown_column',
      '- speaker column_twice',
      '- - no_start_column',
    ]);
    expect(faultsOf('[{"start": 1, "speaker": "甲", "mood": 1, "begin": 2}]')).toEqual([
      '1 mood unknown_column',
      '1 start column_twice',
    ]);
  });

  it('tells every cell that it does not understand, all at once', () => {
    const heading = 'start,end,offered,speaker,addressee,kind,prompted,run,group,turn,bounded,options,regime,why,attribution,channel,activity'; // prettier-ignore
    const tooLong = '长'.repeat(41);
    expect(
      faultsOf(
        [
          heading,
          `12:30,-1,soon,${tooLong},${tooLong},talk,4,0,9,x,maybe,;,random,bored,hand,radio,No spaces`,
          '1e3,25:00:00,,甲,,,,100,,,,,,passed,,,',
        ].join('\n'),
      ),
    ).toEqual([
      '2 kind bad_value', '2 run bad_number', '2 group bad_number', '2 turn bad_number', '2 speaker bad_value',
      '2 addressee bad_value', '2 start bad_time', '2 end bad_time', '2 offered bad_time', '2 prompted bad_value',
      '2 activity bad_value', '2 regime bad_value', '2 bounded bad_value', '2 options bad_value', '2 why bad_value',
      '2 attribution bad_value', '2 channel bad_value',
      '3 run bad_number', '3 start bad_time', '3 end bad_time', '3 why bad_value',
    ]); // prettier-ignore
    expect(faultsOf('start,speaker,given_by,code,kind\n1,甲,长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长,,\n2,甲,,九,contribution')).toEqual([
      '2 given_by bad_value', '3 code bad_value',
    ]); // prettier-ignore
    expect(faultsOf('[{"start": {}, "speaker": ["甲", 1]}]')).toEqual([
      '1 start bad_value',
      '1 speaker bad_value',
    ]);
  });

  it('tells what is missing in a row, and what has no place in it', () => {
    expect(faultsOf(tally(',,甲', '1,,', ',,,,pause', '2,,,,end'))).toEqual([
      '2 start missing',
      '3 speaker missing',
      '4 start missing',
    ]);
    expect(faultsOf('start,speaker,kind\n1,,void')).toEqual(['2 turn missing']);
    expect(
      faultsOf(tally('1,2,甲,,contribution', '3,,甲,乙,request', '4,,甲,,present', '5,6,甲,,end')),
    ).toEqual([
      '2 end not_for_kind',
      '3 addressee not_for_kind',
      '4 start not_for_kind',
      '5 end not_for_kind',
      '5 speaker not_for_kind',
    ]);
    expect(faultsOf('start,speaker\n1,甲,more')).toEqual(['2 - too_many_cells']);
  });

  it('tells prompts without a level, and those to the adult', () => {
    expect(
      faultsOf(tally('1,,甲,,prompt', '2,,甲,,prompt,0', '3,,老师,,prompt,1', '4,,甲,,prompt,2')),
    ).toEqual(['2 prompted missing', '3 prompted bad_value', '4 speaker bad_value']);
  });

  it('tells ends before starts, and who speaks to itself', () => {
    expect(faultsOf(tally('5,4,甲', '6,6,甲', '7,8,甲,甲'))).toEqual([
      '2 end end_before_start',
      '4 addressee speaks_to_itself',
    ]);
    expect(faultsOf('start,speaker,offered\n5,甲,6')).toEqual(['2 offered end_before_start']);
  });

  it('tells times out of order within a game, whose runs have clocks of their own', () => {
    expect(faultsOf(tally('5,,甲', '4,,乙', '6,,甲'))).toEqual(['3 start out_of_order']);
    expect(faultsOf('start,speaker,run,group\n5,甲,1,1\n4,乙,1,2\n1,甲,2,1')).toEqual([]);
  });

  it('tells overlaps of one speaker, and only counts those of two', () => {
    expect(faultsOf(tally('1,5,甲', '4,6,甲'))).toEqual(['3 start overlap']);
    expect(faultsOf('start,end,speaker,run\n1,5,老师,1\n4,6,老师,1\n4,6,老师,2')).toEqual([
      '3 start overlap',
    ]);
    const rows = rowsOf(tally('1,5,甲', '4,6,乙', '5.5,7,甲', '7,8,乙', '9,,甲', '9,,(guest)'));
    expect(overlapsIn(rows)).toBe(2);
  });

  it('tells a run of two activities, and a number of two turns', () => {
    expect(faultsOf('start,speaker,activity,run\n1,甲,a,1\n2,甲,b,1\n3,甲,b,2')).toEqual([
      '3 activity activity_differs',
    ]);
    expect(faultsOf('start,speaker,turn,group\n1,甲,1,1\n2,乙,1,1\n3,乙,1,2')).toEqual([
      '3 turn number_twice',
    ]);
  });

  it('tells a roll that contradicts itself', () => {
    const roll = tally(',,甲,,present', ',,甲,,absent', ',,乙,,late', '1,,乙', ',,乙,,late');
    expect(faultsOf(roll)).toEqual(['3 kind roll_differs']);
  });

  it('tells names that nobody knows, once each, wherever they stand', () => {
    const rows = rowsOf(
      'start,speaker,addressee,options,given_by\n1,甲,丁,甲;戊,己\n2,丁,老师,,(rules)\n3,庚,?,,(guest)',
    );
    const told = unknownNames(rows, (name) => name === '甲');
    expect(told.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '2 addressee unknown_name',
      '2 options unknown_name',
      '2 given_by unknown_name',
      '4 speaker unknown_name',
    ]);
  });
});
