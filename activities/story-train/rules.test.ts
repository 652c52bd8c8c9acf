import { describe, expect, it } from 'vitest';
import { factsOfKind } from '../_kit/facts.testing.ts';
import { conformance } from '../_kit/conformance.ts';
import { unclaimedMs } from '../_kit/floor.ts';
import { goldens } from '../_kit/goldens.testing.ts';
import { cards, kindOf } from './deck.ts';
import { storyTrain } from './rules.ts';
import { defaults, handSize } from './rules.state.ts';
import { Train } from './train.testing.ts';

describe('a turn on the train', () => {
  it('deals three cards of different kinds to the child that has come for its turn, and to nobody else', () => {
    const t = new Train(3);
    expect(t.cards(1)).toEqual([]);
    t.act(1, { type: 'claim' });
    expect(new Set(t.cards(1).map(kindOf)).size).toBe(handSize);
    expect([t.cards(2), t.cards(3)]).toEqual([[], []]);
    expect(t.state.hidden.pile).toHaveLength(cards.length - handSize);
  });

  it('puts the chosen card on the train for all to see, and the others back into the pile', () => {
    const t = new Train(2);
    t.act(1, { type: 'claim' });
    const [card = '', ...others] = t.cards(1);
    expect(t.act(1, { type: 'choose', card })).toBeNull();
    expect(t.shared.train).toEqual([card]);
    expect(t.cards(1)).toEqual([]);
    expect([...t.state.hidden.pile].sort()).toEqual(cards.filter((other) => other !== card).sort());
    expect(t.state.hidden.pile).toEqual(expect.arrayContaining(others));
    expect(t.contributions).toEqual(['1 chose 1']);
  });

  it('deals other cards for another seed', () => {
    const hands = [1, 2, 3, 4].map((seed) => {
      const t = new Train(2, {}, { seed });
      t.act(1, { type: 'claim' });
      return t.cards(1).join();
    });
    expect(new Set(hands).size).toBe(4);
  });

  it('gives time to think after the choice, before the time to say something begins', () => {
    const t = new Train(2, { turnSeconds: 20, thinkSeconds: 5 });
    t.wait(1_000);
    t.act(1, { type: 'claim' });
    t.wait(19_000);
    const [card = ''] = t.cards(1);
    t.act(1, { type: 'choose', card });
    expect(t.shared.told).toEqual({ card, thinkUntil: 25_000 });
    t.wait(24_999);
    expect(t.shared.floor).toMatchObject({ turn: 1, since: 1_000, deadline: 45_000 });
    t.wait(1);
    expect(t.endings).toEqual(['1 timer group tap']);
  });

  it('refuses a card that was not dealt, a second choice, and being done before the choice', () => {
    const t = new Train(2);
    t.act(1, { type: 'claim' });
    const foreign = cards.find((card) => !t.cards(1).includes(card)) ?? '';
    const [first = '', second = ''] = t.cards(1);
    expect(t.act(1, { type: 'choose', card: foreign })).toBe('not_offered');
    expect(t.act(1, { type: 'done' })).toBe('not_allowed');
    t.act(1, { type: 'choose', card: first });
    expect(t.act(1, { type: 'choose', card: second })).toBe('not_offered');
  });

  it('takes a pass at either step as an answer like any other: a whistle, or the card alone', () => {
    const t = new Train(3);
    t.act(1, { type: 'claim' });
    t.act(1, { type: 'pass' });
    const card = t.chooses(2);
    t.act(2, { type: 'pass' });
    expect(t.shared.train).toEqual([null, card]);
    expect(t.endings).toEqual(['1 passed unknown tap', '2 passed unknown tap']);
    expect(storyTrain.goal(t.shared)).toEqual({ done: 2, of: 3 });
  });

  it('records every way a turn can end, and toward whom', () => {
    const t = new Train(6, { turnSeconds: 10, thinkSeconds: 0 });
    t.tells(1);
    t.wait(unclaimedMs);
    t.act(3, { type: 'claim' });
    t.wait(10_000);
    t.chooses(4);
    t.give({ kind: 'skip', seat: 4 });
    t.give({ kind: 'seat', seat: 5, change: 'left' });
    t.chooses(6);
    t.give({ kind: 'seat', seat: 6, change: 'left' });
    expect(t.endings).toEqual([
      '1 self group tap',
      '2 unclaimed unknown tap',
      '3 timer unknown tap',
      '4 skipped unknown tap',
      '5 absent unknown tap',
      '6 interrupted group tap',
    ]);
  });

  it('plays without a tablet: the adult sees the cards, taps for the child, and what it marks is voice', () => {
    const t = new Train(2, {}, { tablets: false });
    t.wait(10 * unclaimedMs);
    t.adult(1, { type: 'claim' });
    const view = storyTrain.view.facilitator(t.state);
    expect(view.cards).toEqual(t.cards(1));
    t.adult(1, { type: 'choose', card: view.cards[0] ?? '' });
    t.adult(1, { type: 'done' });
    expect(factsOfKind(t.facts, 'turn_claimed').map(({ attribution }) => attribution)).toEqual(['adult']);
    expect(t.endings).toEqual(['1 self group voice']);
  });

  it('goes on when the pile is used up', () => {
    const t = new Train(2, { rounds: 3 }, { deck: cards.slice(0, 4) });
    for (const seat of [1, 2, 1, 2, 1, 2]) t.tells(seat);
    expect(t.shared.train).toHaveLength(6);
  });
});

