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
        if (current) setProblems((before) => keepSame(before, found));
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

/** Problems that are still the same stay the same objects, so that only the others are drawn anew. */
function keepSame(
  before: readonly DockerfileProblem[],
  found: readonly DockerfileProblem[],
): readonly DockerfileProblem[] {
  const known = new Map(before.map((problem) => [JSON.stringify(problem), problem]));
  return found.map((problem) => known.get(JSON.stringify(problem)) ?? problem);
}
