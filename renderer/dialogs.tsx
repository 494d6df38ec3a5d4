import { OperationsHost } from './features/operations/operations-host';
import { RegistriesHost } from './features/registries/registries-host';
import { RunHost } from './features/run/run-host';

/** The dialogs that ask for an operation's input, of all features that have some. */
export function Dialogs() {
  return (
    <>
      <OperationsHost />
      <RegistriesHost />
      <RunHost />
    </>
  );
}
