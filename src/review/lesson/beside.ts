/** Parts of a lesson's page that can wait until the page stands: they are loaded right after it, for print too. */
import type { Component, ComponentProps } from 'svelte';
import type ExportForm from '../../ui/adult/ExportForm.svelte';
import type AllFigures from './AllFigures.svelte';
import type Corrections from './Corrections.svelte';

export interface Beside {
  readonly AllFigures: Component<ComponentProps<typeof AllFigures>>;
  readonly Corrections: Component<ComponentProps<typeof Corrections>>;
  readonly ExportForm: Component<ComponentProps<typeof ExportForm>>;
}

/** @throws where the server cannot be reached */
export async function loadBeside(): Promise<Beside> {
  const [figures, corrections, form] = await Promise.all([
    import('./AllFigures.svelte'),
    import('./Corrections.svelte'),
    import('../../ui/adult/ExportForm.svelte'),
  ]);
  return { AllFigures: figures.default, Corrections: corrections.default, ExportForm: form.default };
}
