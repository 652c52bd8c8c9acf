/** The config an activity will be played with: its defaults, with what was chosen for the settings it still has. */
import type { ActivityCard } from '../../wire/answers.ts';

export type Config = ActivityCard['defaults'];

/** `chosen` comes from a lesson, perhaps of an older version: keys and kinds it does not share are left out. */
export function configOf(card: Pick<ActivityCard, 'defaults'>, chosen: unknown): Config {
  const config: Record<string, number | string | boolean> = { ...card.defaults };
  if (typeof chosen !== 'object' || chosen === null) return config;
  for (const [key, value] of Object.entries(chosen))
    if (key in config && typeof value === typeof config[key]) config[key] = value as Config[string];
  return config;
}
