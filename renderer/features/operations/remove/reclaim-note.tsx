import { useTranslation } from 'react-i18next';
import { useRequest } from '../../../api/requests';
import { useFormat } from '../../../i18n/use-format';

export interface ReclaimNoteProps {
  engineId: string | null;
  /** The images that go. */
  ids: readonly string[];
  /** What the preview tells; null leads to a question of its own, whose answer comes when it comes. */
  bytes: number | null;
}

/** How much disk a removal gives back, or that it cannot be told before. */
export function ReclaimNote({ engineId, ids, bytes }: ReclaimNoteProps) {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const { data, isFetching } = useRequest(
    'images.freedBytes',
    { engineId: engineId ?? '', ids: [...ids] },
    { enabled: bytes === null && engineId !== null && ids.length > 0, staleTime: 0, gcTime: 0, retry: false },
  );
  const freed = bytes ?? data ?? null;
  if (freed === null) return <>{t(isFetching ? 'remove.freesCounting' : 'remove.freesUnknown')}</>;
  if (freed === 0) return <>{t('remove.freesNothing')}</>;
  return <span className="font-medium text-fg">{t('remove.frees', { size: format.size(freed) })}</span>;
}
