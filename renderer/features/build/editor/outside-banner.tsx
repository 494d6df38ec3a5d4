import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/banner';
import { Button } from '../../../ui/button';
import { FileView } from '../../../ui/file-view';
import { type EditedFile, saveFile, takeOutside } from './edit-store';

/** Another program has written the file: whose text counts is for the person to say, with both in sight. */
export function OutsideBanner({ edited }: { edited: EditedFile }) {
  const { t } = useTranslation('dockerfile');
  const [comparing, setComparing] = useState(false);
  const { folder, file, outside, text } = edited;
  if (outside === null) return null;
  return (
    <div className="flex shrink-0 flex-col gap-2">
      <Banner
        tone="warning"
        urgent
        title={t(outside.version === null ? 'edit.removedOutside' : 'edit.changedOutside', { file })}
        actions={
          <>
            <Button size="sm" aria-pressed={comparing} onClick={() => setComparing(!comparing)}>
              {t('edit.compare')}
            </Button>
            <Button size="sm" onClick={() => takeOutside(folder, file)}>
              {t('edit.takeOutside')}
            </Button>
            <Button size="sm" variant="danger" onClick={() => void saveFile(folder, file, true)}>
              {t('edit.saveAnyway')}
            </Button>
          </>
        }
      />
      {comparing && (
        <div className="flex h-48 rounded-lg border border-line bg-raised">
          <FileView label={t('edit.difference')} name={file} text={text} before={outside.text} />
        </div>
      )}
    </div>
  );
}
