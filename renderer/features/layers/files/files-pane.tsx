import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorView } from '../../../ui/error-view';
import { mostLines } from '../../../ui/tree-lines';
import { isFiltering, noFilter } from '../browser/browser-state';
import { useBrowser, useScope } from '../browser/browser-store';
import { FileToolbar } from './file-toolbar';
import { FileTree } from './file-tree';
import { SpaceMap } from './space-map';
import { useRows } from './use-rows';

/** The files of the selected layers: a tree, the largest ones, or a map of the space they take. */
export function FilesPane({ alone }: { alone: boolean }) {
  const shape = useBrowser((state) => state.shape);
  const rows = useRows();
  const { shown, source } = rows;
  const badPattern = shown.error?.code === 'bad-input';
  return (
    <>
      <FileToolbar primary={alone} outline={shown.outline} badPattern={badPattern} />
      {shown.error && !badPattern && (
        <ErrorView
          error={shown.error}
          className="mx-3 mb-2 shrink-0"
          actions={<RetryButton onRetry={() => source.retry()} />}
        />
      )}
      {shape === 'map' ? (
        <SpaceMap />
      ) : (
        <FileTree {...rows} empty={<NoRows waiting={shown.outline === null} />} />
      )}
      <Cut rows={shown.outline?.rows ?? 0} />
    </>
  );
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('layers');
  return (
    <Button size="sm" onClick={onRetry}>
      {t('analyse.retry')}
    </Button>
  );
}

function NoRows({ waiting }: { waiting: boolean }) {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const filter = useBrowser((state) => state.filter);
  if (waiting) {
    return (
      <p role="status" aria-busy className="p-4 text-muted">
        {t('files.reading')}
      </p>
    );
  }
  if (!isFiltering(filter)) {
    return <EmptyState compact title={t('files.empty')} text={t('files.emptyText')} />;
  }
  return (
    <EmptyState
      compact
      hollow
      title={t('files.nothingFound')}
      text={t('files.nothingFoundText')}
      actions={
        <Button size="sm" onClick={() => store.setState({ filter: noFilter })}>
          {t('files.clearFilter')}
        </Button>
      }
    />
  );
}

function Cut({ rows }: { rows: number }) {
  const { t } = useTranslation('layers');
  const format = useFormat();
  if (rows <= mostLines) return null;
  return (
    <p className="shrink-0 border-t border-line px-3 py-1 text-sm text-muted">
      {t('files.cut', { number: format.count(mostLines) })}
    </p>
  );
}
