import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BuildRecord, JobSnapshot } from '../../api/contract';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { Tabs } from '../../ui/tabs';
import type { BuildForm } from './build-form';
import { BuildRun } from './build-run';
import { chooseFolder, showPane, useBuildStore } from './build-store';
import { ContextCard } from './context-card';
import { DockerfilePane, type FailedLines } from './editor/dockerfile-pane';
import { isDirty, saveFile, useEdited } from './editor/edit-store';
import { IgnorePane } from './editor/ignore-pane';
import { HistoryPane } from './history-pane';

interface Props {
  /** Null while no engine answers. */
  onRepeat: ((record: BuildRecord) => void) | null;
}

/** Beside the form: what a build does, and the files that it is made from. */
export function BuildPanes({ onRepeat }: Props) {
  const { t } = useTranslation('build');
  const { pane, form, job, error } = useBuildStore();
  const dirty = isDirty(useEdited(form.folder.trim(), form.dockerfile.trim()));
  return (
    <div className="flex min-h-0 flex-col">
      <Tabs
        label={t('panes.label')}
        value={pane}
        onChange={showPane}
        tabs={[
          { value: 'overview', label: t('panes.overview') },
          { value: 'dockerfile', label: t('panes.dockerfile'), ...(dirty ? { badge: '●' } : {}) },
          { value: 'ignore', label: t('panes.ignore') },
          { value: 'history', label: t('panes.history') },
        ]}
      >
        <div className="flex min-h-full flex-col gap-4 p-5">
          {error !== null && <ErrorView error={error} />}
          {pane === 'overview' && <Overview />}
          {pane === 'history' && <HistoryPane onRepeat={onRepeat} />}
          {pane === 'ignore' && <IgnorePane />}
          {pane === 'dockerfile' && <DockerfilePane failed={failedLines(job, form)} />}
        </div>
      </Tabs>
    </div>
  );
}

/** Lines of the Dockerfile in the form at which the build on screen failed. */
function failedLines(job: JobSnapshot | null, form: BuildForm): FailedLines {
  if (job?.spec.kind !== 'build') return null;
  const same = job.spec.folder === form.folder.trim() && job.spec.dockerfile === form.dockerfile.trim();
  return same ? (job.build?.failure?.lines ?? null) : null;
}

function Overview() {
  const { job, context, form } = useBuildStore();
  const untouched = context === null && job === null && form.folder === '';
  return (
    <>
      <UnsavedBanner />
      {untouched ? <Invitation /> : <ContextCard />}
      {job !== null && <BuildRun job={job} />}
    </>
  );
}

/** The builder reads the file, not the editor. */
function UnsavedBanner() {
  const { t } = useTranslation('dockerfile');
  const { form } = useBuildStore();
  const folder = form.folder.trim();
  const file = form.dockerfile.trim();
  const edited = useEdited(folder, file);
  if (!isDirty(edited)) return null;
  return (
    <Banner
      tone="warning"
      title={t('edit.buildsSaved', { file })}
      actions={
        <Button size="sm" onClick={() => void saveFile(folder, file)}>
          {t('edit.saveNow')}
        </Button>
      }
    />
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
