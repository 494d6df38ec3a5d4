import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { JobItem } from './job-item';
import { loadJobs, useJobIds, useJobStore } from './job-store';

/** All jobs, newest first, or what will stand here. */
export function JobListView() {
  const { t } = useTranslation('jobs');
  const ids = useJobIds();
  const error = useJobStore((state) => state.error);
  if (error) {
    return (
      <div className="p-4">
        <ErrorView error={{ ...error, next: [{ step: 'retry' }] }} onNext={() => void loadJobs()} />
      </div>
    );
  }
  if (ids.length === 0) {
    return <EmptyState title={t('emptyTitle')} text={t('empty')} icon={ListChecks} compact />;
  }
  return (
    <ul className="flex flex-col">
      {ids.map((id) => (
        <JobItem key={id} id={id} />
      ))}
    </ul>
  );
}
