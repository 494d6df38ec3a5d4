import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useEvent } from '../../api/events';
import { requestKey, useRequest } from '../../api/requests';

/** So long a terminal has to be still before the files are looked at again, milliseconds. */
const STILL = 600;

/**
 * What a container changed, looked at again whenever its terminal pauses. Engines compare whole folders for it, so one
 * look ends before the next begins.
 */
export function useChanges(engineId: string, containerId: string) {
  const queries = useQueryClient();
  const timer = useRef<number | undefined>(undefined);
  const missed = useRef(false);
  const input = { engineId, id: containerId };
  const key = requestKey('containers.changes', input);
  const query = useRequest('containers.changes', input, { staleTime: 0 });
  const look = () => {
    if (queries.isFetching({ queryKey: key }) > 0) missed.current = true;
    else void queries.invalidateQueries({ queryKey: key });
  };
  const lookSoon = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(look, STILL);
  };
  useEvent('terminal.output', lookSoon);
  useEvent('containers.changed', lookSoon);
  useEffect(() => {
    if (query.isFetching || !missed.current) return;
    missed.current = false;
    void queries.invalidateQueries({
      queryKey: requestKey('containers.changes', { engineId, id: containerId }),
    });
  }, [query.isFetching, queries, engineId, containerId]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return query;
}
