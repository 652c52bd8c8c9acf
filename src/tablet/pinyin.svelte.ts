/** The tablet's switch for pinyin above Chinese instructions; remembered by the tablet. */
import { keep, recall } from '../client/storage.ts';
import { setReadings } from '../ui/readings.svelte.ts';

const storageKey = 'pinyin';
const isOn = (value: unknown): value is true => value === true;

let on = $state(false);
export const pinyinOn = (): boolean => on;

export function switchPinyin(next: boolean): void {
  on = next;
  keep(storageKey, next ? true : null);
  void setReadings(
    next ? async () => (await import('../../generated/paraglide/readings.json')).default : null,
  );
}

export function restorePinyin(): void {
  if (recall(storageKey, isOn)) switchPinyin(true);
}
