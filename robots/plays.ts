/** What the robots play: each activity once for every regime it offers, short enough for a rehearsal. */
import * as v from 'valibot';
import type { AnyActivity } from '../activities/_kit/contract.ts';

export interface Play {
  readonly activity: string;
  readonly config: Record<string, number | string | boolean>;
  readonly scope: 'group' | 'class';
}

/** `id` is an activity or `all`. Throws on an unknown one. */
export function playsOf(id: string, activities: Readonly<Record<string, AnyActivity>>): Play[] {
  const chosen =
    id === 'all'
      ? Object.values(activities)
      : Object.values(activities).filter((activity) => activity.id === id);
  if (chosen.length === 0) throw new Error(`no activity ${id}`);
  return chosen.flatMap((activity) =>
    configsOf(activity).map((config) => ({
      activity: activity.id,
      config,
      scope: activity.scope === 'class' ? ('class' as const) : ('group' as const),
    })),
  );
}

/** The defaults with every integer at its least (short turns, one round), once per regime setting. */
function configsOf(activity: AnyActivity): Record<string, number | string | boolean>[] {
  const base: Record<string, number | string | boolean> = {
    ...(activity.defaults as Record<string, number | string | boolean>),
  };
  for (const setting of activity.settings) if (setting.kind === 'integer') base[setting.key] = setting.min;
  const regime = activity.settings.find((setting) => setting.key === 'regime');
  const configs =
    regime?.kind === 'choice' ? regime.options.map((option) => ({ ...base, regime: option })) : [base];
  for (const config of configs) v.parse(activity.config, config);
  return configs;
}
