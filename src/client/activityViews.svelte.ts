/** The browser side of the activity in play, loaded when it is first named. */
import type { ActivityViews } from '../../activities/_kit/views.ts';
import { activityViews } from '../../activities/registry.views.ts';

export class LoadedViews {
  views: ActivityViews | null = $state.raw(null);
  #wanted: string | null = null;

  /** Loads the views of `id`; null for none. What arrives late, for an activity no longer wanted, is dropped. */
  want(id: string | null): void {
    if (id === this.#wanted) return;
    this.#wanted = id;
    if (this.views?.id !== id) this.views = null;
    const load = id === null ? undefined : activityViews[id];
    if (load === undefined) return;
    void load().then(
      (module) => {
        if (this.#wanted === id) this.views = module.default;
      },
      () => {
        // The network failed: the next publish asks again.
        if (this.#wanted === id) this.#wanted = null;
      },
    );
  }
}
