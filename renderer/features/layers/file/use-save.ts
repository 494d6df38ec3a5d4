import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../../api/api-error';
import { invoke } from '../../../api/client';
import type { JobSpec } from '../../../api/contract';
import { errorSentence } from '../../../i18n/error-text';
import { toast } from '../../../ui/toast';
import { useScope } from '../browser/browser-store';
import { safeFileName } from '../files/file-format';

export interface Saved {
  /** Path in the image, without a leading slash. */
  path: string;
  layer: number;
  form: 'file' | 'tar';
}

/** Asks where to, then starts the job that writes a file of a layer, or a folder as a tar. */
export function useSave(): (what: Saved) => void {
  const { t } = useTranslation('errors');
  const { source } = useScope();
  return (what) => {
    save(what).catch((thrown: unknown) => toast.error(errorSentence(t, appErrorOf(thrown))));
  };

  async function save({ path, layer, form }: Saved): Promise<void> {
    const suggestedName = safeFileName(path, form === 'tar' ? '.tar' : '');
    const file = await invoke('app.chooseSaveFile', { suggestedName });
    if (file === null) return;
    // The system's dialog has asked before it answers a file that is there.
    const overwrite = await invoke('app.fileExists', { path: file });
    const engineId = source.kind === 'image' ? source.engineId : null;
    const spec: JobSpec = { kind: 'extract', engineId, source, path, layer, form, file, overwrite };
    await invoke('jobs.start', spec);
  }
}
