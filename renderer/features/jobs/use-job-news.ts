import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobSnapshot } from '../../api/contract';
import { routes } from '../../api/routes';
import { toast } from '../../ui/toast';
import { titleOf } from './describe-job';
import { newsBetween } from './job-started';
import { useJobStore } from './job-store';
import { openPanel, usePanelState } from './panel-state';

/**
 * Opens the panel when a job starts, and tells by a toast when one ends out of sight.
 *
 * @param inSight whether the page of jobs is on screen
 * @returns the last end as a sentence, for screen readers
 */
export function useJobNews(inSight: boolean): string {
  const { t } = useTranslation('jobs');
  const [last, setLast] = useState('');
  useEffect(
    () =>
      useJobStore.subscribe((after, before) => {
        // What stood in the first answer is no news.
        if (!before.loaded || after.list === before.list) return;
        const { started, ended } = newsBetween(before.list, after.list);
        const panelSeen = inSight || usePanelState.getState().open;
        const isSeen = (job: JobSnapshot) => panelSeen || onOwnPage(job);
        if (started.some((job) => !hasOwnPage(job))) openPanel();
        for (const job of ended) {
          const text = t(`toast.${endOf(job)}`, { title: titleOf(job, t) });
          setLast(text);
          if (!isSeen(job)) tell(job, text, t('toast.show'));
        }
      }),
    [t, inSight],
  );
  return last;
}

/** A build and an analysis are watched where they were started; the panel would only cover it. */
const hasOwnPage = ({ spec }: JobSnapshot): boolean => spec.kind === 'build' || spec.kind === 'analyse';

function onOwnPage({ spec }: JobSnapshot): boolean {
  const { hash } = window.location;
  if (spec.kind === 'build') return hash.startsWith(`#${routes.build}`);
  if (spec.kind !== 'analyse') return false;
  // The result of a build shows what was found in its image.
  if (hash.startsWith(`#${routes.build}`)) return true;
  const { source } = spec;
  const page =
    source.kind === 'image'
      ? routes.image(source.engineId, source.id, 'layers')
      : routes.archive(source.path);
  return hash === `#${page}`;
}

function endOf({ state }: JobSnapshot): 'done' | 'failed' | 'cancelled' {
  return state === 'running' ? 'done' : state;
}

/** A cancel is the person's own doing and needs no telling. */
function tell(job: JobSnapshot, text: string, label: string): void {
  const options = { id: job.id, action: { label, onClick: openPanel } };
  if (job.state === 'done') toast.success(text, options);
  else if (job.state === 'failed') toast.error(text, options);
}
