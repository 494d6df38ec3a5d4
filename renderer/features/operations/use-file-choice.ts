import { useState } from 'react';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import type { AppError } from '../../api/contract';

/** Opens the system's own dialog for a file to read; `onChosen` is not called when it was cancelled. */
export function useFileChoice(purpose: 'load' | 'import', onChosen: (path: string) => void) {
  const [error, setError] = useState<AppError | null>(null);
  const choose = (): void => {
    invoke('app.chooseOpenFile', { purpose }).then(
      (path) => {
        if (path !== null) onChosen(path);
      },
      (thrown: unknown) => setError(appErrorOf(thrown)),
    );
  };
  return { choose, error };
}
