import { expect, it } from 'vitest';
import { wantAfterSignIn, wantedAfterSignIn } from './afterSignIn.ts';

it('leads back once to what was wanted before signing in', () => {
  wantAfterSignIn('#/lesson/s1/replay?run=1&group=0&at=61500');
  expect(wantedAfterSignIn()).toBe('/review#/lesson/s1/replay?run=1&group=0&at=61500');
  expect(wantedAfterSignIn()).toBeNull();
});

it('leads nowhere else', () => {
  for (const hash of ['', '#', 'https://elsewhere', '//elsewhere']) {
    wantAfterSignIn(hash);
    expect(wantedAfterSignIn()).toBeNull();
  }
});
