import { FolderSearch } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DroppedFile } from '../../api/contract';
import { useOperations } from '../../api/operations';
import { useCommand } from '../../api/requests';
import { Button } from '../../ui/button';
import { matchesShortcut, shortcutText } from '../../ui/shortcut';

/** The shortcut of "Look inside an archive…": here the archive is chosen already. */
const KEYS = 'mod+shift+o';

/** The other answer to an archive: its layers and files are shown, for which no engine is needed. */
export function LookInside({ file }: { file: DroppedFile | null }) {
  if (file?.kind !== 'image-archive' && file?.kind !== 'oci-archive') return null;
  return <LookInsideButton path={file.path} />;
}

function LookInsideButton({ path }: { path: string }) {
  const { t } = useTranslation('operations');
  const close = useOperations((state) => state.close);
  const { mutate: lookInside } = useCommand('app.openArchive');
  const look = () => {
    close();
    lookInside({ path });
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!matchesShortcut(event, KEYS)) return;
    // Else the menu takes it and asks for a file.
    event.preventDefault();
    look();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return (
    <Button
      variant="primary"
      icon={FolderSearch}
      title={`${t('load.lookInsideHint')} (${shortcutText(KEYS)})`}
      aria-keyshortcuts="Control+Shift+O Meta+Shift+O"
      onClick={look}
    >
      {t('load.lookInside')}
    </Button>
  );
}
