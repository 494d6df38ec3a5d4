import { FolderSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import { errorSentence } from '../../i18n/error-text';
import { useActions } from '../../ui/actions';
import { toast } from '../../ui/toast';

/** "Look inside an archive…" of the palette and of the File menu. */
export function useOpenArchive(): void {
  const { t } = useTranslation(['layers', 'errors', 'app']);
  const { t: tErrors } = useTranslation('errors');
  const choose = async () => {
    const path = await invoke('app.chooseOpenFile', { purpose: 'open-archive' });
    if (path !== null) await invoke('app.openArchive', { path });
  };
  const run = () => {
    choose().catch((thrown: unknown) => toast.error(errorSentence(tErrors, appErrorOf(thrown))));
  };
  useActions([
    {
      id: 'open-archive',
      title: t('archive.look'),
      group: t('app:group.actions'),
      icon: FolderSearch,
      shortcut: 'mod+shift+o',
      run,
    },
  ]);
}
