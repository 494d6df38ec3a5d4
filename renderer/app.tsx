import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { copyText } from './api/clipboard';
import { useDropHandler } from './api/drops';
import { useEngine, useEngineEvents } from './api/engine';
import { useOperations } from './api/operations';
import { useCommand } from './api/requests';
import { useSettingsEvents } from './api/settings';
import { DropOverlay } from './features/app/drop-overlay';
import { Frame } from './features/app/frame';
import { useShellActions } from './features/app/shell-actions';
import { useMenuCommands } from './features/app/use-menu-commands';
import { useUnsavedFiles } from './features/build/editor/use-unsaved-files';
import { useBuildDrops } from './features/build/use-build-drops';
import { ConnectionBanners } from './features/engines/connection-banners';
import { EnginePicker, EngineRefresh } from './features/engines/engine-picker';
import { useImageEvents } from './features/images/data/use-image-list';
import { ImagePalette } from './features/images/image-palette';
import { useJobCounts } from './features/jobs/job-summary';
import { JobsPanel } from './features/jobs/jobs-panel';
import { useOpenArchive } from './features/layers/use-open-archive';
import { useLookActions } from './features/settings/look-actions';
import { useLook } from './features/settings/use-look';
import { OperationDialogs } from './operation-dialogs';
import { Pages } from './pages';
import { readAhead } from './read-ahead';
import { ActionsProvider } from './ui/actions';
import { Toaster } from './ui/toaster';
import { TooltipProvider } from './ui/tooltip';
import { CopyProvider } from './ui/use-copy';

const Overlays = readAhead(async () => (await import('./features/app/overlays')).Overlays);
const SettingsDialog = readAhead(
  async () => (await import('./features/settings/settings-dialog')).SettingsDialog,
);

/** What every screen stands in: addresses, actions, clipboard, tooltips. */
export function App() {
  return (
    <Router hook={useHashLocation}>
      <ActionsProvider>
        <CopyProvider copy={copyText}>
          <TooltipProvider>
            <Shell />
          </TooltipProvider>
        </CopyProvider>
      </ActionsProvider>
    </Router>
  );
}

/** Wires the features to each other; none of them knows another. */
function Shell() {
  useEngineEvents();
  useSettingsEvents();
  useImageEvents();
  useLook();
  useShellActions();
  useLookActions();
  useMenuCommands();
  useArchiveDrops();
  useOpenArchive();
  useBuildDrops();
  useUnsavedFiles();
  const { t } = useTranslation('engines');
  const { t: tApp } = useTranslation('app');
  const { running } = useJobCounts();
  return (
    <>
      <Frame
        picker={(collapsed) => <EnginePicker collapsed={collapsed} />}
        pickerTitle={t('engine')}
        pickerAction={<EngineRefresh />}
        running={running}
        banners={<ConnectionBanners />}
        panel={<JobsPanel />}
      >
        <Pages />
      </Frame>
      <OperationDialogs />
      <Suspense fallback={null}>
        <Overlays settings={(onClose) => <SettingsDialog onClose={onClose} />} />
      </Suspense>
      <DropOverlay text={tApp('drop.text')} />
      <ImagePalette />
      <Toaster />
    </>
  );
}

/**
 * A dropped archive is asked about, loaded or looked into, where an engine could load it. One that was named to the
 * app is opened: its window is what opens a file, and loading is one press away there.
 */
function useArchiveDrops(): void {
  const open = useOperations((state) => state.open);
  const { state } = useEngine();
  const { mutate: lookInside } = useCommand('app.openArchive');
  useDropHandler(['image-archive', 'oci-archive'], ({ path }, origin) => {
    const nothingLoads = state?.connection.state === 'none' || state?.connection.state === 'lost';
    if (origin === 'system' || nothingLoads) lookInside({ path });
    else open({ kind: 'load', file: path });
  });
  useDropHandler(['oci-layout'], ({ path }) => lookInside({ path }));
  useDropHandler(['root-file-system'], ({ path }) => open({ kind: 'import', file: path }));
}
