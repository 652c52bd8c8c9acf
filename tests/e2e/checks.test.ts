/** What the other tests measure with finds what it is for: each fault is planted on a page of its own. */
import { expect, test } from '@playwright/test';
import { fingerTroubles, graveFindings, smallFinger } from '../support/browserChecks.ts';

const looks = `<!doctype html><style>
  body { display: flex; align-items: flex-start; gap: 16px; margin: 16px }
  button { width: 120px; height: 120px; padding: 0; border: 0; font: 20px sans-serif }
</style>`;
const sound = '<button>one</button><button>two</button>';

const planted: readonly [fault: string, markup: string, trouble: RegExp][] = [
  ['a target too small', '<button style="height: 100px">one</button>', /is small/],
  ['targets too close', `<div style="display: flex; gap: 10px">${sound}</div>`, /10 px apart/],
  ['a target off the page', '<button style="margin-left: 540px; flex: none">one</button>', /off the page/],
  [
    'a target under something else',
    `${sound}<div style="position: absolute; top: 0; left: 0; width: 300px; height: 300px">veil</div>`,
    /is covered/,
  ],
  ['words wider than their button', '<button>Donaudampfschiff</button>', /leaves its button/],
  ['a page too high', `${sound}<div style="height: 2000px"></div>`, /px too high/],
];

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 960 });
});

test('a sound page has no trouble', async ({ page }) => {
  await page.setContent(looks + sound);
  expect(await fingerTroubles(page, smallFinger)).toEqual([]);
});

for (const [fault, markup, trouble] of planted) {
  test(`${fault} is found`, async ({ page }) => {
    await page.setContent(looks + markup);
    expect((await fingerTroubles(page, smallFinger)).join('\n')).toMatch(trouble);
  });
}

test('a picture without words and a pale text are grave findings', async ({ page }) => {
  await page.setContent('<main><img src="data:,"><p style="color: #bbb">pale</p></main>');
  const found = (await graveFindings(page)).join('\n');
  expect(found).toMatch(/image-alt/);
  expect(found).toMatch(/color-contrast/);
});
