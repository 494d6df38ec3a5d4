import { keepPreviousData } from '@tanstack/react-query';
import type { RemovePreview } from '../../../api/contract';
import { useEvent } from '../../../api/events';
import { useRequest } from '../../../api/requests';

/** What a removal would do now; asked again when images or containers change while the dialog is open. */
export function useRemovePreview(engineId: string | null, targets: readonly string[], force: boolean) {
  const query = useRequest(
    'images.removePreview',
    { engineId: engineId ?? '', targets: [...targets], force },
    {
      enabled: engineId !== null && targets.length > 0,
      staleTime: 0,
      gcTime: 0,
      placeholderData: keepPreviousData,
    },
  );
  const refresh = (changed: { engineId: string }) => {
    if (changed.engineId === engineId) void query.refetch();
  };
  useEvent('images.changed', refresh);
  useEvent('containers.changed', refresh);
  return query;
}

/** Whether anything would happen at all. */
export function doesSomething(preview: RemovePreview | undefined): boolean {
  return preview !== undefined && preview.untagged.length + preview.deleted.length > 0;
}

/** Blocked targets that force would let go. */
export function helpedByForce(preview: RemovePreview | undefined): number {
  return preview?.blocked.filter((blocked) => blocked.forceHelps).length ?? 0;
}
