/** Several fingers on one page at a time, as only a touch screen knows them. */
import type { CDPSession, Locator, Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly id: number;
}

export class Fingers {
  readonly #cdp: CDPSession;
  #points: readonly Point[] = [];

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  /** A touch screen that tells `count` fingers apart. The page must not have asked yet. */
  static async on(page: Page, count: number): Promise<Fingers> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: count });
    return new Fingers(cdp);
  }

  /** One more finger comes down in the middle of what is found; its number is given back. */
  async down(on: Locator): Promise<number> {
    const box = await on.boundingBox();
    if (box === null) throw new Error('nothing there to touch');
    const id = Math.max(-1, ...this.#points.map((point) => point.id)) + 1;
    this.#points = [...this.#points, { x: box.x + box.width / 2, y: box.y + box.height / 2, id }];
    await this.#tell('touchStart');
    return id;
  }

  /** A finger that is down slides, by so many px. */
  async slide(id: number, by: number): Promise<void> {
    this.#points = this.#points.map((point) => (point.id === id ? { ...point, y: point.y + by } : point));
    await this.#tell('touchMove');
  }

  /** One finger leaves; the others stay. */
  async up(id: number): Promise<void> {
    const leaving = this.#points.filter((point) => point.id === id);
    this.#points = this.#points.filter((point) => point.id !== id);
    // Of an end the protocol wants the fingers that leave, of anything else those that are there.
    await this.#tell('touchEnd', leaving);
  }

  async allUp(): Promise<void> {
    this.#points = [];
    await this.#tell('touchEnd');
  }

  /** The system takes the touch away, as for a swipe of its own. */
  async cancel(): Promise<void> {
    this.#points = [];
    await this.#tell('touchCancel');
  }

  async #tell(
    type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
    points: readonly Point[] = this.#points,
  ): Promise<void> {
    await this.#cdp.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  }
}
