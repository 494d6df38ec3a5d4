import { Save } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button';
import { type EditedFile, isDirty, saveFile } from './edit-store';

/** The name of a file that is edited, whether it is saved, and the button that saves it. */
export function EditorHead({ edited, children }: { edited: EditedFile; children?: ReactNode }) {
  const { t } = useTranslation('dockerfile');
  const { folder, file } = edited;
  const dirty = isDirty(edited);
  return (
    <div className="flex shrink-0 items-center gap-2">
      <h2 className="truncate font-mono text-sm" title={edited.saved?.path ?? file}>
        {file}
      </h2>
      <span role="status" className="text-sm text-muted">
        {dirty ? t('edit.unsaved') : ''}
      </span>
      <span className="flex-1" />
      {children}
      <Button size="sm" icon={Save} disabled={!dirty} onClick={() => void saveFile(folder, file)}>
        {t('edit.save')}
      </Button>
    </div>
  );
}
