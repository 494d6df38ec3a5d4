import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { copyText } from './api/clipboard';
import { useDropHandler } from './api/drops';
import { useEngineEvents } from './api/engine';
import { routes } from './api/routes';
import { useSettingsEvents } from './api/settings';
import { DropOverlay } from './features/app/drop-overlay';
import { useMenuCommands } from './features/app/use-menu-commands';
import { JobsPanel } from './features/jobs/jobs-panel';
import { ArchivePage } from './features/layers/archive-page';
import { useOpenArchive } from './features/layers/use-open-archive';
import { useLook } from './features/settings/use-look';
import { OperationDialogs } from './operation-dialogs';
import { ActionsProvider } from './ui/actions';
import { Toaster } from './ui/toaster';
import { TooltipProvider } from './ui/tooltip';
import { CopyProvider } from './ui/use-copy';

/** A window of its own for an archive: the layer browser and the jobs, without what is about engines. */
export default function ArchiveApp() {
  return (
    <Router hook={useHashLocation}>
      <ActionsProvider>
        <CopyProvider copy={copyText}>
          <TooltipProvider>
            <ArchiveShell />
          </TooltipProvider>
        </CopyProvider>
      </ActionsProvider>
    </Router>
  );
}

function ArchiveShell() {
  useEngineEvents();
  useSettingsEvents();
  useLook();
  useMenuCommands();
  useOpenArchive();
  useTitle();
  useArchiveDrops();
  const { t } = useTranslation('layers');
  return (
    <>
      <div className="flex h-full min-h-0 flex-col bg-surface">
        <main className="flex min-h-0 flex-1 flex-col">
          <Suspense fallback={null}>
            <ArchivePage />
          </Suspense>
        </main>
        <JobsPanel />
      </div>
      <OperationDialogs />
      <DropOverlay text={t('archive.drop')} />
      <Toaster />
    </>
  );
}

/** The window is called by its archive. */
function useTitle(): void {
  const [location] = useHashLocation();
  const file = decodeURIComponent(location.slice(routes.archive('').length));
  useEffect(() => {
    document.title = `${file.split(/[\\/]/).at(-1)} – Layeryard`;
  }, [file]);
}

/** An archive that is dropped here is looked into here, as a file dropped on a page of a browser is. */
function useArchiveDrops(): void {
  const [, navigate] = useHashLocation();
  useDropHandler(['image-archive', 'oci-archive', 'oci-layout'], ({ path }) =>
    navigate(routes.archive(path)),
  );
}
