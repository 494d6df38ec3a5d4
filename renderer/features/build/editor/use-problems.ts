import { useEffect, useState } from 'react';
import { invoke } from '../../../api/client';
import type { DockerfileProblem } from '../../../api/contract';

const none: readonly DockerfileProblem[] = [];

/** What is wrong with a text; of texts that follow fast, only the last one that waits is checked. */
export function useProblems(text: string | null): readonly DockerfileProblem[] {
  const [problems, setProblems] = useState(none);
  useEffect(() => {
    if (text === null) return setProblems(none);
    let current = true;
    const check = async () => {
      try {
        const found = await invoke('dockerfile.check', { text });
        if (current) setProblems(found);
      } catch {
        // A text that is too long to be checked is shown without marks.
        if (current) setProblems(none);
      }
    };
    void check();
    return () => {
      current = false;
    };
  }, [text]);
  return problems;
}
