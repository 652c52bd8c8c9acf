/** An address as it is read aloud and typed: without the scheme, which every browser adds by itself. */
export const shortAddress = (url: string): string => url.replace(/^https?:\/\//, '');
