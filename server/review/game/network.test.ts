import { describe, expect, it } from 'vitest';
import { keepTold, kids } from '../../../tests/support/toldLessons.ts';
import type { ToldTurn } from '../../../tests/support/toldLessons.ts';
import { temporaryStore } from '../../../tests/support/temporaryStore.ts';
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { NetworkMeasures } from '../../../src/wire/review.ts';

const four = kids(4);

async function networkOf(turns: readonly ToldTurn[], regime: Regime = 'chosen'): Promise<NetworkMeasures> {
  const store = await temporaryStore();
  const { session } = await keepTold(store, {
    children: four,
    run: { regime },
    groups: { 1: { of: four, turns } },
  });
  const network = (await store.lesson(session))?.games[0]?.network;
  if (!network) throw new Error('no network');
  return network;
}

/** One after the other every 10 s; `by` gave the turn, out of `of`. */
const given = (index: number, child: string, to: string, by?: string, of?: readonly string[]): ToldTurn => ({
  ...{ child, start: index * 10_000, to },
  ...(by === undefined ? {} : { givenBy: 'child', givenByChild: by, options: JSON.stringify(of) }),
});
const tie = ({ edges }: NetworkMeasures, from: string, to: string) =>
  edges.find((edge) => edge.from === from && edge.to === to);

describe('ties', () => {
  it('that were chosen stand against what could have been chosen', async () => {
    const network = await networkOf([
      given(0, 'k1', 'k2'),
      given(1, 'k2', 'k1', 'k1', ['k2', 'k3']),
      given(2, 'k1', 'k3', 'k2', ['k1', 'k3', 'k4']),
      given(3, 'k3', 'group', 'k1', ['k2', 'k3']),
    ]);
    expect(tie(network, 'k1', 'k2')).toMatchObject({ turns: 1, chosen: 1, options: 2, expected: 1, said: 0 });
    expect(tie(network, 'k1', 'k3')).toMatchObject({ turns: 1, chosen: 1, options: 2, expected: 1 });
    expect(tie(network, 'k2', 'k4')).toMatchObject({ turns: 0, chosen: 0, options: 1 });
    expect(tie(network, 'k2', 'k4')?.expected).toBeCloseTo(1 / 3);
    // k1 could have chosen k2 and k3 and did both; k2 could have chosen three and chose one.
    expect(network.chosenPairs).toMatchObject({ value: 3 / 5, n: 5 });
  });

  it('are reckoned among recorded options, since a choice of a guest leaves no row', async () => {
    const turns = [given(0, 'k1', 'k2'), given(1, 'k2', 'group', 'k1', ['k2', 'k3', 'guest', 'guest'])];
    expect(tie(await networkOf(turns), 'k1', 'k3')).toMatchObject({ options: 1, expected: 0.5 });
  });

  it('with only one child left are drawn as given, not as chosen', async () => {
    const network = await networkOf([
      given(0, 'k1', 'k2'),
      given(1, 'k2', 'k3', 'k1', ['k2']),
      given(2, 'k3', 'group', 'k2', ['k3', 'k4']),
    ]);
    expect(tie(network, 'k1', 'k2')).toMatchObject({
      turns: 1,
      chosen: 0,
      options: 0,
      ruled: 1,
      only: 1,
      said: 0,
    });
    expect(tie(network, 'k2', 'k3')).toMatchObject({ turns: 1, chosen: 1, ruled: 0, only: 0, said: 0 });
  });

  it('of the rule and of what was said stand apart from chosen ones', async () => {
    const turns = [given(0, 'k1', 'k2'), given(1, 'k2', 'k1')];
    expect(tie(await networkOf(turns, 'forced'), 'k1', 'k2')).toMatchObject({ ruled: 1, said: 0, chosen: 0 });
    expect(tie(await networkOf(turns, 'queue'), 'k1', 'k2')).toMatchObject({ ruled: 0, said: 1, chosen: 0 });
  });

  it('are unknown, not none, where nobody said toward whom', async () => {
    const unknown = await networkOf([{ child: 'k1', start: 0 }, { child: 'k2', start: 5000 }], 'queue'); // prettier-ignore
    expect(unknown).toMatchObject({ dyads: null, density: { value: null, reason: 'nothing' } });
    const toAll = await networkOf([given(0, 'k1', 'group'), given(1, 'k2', 'group')], 'queue');
    expect(toAll).toMatchObject({ dyads: { none: 6 }, density: { value: 0 } });
    expect(toAll.nodes.every(({ isolate }) => isolate)).toBe(true);
  });
});
