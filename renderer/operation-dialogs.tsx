import { Suspense } from 'react';
import { useOperations } from './api/operations';
import { readAhead } from './read-ahead';

const Dialogs = readAhead(async () => (await import('./dialogs')).Dialogs);

/** The dialog of the operation that was asked for. */
export function OperationDialogs() {
  const asked = useOperations((state) => state.current !== null);
  return (
    asked && (
      <Suspense fallback={null}>
        <Dialogs />
      </Suspense>
    )
  );
}
