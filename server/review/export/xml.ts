/** XML 1.0: what may not stand in it at all, and what stands for something else. */
const forbidden = /[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Without what no XML may hold; half a surrogate pair becomes the replacement character. */
export function xmlChars(text: string): string {
  return text.toWellFormed().replace(forbidden, '');
}

/** Text for an element or a double-quoted attribute. */
export function xml(text: string): string {
  return xmlChars(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
