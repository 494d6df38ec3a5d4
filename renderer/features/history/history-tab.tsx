import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageHistory, ImageSystem, HistoryStep as Step } from '../../api/contract';
import { useCapability } from '../../api/engine';
import { useRequest } from '../../api/requests';
import { routes } from '../../api/routes';
import { shortId } from '../../format/ids';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorView } from '../../ui/error-view';
import { TextLink } from '../../ui/text-link';
import { useSteady } from '../../ui/use-steady';
import { AuditBanner } from './audit-banner';
import { HistorySkeleton } from './history-skeleton';
import { HistoryStep } from './history-step';
import { NoHistory } from './no-history';
import { countSteps, groupSteps, type StepGroup } from './step-groups';

/** How an image came to be: every step from the base to the top. */
export function HistoryTab({ engineId, imageId }: { engineId: string; imageId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useRequest('images.history', { engineId, id: imageId });
  const { lack } = useCapability('history');
  const history = useSteady(data);
  // Without a reason it is only that no engine is connected, and what is known is shown all the same.
  if (lack !== null) return <NoHistory lack={lack} />;
  if (error && data === undefined) {
    const retry = <Button onClick={() => void refetch()}>{t('retry')}</Button>;
    return <ErrorView size="page" error={error.appError} actions={retry} />;
  }
  if (history === undefined) return <HistorySkeleton />;
  return <Steps key={history.id} history={history} waiting={history !== data} />;
}

function Steps({ history, waiting }: { history: ImageHistory; waiting: boolean }) {
  const { t } = useTranslation('images');
  const list = useRef<HTMLDivElement>(null);
  const { engineId, id, steps, unaudited } = history;
  const system = useRequest('images.details', { engineId, id }, { select: (details) => details.system });
  if (steps.length === 0) {
    return <EmptyState compact hollow title={t('history.none')} text={t('history.noneText')} />;
  }
  const largest = Math.max(...steps.map(({ sizeBytes }) => sizeBytes));
  const show = (index: number) => {
    const step = list.current?.querySelector<HTMLElement>(`[data-step="${index}"]`);
    step?.scrollIntoView({ block: 'center' });
    step?.focus({ preventScroll: true });
  };
  return (
    <div ref={list} inert={waiting} aria-busy={waiting} className="flex flex-col gap-3 py-3">
      <Summary steps={steps} />
      {unaudited.length > 0 && (
        <div className="px-4">
          <AuditBanner unaudited={unaudited} onShow={show} />
        </div>
      )}
      {groupSteps(steps).map((group) => (
        <Group
          key={group.steps[0]?.index}
          engineId={engineId}
          group={group}
          system={system.data}
          largest={largest}
          unaudited={unaudited}
        />
      ))}
    </div>
  );
}

function Summary({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation('images');
  return (
    <p className="px-4 text-sm text-muted">
      {t('history.steps', { count: steps.length })}
      <span className="text-faint"> · {t('history.summary', countSteps(steps))}</span>
    </p>
  );
}

interface GroupProps {
  engineId: string;
  group: StepGroup;
  system: ImageSystem | undefined;
  largest: number;
  unaudited: readonly number[];
}

function Group({ engineId, group, system, largest, unaudited }: GroupProps) {
  const { t } = useTranslation('images');
  const { inherited, steps } = group;
  return (
    <section aria-label={inherited ? t('history.fromBase') : t('history.own')}>
      <h3 className="flex items-center gap-2 px-4 pb-1 text-sm font-semibold text-muted">
        <span aria-hidden className={`size-2 rounded-xs ${inherited ? 'bg-strata-4' : 'bg-accent-fill'}`} />
        {inherited ? <BaseTitle engineId={engineId} system={system} /> : t('history.own')}
      </h3>
      <ol className="border-y border-line">
        {steps.map((step) => (
          <HistoryStep
            key={step.index}
            step={step}
            largest={largest}
            unaudited={unaudited.includes(step.index)}
          />
        ))}
      </ol>
    </section>
  );
}

function BaseTitle({ engineId, system }: { engineId: string; system: ImageSystem | undefined }) {
  const { t } = useTranslation('images');
  if (system?.kind !== 'based-on') return t('history.fromBase');
  const name = system.references[0] ?? shortId(system.imageId);
  return (
    <span className="min-w-0 truncate">
      {t('history.fromBase')}{' '}
      <TextLink href={routes.image(engineId, system.imageId, 'history')}>{name}</TextLink>
    </span>
  );
}
