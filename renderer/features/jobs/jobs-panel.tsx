import { ChevronDown, ChevronUp, ListX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from 'wouter';
import type { AppError } from '../../api/contract';
import { routes } from '../../api/routes';
import { useActions } from '../../ui/actions';
import { ErrorView } from '../../ui/error-view';
import { IconButton } from '../../ui/icon-button';
import { JobListView } from './job-list-view';
import { useJobFeed } from './job-store';
import { JobSummary, useJobCounts } from './job-summary';
import { PanelHandle } from './panel-handle';
import { togglePanel, usePanelState } from './panel-state';
import { useJobCommands } from './use-job-commands';
import { useJobNews } from './use-job-news';

/**
 * The jobs at the lower edge of the window, on every page but their own, which shows the same region.
 * Mounted once by the app shell: it also follows main's jobs for everyone else.
 */
export function JobsPanel() {
  const [onPage] = useRoute(routes.jobs);
  useJobFeed();
  const news = useJobNews(onPage);
  return (
    <>
      {!onPage && <Panel />}
      <p role="status" className="sr-only">
        {news}
      </p>
    </>
  );
}

function Panel() {
  const { t } = useTranslation('jobs');
  const { open, height } = usePanelState();
  return (
    <>
      {open && <PanelHandle />}
      <section
        aria-label={t('title')}
        className="flex shrink-0 flex-col border-t border-line bg-surface"
        style={{ height: open ? height : undefined }}
      >
        <PanelHead open={open} />
        {open && (
          <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
            <JobListView />
          </div>
        )}
      </section>
    </>
  );
}

function PanelHead({ open }: { open: boolean }) {
  const { t } = useTranslation('jobs');
  const { running, ended } = useJobCounts();
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const commands = useJobCommands(setRefusal);
  const toggleText = t(open ? 'collapse' : 'expand');
  useActions([
    { id: 'jobs-panel', title: toggleText, shortcut: 'mod+j', run: togglePanel },
    ...(ended > 0 ? [{ id: 'jobs-clear', title: t('clearEnded'), run: commands.clearEnded }] : []),
    ...(running > 0 ? [{ id: 'jobs-cancel', title: t('cancelAll'), run: commands.cancelAll }] : []),
  ]);
  return (
    <>
      <div className="flex h-9 shrink-0 items-center gap-3 pr-2 pl-4">
        <h2 className="text-sm font-semibold">{t('title')}</h2>
        <JobSummary />
        {open && ended > 0 && (
          <IconButton label={t('clearEnded')} icon={ListX} size="sm" onClick={commands.clearEnded} />
        )}
        <IconButton
          label={toggleText}
          icon={open ? ChevronDown : ChevronUp}
          size="sm"
          aria-expanded={open}
          onClick={togglePanel}
        />
      </div>
      {refusal && <ErrorView error={refusal} className="mx-4 mb-2" />}
    </>
  );
}
