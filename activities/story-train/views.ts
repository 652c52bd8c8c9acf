/** The browser side of the story train. */
import type { ActivityViews } from '../_kit/views.ts';
import Demo from './views/Demo.svelte';
import Facilitator from './views/Facilitator.svelte';
import Screen from './views/Screen.svelte';
import Tablet from './views/Tablet.svelte';
import { words } from './views/words.ts';

const views: ActivityViews = { id: 'story-train', Screen, Tablet, Facilitator, Demo, words };
export default views;
