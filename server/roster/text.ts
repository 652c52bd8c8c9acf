/** Text as schools keep it: the encodings of their files and the spaces in their lists of names. */
import iconv from 'iconv-lite';

export interface DecodedText {
  readonly text: string;
  readonly isUtf8: boolean;
}

/** Strict UTF-8 first, with or without its mark; what is not that can only be GB18030 here. Null: neither, or no text. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const asUtf8 = decodeUtf8(bytes);
  const text = asUtf8 ?? iconv.decode(Buffer.from(bytes), 'gb18030');
  // A replacement character marks bytes that GB18030 does not know; control characters mark a file that is no text.
  if (/\uFFFD|(?![\t-\r])\p{Cc}/u.test(text)) return null;
  return { text, isUtf8: asUtf8 !== null };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // takes the BOM away, too
  } catch {
    return null;
  }
}

/** 王 芳 → 王芳 as spreadsheets pad two-character names; one space stays between words of other scripts. */
export function tidyName(cell: string): string {
  const spaced = cell.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  return spaced.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
}
