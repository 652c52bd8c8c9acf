/** Pictures that say without words what a circle waits for while nobody has the stick. */
import type { Component } from 'svelte';
import type { SVGAttributes } from 'svelte/elements';
import Ear from '~icons/fluent-emoji-flat/ear';
import Hand from '~icons/fluent-emoji-flat/raised-hand';
import Teacher from '~icons/fluent-emoji-flat/teacher';
import type { Config } from '../rules.state.ts';

type Sign = Component<SVGAttributes<SVGSVGElement>>;

/** Null: the stick alone, it comes by itself. */
export const waitingSigns: Readonly<Record<Config['regime'], Sign | null>> = {
  forced: null,
  queue: Hand,
  called: Teacher,
  free_floor: Ear,
};
