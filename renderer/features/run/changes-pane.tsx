import { useTranslation } from 'react-i18next';
import type { ContainerChanges, FileChange } from '../../api/contract';
import { useFormat } from '../../i18n/use-format';
import { Badge, type Tone } from '../../ui/badge';
import { ErrorView } from '../../ui/error-view';
import { Spinner } from '../../ui/spinner';
import { visibleText } from '../../ui/visible-text';
import { groupChanges } from './group-changes';
import { useChanges } from './use-changes';

/** More rows would be slow to draw and nobody reads them. */
const SHOWN = 500;

export interface ChangesPaneProps {
  engineId: string;
  containerId: string;
}

/** The files that the container changed so far. */
export function ChangesPane({ engineId, containerId }: ChangesPaneProps) {
  const { t } = useTranslation('run');
  const { data, error, isPending } = useChanges(engineId, containerId);
  return (
    <section aria-label={t('changes.title')} className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-3 py-1.5">
        <h2 className="text-sm font-medium text-muted">{t('changes.title')}</h2>
        {data && <Counts changes={data} />}
      </div>
      {/* It must take the focus, or the keyboard could not scroll it. */}
      <div {...reachable} className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
        {isPending && <Spinner label={t('changes.reading')} />}
        {error && !data && <ErrorView error={error.appError} />}
        {data && <Groups changes={data} />}
      </div>
    </section>
  );
}

const reachable = { tabIndex: 0 };

function Counts({ changes: { added, changed, deleted } }: { changes: ContainerChanges }) {
  const { t } = useTranslation('run');
  const format = useFormat();
  return (
    <>
      {added > 0 && <Badge tone="success">{t('changes.added', { number: format.count(added) })}</Badge>}
      {changed > 0 && <Badge tone="info">{t('changes.changed', { number: format.count(changed) })}</Badge>}
      {deleted > 0 && <Badge tone="danger">{t('changes.deleted', { number: format.count(deleted) })}</Badge>}
    </>
  );
}

function Groups({ changes: { changes, total, mounts } }: { changes: ContainerChanges }) {
  const { t } = useTranslation('run');
  const format = useFormat();
  if (total === 0) return <p className="text-sm text-faint">{t('changes.none')}</p>;
  return (
    <div className="flex flex-col gap-2">
      {mounts.length > 0 && (
        <p className="text-sm break-all text-warning">{t('changes.mounts', { paths: mounts.join(', ') })}</p>
      )}
      {groupChanges(changes, SHOWN).map(({ folder, changes: inFolder }) => (
        <div key={folder} className="min-w-0">
          <h3 className="selectable truncate font-mono text-sm text-faint" title={folder}>
            {visibleText(folder)}
          </h3>
          <ul>
            {inFolder.map((change) => (
              <ChangeLine key={change.path} change={change} name={change.name} />
            ))}
          </ul>
        </div>
      ))}
      {total > SHOWN && (
        <p className="text-sm text-faint">{t('changes.total', { number: format.count(total) })}</p>
      )}
    </div>
  );
}

const signs: Record<FileChange['kind'], { sign: string; tone: string }> = {
  added: { sign: 'A', tone: 'text-success' },
  changed: { sign: 'C', tone: 'text-info' },
  deleted: { sign: 'D', tone: 'text-danger' },
};

const flagTones: Record<NonNullable<FileChange['flag']>, Tone> = {
  secret: 'danger',
  cache: 'warning',
  log: 'warning',
  temporary: 'warning',
};

function ChangeLine({ change, name }: { change: FileChange; name: string }) {
  const { t } = useTranslation('run');
  const { sign, tone } = signs[change.kind];
  return (
    <li className="flex min-w-0 items-center gap-2 pl-2">
      <span aria-hidden className={`w-3 shrink-0 font-mono text-sm font-semibold ${tone}`}>
        {sign}
      </span>
      <span className="sr-only">{t(`changes.kinds.${change.kind}`)}</span>
      <span className="selectable min-w-0 truncate font-mono text-sm" title={change.path}>
        {visibleText(name)}
      </span>
      {change.flag && <Badge tone={flagTones[change.flag]}>{t(`flags.${change.flag}`)}</Badge>}
    </li>
  );
}
