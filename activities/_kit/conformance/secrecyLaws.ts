/** Laws about what an audience learns: [C5] nothing from what is not its own, [C9] no secret by any other way. */
import type { AnyActivity, Seat, Step } from '../contract.ts';
import { canonical } from '../canonical.ts';
import { play } from '../play.ts';
import type { AnyState } from '../replay.ts';
import { momentsOf, must, onGames, onScripts, someMoments, type Law } from './law.ts';
import { lively } from './scripts.ts';

/** One who is shown something: the screen, or a seat with its private part. */
interface Audience {
  readonly name: string;
  readonly seat: Seat | null;
  /** All it is given. */
  readonly given: unknown;
  readonly shown: () => unknown;
}

/** [C5] Looked at twice: while the game is played, and afterwards from the audience's own part alone. */
export const viewsIgnoreOthers: Law = onScripts(lively, (activity, script) => {
  const live: { state: AnyState; shown: string[] }[] = [];
  const watched: AnyActivity = {
    ...activity,
    reduce: (state: AnyState, input, env) => {
      const step: Step<AnyState> = activity.reduce(state, input, env);
      if (step.ok) live.push({ state: step.state, shown: allShown(activity, step.state) });
      return step;
    },
  };
  play(watched, script);
  for (const { state, shown } of live) {
    teach(activity, {
      ...state,
      hidden: altered(state.hidden),
      seats: altered(state.seats) as AnyState['seats'],
    });
    const now = allShown(activity, JSON.parse(JSON.stringify(state)) as AnyState);
    for (const [index, { name }] of audiences(activity, state).entries()) {
      must(now[index] === shown[index], `the view of ${name} changes with what is hidden from it`);
    }
  }
});

/** [C9] */
export const secretsStay: Law = onGames(lively, (activity, game) => {
  const cards = new Set(game.first.setup.deck);
  for (const { state } of someMoments(game, 60)) {
    for (const { name, seat, given, shown } of audiences(activity, state)) {
      const known = words(given);
      const secrets = [...words(withoutOwn(state, seat))].filter(
        (word) => cards.has(word) && !known.has(word),
      );
      const seen = words(shown());
      for (const secret of secrets) must(!seen.has(secret), `the view of ${name} shows the card ${secret}`);
    }
  }
  for (const { state } of momentsOf(game)) declaredStay(activity, state);
  for (const { state } of someMoments(game, 20)) {
    for (const { name, seat, shown } of audiences(activity, state)) {
      teach(activity, planted(state, seat));
      must(!canonical(shown()).includes(canary), `the view of ${name} shows what was planted elsewhere`);
    }
  }
});

/** What the activity itself calls secret is not even given to those who may not know it. */
function declaredStay(activity: AnyActivity, state: AnyState): void {
  const secrets = activity.secrets?.(state) ?? [];
  if (secrets.length === 0) return;
  for (const { name, seat, given, shown } of audiences(activity, state)) {
    const seen = new Set([...words(given), ...words(shown())]);
    for (const { word, knownTo } of secrets) {
      const may = seat !== null && knownTo.includes(seat);
      must(may || !seen.has(word), `the secret ${word} reaches ${name}`);
    }
  }
}

const maxSeatsShown = 8;

function audiences(activity: AnyActivity, { shared, seats }: AnyState): Audience[] {
  const screen: Audience = {
    name: 'the screen',
    seat: null,
    given: shared,
    shown: () => activity.view.screen(shared) as unknown,
  };
  // Of a whole class a handful will do: seats differ in what they are given, not in the code that shows it.
  const shownSeats = Object.entries(seats).slice(0, maxSeatsShown);
  const children = shownSeats.map(([key, own]): Audience => {
    const seat = Number(key);
    return {
      name: `seat ${key}`,
      seat,
      given: { shared, own },
      shown: () => {
        const view: unknown = activity.view.seat(shared, own, seat);
        return { view, legal: activity.legal.seat(view) as unknown };
      },
    };
  });
  return [screen, ...children];
}

function allShown(activity: AnyActivity, state: AnyState): string[] {
  return audiences(activity, state).map(({ shown }) => canonical(shown()));
}

/** Shows the rules another state, so that whatever they keep beside the state would now be about that one. */
function teach(activity: AnyActivity, state: AnyState): void {
  const looks = [
    (): unknown => activity.timers(state),
    (): unknown => activity.outcome(state),
    (): unknown => activity.view.facilitator(state),
  ];
  for (const look of looks) {
    try {
      look();
    } catch {
      // A state that no game leads to may be too much for them; it is not theirs to show either.
    }
  }
}

/** What is kept from an audience: `hidden`, and the private parts of other seats. */
function withoutOwn({ seats, hidden }: AnyState, seat: Seat | null): unknown {
  return {
    hidden,
    others: Object.entries(seats).flatMap(([key, own]) => (Number(key) === seat ? [] : [own])),
  };
}

/** Nothing in a game is called or counted so. */
const canary = '70300300';

function planted(state: AnyState, seat: Seat | null): AnyState {
  const seats = Object.entries(state.seats).map(([key, own]) => [
    key,
    Number(key) === seat ? own : canaries(own),
  ]);
  return { ...state, seats: Object.fromEntries(seats) as AnyState['seats'], hidden: canaries(state.hidden) };
}

/** The same shape with a canary in every number and word. */
function canaries(value: unknown): unknown {
  return mapLeaves(value, (leaf) => {
    if (typeof leaf === 'number') return Number(canary);
    return typeof leaf === 'string' ? `canary ${canary}` : leaf;
  });
}

/** The same shape with every number, word and truth another one. */
function altered(value: unknown): unknown {
  return mapLeaves(value, (leaf) => {
    if (typeof leaf === 'number') return leaf + 1;
    if (typeof leaf === 'boolean') return !leaf;
    return typeof leaf === 'string' ? `${leaf} altered` : leaf;
  });
}

function mapLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapLeaves(item, change));
  if (typeof value !== 'object' || value === null) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, change)]));
}

/** Every string in a value, keys included. */
function words(value: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (item: unknown): void => {
    if (typeof item === 'string') found.add(item);
    if (typeof item !== 'object' || item === null) return;
    for (const [key, inner] of Object.entries(item)) {
      found.add(key);
      walk(inner);
    }
  };
  walk(value);
  return found;
}
