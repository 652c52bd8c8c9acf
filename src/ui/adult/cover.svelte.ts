/**
 * Whether private panels are covered. The laptop often mirrors its desktop on the projector, so there they
 * are covered until a key is held; on any other device, or with the projector as a second screen, they are open.
 */
import { keep, recall } from '../../client/storage.ts';

export type Projector = 'second' | 'mirror';
const key = 'projector';
const isProjector = (value: unknown): value is Projector => value === 'second' || value === 'mirror';

export class Cover {
  /** null until the adult was asked; treated as mirrored. */
  projector: Projector | null = $state(recall(key, isProjector));
  /** What holds it open: the key, or a finger on the covered panel itself. */
  held: 'key' | 'pointer' | null = $state(null);
  /** The adult said that nobody is watching; asked again after a reload. */
  unwatched = $state(false);
  readonly #onLaptop: () => boolean;

  constructor(onLaptop: () => boolean) {
    this.#onLaptop = onLaptop;
  }

  get onLaptop(): boolean {
    return this.#onLaptop();
  }

  /** The class may see this screen, so there is something to cover. */
  get mirrored(): boolean {
    return this.#onLaptop() && this.projector !== 'second';
  }

  get covered(): boolean {
    return this.mirrored && this.held === null;
  }

  get toAsk(): boolean {
    return this.#onLaptop() && this.projector === null;
  }

  answer(projector: Projector): void {
    this.projector = projector;
    keep(key, projector);
  }

  /** The space bar, unless something is being typed or ticked with it. Buttons keep Enter. */
  press(event: KeyboardEvent): void {
    if (event.code !== 'Space' || !this.mirrored || takesSpace(event.target)) return;
    event.preventDefault();
    this.held = 'key';
  }

  release(event: KeyboardEvent): void {
    if (event.code !== 'Space' || this.held !== 'key') return;
    event.preventDefault();
    this.held = null;
  }

  /** A finger let go; clicks made while the key is down change nothing. */
  lift(): void {
    if (this.held === 'pointer') this.held = null;
  }

  /** The window lost focus with the key down: nobody will tell us of its release. */
  drop(): void {
    this.held = null;
  }
}

function takesSpace(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, summary') !== null;
}
