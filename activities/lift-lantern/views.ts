/** The browser side of lifting a lantern. */
import type { ActivityViews } from '../_kit/views.ts';
import Demo from './views/Demo.svelte';
import Facilitator from './views/Facilitator.svelte';
import Screen from './views/Screen.svelte';
import Tablet from './views/Tablet.svelte';
import { words } from './views/words.ts';

const views: ActivityViews = { id: 'lift-lantern', Screen, Tablet, Facilitator, Demo, words };
export default views;
