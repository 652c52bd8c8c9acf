/** Tables as an Excel workbook (Office Open XML): one sheet for each, text as text and numbers as numbers. */
import writeExcelFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import { safe } from './cell.ts';
import type { Cell } from './cell.ts';
import { xmlChars } from './xml.ts';

export interface Sheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Excel's limit; of rows a sheet of one lesson meets none. */
const longestText = 32_767;

/** A workbook's bytes. */
export async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, header, rows }) => {
    const data: SheetData = [
      header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(sheetCell)),
    ];
    return { data, sheet: name, stickyRowsCount: 1 };
  });
  return writeExcelFile(written).toBuffer();
}

function sheetCell(cell: Cell) {
  const value = safe(cell);
  return typeof value === 'string' ? { value: sheetText(value), type: String } : value;
}

/** `_x0041_` in a workbook means the letter A: the underscore before such a text is written so itself. */
function sheetText(text: string): string {
  const chars = xmlChars(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return chars.length <= longestText ? chars : `${chars.slice(0, longestText - 1).toWellFormed()}…`;
}