describe('what listeners expect', () => {
  it('is open to everyone but the teller as long as a turn is open', () => {
    const t = new Train(3);
    expect(t.act(2, { type: 'expects', kind: 'food' })).toBeNull();
    t.act(1, { type: 'claim' });
    expect(t.act(3, { type: 'expects', kind: 'place' })).toBeNull();
    expect(t.act(1, { type: 'expects', kind: 'food' })).toBe('not_allowed');
    expect(t.adult('adult', { type: 'expects', kind: 'food' })).toBe('not_allowed');
    expect(t.contributions).toEqual(['2 expects 1', '3 expects 1']);
  });

  it('counts once for each child in a turn; another tap changes its mind and is no further contribution', () => {
    const t = new Train(3);
    t.act(2, { type: 'expects', kind: 'food' });
    t.act(2, { type: 'expects', kind: 'animal' });
    expect(t.shared.expected).toMatchObject({ food: 0, animal: 1 });
    expect(t.contributions).toEqual(['2 expects 1']);
    expect(factsOfKind(t.facts, 'steering')).toEqual([{ fact: 'steering', seat: 2 }]);
    t.tells(1);
    t.act(3, { type: 'expects', kind: 'food' });
    t.act(1, { type: 'expects', kind: 'food' });
    expect(t.contributions).toEqual(['2 expects 1', '1 chose 1', '3 expects 2', '1 expects 2']);
  });

  it('holds for the next wagon: it outlives a turn that brings none and is settled by one that does', () => {
    const t = new Train(3);
    t.act(2, { type: 'expects', kind: 'food' });
    t.give({ kind: 'skip', seat: 1 });
    expect(t.shared.expected.food).toBe(1);
    t.chooses(2);
    expect(t.shared.expected.food).toBe(0);
    t.act(3, { type: 'expects', kind: 'weather' });
    t.act(2, { type: 'done' });
    expect(t.shared.expected.weather).toBe(1);
  });

  it('shows how many, never who: two games that differ in that alone look the same', () => {
    const after = (seat: number) => {
      const t = new Train(4);
      t.act(seat, { type: 'expects', kind: 'person' });
      return t.shared;
    };
    expect(after(2)).toEqual(after(4));
  });

  it('refuses what was tapped in another state of the turn', () => {
    const t = new Train(3);
    const { asOf } = t.shared;
    t.act(1, { type: 'claim' });
    expect(t.act(2, { type: 'expects', kind: 'food' }, { asOf })).toBe('stale');
  });
});

describe('the cards are private until one is chosen', () => {
  it('shows no dealt card on the screen, to another seat, or to its own seat while not in hand', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const t = new Train(4, { rounds: 2 }, { seed });
      const check = (speaker: number): void => {
        const { shared, seats } = t.state;
        const secret = t.cards(speaker);
        const shown = [
          storyTrain.view.screen(shared),
          storyTrain.view.seat(shared, null, speaker),
          ...[1, 2, 3, 4]
            .filter((seat) => seat !== speaker)
            .map((seat) => storyTrain.view.seat(shared, seats[String(seat)] ?? null, seat)),
        ].map((view) => JSON.stringify(view));
        for (const card of secret) {
          for (const view of shown) expect(view.includes(`"${card}"`)).toBe(false);
        }
        expect(secret).toHaveLength(handSize);
        expect(storyTrain.view.seat(shared, { cards: secret }, speaker).cards).toEqual(secret);
      };
      for (const seat of [1, 2, 3, 4]) {
        t.act(seat, { type: 'claim' });
        check(seat);
        t.act(seat, { type: 'choose', card: t.cards(seat)[1] ?? '' });
        t.act(seat, { type: 'done' });
      }
    }
  });

  it.each([
    ['passes', (t: Train) => t.act(1, { type: 'pass' })],
    ['is skipped', (t: Train) => t.give({ kind: 'skip', seat: 1 })],
    ['leaves', (t: Train) => t.give({ kind: 'seat', seat: 1, change: 'left' })],
    ['lets its time run out', (t: Train) => t.wait(30_000)],
    ['is called away by the end', (t: Train) => t.give({ kind: 'end' })],
  ])('takes the whole hand back unseen when its child %s', (_how, end) => {
    const t = new Train(3);
    t.act(1, { type: 'claim' });
    end(t);
    expect([...t.state.hidden.pile].sort()).toEqual([...cards].sort());
    expect(t.cards(1)).toEqual([]);
    const { shared } = t.state;
    expect(cards.filter((card) => JSON.stringify(shared).includes(`"${card}"`))).toEqual([]);
  });
});

conformance(storyTrain);

const seatsOf = (count: number, tablets: number) =>
  Array.from({ length: count }, (_, index) => ({
    seat: index + 11,
    tablet: tablets === 0 ? null : 1 + (index % tablets),
  }));
const calm = { silent: 10, seats: 0, skip: 2, extend: 1 };

goldens(storyTrain, import.meta.url, {
  'round-of-seven-on-three-tablets': {
    seed: 31001,
    config: { ...defaults, rounds: 2 },
    seats: seatsOf(7, 3),
    manners: calm,
    moves: 300,
  },
  'round-of-four-without-tablets': {
    seed: 31002,
    config: defaults,
    seats: seatsOf(4, 0),
    manners: calm,
    moves: 200,
  },
  'hands-of-six-on-two-tablets': {
    seed: 31003,
    config: { ...defaults, regime: 'queue', minutes: 6 },
    seats: seatsOf(6, 2),
    manners: calm,
    moves: 300,
  },
  'children-come-and-go': {
    seed: 31004,
    config: { ...defaults, rounds: 2, thinkSeconds: 0 },
    seats: seatsOf(6, 2),
    manners: { silent: 10, seats: 25, skip: 5, extend: 0 },
    moves: 200,
  },
  'time-runs-out': {
    seed: 31005,
    config: { ...defaults, regime: 'queue', rounds: 3, minutes: 2, turnSeconds: 60 },
    seats: seatsOf(5, 1),
    manners: { ...calm, silent: 35 },
    moves: 200,
  },
});
