import { describe, expect, it } from 'vitest';
import { Train } from '../train.testing.ts';
import { readMs } from '../rules.state.ts';
import { storyTrain } from '../rules.ts';
import { wagonRead } from './reading.ts';

describe('reading the train', () => {
  it('looks at the whole first, then at each wagon in its order, and ends with the last', () => {
    const t = new Train(3);
    for (const seat of [1, 2, 3]) t.tells(seat);
    const view = storyTrain.view.screen(t.shared);
    const at = (ms: number) => wagonRead(view, t.now + ms);
    expect([0, readMs.look - 1].map(at)).toEqual([null, null]);
    expect([0, 1, 2, 3].map((wagon) => at(readMs.look + wagon * readMs.wagon))).toEqual([0, 1, 2, null]);
    expect(view.reading?.until).toBe(t.now + readMs.look + 3 * readMs.wagon);
  });

  it('reads nothing while the train still grows', () => {
    const t = new Train(3);
    t.tells(1);
    expect(wagonRead(storyTrain.view.screen(t.shared), t.now)).toBeNull();
  });
});
