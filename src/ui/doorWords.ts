/** The words of the door's pictures, for who cannot see them. */
import { m } from '../../generated/paraglide/messages.js';
import type { DoorPicture } from '../wire/vocabulary.ts';

export const doorWords: Readonly<Record<DoorPicture, () => string>> = {
  apple: m['common.picture.apple'],
  umbrella: m['common.picture.umbrella'],
  bicycle: m['common.picture.bicycle'],
  key: m['common.picture.key'],
  bell: m['common.picture.bell'],
  boat: m['common.picture.boat'],
  cup: m['common.picture.cup'],
  drum: m['common.picture.drum'],
  kite: m['common.picture.kite'],
  leaf: m['common.picture.leaf'],
  sun: m['common.picture.sun'],
  cloud: m['common.picture.cloud'],
};
