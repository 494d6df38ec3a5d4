import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../api/contract';
import { Button } from '../../ui/button';
import { ErrorView } from '../../ui/error-view';
import { JobListView } from './job-list-view';
import { JobSummary, useJobCounts } from './job-summary';
import { useJobCommands } from './use-job-commands';

/** The screen of all jobs; it takes the place of the panel, so that there is one region of that name. */
export function JobsPage() {
  const { t } = useTranslation('jobs');
  const { running, ended } = useJobCounts();
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const commands = useJobCommands(setRefusal);
  return (
    <section aria-label={t('title')} className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 items-center gap-4 border-b border-line px-5 py-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold">{t('title')}</h1>
          <JobSummary />
        </div>
        {running > 1 && <Button onClick={commands.cancelAll}>{t('cancelAll')}</Button>}
        {ended > 0 && <Button onClick={commands.clearEnded}>{t('clearEnded')}</Button>}
      </header>
      {refusal && <ErrorView error={refusal} className="m-4" />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <JobListView />
      </div>
    </section>
  );
}
