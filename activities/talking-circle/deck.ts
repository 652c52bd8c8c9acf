/**
 * The bundled topics, by id; their words and pictures are the views' matter. Every child of a rural primary school can
 * answer each of them, aloud and in one breath, and none asks about parents, home, money, phones, clothes,
 * festivals away from home, or marks.
 */
export const topics = [
  'fruit',
  'animal',
  'season',
  'weather',
  'colour',
  'game',
  'song',
  'story',
  'skill',
  'learn',
  'thanks',
  'laugh',
  'help',
  'brave',
  'superpower',
  'plant',
  'sound',
  'corner',
  'space',
  'discovery',
] as const;

export type Topic = (typeof topics)[number];
