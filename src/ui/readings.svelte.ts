/** Pinyin for the short instructions of child surfaces, switched on per tablet. Loaded only then. */

/** Text → its syllables, one per character, separated by blanks; '' for a character without one. */
export type Readings = Readonly<Record<string, string>>;

let readings: Readings | null = $state.raw(null);

/** The syllables of a text, one per character; null while pinyin is off or the text has none. */
export function readingOf(text: string): readonly string[] | null {
  const reading = readings?.[text];
  return reading === undefined ? null : reading.split(' ');
}

/** Switches pinyin on with what `load` brings, or off with null. */
export async function setReadings(load: (() => Promise<Readings>) | null): Promise<void> {
  readings = load === null ? null : await load();
}
