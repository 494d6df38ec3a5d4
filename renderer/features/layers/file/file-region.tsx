import { clsx } from 'clsx';
import { Download, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileKind } from '../../../api/contract';
import { Button } from '../../../ui/button';
import { CopyButton } from '../../../ui/copy-button';
import { ErrorView } from '../../../ui/error-view';
import { IconButton } from '../../../ui/icon-button';
import { MiddleText } from '../../../ui/middle-text';
import { SegmentedControl } from '../../../ui/segmented-control';
import { Skeleton } from '../../../ui/skeleton';
import { useBrowser, useScope } from '../browser/browser-store';
import { FileBody } from './file-body';
import { type OpenedFile, useOpenFile } from './use-life';
import { useSave } from './use-save';
import { VersionList } from './version-list';

/** One file: its versions through the layers, the content of one, what changed in it, and saving it. */
export function FileRegion({ className }: { className: string }) {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const { file, opened, error, refetch } = useOpenFile();
  const region = useRef<HTMLElement>(null);
  useInSight(region, opened && hasContent(opened.version.kind) ? `${file?.node} ${file?.layer}` : null);
  if (file === null) return null;
  return (
    <section
      ref={region}
      aria-label={t('file.label')}
      className={clsx(
        'flex min-h-0 flex-col border-b border-line',
        // What has no content needs no room for it.
        opened && !hasContent(opened.version.kind) ? 'shrink-0' : className,
      )}
    >
      <header className="flex shrink-0 items-center gap-1 border-b border-line py-1 pr-1.5 pl-3">
        <h3 className="selectable flex min-w-0 flex-1 font-mono text-sm font-medium">
          <MiddleText text={file.path === '' ? '/' : file.path} />
        </h3>
        <CopyButton label={t('file.path')} text={`/${file.path}`} />
        {opened && <SaveButton path={file.path} opened={opened} />}
        <IconButton
          size="sm"
          icon={X}
          label={t('file.close')}
          onClick={() => store.setState({ file: null })}
        />
      </header>
      {error && (
        <ErrorView
          size="page"
          error={error.appError}
          actions={<Button onClick={() => void refetch()}>{t('analyse.retry')}</Button>}
        />
      )}
      {opened === undefined && !error && <Waiting />}
      {opened === null && <p className="p-3 text-muted">{t('file.gone')}</p>}
      {opened && <Opened key={file.node} opened={opened} />}
    </section>
  );
}

const hasContent = (kind: FileKind) => kind === 'file' || kind === 'hardlink';

/** In a narrow pane the file lies below the tree: what was just opened comes into sight, and the tree stays. */
function useInSight(region: RefObject<HTMLElement | null>, file: string | null): void {
  useEffect(() => {
    if (file !== null) region.current?.scrollIntoView({ block: 'nearest' });
  }, [region, file]);
}

function Waiting() {
  return (
    <div aria-busy="true" className="flex flex-col gap-2 p-3">
      <Skeleton className="h-9" />
      <Skeleton className="h-24" />
    </div>
  );
}

function SaveButton({ path, opened }: { path: string; opened: OpenedFile }) {
  const { t } = useTranslation('layers');
  const save = useSave();
  const to = useBrowser((state) => state.to);
  const { kind, layer } = opened.version;
  if (kind === 'directory') {
    return (
      <Button size="sm" icon={Download} onClick={() => save({ path, layer: to, form: 'tar' })}>
        {t('file.saveFolder')}
      </Button>
    );
  }
  if (!hasContent(kind)) return null;
  return (
    <Button size="sm" icon={Download} onClick={() => save({ path, layer, form: 'file' })}>
      {t('file.save')}
    </Button>
  );
}

function Opened({ opened }: { opened: OpenedFile }) {
  const { t } = useTranslation('layers');
  const { store } = useScope();
  const [shown, setShown] = useState<'content' | 'difference'>('content');
  const { life, version, below } = opened;
  const comparable = hasContent(version.kind) && below !== null && hasContent(below.kind);
  const choose = (layer: number) =>
    store.setState(({ file }) => ({ file: file === null ? null : { ...file, layer } }));
  return (
    <>
      <VersionList versions={life.versions} chosen={version.layer} onChoose={choose} />
      {comparable && (
        <div className="flex shrink-0 items-center px-3 pb-1.5">
          <SegmentedControl
            label={t('file.view')}
            value={shown}
            onChange={setShown}
            options={[
              { value: 'content', label: t('file.content') },
              { value: 'difference', label: t('file.difference') },
            ]}
          />
        </div>
      )}
      <div className="flex min-h-0 flex-1 flex-col border-t border-line">
        <FileBody life={life} version={version} below={comparable && shown === 'difference' ? below : null} />
      </div>
    </>
  );
}
