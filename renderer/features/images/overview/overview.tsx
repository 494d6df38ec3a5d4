import { useTranslation } from 'react-i18next';
import type { ImageDetails, ImageSummary } from '../../../api/contract';
import { useFormat } from '../../../i18n/use-format';
import { CopyableId } from '../../../ui/copyable-id';
import { RelativeTime } from '../../../ui/relative-time';
import { Fact, Facts, Section, Unset } from './facts';
import { Names } from './names';
import { type Pair, Pairs, pairOf } from './pairs';
import { Relations } from './relations';
import { Running } from './running';
import { SystemCard } from './system-card';

export interface OverviewProps {
  details: ImageDetails;
  summary: ImageSummary | undefined;
  /** These are still the details of the image before: to be seen, not to be used. */
  waiting: boolean;
}

export function Overview({ details, summary, waiting }: OverviewProps) {
  const { t } = useTranslation('images');
  const labels: Pair[] = Object.entries(details.labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div inert={waiting} aria-busy={waiting} className="flex flex-col gap-5 p-4">
      <SystemCard details={details} />
      <Identity details={details} summary={summary} />
      <Running details={details} />
      <Pairs
        title={t('overview.environment')}
        headings={[t('overview.variable'), t('overview.value')]}
        pairs={details.environment.map(pairOf)}
        none={t('overview.noEnvironment')}
        copyLabel={t('overview.environment')}
      />
      <Pairs
        title={t('overview.labels')}
        headings={[t('overview.label'), t('overview.value')]}
        pairs={labels}
        none={t('overview.noLabels')}
        copyLabel={t('overview.labels')}
      />
      <Relations details={details} />
    </div>
  );
}

function Identity({ details, summary }: Pick<OverviewProps, 'details' | 'summary'>) {
  const { t } = useTranslation('images');
  const architecture = [details.architecture, details.variant].filter((part) => part !== '').join('/');
  return (
    <Section title={t('overview.identity')}>
      <Facts>
        <Names details={details} summary={summary} />
        <Fact name={t('overview.id')}>
          <CopyableId label={t('row.imageId')} value={details.id} short={false} className="-ml-1" />
        </Fact>
        <Text name={t('overview.os')} text={details.os} />
        <Text name={t('overview.architecture')} text={architecture} />
        <Size details={details} summary={summary} />
        <Fact name={t('overview.created')}>
          {details.created > 0 ? (
            <Created time={details.created} />
          ) : (
            <Unset>{t('overview.createdUnknown')}</Unset>
          )}
        </Fact>
        {details.author !== '' && <Text name={t('overview.author')} text={details.author} />}
        {details.comment !== '' && <Text name={t('overview.comment')} text={details.comment} />}
      </Facts>
    </Section>
  );
}

function Text({ name, text }: { name: string; text: string }) {
  const { t } = useTranslation();
  return <Fact name={name}>{text === '' ? <Unset>{t('unknown')}</Unset> : text}</Fact>;
}

function Created({ time }: { time: number }) {
  const format = useFormat();
  return (
    <>
      {format.dateTime(time)} <span className="text-faint">·</span>{' '}
      <RelativeTime time={time} className="text-muted" />
    </>
  );
}

/** With the containerd store the list counts compressed copies and other platforms too: then both are said. */
function Size({ details, summary }: Pick<OverviewProps, 'details' | 'summary'>) {
  const { t } = useTranslation('images');
  const format = useFormat();
  const listed = summary?.id === details.id ? format.size(summary.sizeBytes) : null;
  const size = format.size(details.sizeBytes);
  const differs = listed !== null && listed !== size;
  return (
    <Fact
      name={t('overview.size')}
      {...(differs ? { hint: t('overview.sizeListed', { size: listed }) } : {})}
    >
      {size}
    </Fact>
  );
}
