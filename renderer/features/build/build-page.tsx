import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../api/engine';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { BuildFields } from './build-fields';
import { BuildRun } from './build-run';
import { chooseFolder, startBuild, useBuildFeed, useBuildStore } from './build-store';
import { ContextCard } from './context-card';

/** The screen that turns a folder with a Dockerfile into an image. */
export function BuildPage() {
  const { t } = useTranslation('build');
  const { activeId, connected } = useEngine();
  const { job, error, context, form } = useBuildStore();
  useBuildFeed();
  const start = () => {
    if (activeId !== null && connected) void startBuild(activeId);
  };
  const untouched = context === null && job === null && form.folder === '';
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="shrink-0 border-b border-line px-5 py-3">
        <h1 className="text-lg font-semibold">{t('title')}</h1>
        <p className="text-muted">{t('intro')}</p>
      </header>
      {!connected && <Banner tone="warning" edge title={t('unavailable')} />}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(260px,340px)_minmax(0,1fr)]">
        <div className="min-h-0 overflow-y-auto border-r border-line px-5 py-4">
          <BuildFields onStart={start} canStart={connected && activeId !== null} />
        </div>
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5">
          {error !== null && <ErrorView error={error} />}
          {untouched ? <Invitation /> : <ContextCard />}
          {job !== null && <BuildRun job={job} onAgain={start} />}
        </div>
      </div>
    </div>
  );
}

function Invitation() {
  const { t } = useTranslation('build');
  return (
    <EmptyState
      title={t('dropTitle')}
      text={t('dropText')}
      actions={
        <Button icon={FolderOpen} onClick={() => void chooseFolder()}>
          {t('chooseFolder')}
        </Button>
      }
    />
  );
}
