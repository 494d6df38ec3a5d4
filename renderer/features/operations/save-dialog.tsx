import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import { invoke } from '../../api/client';
import type { AppError } from '../../api/contract';
import { useRequest } from '../../api/requests';
import { shortId } from '../../format/ids';
import { Banner } from '../../ui/banner';
import { Checkbox } from '../../ui/checkbox';
import { Chip } from '../../ui/chip';
import { FileField } from './file-field';
import { fileName, pathProblem } from './file-path';
import { OperationDialog } from './operation-dialog';
import { type JobInput, useStartJob } from './use-start-job';

export interface SaveDialogProps {
  engineId: string | null;
  /** References or image ids. */
  images: readonly string[];
}

/** What is known of the place that was written or chosen. */
interface Target {
  path: string;
  exists: boolean;
  /** The person agreed to replace the file, here or in the system's own dialog. */
  replace: boolean;
  askedBySystem: boolean;
}

const nowhere: Target = { path: '', exists: false, replace: false, askedBySystem: false };

export function SaveDialog({ engineId, images }: SaveDialogProps) {
  const { t } = useTranslation('operations');
  const [demand, setDemand] = useState(false);
  const target = useSaveTarget(images);
  const { startWhen, starting, error } = useStartJob(engineId);
  const prepare = async (): Promise<JobInput | null> => {
    setDemand(true);
    const file = target.path.trim();
    if (pathProblem(file) !== null || !(await target.mayWrite())) return null;
    return { kind: 'save', images: [...images], file, overwrite: target.replace };
  };
  const first = nameOf(images[0] ?? '');
  return (
    <OperationDialog
      title={t('save.title')}
      description={
        <span className="wrap-anywhere">{t('save.description', { count: images.length, name: first })}</span>
      }
      verb={t('save.confirm')}
      onConfirm={() => void startWhen(prepare)}
      needs="save"
      disabled={images.length === 0}
      busy={starting}
      error={error ?? target.error}
    >
      <Content images={images} />
      <FileField
        value={target.path}
        onChange={target.write}
        onChoose={() => void target.choose()}
        demand={demand}
        hint={target.askedBySystem && target.exists ? t('save.asked') : undefined}
      />
      {target.exists && !target.askedBySystem && (
        <Banner tone="warning" title={t('save.exists')} urgent>
          <div className="flex flex-col gap-2">
            {t('save.existsBody')}
            <Checkbox label={t('save.replace')} checked={target.replace} onChange={target.setReplace} />
          </div>
        </Banner>
      )}
    </OperationDialog>
  );
}

function nameOf(image: string): string {
  return isId(image) ? shortId(image) : image;
}

function isId(image: string): boolean {
  return image.startsWith('sha256:');
}

function Content({ images }: { images: readonly string[] }) {
  const { t } = useTranslation('operations');
  return (
    <section aria-label={t('save.images')} className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium text-muted">{t('save.images')}</h3>
      <div className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto">
        {images.map((image) => (
          <Chip key={image} text={nameOf(image)} whole className="font-mono" />
        ))}
      </div>
      {images.some(isId) && <p className="text-sm text-warning">{t('save.byId')}</p>}
    </section>
  );
}

/** The path of the archive, begun with a suggestion, and whether something stands there. */
function useSaveTarget(images: readonly string[]) {
  const { data: suggestion } = useRequest(
    'app.suggestSavePath',
    { references: [...images] },
    { staleTime: 0, gcTime: 0 },
  );
  const [target, setTarget] = useState<Target>(nowhere);
  const [touched, setTouched] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    if (suggestion !== undefined && !touched) setTarget({ ...nowhere, path: suggestion });
  }, [suggestion, touched]);

  const write = (path: string) => {
    setTouched(true);
    setTarget({ ...nowhere, path });
  };
  const choose = async () => {
    try {
      const suggestedName = fileName(target.path) || 'images.tar';
      const path = await invoke('app.chooseSaveFile', { suggestedName });
      if (path === null) return;
      const exists = await invoke('app.fileExists', { path });
      setTouched(true);
      setTarget({ path, exists, replace: exists, askedBySystem: true });
    } catch (thrown) {
      setError(appErrorOf(thrown));
    }
  };
  /** Looks at the last moment, so that nothing is replaced that was not spoken of. */
  const mayWrite = async (): Promise<boolean> => {
    const exists = await invoke('app.fileExists', { path: target.path.trim() });
    setTarget((before) => ({ ...before, exists }));
    return !exists || target.replace;
  };
  const setReplace = (replace: boolean) => setTarget((before) => ({ ...before, replace }));
  return { ...target, error, write, choose, mayWrite, setReplace };
}
