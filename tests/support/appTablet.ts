/** A tablet in children's hands: what they see on it and tap, in either language. */
import type { Locator, Page } from '@playwright/test';
import { m } from '../../generated/paraglide/messages.js';
import type { DoorPicture, GroupShape, Language } from '../../src/wire/vocabulary.ts';
import type { App } from './app.ts';

/** What a child did with an own turn. */
export interface Played {
  readonly child: string;
  readonly did: 'took' | 'passed' | 'threw' | 'closed';
}

/** How long a tap may take to show (ms); after that the child taps again. */
const tapShowsWithinMs = 2000;

export class Tablet {
  readonly page: Page;
  /** Where the words on the tablet come from. */
  readonly #words: { readonly locale: Language };

  constructor(page: Page, language: Language = 'zh-CN') {
    this.page = page;
    this.#words = { locale: language };
  }

  static async open(app: App, language: Language = 'zh-CN'): Promise<Tablet> {
    return new Tablet(await app.open('/join', 'tablet', { language, lan: true }), language);
  }

  picture(id: DoorPicture): Locator {
    return this.page.getByRole('button').filter({ has: this.page.locator(`img[src="/doors/${id}.svg"]`) });
  }

  get shapes(): Locator {
    return this.page.getByRole('button').filter({ has: this.page.locator('svg[role=img]') });
  }

  shape(shape: GroupShape): Locator {
    const name = m[`common.shape.${shape}`]({}, this.#words);
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A child's tile, by the child's name. */
  tile(name: string): Locator {
    return this.page.locator('.tile').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The tile of a child that has said hello here. */
  seated(name: string): Locator {
    return this.page.getByRole('button', { name: `${m['tablet.tiles.here']({}, this.#words)} ${name}` });
  }

  get myTurn(): Locator {
    return this.page.getByRole('button', { name: m['common.myTurn']({}, this.#words) });
  }

  /** By which a child comes in late, or sees who is here. */
  get comeIn(): Locator {
    return this.page.getByRole('button', { name: m['tablet.tiles.title']({}, this.#words) });
  }

  get backToPlay(): Locator {
    return this.page.getByRole('button', { name: m['tablet.tiles.back']({}, this.#words) });
  }

  get close(): Locator {
    return this.page.getByRole('button', { name: m['name-ball.close']({}, this.#words) });
  }

  get done(): Locator {
    return this.page.getByRole('button', { name: m['talking-circle.done']({}, this.#words) });
  }

  /** The tile by which a child raises its hand. */
  hand(name: string): Locator {
    return this.page.locator('.hands').getByRole('button', { name });
  }

  /** The adult's settings; on a tablet they are held open, by keyboard one key does. */
  async openSettings(): Promise<void> {
    await this.page.getByRole('button', { name: m['tablet.settings.open']({}, this.#words) }).press('Enter');
  }

  async leaveSettings(): Promise<void> {
    const close = this.page.getByRole('button', { name: m['tablet.settings.close']({}, this.#words) });
    await this.tapUntil(close, close, 'hidden');
  }

  get pass(): Locator {
    return this.page.getByRole('button', { name: m['common.pass']({}, this.#words) });
  }

  /** What may be done with the ball, passing apart. */
  get choices(): Locator {
    return this.page
      .locator('.choices')
      .getByRole('button')
      .filter({ hasNotText: m['common.pass']({}, this.#words) });
  }

  async enter(pictures: readonly DoorPicture[], shape: GroupShape): Promise<void> {
    await this.openDoor(pictures);
    await this.choose(shape);
  }

  /** Taps the pictures one after the other, until `answer` to the last of them shows. */
  async openDoor(pictures: readonly DoorPicture[], answer: Locator = this.shapes.first()): Promise<void> {
    for (const [index, id] of pictures.entries()) {
      const filled = this.page.locator('.slot.filled').nth(index);
      await this.tapUntil(this.picture(id), index + 1 < pictures.length ? filled : answer);
    }
  }

  async choose(shape: GroupShape): Promise<void> {
    await this.tapUntil(this.shape(shape), this.page.locator('.tile').first());
  }

  /** A child's tap on own tile, until `answer` to it shows. */
  async sayHello(name: string, answer: Locator = this.seated(name)): Promise<void> {
    await this.tapUntil(this.tile(name).getByRole('button'), answer);
  }

  /**
   * Does what the ball game asks of this tablet now: takes an offered ball, and throws, closes or passes a taken one.
   * Null where it is not this tablet's turn, or the tap came too early to be meant.
   */
  async playBall(passes: (child: string) => boolean = () => false): Promise<Played | null> {
    if (await this.myTurn.isVisible()) {
      const child = await this.myTurn.locator('.name').innerText();
      return (await this.#goes(this.myTurn)) ? { child, did: 'took' } : null;
    }
    if (!(await this.pass.isVisible()) || !(await this.choices.first().isVisible())) return null;
    const child = await this.page.locator('.floor header .name').innerText();
    if (passes(child)) return (await this.#goes(this.pass)) ? { child, did: 'passed' } : null;
    const did = (await this.close.isVisible()) ? 'closed' : 'threw';
    return (await this.#goes(this.choices.first())) ? { child, did } : null;
  }

  /** Taps until what was tapped has gone; false where it stays. */
  async #goes(button: Locator): Promise<boolean> {
    try {
      await this.tapUntil(button, button, 'hidden');
      return true;
    } catch {
      return false;
    }
  }

  /** Taps until it shows: a tablet is deaf for a moment after its picture changed, and a child taps again. */
  async tapUntil(what: Locator, sign: Locator, state: 'visible' | 'hidden' = 'visible'): Promise<void> {
    for (let left = 5; ; left -= 1) {
      await what.tap();
      try {
        await sign.waitFor({ state, timeout: tapShowsWithinMs });
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }
}
