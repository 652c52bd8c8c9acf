// Pinyin for the short Chinese instructions of tablets, made when the messages are compiled.
import { pinyin } from 'pinyin-pro';

/**
 * Where the dictionary's choice is wrong for children's instructions: words → their syllables.
 * @type {Readonly<Record<string, string>>}
 */
const OVERRIDES = {
  跑得快: 'pǎo de kuài',
  慢慢地: 'màn màn de',
  还书: 'huán shū',
  数一数: 'shǔ yi shǔ',
  看一看: 'kàn yi kàn',
  想一想: 'xiǎng yi xiǎng',
  等一等: 'děng yi děng',
};

/**
 * One syllable per character, joined by blanks; a character without one (a comma) keeps an empty place.
 * @param {string} text
 */
export function reading(text) {
  const characters = Array.from(text);
  const syllables = pinyin(characters.filter(isHan).join(''), { type: 'array', toneSandhi: false });
  let next = 0;
  const read = characters.map((character) => (isHan(character) ? (syllables[next++] ?? '') : ''));
  for (const [words, right] of Object.entries(OVERRIDES)) {
    const start = text.indexOf(words);
    if (start >= 0) read.splice(start, words.length, ...right.split(' '));
  }
  return read.join(' ');
}

/** @param {string} character */
const isHan = (character) => /\p{Script=Han}/u.test(character);

/**
 * Text → its syllables, for every text that is drawn as it stands; one with a placeholder is not.
 * @param {readonly string[]} texts
 * @returns {Record<string, string>}
 */
export function readingsOf(texts) {
  const drawn = texts.filter((text) => !text.includes('{') && Array.from(text).some(isHan));
  return Object.fromEntries([...new Set(drawn)].sort().map((text) => [text, reading(text)]));
}
