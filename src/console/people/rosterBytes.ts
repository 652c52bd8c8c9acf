/** A roster on its way to the server: the bytes as they are, since only the server knows its encodings. */

/** As the wire's schema has it, before base64. */
export const maxRosterBytes = 12_000;

/** Base64 of the bytes; null when they are more than the wire takes. */
export function rosterBase64(bytes: Uint8Array): string | null {
  if (bytes.length > maxRosterBytes) return null;
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Pasted or typed lines, as UTF-8. */
export function rosterText(text: string): string | null {
  return rosterBase64(new TextEncoder().encode(text));
}
