/** The words and the picture of each bundled topic. */
import type { Component } from 'svelte';
import type { SVGAttributes } from 'svelte/elements';
import Bell from '~icons/fluent-emoji-flat/bell';
import Butterfly from '~icons/fluent-emoji-flat/butterfly';
import Biceps from '~icons/fluent-emoji-flat/flexed-biceps';
import Star from '~icons/fluent-emoji-flat/glowing-star';
import Laugh from '~icons/fluent-emoji-flat/grinning-squinting-face';
import Handshake from '~icons/fluent-emoji-flat/handshake';
import Magnifier from '~icons/fluent-emoji-flat/magnifying-glass-tilted-left';
import Leaf from '~icons/fluent-emoji-flat/maple-leaf';
import Wand from '~icons/fluent-emoji-flat/magic-wand';
import Notes from '~icons/fluent-emoji-flat/musical-notes';
import Book from '~icons/fluent-emoji-flat/open-book';
import Rainbow from '~icons/fluent-emoji-flat/rainbow';
import Rocket from '~icons/fluent-emoji-flat/rocket';
import School from '~icons/fluent-emoji-flat/school';
import Seedling from '~icons/fluent-emoji-flat/seedling';
import Weather from '~icons/fluent-emoji-flat/sun-behind-rain-cloud';
import Sunflower from '~icons/fluent-emoji-flat/sunflower';
import Hearts from '~icons/fluent-emoji-flat/two-hearts';
import Watermelon from '~icons/fluent-emoji-flat/watermelon';
import YoYo from '~icons/fluent-emoji-flat/yo-yo';
import { m } from '../../../generated/paraglide/messages.js';
import type { Topic } from '../deck.ts';

export interface TopicLook {
  readonly words: () => string;
  readonly Picture: Component<SVGAttributes<SVGSVGElement>>;
}

const looks: Readonly<Record<Topic, TopicLook>> = {
  fruit: { words: m['talking-circle.topic.fruit'], Picture: Watermelon },
  animal: { words: m['talking-circle.topic.animal'], Picture: Butterfly },
  season: { words: m['talking-circle.topic.season'], Picture: Leaf },
  weather: { words: m['talking-circle.topic.weather'], Picture: Weather },
  colour: { words: m['talking-circle.topic.colour'], Picture: Rainbow },
  game: { words: m['talking-circle.topic.game'], Picture: YoYo },
  song: { words: m['talking-circle.topic.song'], Picture: Notes },
  story: { words: m['talking-circle.topic.story'], Picture: Book },
  skill: { words: m['talking-circle.topic.skill'], Picture: Star },
  learn: { words: m['talking-circle.topic.learn'], Picture: Seedling },
  thanks: { words: m['talking-circle.topic.thanks'], Picture: Hearts },
  laugh: { words: m['talking-circle.topic.laugh'], Picture: Laugh },
  help: { words: m['talking-circle.topic.help'], Picture: Handshake },
  brave: { words: m['talking-circle.topic.brave'], Picture: Biceps },
  superpower: { words: m['talking-circle.topic.superpower'], Picture: Wand },
  plant: { words: m['talking-circle.topic.plant'], Picture: Sunflower },
  sound: { words: m['talking-circle.topic.sound'], Picture: Bell },
  corner: { words: m['talking-circle.topic.corner'], Picture: School },
  space: { words: m['talking-circle.topic.space'], Picture: Rocket },
  discovery: { words: m['talking-circle.topic.discovery'], Picture: Magnifier },
};

/** Null for no topic, and for one that this version does not know. */
export function topicLook(id: string | null): TopicLook | null {
  const known: Readonly<Record<string, TopicLook | undefined>> = looks;
  return id === null ? null : (known[id] ?? null);
}
