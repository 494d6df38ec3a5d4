import { useTranslation } from 'react-i18next';
import type { BuildContext } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { Banner } from '../../ui/banner';
import { Skeleton } from '../../ui/skeleton';
import { useBuildStore } from './build-store';
import { IgnoreLines } from './ignore-lines';

/** What would be sent, before anything is. */
export function ContextCard() {
  const { t } = useTranslation('build');
  const { context, measuring } = useBuildStore();
  if (context === null && !measuring) return null;
  return (
    <section aria-label={t('context.title')} className="shrink-0 rounded-lg border border-line bg-raised p-4">
      <h2 className="mb-2 font-medium">{t('context.title')}</h2>
      {context === null ? <Measuring /> : <Known context={context} />}
    </section>
  );
}

function Known({ context }: { context: BuildContext }) {
  const { t } = useTranslation('build');
  if (context.kind === 'remote') return <p className="text-muted">{t('context.remote')}</p>;
  return <Figures context={context} />;
}

function Measuring() {
  const { t } = useTranslation('build');
  return (
    <div className="flex flex-col gap-2" role="status" aria-label={t('context.measuring')}>
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-4 w-64" />
    </div>
  );
}

function Figures({ context }: { context: BuildContext }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const refused = ({ path, why }: BuildContext['unsendable'][number]) =>
    `${path} (${t(`context.why.${why}`)})`;
  return (
    <div className="flex flex-col gap-3">
      <p>
        <span className="text-lg font-semibold">{size(context.bytes)}</span>{' '}
        <span className="text-muted">{t('context.sent', { count: context.files })}</span>
        {!context.complete && <span className="text-muted"> · {t('context.measuring')}</span>}
      </p>
      {context.kind === 'archive' && <p className="text-muted">{t('context.archive')}</p>}
      {context.kind === 'folder' && <LeftOut context={context} />}
      {context.dockerfile === '' && <Banner tone="warning" title={t('context.noDockerfile')} />}
      {context.gitFolder && <Banner tone="warning" title={t('context.gitFolder')} />}
      <PathWarning tone="warning" title={t('context.secrets')} paths={context.secrets} />
      <PathWarning tone="warning" title={t('context.leaving')} paths={context.leaving} />
      <PathWarning tone="danger" title={t('context.unsendable')} paths={context.unsendable.map(refused)} />
      {context.kind === 'folder' && <IgnoreLines context={context} />}
      {context.largest.length > 0 && <Largest context={context} />}
    </div>
  );
}

function LeftOut({ context }: { context: BuildContext }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  return (
    <p className="text-muted">
      {context.ignoreFile === ''
        ? t('context.noIgnoreFile')
        : t('context.ignored', {
            count: context.ignoredFiles,
            file: context.ignoreFile,
            size: size(context.ignoredBytes),
          })}
    </p>
  );
}

function PathWarning(props: { tone: 'warning' | 'danger'; title: string; paths: readonly string[] }) {
  if (props.paths.length === 0) return null;
  return (
    <Banner tone={props.tone} title={props.title}>
      <ul className="max-h-24 overflow-auto font-mono text-sm">
        {props.paths.map((path) => (
          <li key={path} className="selectable truncate" title={path}>
            {path}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Largest({ context }: { context: BuildContext }) {
  const { t } = useTranslation('build');
  const { size } = useFormat();
  const most = context.largest[0]?.sizeBytes ?? 0;
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium text-muted">{t('context.largest')}</h3>
      <ul className="flex flex-col">
        {context.largest.map(({ path, sizeBytes }) => (
          <li key={path} className="grid grid-cols-[minmax(0,1fr)_96px_72px] items-center gap-3 py-0.5">
            <span className="selectable truncate font-mono text-sm" title={path}>
              {path}
            </span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-hover">
              <span
                className="block h-full origin-left bg-strata-4"
                style={{ transform: `scaleX(${most === 0 ? 0 : sizeBytes / most})` }}
              />
            </span>
            <span className="text-right text-sm text-muted">{size(sizeBytes)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
