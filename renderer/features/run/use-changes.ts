import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useEvent } from '../../api/events';
import { requestKey, useRequest } from '../../api/requests';

/** So long a terminal has to be still before the files are looked at again, milliseconds. */
const STILL = 600;

/** What a container changed, looked at again whenever its terminal pauses: engines compare whole folders for it. */
export function useChanges(engineId: string, containerId: string) {
  const queries = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  const input = { engineId, id: containerId };
  const lookAgain = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      void queries.invalidateQueries({ queryKey: requestKey('containers.changes', input) });
    }, STILL);
  };
  useEvent('terminal.output', lookAgain);
  useEvent('containers.changed', lookAgain);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useRequest('containers.changes', input, { staleTime: 0 });
}
