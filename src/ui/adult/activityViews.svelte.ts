/** The activities' own components and words, loaded when first asked for. */
import { SvelteMap } from 'svelte/reactivity';
import type { ActivityViews } from '../../../activities/_kit/views.ts';
import { m } from '../../../generated/paraglide/messages.js';
import { activityViews } from '../../../activities/registry.views.ts';
import { otherActivity } from '../../wire/exchange.ts';

type Loaded = ActivityViews | 'loading' | 'failed';
const loaded = new SvelteMap<string, Loaded>();

/** Starts loading what is not here yet; call it from an effect, never from markup. */
export function loadViews(ids: readonly string[]): void {
  for (const id of ids) if (!loaded.has(id) && id !== otherActivity) void load(id);
}

async function load(id: string): Promise<void> {
  loaded.set(id, 'loading');
  const views = await viewsOf(id);
  loaded.set(id, views ?? 'failed');
}

async function viewsOf(id: string): Promise<ActivityViews | null> {
  try {
    return (await activityViews[id]?.())?.default ?? null;
  } catch {
    return null;
  }
}

/** null while loading and where it failed. */
export function views(id: string): ActivityViews | null {
  const found = loaded.get(id);
  return found === undefined || found === 'loading' || found === 'failed' ? null : found;
}

export function viewsFailed(id: string): boolean {
  return loaded.get(id) === 'failed';
}

/** The activity's name in the adult's language; its id until the words are here. */
export function activityName(id: string): string {
  if (id === otherActivity) return m['adult.otherActivity']();
  return views(id)?.words.name() ?? id;
}
