/** The words and the picture of each bundled card and of each kind of picture. */
import type { Component } from 'svelte';
import type { SVGAttributes } from 'svelte/elements';
import Astronaut from '~icons/fluent-emoji-flat/astronaut';
import Bicycle from '~icons/fluent-emoji-flat/bicycle';
import Bus from '~icons/fluent-emoji-flat/bus';
import Person from '~icons/fluent-emoji-flat/busts-in-silhouette';
import Carrot from '~icons/fluent-emoji-flat/carrot';
import Castle from '~icons/fluent-emoji-flat/castle';
import Lightning from '~icons/fluent-emoji-flat/cloud-with-lightning';
import Rain from '~icons/fluent-emoji-flat/cloud-with-rain';
import Cook from '~icons/fluent-emoji-flat/cook';
import Crocodile from '~icons/fluent-emoji-flat/crocodile';
import Island from '~icons/fluent-emoji-flat/desert-island';
import Detective from '~icons/fluent-emoji-flat/detective';
import Dumpling from '~icons/fluent-emoji-flat/dumpling';
import Corn from '~icons/fluent-emoji-flat/ear-of-corn';
import Forest from '~icons/fluent-emoji-flat/evergreen-tree';
import Farmer from '~icons/fluent-emoji-flat/farmer';
import Firefighter from '~icons/fluent-emoji-flat/firefighter';
import Food from '~icons/fluent-emoji-flat/fork-and-knife';
import Helicopter from '~icons/fluent-emoji-flat/helicopter';
import Mountain from '~icons/fluent-emoji-flat/mountain';
import Owl from '~icons/fluent-emoji-flat/owl';
import Paw from '~icons/fluent-emoji-flat/paw-prints';
import Rainbow from '~icons/fluent-emoji-flat/rainbow';
import Apple from '~icons/fluent-emoji-flat/red-apple';
import Rocket from '~icons/fluent-emoji-flat/rocket';
import Boat from '~icons/fluent-emoji-flat/sailboat';
import Dinosaur from '~icons/fluent-emoji-flat/sauropod';
import Shark from '~icons/fluent-emoji-flat/shark';
import Singer from '~icons/fluent-emoji-flat/singer';
import Snow from '~icons/fluent-emoji-flat/snowflake';
import Noodles from '~icons/fluent-emoji-flat/steaming-bowl';
import Sun from '~icons/fluent-emoji-flat/sun';
import Weather from '~icons/fluent-emoji-flat/sun-behind-rain-cloud';
import Tent from '~icons/fluent-emoji-flat/tent';
import Tractor from '~icons/fluent-emoji-flat/tractor';
import Unicorn from '~icons/fluent-emoji-flat/unicorn';
import Sea from '~icons/fluent-emoji-flat/water-wave';
import Watermelon from '~icons/fluent-emoji-flat/watermelon';
import Wheel from '~icons/fluent-emoji-flat/wheel';
import Wind from '~icons/fluent-emoji-flat/wind-face';
import Place from '~icons/fluent-emoji-flat/world-map';
import Zebra from '~icons/fluent-emoji-flat/zebra';
import { m } from '../../../generated/paraglide/messages.js';
import type { Card, Kind } from '../deck.ts';

export interface Look {
  readonly words: () => string;
  readonly Picture: Component<SVGAttributes<SVGSVGElement>>;
}

const cards: Readonly<Record<Card, Look>> = {
  owl: { words: m['story-train.card.owl'], Picture: Owl },
  dinosaur: { words: m['story-train.card.dinosaur'], Picture: Dinosaur },
  zebra: { words: m['story-train.card.zebra'], Picture: Zebra },
  crocodile: { words: m['story-train.card.crocodile'], Picture: Crocodile },
  unicorn: { words: m['story-train.card.unicorn'], Picture: Unicorn },
  shark: { words: m['story-train.card.shark'], Picture: Shark },
  astronaut: { words: m['story-train.card.astronaut'], Picture: Astronaut },
  cook: { words: m['story-train.card.cook'], Picture: Cook },
  detective: { words: m['story-train.card.detective'], Picture: Detective },
  farmer: { words: m['story-train.card.farmer'], Picture: Farmer },
  firefighter: { words: m['story-train.card.firefighter'], Picture: Firefighter },
  singer: { words: m['story-train.card.singer'], Picture: Singer },
  mountain: { words: m['story-train.card.mountain'], Picture: Mountain },
  sea: { words: m['story-train.card.sea'], Picture: Sea },
  forest: { words: m['story-train.card.forest'], Picture: Forest },
  castle: { words: m['story-train.card.castle'], Picture: Castle },
  tent: { words: m['story-train.card.tent'], Picture: Tent },
  island: { words: m['story-train.card.island'], Picture: Island },
  sun: { words: m['story-train.card.sun'], Picture: Sun },
  rain: { words: m['story-train.card.rain'], Picture: Rain },
  wind: { words: m['story-train.card.wind'], Picture: Wind },
  snow: { words: m['story-train.card.snow'], Picture: Snow },
  rainbow: { words: m['story-train.card.rainbow'], Picture: Rainbow },
  lightning: { words: m['story-train.card.lightning'], Picture: Lightning },
  watermelon: { words: m['story-train.card.watermelon'], Picture: Watermelon },
  noodles: { words: m['story-train.card.noodles'], Picture: Noodles },
  dumpling: { words: m['story-train.card.dumpling'], Picture: Dumpling },
  carrot: { words: m['story-train.card.carrot'], Picture: Carrot },
  corn: { words: m['story-train.card.corn'], Picture: Corn },
  apple: { words: m['story-train.card.apple'], Picture: Apple },
  bicycle: { words: m['story-train.card.bicycle'], Picture: Bicycle },
  boat: { words: m['story-train.card.boat'], Picture: Boat },
  rocket: { words: m['story-train.card.rocket'], Picture: Rocket },
  helicopter: { words: m['story-train.card.helicopter'], Picture: Helicopter },
  tractor: { words: m['story-train.card.tractor'], Picture: Tractor },
  bus: { words: m['story-train.card.bus'], Picture: Bus },
};

export const kindLooks: Readonly<Record<Kind, Look>> = {
  animal: { words: m['story-train.kind.animal'], Picture: Paw },
  person: { words: m['story-train.kind.person'], Picture: Person },
  place: { words: m['story-train.kind.place'], Picture: Place },
  weather: { words: m['story-train.kind.weather'], Picture: Weather },
  food: { words: m['story-train.kind.food'], Picture: Food },
  vehicle: { words: m['story-train.kind.vehicle'], Picture: Wheel },
};

/** Null for a card that this version does not know. */
export function cardLook(card: string): Look | null {
  const known: Readonly<Record<string, Look | undefined>> = cards;
  return known[card] ?? null;
}
