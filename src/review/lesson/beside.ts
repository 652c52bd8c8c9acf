/**
 * Parts of a lesson's page that can wait until the page stands: what is further down, folded or for few readers. They
 * are loaded right after it, so that paper has them too.
 */
import type { Component, ComponentProps } from 'svelte';
import type ExportForm from '../../ui/adult/ExportForm.svelte';
import type Network from '../charts/Network.svelte';
import type Shifts from '../charts/Shifts.svelte';
import type Transitions from '../charts/Transitions.svelte';
import type AllFigures from './AllFigures.svelte';
import type Corrections from './Corrections.svelte';

export interface Beside {
  readonly Network: Component<ComponentProps<typeof Network>>;
  readonly Transitions: Component<ComponentProps<typeof Transitions>>;
  readonly Shifts: Component<ComponentProps<typeof Shifts>>;
  readonly AllFigures: Component<ComponentProps<typeof AllFigures>>;
  readonly Corrections: Component<ComponentProps<typeof Corrections>>;
  readonly ExportForm: Component<ComponentProps<typeof ExportForm>>;
}

/** @throws where the server cannot be reached */
export async function loadBeside(): Promise<Beside> {
  const [network, transitions, shifts, figures, corrections, form] = await Promise.all([
    import('../charts/Network.svelte'),
    import('../charts/Transitions.svelte'),
    import('../charts/Shifts.svelte'),
    import('./AllFigures.svelte'),
    import('./Corrections.svelte'),
    import('../../ui/adult/ExportForm.svelte'),
  ]);
  return {
    Network: network.default,
    Transitions: transitions.default,
    Shifts: shifts.default,
    AllFigures: figures.default,
    Corrections: corrections.default,
    ExportForm: form.default,
  };
}
