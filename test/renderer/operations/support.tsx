import { act, screen, within } from '@testing-library/react';
import type { Handlers, JobSpec } from '../../../electron/contract';
import { type Operation, useOperations } from '../../../renderer/api/operations';
import { OperationsHost } from '../../../renderer/features/operations/operations-host';
import { RegistriesHost } from '../../../renderer/features/registries/registries-host';
import type { Locale } from '../../../renderer/format/locale';
import { Toaster } from '../../../renderer/ui/toaster';
import { renderScreen } from '../support/render';
import { ids } from '../support/sample-engines';

export const engineId = ids.desktop;

/** Asks for an operation as a screen does, and answers its dialog once the engine is known. */
export async function openOperation(
  operation: Operation,
  name: string,
  options: { handlers?: Partial<Handlers>; locale?: Locale } = {},
) {
  const window = renderScreen(
    <>
      <OperationsHost />
      <RegistriesHost />
      <Toaster />
    </>,
    options,
  );
  act(() => useOperations.getState().open(operation));
  const dialog = await screen.findByRole('dialog', { name });
  await within(dialog).findAllByRole('button');
  return { ...window, dialog, inDialog: within(dialog) };
}

/** The jobs that were started, without the engine that all of them name. */
export function startedJobs(bridge: { inputs: (name: 'jobs.start') => JobSpec[] }) {
  return bridge.inputs('jobs.start').map(({ engineId: on, ...rest }) => {
    if (on !== engineId) throw new Error(`started on ${on}`);
    return rest;
  });
}
