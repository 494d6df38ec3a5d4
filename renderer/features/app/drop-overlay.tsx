import { clsx } from 'clsx';
import { FileBox } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appErrorOf } from '../../api/api-error';
import { invoke, pathForFile } from '../../api/client';
import { type FileOrigin, openDropped } from '../../api/drops';
import { useEvent } from '../../api/events';
import { errorSentence } from '../../i18n/error-text';
import { toast } from '../../ui/toast';
import { useAddressDrag } from './use-address-drop';

/**
 * Takes files that are dropped anywhere on the window, and those that the system asks the app to open. `text` says
 * what becomes of them.
 */
export function DropOverlay({ text }: { text: string }) {
  const { t } = useTranslation('app');
  const open = useOpenFile();
  const over = useFileDrag((file, count) => {
    const path = pathForFile(file);
    if (path === '') {
      toast.error(t('drop.noPath'));
      return;
    }
    if (count > 1) toast.info(t('drop.several', { count }));
    open(path, 'drop');
  });
  useEvent('file.opened', ({ path }) => open(path, 'system'));
  useAddressDrag();
  return (
    <div
      aria-hidden={!over}
      className={clsx(
        'pointer-events-none fixed inset-0 z-50 flex items-center justify-center bg-scrim p-6 transition-opacity',
        over ? 'opacity-100' : 'invisible opacity-0',
      )}
    >
      <div
        role="status"
        className="flex size-full flex-col items-center justify-center gap-3 rounded-xl border-2 border-dashed border-accent bg-surface text-center"
      >
        <FileBox aria-hidden size={40} strokeWidth={1.5} className="text-accent" />
        <p className="text-xl font-semibold">{t('drop.title')}</p>
        <p className="max-w-96 text-balance text-muted">{text}</p>
      </div>
    </div>
  );
}

/** Looks at a file and hands it to the feature that opens its kind, or says why nothing can. */
function useOpenFile(): (path: string, origin: FileOrigin) => void {
  const { t } = useTranslation('app');
  const { t: tErrors } = useTranslation('errors');
  return useCallback(
    (path: string, origin: FileOrigin) => {
      invoke('app.identifyFile', { path }).then(
        (file) => {
          const { name } = file;
          if (file.kind === 'unknown')
            toast.error(t('drop.unknown', { name }), { description: t('drop.unknownText') });
          else if (!openDropped(file, origin)) toast.error(t('drop.unavailable', { name }));
        },
        (error: unknown) => toast.error(errorSentence(tErrors, appErrorOf(error))),
      );
    },
    [t, tErrors],
  );
}

/** Whether files are being dragged over the window; `onDrop` gets the first. */
function useFileDrag(onDrop: (file: File, count: number) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Leaving the window has no element it goes to; moving between elements has.
      if (event.relatedTarget === null) setOver(false);
    };
    const onFileDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = event.dataTransfer?.files;
      const first = files?.[0];
      if (files && first) onDrop(first, files.length);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onFileDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onFileDrop);
    };
  }, [onDrop]);
  return over;
}
