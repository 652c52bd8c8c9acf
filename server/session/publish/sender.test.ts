import { expect, test } from 'vitest';
import { fakeClocks } from '../../../tests/support/fakeClocks.ts';
import { recordingPublisher } from '../../../tests/support/recordingPublisher.ts';
import { part, partsOf } from './parts.ts';
import type { Picture } from './picture.ts';
import { createSender } from './sender.ts';

const none = part(null);

function picture(seq: number, tablets: Readonly<Record<string, object>>): Picture {
  const onTablets = Object.entries(tablets).map(
    ([device, parts]) => [device, { shared: partsOf({ ...parts }), own: none }] as const,
  );
  return {
    ...{ session: 'lesson-1', seq, clock: { at: 0, mono: 0, running: false, speed: 1 } },
    ...{
      screen: partsOf({}),
      console: partsOf({}),
      lobby: { shared: partsOf({}), own: none },
      tablets: new Map(onTablets),
    },
  };
}

test('tablets share a message only where the same parts changed, not where other parts became alike', () => {
  const publisher = recordingPublisher();
  const sender = createSender(publisher, fakeClocks());
  const both = { run: { run: 1 }, group: { group: 1 } };
  sender.show(picture(1, { one: both, two: both }));
  sender.show(picture(2, { one: { ...both, run: null }, two: { ...both, group: null } }));
  expect(publisher.tablet('one')).toMatchObject({ parts: { run: null, group: { group: 1 } } });
  expect(publisher.tablet('two')).toMatchObject({ parts: { run: { run: 1 }, group: null } });
});
