import { useQueryClient } from '@tanstack/react-query';
import type { ContainerSummary } from '../../api/contract';
import { useEvent } from '../../api/events';
import { requestKey, useRequest } from '../../api/requests';

/** A container as the engine's list has it, followed; undefined until it is known, null when it is not there. */
export function useContainer(engineId: string, containerId: string): ContainerSummary | null | undefined {
  const queries = useQueryClient();
  const { data } = useRequest('containers.list', { engineId });
  useEvent('containers.changed', (event) => {
    if (event.engineId !== engineId) return;
    void queries.invalidateQueries({ queryKey: requestKey('containers.list') });
  });
  if (data === undefined) return undefined;
  return data.find(({ id }) => id === containerId) ?? null;
}
