/** One tab stop for a whole chart: the container keeps the focus and names the active mark (a listbox, to a screen reader). */
import { isMarkKey, markAfterKey } from './marks.ts';
import type { Mark } from './marks.ts';

export class Roving<M extends Mark> {
  readonly #marks: () => readonly M[];
  #id: string | null = $state(null);
  /** Chosen by a click: the pointer may now travel over others, to what can be done with this one. */
  #pinned = false;
  /** The active mark; null before the first focus or hover, or when it is gone. */
  readonly active: M | null = $derived.by(() => this.#marks().find(({ id }) => id === this.#id) ?? null);

  /** @param marks with ids that are unique on the page, in the order in which left and right walk them */
  constructor(marks: () => readonly M[]) {
    this.#marks = marks;
  }

  choose(id: string): void {
    this.#id = id;
    this.#pinned = true;
  }

  /** For the container of the marks. */
  list(label: string) {
    const { active } = this;
    return {
      role: 'listbox',
      tabindex: 0,
      'aria-label': label,
      'aria-activedescendant': active?.id,
      onfocus: () => {
        if (this.active === null) this.#id = this.#marks()[0]?.id ?? null;
      },
      onkeydown: (event: KeyboardEvent) => {
        if (!isMarkKey(event.key)) return;
        event.preventDefault();
        this.#id = markAfterKey(event.key, this.active, this.#marks())?.id ?? null;
      },
    } as const;
  }

  /** For the element of one mark. */
  option(id: string, label: string) {
    return {
      id,
      role: 'option',
      tabindex: -1,
      'aria-selected': id === this.#id,
      'aria-label': label,
      onpointerenter: () => {
        if (!this.#pinned) this.#id = id;
      },
      onclick: () => {
        this.#pinned = !this.#pinned || this.#id !== id;
        this.#id = id;
      },
    } as const;
  }
}
