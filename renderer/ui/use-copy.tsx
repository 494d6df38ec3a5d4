import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

type Copy = (text: string) => Promise<void>;

const CopyContext = createContext<Copy>(async (text) => await navigator.clipboard.writeText(text));

/** Says how texts get into the clipboard; these parts know of no bridge. */
export function CopyProvider({ copy, children }: { copy: Copy; children: ReactNode }) {
  return <CopyContext value={copy}>{children}</CopyContext>;
}

export type CopyState = 'idle' | 'copied' | 'failed';

/** Copies a text; the state tells for a moment how it went. */
export function useCopy(): { state: CopyState; copy: (text: string) => void } {
  const write = useContext(CopyContext);
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = useCallback(
    (text: string) => {
      write(text).then(
        () => setState('copied'),
        () => setState('failed'),
      );
    },
    [write],
  );
  return { state, copy };
}
