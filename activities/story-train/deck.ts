/**
 * The bundled picture cards and the kinds of pictures, by id; their words and pictures are the views' matter. Every
 * child of a rural primary school can name each of them, and none is about parents, home, money, phones, clothes,
 * festivals away from home, or marks.
 */

/** What a listener may expect next. The same for everyone, so that it says nothing about anybody's cards. */
export const kinds = ['animal', 'person', 'place', 'weather', 'food', 'vehicle'] as const;
export type Kind = (typeof kinds)[number];

const kindOfCard = {
  owl: 'animal',
  dinosaur: 'animal',
  zebra: 'animal',
  crocodile: 'animal',
  unicorn: 'animal',
  shark: 'animal',
  astronaut: 'person',
  cook: 'person',
  detective: 'person',
  farmer: 'person',
  firefighter: 'person',
  singer: 'person',
  mountain: 'place',
  sea: 'place',
  forest: 'place',
  castle: 'place',
  tent: 'place',
  island: 'place',
  sun: 'weather',
  rain: 'weather',
  wind: 'weather',
  snow: 'weather',
  rainbow: 'weather',
  lightning: 'weather',
  watermelon: 'food',
  noodles: 'food',
  dumpling: 'food',
  carrot: 'food',
  corn: 'food',
  apple: 'food',
  bicycle: 'vehicle',
  boat: 'vehicle',
  rocket: 'vehicle',
  helicopter: 'vehicle',
  tractor: 'vehicle',
  bus: 'vehicle',
} as const satisfies Readonly<Record<string, Kind>>;

export type Card = keyof typeof kindOfCard;
export const cards = Object.keys(kindOfCard) as readonly Card[];

/** Null for a card that is not bundled. */
export function kindOf(card: string): Kind | null {
  const known: Readonly<Record<string, Kind | undefined>> = kindOfCard;
  return known[card] ?? null;
}
