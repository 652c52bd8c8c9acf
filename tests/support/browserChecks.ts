/** What is measured on a page: findings of axe, and whether small fingers can hit what they see. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The page's serious and critical accessibility findings, as rule and elements. */
export async function graveFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** What a finger needs, CSS px. */
interface FingerRule {
  readonly target: number;
  readonly gap: number;
}
export const smallFinger: FingerRule = { target: 112, gap: 16 };

/** The tablets designed for, CSS px. */
const tabletSizes = [
  { width: 600, height: 960 },
  { width: 800, height: 1280 },
  { width: 1280, height: 800 },
];

/** As many as a tablet seats, with names as long as they come. */
export const eightChildren = [
  '小雨',
  '石头',
  '李明',
  '阿卜杜热合曼',
  '周舟',
  '阿依古丽',
  'Alexandria',
  '冬冬',
];

/** What is wrong for small fingers on a tablet's page at each size: state, size and trouble. */
export async function tabletTroubles(page: Page, state: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of tabletSizes) {
    await page.setViewportSize(size);
    for (const trouble of await fingerTroubles(page, smallFinger))
      found.push(`${state}, ${size.width}×${size.height}: ${trouble}`);
  }
  return found;
}

/**
 * What is wrong for fingers and eyes on a page that never scrolls: targets too small, too close, covered or off the
 * page; text that is cut off or leaves its button. Empty where all is well.
 */
export async function fingerTroubles(page: Page, rule: FingerRule): Promise<string[]> {
  return page.evaluate(({ target, gap }) => {
    /** Layout rounds to fractions of a pixel. */
    const slack = 0.6;
    const troubles: string[] = [];
    const shown = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return width > 1 && height > 1 && style.visibility !== 'hidden' && style.opacity !== '0';
    };
    const inside = (inner: DOMRect, outer: { left: number; top: number; right: number; bottom: number }): boolean =>
      inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
      inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack; // prettier-ignore
    const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const nameOf = (element: Element): string =>
      (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 30) ||
      element.outerHTML.slice(0, 80);
    const sizeOf = ({ left, top, width, height }: DOMRect): string =>
      `${Math.round(width)}×${Math.round(height)} at ${Math.round(left)},${Math.round(top)}`;

    const buttons = [...document.querySelectorAll<HTMLElement>('button, a, input, select, summary')].filter(
      shown,
    );
    const boxes = buttons.map((button) => ({ button, box: button.getBoundingClientRect() }));
    for (const { button, box } of boxes) {
      const what = `"${nameOf(button)}" (${sizeOf(box)})`;
      // As laid out: a button under a finger is drawn a little smaller.
      if (button.offsetWidth < target || button.offsetHeight < target) troubles.push(`${what} is small`);
      if (!inside(box, view)) troubles.push(`${what} is off the page`);
      else {
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!hit || !button.contains(hit))
          troubles.push(`${what} is covered by ${hit?.outerHTML.slice(0, 60) ?? '-'}`);
      }
    }
    boxes.forEach((one, index) => {
      for (const other of boxes.slice(index + 1)) {
        const across = Math.max(other.box.left - one.box.right, one.box.left - other.box.right);
        const down = Math.max(other.box.top - one.box.bottom, one.box.top - other.box.bottom);
        const apart = Math.max(across, down);
        if (apart < gap - slack)
          troubles.push(
            `"${nameOf(one.button)}" and "${nameOf(other.button)}" are ${Math.round(apart)} px apart`,
          );
      }
    });

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || !node.textContent?.trim() || !shown(element)) continue;
      if (element.closest('.visually-hidden, script, style, rt') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const button = element.closest('button')?.getBoundingClientRect() ?? null;
      for (const line of range.getClientRects()) {
        const text = `text "${node.textContent.trim().slice(0, 20)}" (${sizeOf(line)})`;
        if (!inside(line, view)) troubles.push(`${text} is off the page`);
        else if (button !== null && !inside(line, button)) troubles.push(`${text} leaves its button`);
      }
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth) troubles.push(`the page is ${scrollWidth - innerWidth} px too wide`);
    if (scrollHeight > innerHeight) troubles.push(`the page is ${scrollHeight - innerHeight} px too high`);
    return troubles;
  }, rule);
}
